#include "graph/degrees.h"

#include <algorithm>

namespace relata {
namespace {

// So many entities are read at one time, and so many of their entries between two looks at the
// clock.
constexpr std::size_t read_at_once = 4'096;
constexpr std::size_t entries_at_once = 65'536;
// A hub costs a few of these beyond what is asked of it.
constexpr std::size_t entries_at_least = 1'024;

// The relations of one entity, as they are met: those that several batches told of come again.
class Met {
 public:
  void add(std::span<const AdjacencyEntry> entries) {
    for (const AdjacencyEntry& entry : entries) {
      const std::uint64_t is_reverse = entry.direction == Direction::reverse ? 1 : 0;
      relations_.push_back(entry.relation.value << 1 | is_reverse);
    }
  }
  [[nodiscard]] std::uint64_t entries() const { return relations_.size(); }
  [[nodiscard]] std::uint64_t count() {
    std::sort(relations_.begin(), relations_.end());
    relations_.erase(std::unique(relations_.begin(), relations_.end()), relations_.end());
    return relations_.size();
  }

 private:
  std::vector<std::uint64_t> relations_;
};

}  // namespace

DegreeBounds degree_bounds(const AdjacencyEntry& entry, const Snapshot& at) {
  if (entry.degree_class == 0 || entry.degree_class > 63) return {};
  const std::uint64_t entries_min = std::uint64_t{1} << (entry.degree_class - 1);
  DegreeBounds bounds{.least = (entries_min + entry.batch - 1) / entry.batch};
  if (at.head == 1) bounds.most = 2 * entries_min - 1;
  return bounds;
}

std::optional<std::uint64_t> DegreeReader::find(EntityId id) const {
  const auto known = degrees_.find(id.value);
  if (known == degrees_.end()) return std::nullopt;
  return known->second;
}

void DegreeReader::read(std::vector<EntityId> ids, const std::function<bool()>& is_cut) {
  std::erase_if(ids, [&](EntityId id) { return degrees_.contains(id.value); });
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (std::size_t first = 0; first < ids.size() && !is_cut(); first += read_at_once) {
    const std::size_t count = std::min(read_at_once, ids.size() - first);
    read_some(std::span(ids).subspan(first, count), is_cut);
  }
}

void DegreeReader::read_some(std::span<const EntityId> ids, const std::function<bool()>& is_cut) {
  boost::unordered_flat_map<std::uint64_t, Met> met;
  EntityId last;  // whose entries came last
  const ExpandSink sink = [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
    met[owner.value].add(entries);
    last = owner;
  };
  const std::size_t budget = std::clamp<std::uint64_t>(most_, entries_at_least, entries_at_once);
  std::span<const EntityId> open = ids;
  std::optional<Continuation> from;
  while (!open.empty()) {
    from = store_.expand(at_, open, {}, budget, sink, from);
    if (!from) break;
    if (is_cut()) return;
    // Counting sorts, so a hub that is counted to its end is not counted on the way.
    if (!last.is_some() || met[last.value].entries() < most_) continue;
    if (met[last.value].count() < most_) continue;
    open = {std::upper_bound(open.begin(), open.end(), last), open.end()};
    from.reset();
  }
  for (const EntityId id : ids) degrees_[id.value] = std::min(met[id.value].count(), most_);
}

}  // namespace relata
