#include "query/source_cut.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace relata {
namespace {

using Ids = std::vector<std::uint64_t>;

// Sets that wait to be tried; some hundred bytes each.
constexpr std::size_t waiting_max = 1'000'000;

void sort_unique(Ids& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

void add(Ids& all, const Ids& some) { all.insert(all.end(), some.begin(), some.end()); }

}  // namespace

std::optional<std::uint64_t> source_of(const Claim& claim, const Document& document, CutOf of) {
  const auto known = [](const auto& id) {
    return id.is_some() ? std::optional(id.value) : std::nullopt;
  };
  switch (of) {
    case CutOf::documents:
      return known(document.id);
    case CutOf::speakers:
      return known(claim.speaker);
    case CutOf::publishers:
      return known(document.publisher);
    case CutOf::relations:
    case CutOf::entities:
      break;
  }
  return std::nullopt;
}

View without(View view, CutOf of, const Ids& sources) {
  for (const std::uint64_t id : sources) {
    switch (of) {
      case CutOf::documents:
        view.documents_without.push_back({id});
        break;
      case CutOf::speakers:
        view.speakers_without.push_back({id});
        break;
      case CutOf::publishers:
        view.publishers_without.push_back({id});
        break;
      case CutOf::relations:
      case CutOf::entities:
        break;
    }
  }
  return view;
}

SourceCutSearch::SourceCutSearch(PathRunner& runner, const Store& store, const Snapshot& at,
                                 const Schema& schema,
                                 std::shared_ptr<const Retractions> retractions,
                                 const CutQuery& query, SearchWatch& watch)
    : runner_(runner),
      store_(store),
      at_(at),
      schema_(schema),
      retractions_(std::move(retractions)),
      query_(query),
      watch_(watch),
      view_(query.view, schema, retractions_) {}

// Sets are met by size, and one is only added to: so the first that leaves no path is a least one,
// and none comes twice.
SourceCut SourceCutSearch::run() {
  waiting_.insert(Tried{});
  while (!waiting_.empty()) {
    const Ids sources = waiting_.begin()->sources;
    const bool has_found = found_.outcome == CutOutcome::found;
    if (has_found && sources.size() > found_.size) break;
    if (!has_found) found_.size = sources.size();
    waiting_.erase(waiting_.begin());
    const FoundPaths left = find_path_without(sources);
    if (left.outcome == PathOutcome::cut) return std::move(found_);
    if (left.outcome == PathOutcome::exhausted) {
      found_.outcome = sources.empty() ? CutOutcome::apart : CutOutcome::found;
      found_.has_more_sets = found_.sets.size() == query_.results_max;
      if (sources.empty() || found_.has_more_sets) break;
      found_.sets.push_back(sources);
      continue;
    }
    const FoundPath& path = left.paths.front();
    read_sources(path);
    const std::vector<Ids> ways = ways_to_break(path, sources);
    if (ways.empty() && !view_.needs_outcome()) {
      found_ = {.outcome = CutOutcome::inseparable, .paths = {path}, .paths_found = 1};
      return std::move(found_);
    }
    // A view that judges outcomes may hold a path only for want of the sources.
    if (sources.empty() || !view_.needs_outcome()) keep(path);
    add_all(sources, ways);
    if (waiting_.size() > waiting_max) {
      found_.is_too_wide = true;
      return std::move(found_);
    }
  }
  if (found_.outcome == CutOutcome::unknown) {
    found_.outcome = CutOutcome::inseparable;
    found_.size = 0;
  }
  return std::move(found_);
}

FoundPaths SourceCutSearch::find_path_without(const Ids& sources) {
  const PathProblem problem{.stations = {{query_.from.value}, {query_.to.value}},
                            .direction = query_.direction,
                            .hops_max = std::numeric_limits<int>::max(),
                            .degree_max = query_.degree_max};
  const CompiledView view(without(query_.view, query_.of, sources), schema_, retractions_);
  return runner_.run(view, problem, 1, watch_);
}

void SourceCutSearch::keep(const FoundPath& path) {
  std::vector<RelationId> relations;
  for (const FoundHop& hop : path.hops) {
    for (const RelationRef& ref : hop.relations) relations.push_back(ref.id);
  }
  if (!paths_kept_.insert(std::move(relations)).second) return;
  ++found_.paths_found;
  if (found_.paths.size() < query_.results_max) found_.paths.push_back(path);
}

void SourceCutSearch::read_sources(const FoundPath& path) {
  std::vector<RelationRef> refs;
  for (const FoundHop& hop : path.hops) {
    for (const RelationRef& ref : hop.relations) {
      if (!sources_.contains(ref.id.value)) refs.push_back(ref);
    }
  }
  if (refs.empty()) return;
  Evidence read = store_.evidence(at_, refs);
  const DocumentIndex documents(read.documents);
  for (RelationClaims& relation : read.relations) {
    const RelationEvidence evidence = evidence_of(std::move(relation), documents, view_);
    Sources& sources = sources_[evidence.relation.id.value];
    for (const ClaimEvidence& claim : evidence.claims) {
      const auto source = source_of(claim.claim, documents.at(claim.claim.document), query_.of);
      if (source) {
        sources.known.push_back(*source);
      } else {
        sources.has_unknown = true;
      }
    }
    sort_unique(sources.known);
  }
  watch_.read_evidence(refs.size());
}

std::vector<Ids> SourceCutSearch::ways_to_break(const FoundPath& path, const Ids& sources) const {
  std::vector<Ids> ways;
  Ids of_path;
  for (const FoundHop& hop : path.hops) {
    Ids of_hop;
    bool has_unknown = false;
    for (const RelationRef& ref : hop.relations) {
      const Sources& relation = sources_.at(ref.id.value);
      add(of_hop, relation.known);
      has_unknown = has_unknown || relation.has_unknown;
    }
    add(of_path, of_hop);
    if (view_.needs_outcome() || has_unknown) continue;
    sort_unique(of_hop);
    ways.push_back(std::move(of_hop));
  }
  if (!view_.needs_outcome()) return ways;
  sort_unique(of_path);
  for (const std::uint64_t source : of_path) {
    if (!std::binary_search(sources.begin(), sources.end(), source)) ways.push_back({source});
  }
  return ways;
}

void SourceCutSearch::add_all(const Ids& sources, const std::vector<Ids>& ways) {
  for (const Ids& way : ways) {
    Tried more;
    std::set_union(sources.begin(), sources.end(), way.begin(), way.end(),
                   std::back_inserter(more.sources));
    const bool is_too_large =
        found_.outcome == CutOutcome::found && more.sources.size() > found_.size;
    if (!is_too_large) waiting_.insert(std::move(more));
  }
}

}  // namespace relata
