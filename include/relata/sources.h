#pragma once

// What a view of the evidence rests on: which relations hang on one origin alone, through how many
// hands claims came, and when and in which languages nothing was said.
//
//     const auto rests = relata::find_sources(*store, now, {.view = view});
//     for (const auto& source : rests.sources) show(source.relations_alone);

#include <relata/answer.h>
#include <relata/store.h>
#include <relata/view.h>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace relata {

struct SourcesQuery {
  View view = {};
  std::string about = {};         // as ClaimsQuery::about
  std::size_t results_max = 100;  // sources that are listed, and relations
  SearchLimits limits = {};
  std::stop_token stop = {};
};

// An independent origin, and what would be lost without it.
struct SourceLoad {
  Origin origin;
  std::uint64_t claims = 0;           // that go back to it, of any stance
  std::uint64_t relations = 0;        // that it asserts
  std::uint64_t relations_alone = 0;  // that no other origin asserts
};

// When documents of one language claim something.
struct LanguageCoverage {
  std::string language;        // as documents give it, in lower case; "": they give none
  std::uint64_t claims = 0;    // those without a month included
  Period reported;             // from the first month to the last
  std::vector<Period> silent;  // months without a claim, between the first and the last of the view
};

struct SourcesAnswer {
  SourcesQuery question;
  std::uint64_t relations = 0;  // in the view
  std::uint64_t claims = 0;
  // [n]: relations that n independent origins assert. [0]: denied or uncertain ones.
  std::vector<std::uint64_t> relations_by_origins;
  // [n]: claims that came through n documents beyond the one nearest the origin: 0 is first hand,
  // 1 hearsay, 2 hearsay of hearsay.
  std::vector<std::uint64_t> claims_by_hands;
  std::uint64_t claims_without_month = 0;
  std::vector<SourceLoad> sources;  // most relations alone first, then most relations, then origin
  std::uint64_t sources_found = 0;
  std::vector<LanguageCoverage> languages;  // most claims first
  std::vector<RelationId> alone;            // relations that one origin asserts, by id
  AnswerGraph graph;                        // of `alone` and `sources`
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// Reads the claims of every relation in the view that `about` fits.
[[nodiscard]] SourcesAnswer find_sources(const Store& store, const Snapshot& at,
                                         const SourcesQuery& query);

}  // namespace relata
