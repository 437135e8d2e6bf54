#include "graph/subject_relations.h"

#include <algorithm>
#include <map>

namespace relata {
namespace {

constexpr std::uint64_t part_size = 100'000;  // relations that are read between two looks at `stop`

}  // namespace

std::vector<std::vector<RelationRef>> relations_of(const Store& store, const Snapshot& at,
                                                   std::span<const JudgementSubject> subjects,
                                                   const std::stop_token& stop) {
  std::vector<std::vector<RelationRef>> found(subjects.size());
  std::multimap<JudgementSubject, std::size_t> places;
  for (std::size_t i = 0; i < subjects.size(); ++i) places.emplace(subjects[i], i);
  const auto note = [&](const JudgementSubject& subject, const Relation& relation) {
    for (auto [place, end] = places.equal_range(subject); place != end; ++place) {
      auto& refs = found[place->second];
      const RelationRef ref{.source = relation.source, .id = relation.id};
      if (refs.empty() || refs.back() != ref) refs.push_back(ref);
    }
  };
  ScanSink sink;
  sink.relation = [&](const RelationClaims& seen) {
    for (const Claim& claim : seen.claims) {
      note(claim.document, seen.relation);
      note(claim.batch, seen.relation);
    }
  };
  const std::uint64_t parts = store.info().relation_id_end / part_size + 1;
  for (std::uint64_t part = 0; part < parts && !places.empty(); ++part) {
    if (stop.stop_requested()) {
      throw Error(ErrorCode::stopped, "judging was stopped; the store is as it was");
    }
    store.scan(at, {.part = part, .parts = parts}, sink);
  }
  for (auto& refs : found) {
    std::sort(refs.begin(), refs.end(),
              [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  }
  return found;
}

std::vector<RelationRange> ranges_of(std::span<const RelationRef> refs) {
  std::vector<RelationRange> ranges;
  for (const RelationRef& ref : refs) {
    const bool is_next =
        !ranges.empty() && ranges.back().first.value + ranges.back().count == ref.id.value;
    if (is_next) {
      ++ranges.back().count;
    } else {
      ranges.push_back({.first = ref.id, .count = 1});
    }
  }
  return ranges;
}

}  // namespace relata
