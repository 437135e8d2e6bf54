#pragma once

// The least sets of documents, speakers or publishers without whose claims no path is left.
//
// The least cut of labels is NP-hard (P. Zhang and others, "Approximation and hardness results for
// label cut and related problems", 2011). It is found exactly, as a hitting set of paths that are
// found as they are needed (E. Moreno-Centeno and R. M. Karp, "The implicit hitting set approach",
// 2013): sets of sources are tried from the smallest on; where a path is left without one, what
// takes that path away is added to it, in each way that there is.
//
// Taking sources away takes claims away, nothing else. So a path is only broken at a hop, and a hop
// only by taking all sources of all its claims, unless the view judges what claims add up to:
// there, fewer of them may put a relation outside the view, or into it, and each source of the path
// is tried by itself. Either way every least set is met.

#include <relata/cut.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "query/compiled_view.h"
#include "query/evidence.h"
#include "query/path_runner.h"

namespace relata {

// Whose claim it is, as far as the question asks: the id of its document, speaker or publisher.
// None for narration, and for documents without a publisher.
[[nodiscard]] std::optional<std::uint64_t> source_of(const Claim& claim, const Document& document,
                                                     CutOf of);
// The view without the claims of these.
[[nodiscard]] View without(View view, CutOf of, const std::vector<std::uint64_t>& sources);

struct SourceCut {
  CutOutcome outcome = CutOutcome::unknown;
  std::uint64_t size = 0;                        // of the sets; unknown: there is none of fewer
  std::vector<std::vector<std::uint64_t>> sets;  // by ids, results_max at most
  std::vector<FoundPath> paths;                  // as CutAnswer::paths, results_max at most
  std::uint64_t paths_found = 0;                 // listed or not
  bool has_more_sets = false;
  bool is_too_wide = false;  // more sets wait than may
};

class SourceCutSearch {
 public:
  SourceCutSearch(PathRunner& runner, const Store& store, const Snapshot& at, const Schema& schema,
                  std::shared_ptr<const Retractions> retractions, const CutQuery& query,
                  SearchWatch& watch);

  [[nodiscard]] SourceCut run();

 private:
  // By size, then ids.
  struct Tried {
    std::vector<std::uint64_t> sources;  // sorted
    friend bool operator<(const Tried& a, const Tried& b) {
      if (a.sources.size() != b.sources.size()) return a.sources.size() < b.sources.size();
      return a.sources < b.sources;
    }
  };
  // Of the claims of a relation in the view.
  struct Sources {
    std::vector<std::uint64_t> known;  // sorted, each once
    bool has_unknown = false;
  };

  [[nodiscard]] FoundPaths find_path_without(const std::vector<std::uint64_t>& sources);
  void keep(const FoundPath& path);
  void read_sources(const FoundPath& path);
  // What may be added to a set so that it takes the path away.
  [[nodiscard]] std::vector<std::vector<std::uint64_t>> ways_to_break(
      const FoundPath& path, const std::vector<std::uint64_t>& sources) const;
  void add_all(const std::vector<std::uint64_t>& sources,
               const std::vector<std::vector<std::uint64_t>>& ways);

  PathRunner& runner_;
  const Store& store_;
  const Snapshot& at_;
  const Schema& schema_;
  std::shared_ptr<const Retractions> retractions_;
  const CutQuery& query_;
  SearchWatch& watch_;
  CompiledView view_;
  std::set<Tried> waiting_;
  std::set<std::vector<RelationId>> paths_kept_;  // listed or not: one at most for each set tried
  boost::unordered_flat_map<std::uint64_t, Sources> sources_;  // by relation
  SourceCut found_;
};

}  // namespace relata
