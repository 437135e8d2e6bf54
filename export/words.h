#pragma once

// The words in which answers are told, the same in every format. Text from the data comes back as
// it is: each format escapes it in its own way.

#include <relata/export.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "graph/words.h"

namespace relata {

// --- Numbers and dates --------------------------------------------------------------------------

[[nodiscard]] std::string count_words(std::uint64_t count, std::string_view one,
                                      std::string_view many);
[[nodiscard]] std::string grouped(std::uint64_t number);     // "10,000"
[[nodiscard]] std::string time_words(std::int64_t unix_ms);  // "2025-04-28T09:30:00Z"
// "2025-04-28T09:30:00.250Z"
[[nodiscard]] std::string exact_time_words(std::int64_t unix_ms);
[[nodiscard]] std::string quantity_words(const Quantity& quantity);
[[nodiscard]] std::string bytes_words(std::uint64_t bytes);

// --- Members of an answer -----------------------------------------------------------------------

[[nodiscard]] const std::string& name_of(const AnswerGraph& graph, EntityId id);
// "Kim Jong Un, Vladimir Putin".
[[nodiscard]] std::string names_of(const AnswerGraph& graph, const std::vector<EntityId>& ids);
// Who published it: the publisher's name, or without one the document's key.
[[nodiscard]] const std::string& publisher_of(const AnswerGraph& graph, const Document& document);
[[nodiscard]] const std::string& origin_name(const AnswerGraph& graph, const Origin& origin);
// The stations of a claim, from its origin to the document that we hold: "Kremlin", "Reuters",
// "Netraworld".
[[nodiscard]] std::vector<std::string> relay_names(const AnswerGraph& graph,
                                                   const ClaimEvidence& claim);

// How a relation reads from one of its ends.
[[nodiscard]] std::string label_from(const AnswerGraph& graph, const Relation& relation,
                                     EntityId end);
[[nodiscard]] EntityId other_end(const Relation& relation, EntityId end);
// "no claim" for none.
[[nodiscard]] std::string_view word(const std::optional<Status>& status);
// "North Korea deployed troops to Russia".
[[nodiscard]] std::string sentence(const AnswerGraph& graph, const Relation& relation);
// "asserted by Kremlin", "narrated by Netraworld".
[[nodiscard]] std::string attribution(const AnswerGraph& graph, const ClaimEvidence& claim);
// "2025-04-28", "confidence 0.8": what is said of a claim after who makes it.
[[nodiscard]] std::vector<std::string> claim_details(const ClaimEvidence& claim);
// "2 independent origins", "valid 2024", "more than 10,000 soldiers": after the status.
[[nodiscard]] std::vector<std::string> relation_details(const RelationEvidence& relation);
// "person: 10 of 12", if 10 are listed.
[[nodiscard]] std::string group_words(const NeighborGroup& group);

// The origins of the claims of one stance, each once, as they first came: "Kremlin, KCNA".
[[nodiscard]] std::string origin_names(const AnswerGraph& graph, const RelationEvidence& relation,
                                       Stance stance);
[[nodiscard]] std::string_view word(Extent extent);

struct StanceCounts {
  std::size_t asserted = 0;  // independent origins
  std::size_t denied = 0;
};
[[nodiscard]] StanceCounts count_origins(const RelationEvidence& relation);

// "+6.5", "-3", "forbids": what a reason weighs.
[[nodiscard]] std::string bits_words(const ResolveReason& reason);
// What bounds left out of a resolution, a line each.
[[nodiscard]] std::vector<std::string> caveats(const ResolveAnswer& answer);

// "New", "Now confirmed": what a change is called where it stands.
[[nodiscard]] std::string change_words(ChangeKind kind);

// --- Whole answers ------------------------------------------------------------------------------

// From the strongest to the weakest: confirmed, reported, contested, uncertain, denied.
[[nodiscard]] int strength(Status status);
// A hop holds by the strongest of its relations.
[[nodiscard]] Status hop_status(const AnswerGraph& graph, const Hop& hop);
// The weakest hop's place; a path without hops has none.
[[nodiscard]] std::size_t weakest_hop(const AnswerGraph& graph, const Path& path);

// "Kim Jong Un - leads → North Korea - deployed troops to → Russia", by the first relation of each
// hop.
[[nodiscard]] std::string path_words(const AnswerGraph& graph, const Path& path);

// "credibility 0.61", "cost 5, 3 of it for hubs": what a path weighs; "" where hops are counted.
[[nodiscard]] std::string weight_words(PathWeight weight, std::size_t hops, double cost,
                                       double toll);
[[nodiscard]] inline std::string weight_words(PathWeight weight, const Path& path) {
  return weight_words(weight, path.hops.size(), path.weight, path.toll);
}

// "12", "1,000,000 or more": how many were counted.
[[nodiscard]] std::string matches_words(const MatchAnswer& answer);

// "certainly in order of time, done by 2024-12-31"; "" where dates do not matter.
[[nodiscard]] std::string order_words(TimeOrder order, const Path& path);

// Why an answer may not be all there is.
struct Shortfall {
  const std::vector<Limit>& limits_hit;
  const Counters& counters;
  bool is_stopped = false;
};
// A line each; empty for a complete answer.
[[nodiscard]] std::vector<std::string> caveats(const Shortfall& shortfall);
// Did the search end before it was done? What is not there may then not have been found.
template <class Answer>
[[nodiscard]] bool is_cut(const Answer& answer) {
  const auto& limits = answer.limits_hit;
  return answer.is_stopped || std::any_of(limits.begin(), limits.end(), [](Limit limit) {
           return limit == Limit::time || limit == Limit::visited;
         });
}

}  // namespace relata
