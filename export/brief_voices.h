#pragma once

// Whose word a brief's sentences rest on, and the sources that they cite.

#include <map>
#include <tuple>
#include <vector>

#include "export/brief_language.h"

namespace relata {

using Citations = std::vector<std::size_t>;  // numbers of sources, from 1

// The claims of one origin on a statement.
struct BriefVoice {
  BriefNoun who;
  PartialDate reported;  // the first
  Citations citations = {};
  const ClaimEvidence* nearest = nullptr;  // of those that are cited, through the fewest hands
};

class BriefVoices {
 public:
  BriefVoices(const BriefLanguage& language, const AnswerGraph& graph)
      : language_(language), graph_(graph) {}

  // Who says so of these relations, the first to say it first. What is cited for each relation is
  // the claim of each of them that came through the fewest hands.
  [[nodiscard]] std::vector<BriefVoice> of(const std::vector<RelationId>& relations, Stance stance);

  // Each with the date and what is cited: "Russia on 27 April 2025 [6] and ...".
  [[nodiscard]] std::string words(const std::vector<BriefVoice>& voices) const;
  // The same without what is cited: as the sentence wants them dated, and with the relays between.
  enum class Dated : std::uint8_t { no, yes };
  enum class Relayed : std::uint8_t { no, yes };
  [[nodiscard]] std::string names(const std::vector<BriefVoice>& voices, Dated dated,
                                  Relayed relayed) const;

  // By number, from 1.
  [[nodiscard]] std::vector<const ClaimEvidence*> sources() const { return sources_; }

 private:
  using SourceKey =
      std::tuple<DocumentId, EntityId, Origin, std::vector<DocumentId>, PartialDate, std::string>;

  [[nodiscard]] std::size_t number_of(const ClaimEvidence& claim);
  [[nodiscard]] std::string with_relays(const BriefVoice& voice) const;

  const BriefLanguage& language_;
  const AnswerGraph& graph_;
  std::map<SourceKey, std::size_t> numbers_;
  std::vector<const ClaimEvidence*> sources_;
};

// "[1][2]", and "[3]–[7]" of three or more in a row.
[[nodiscard]] std::string cited(const Citations& citations);
// Those that are not there yet.
void add_citations(Citations& citations, const Citations& more);
[[nodiscard]] Citations citations_of(const std::vector<BriefVoice>& voices);
// As a verb takes them: 1 of one, more of several.
[[nodiscard]] std::uint64_t number_of_verb(const std::vector<BriefVoice>& voices);

}  // namespace relata
