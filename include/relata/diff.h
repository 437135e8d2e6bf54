#pragma once

// What changed from one view of the evidence to another: what was known on one day and on the next,
// with a speaker and without, in one language and in all.
//
//     relata::View early = view, late = view;
//     early.known_by = *relata::PartialDate::parse("2025-04-25");
//     late.known_by = *relata::PartialDate::parse("2025-04-28");
//     const auto news = relata::find_diff(*store, now, {.before = early, .after = late});
//     for (const auto& change : news.changes) show(news.graph.relation(change.relation));

#include <relata/answer.h>
#include <relata/store.h>
#include <relata/view.h>
#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace relata {

struct DiffQuery {
  View before = {};
  View after = {};
  std::string about = {};           // as ClaimsQuery::about
  std::size_t results_max = 1'000;  // relations that are listed
  SearchLimits limits = {};
  std::stop_token stop = {};
};

// The first of these that holds.
enum class ChangeKind : std::uint8_t {
  appeared,   // in the view after, not in the one before
  withdrawn,  // in the view before, not in the one after
  confirmed,  // in both, by now confirmed
  contested,  // in both, by now contested
  changed,    // in both, with another status or another number of independent origins
};
inline constexpr std::size_t change_kinds = 5;

struct RelationChange {
  RelationId relation;
  ChangeKind kind = ChangeKind::changed;
  std::optional<Standing> before;  // nothing: it is not in that view
  std::optional<Standing> after;
};

struct DiffAnswer {
  DiffQuery question;
  std::vector<RelationChange> changes;              // by kind, then id
  std::array<std::uint64_t, change_kinds> found{};  // of each kind, listed or not
  std::uint64_t unchanged = 0;
  // The evidence of what is listed, as the view after has it; of what was withdrawn, as the one
  // before had it.
  AnswerGraph graph;
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// Reads the claims of every relation that `about` fits, all of the store's without it. Error{usage,
// not_found} for a view that cannot be.
[[nodiscard]] DiffAnswer find_diff(const Store& store, const Snapshot& at, const DiffQuery& query);

}  // namespace relata
