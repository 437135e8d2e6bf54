#pragma once

// A brief told in a language: sentences in sections, and the sources that they cite.

#include <relata/export.h>

#include <string>
#include <vector>

#include "export/brief_language.h"

namespace relata {

struct BriefSentence {
  std::string text;  // citations included, "[1][2]"; no name in it holds square brackets
  // What it rests on; empty where it tells of an entity's record, or of what is not there.
  std::vector<RelationId> relations = {};
  std::vector<std::size_t> citations = {};  // numbers of sources, in the order of the text
};

struct BriefParagraph {
  BriefTheme theme = BriefTheme::other;
  std::string head = {};  // empty: none is shown
  std::vector<BriefSentence> sentences = {};
};

struct BriefSection {
  BriefSectionKind kind = BriefSectionKind::identity;
  std::string heading;
  std::vector<BriefParagraph> paragraphs;
};

struct BriefStory {
  std::string title;
  std::string view;
  std::vector<BriefSection> sections;
  std::vector<const ClaimEvidence*> sources;  // by number from 1; of the answer's graph
  std::vector<std::string> caveats;
};

[[nodiscard]] BriefStory tell(const BriefAnswer& answer, const RenderOptions& options);

// One source, in pieces that each format joins in its own way.
struct BriefSourceWords {
  std::string who;       // the speaker
  std::string when;      // the claim's date; empty if there is none
  std::string document;  // publisher, title and date
  std::string address;   // the document's URL, else its key
  std::string via;       // empty if it came through no other document
  std::string quote;     // as it was given
};
[[nodiscard]] BriefSourceWords source_words(const BriefLanguage& language, const AnswerGraph& graph,
                                            const ClaimEvidence& claim);

}  // namespace relata
