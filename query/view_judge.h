#pragma once

// Judges relations during one search: by their summaries as they are reached, and by their claims
// where a summary leaves it open.
//
// A search goes over a level twice if the view needs claims: consider() notes what is open,
// decide() reads the claims of all of it at once, admits() then answers from memory.

#include <relata/store.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <vector>

#include "query/compiled_view.h"
#include "query/hubs.h"
#include "query/search_watch.h"

namespace relata {

class ViewJudge {
 public:
  ViewJudge(const Store& store, const Snapshot& at, const CompiledView& view, SearchWatch& watch,
            const HubRule& rule = {})
      : store_(store), at_(at), view_(view), watch_(watch), hubs_(store, at, watch, rule) {}

  [[nodiscard]] const CompiledView& view() const { return view_; }
  [[nodiscard]] Hubs& hubs() { return hubs_; }

  // Do the claims decide?
  [[nodiscard]] bool is_open(const AdjacencyEntry& entry) const {
    return view_.judge(entry) == Verdict::maybe;
  }
  void consider(EntityId owner, const AdjacencyEntry& entry) {
    if (is_open(entry)) open_.push_back(ref_of(owner, entry));
  }
  // What is still open when the search is cut stays outside the view, unless that is ignored.
  enum class Cut : std::uint8_t { obey, ignore };
  void decide(Cut cut = Cut::obey);

  // By the summary; notes what is left out for doubt.
  [[nodiscard]] Verdict judge(const AdjacencyEntry& entry) {
    const Verdict verdict = view_.judge(entry);
    if (verdict == Verdict::doubtful) watch_.leave_out_for_doubt(entry.relation);
    return verdict;
  }
  // What the claims decided; those of a relation that was not considered are read now.
  [[nodiscard]] bool admits_by_claims(const RelationRef& ref);
  [[nodiscard]] bool admits(EntityId owner, const AdjacencyEntry& entry) {
    const Verdict verdict = judge(entry);
    if (verdict == Verdict::maybe) return admits_by_claims(ref_of(owner, entry));
    return verdict == Verdict::yes;
  }

  [[nodiscard]] static RelationRef ref_of(EntityId owner, const AdjacencyEntry& entry) {
    return {.source = entry.direction == Direction::reverse ? entry.neighbour : owner,
            .id = entry.relation};
  }

 private:
  const Store& store_;
  const Snapshot& at_;
  const CompiledView& view_;
  SearchWatch& watch_;
  Hubs hubs_;
  std::vector<RelationRef> open_;
  boost::unordered_flat_map<std::uint64_t, bool> decided_;  // by relation id
};

}  // namespace relata
