#include "graph/batch_plan.h"

#include <relata/error.h>
#include <algorithm>
#include <cassert>
#include <future>
#include <limits>
#include <numeric>

#include "graph/kv_adjacency.h"
#include "graph/kv_records.h"
#include "graph/prefetch.h"
#include "graph/tally.h"

namespace relata {
namespace {

// Two and one to a line of a processor's cache, where pointers have 64 bits.
static_assert(sizeof(void*) != 8 || (sizeof(ClaimRow) == 32 && sizeof(RelationRow) == 64));

std::pair<std::uint64_t, std::uint64_t> id_range(const Changes& changes) {
  std::uint64_t least = EntityId::none_value;
  std::uint64_t most = 0;
  for (const RelationRow& row : changes.relations) {
    least = std::min({least, row.source.value, row.target.value});
    most = std::max({most, row.source.value, row.target.value});
  }
  return {least, most};
}

std::vector<std::uint32_t> order_by_id(const std::vector<RelationRow>& rows) {
  std::uint64_t least = RelationId::none_value;
  std::uint64_t most = 0;
  for (const RelationRow& row : rows) {
    least = std::min(least, row.id.value);
    most = std::max(most, row.id.value);
  }
  std::vector<std::uint32_t> order(rows.size());
  // Ids of new relations mostly lie side by side, so that each knows its place.
  if (!rows.empty() && most - least == rows.size() - 1) {
    for (std::uint32_t place = 0; place < rows.size(); ++place) {
      order[rows[place].id.value - least] = place;
    }
    return order;
  }
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return rows[a].id < rows[b].id; });
  return order;
}

// The dates of the batch's documents and of those whose claims give none, as the store will hold
// them.
class DocumentDates {
 public:
  DocumentDates(const Store& store, const Snapshot& at, const Changes& changes,
                const std::vector<RelationClaims>& known) {
    std::vector<DocumentId> wanted;
    const auto want = [&](PartialDate reported, DocumentId document) {
      if (!reported.is_known() && dates_.emplace(document, PartialDate{}).second) {
        wanted.push_back(document);
      }
    };
    for (const ClaimRow& claim : changes.claims) want(claim.reported, claim.document);
    for (const RelationClaims& relation : known) {
      for (const Claim& claim : relation.claims) want(claim.reported, claim.document);
    }
    for (const Document& document : changes.documents) want(PartialDate{}, document.id);
    if (wanted.empty()) return;
    const std::uint64_t stored_end = store.info().document_id_end;
    std::erase_if(wanted, [&](DocumentId id) { return id.value >= stored_end; });
    for (const Document& document : store.documents(at, wanted)) {
      dates_[document.id] = document.date;
    }
    for (const Document& document : changes.documents) {
      const auto found = dates_.find(document.id);
      // A stored date stays: the batch's record only adds to the stored one.
      if (found != dates_.end() && !found->second.is_known()) found->second = document.date;
    }
  }

  [[nodiscard]] PartialDate of(DocumentId document) const { return dates_.at(document); }
  [[nodiscard]] PartialDate effective(PartialDate reported, DocumentId document) const {
    return reported.is_known() ? reported : of(document);
  }

 private:
  std::unordered_map<DocumentId, PartialDate> dates_;
};

std::vector<RelationClaims> known_relations(const Store& store, const Snapshot& at,
                                            const Changes& changes) {
  const std::uint64_t stored_end = store.info().relation_id_end;
  std::vector<RelationRef> refs;
  for (const RelationRow& row : changes.relations) {
    if (row.id.value < stored_end) refs.push_back({.source = row.source, .id = row.id});
  }
  return refs.empty() ? std::vector<RelationClaims>{} : store.evidence(at, refs).relations;
}

void summarise(const Changes& changes, const std::vector<RelationClaims>& known,
               const DocumentDates& dates, BatchPlan& plan) {
  for (const Document& document : changes.documents) widen(plan.reported, dates.of(document.id));
  ClaimSummary summary;
  AdjacencyEntry entry;
  std::size_t next_known = 0;
  const auto add = [&](const auto& claim, std::span<const DocumentId> via) {
    widen(plan.reported, claim.reported);
    summary.add({.teller = teller_of(claim.speaker, claim.document, via),
                 .reported = dates.effective(claim.reported, claim.document),
                 .confidence = claim.confidence,
                 .stance = claim.stance});
  };
  for (const RelationRow& row : changes.relations) {
    summary.clear();
    if (next_known < known.size() && known[next_known].relation.id == row.id) {
      for (const Claim& claim : known[next_known].claims) add(claim, claim.via);
      ++next_known;
    }
    for (std::uint32_t i = 0; i < row.claims_count; ++i) {
      const ClaimRow& claim = changes.claims[row.claims_first + i];
      add(claim, changes.via_of(claim));
    }
    summary.write_to(entry);
    plan.summaries.push_back({.reported = entry.reported,
                              .confidence_max = entry.confidence_max,
                              .origins_max = entry.origins_max,
                              .stances = entry.stances,
                              .is_exact = entry.is_exact});
    widen(plan.valid, row.valid.from);
    widen(plan.valid, row.valid.to);
  }
}

// Reading of so many is not worth a thread.
constexpr std::size_t few_entities = 100;

std::vector<std::uint32_t> stored_degrees(const Kv& kv, const std::vector<std::uint64_t>& ids) {
  std::vector<std::uint32_t> degrees;
  degrees.reserve(ids.size());
  const auto cursor = kv.cursor(Family::adjacency);
  for (const std::uint64_t id : ids) {
    degrees.push_back(static_cast<std::uint32_t>(degree_of(*cursor, {id})));
  }
  return degrees;
}

void learn_entities(const Store& store, const Snapshot& at, const Kv& kv, const MetEntities& met,
                    const Changes& changes, EntityTable& entities) {
  for (const RelationRow& row : changes.relations) {
    ++entities[row.source].degree;
    ++entities[row.target].degree;
  }
  const std::uint64_t stored_end = store.info().entity_id_end;
  std::vector<std::uint64_t> stored;
  for (const EntityId id : entities.ids()) {
    if (id.value >= stored_end) continue;
    if (const MetEntities::Facts* known = met.find(id)) {
      entities[id].type = known->type;
      entities[id].degree += known->degree;
    } else {
      stored.push_back(id.value);
    }
  }
  auto degrees =
      std::async(stored.size() > few_entities ? std::launch::async : std::launch::deferred,
                 [&] { return stored_degrees(kv, stored); });
  visit_records(kv, Family::entities, entity_page_bits, at.head, stored,
                [&](std::uint64_t id, BatchNumber, ByteReader record) {
                  entities[{id}].type = read_entity({id}, record).type;
                });
  const std::vector<std::uint32_t> found = degrees.get();
  for (std::size_t i = 0; i < stored.size(); ++i) entities[{stored[i]}].degree += found[i];
  for (const Entity& entity : changes.entities) {
    if (entities.has(entity.id)) entities[entity.id].type = entity.type;
  }
}

// A relation seen from one of its ends: its place in Changes::relations, and the direction in the
// lowest bit.
std::uint32_t seen_from_end(std::uint32_t place, Direction direction) {
  return place << 1 | (direction == Direction::reverse ? 1U : 0U);
}
constexpr std::size_t relations_max = std::numeric_limits<std::int32_t>::max();

// Every relation seen from both ends, end by end: those of slot s from begins[s] to begins[s + 1],
// in order of id.
struct Ends {
  std::vector<std::uint64_t> begins;
  std::vector<std::uint32_t> seen;
};

Ends sort_by_end(const BatchPlan& plan, const std::vector<RelationRow>& rows) {
  Ends ends;
  // Counted first, so that each finds its place at once.
  ends.begins.resize(plan.entities.slots() + 2);
  for (const RelationRow& row : rows) {
    ++ends.begins[plan.entities.at(row.source).slot + 2];
    ++ends.begins[plan.entities.at(row.target).slot + 2];
  }
  std::partial_sum(ends.begins.begin(), ends.begins.end(), ends.begins.begin());
  ends.seen.resize(2 * rows.size());
  for (const std::uint32_t place : plan.order) {
    const auto put = [&](EntityId end, Direction direction) {
      ends.seen[ends.begins[plan.entities.at(end).slot + 1]++] = seen_from_end(place, direction);
    };
    put(rows[place].source, Direction::forward);
    put(rows[place].target, Direction::reverse);
  }
  return ends;
}

// The relation some steps ahead; of one half as far, whose row is there by now, the neighbour.
void prefetch_end(const BatchPlan& plan, const Changes& changes, const Ends& ends,
                  std::uint64_t i) {
  if (i + prefetch_distance >= ends.seen.size()) return;
  const std::uint32_t far = ends.seen[i + prefetch_distance] >> 1;
  prefetch(&changes.relations[far]);
  prefetch(&plan.summaries[far]);
  const std::uint32_t near = ends.seen[i + prefetch_distance / 2];
  const RelationRow& row = changes.relations[near >> 1];
  prefetch(&plan.entities.at((near & 1) != 0 ? row.source : row.target));
}

}  // namespace

EntityTable::EntityTable(const Changes& changes) {
  if (changes.relations.empty()) return;
  const auto [least, most] = id_range(changes);
  if (most - least <= 8 * changes.relations.size()) {
    first_ = least;
    range_.resize(most - least + 1);
  }
}

EntityTable::Facts& EntityTable::operator[](EntityId id) {
  if (!range_.empty()) {
    Facts& facts = range_[id.value - first_];
    facts.slot = static_cast<std::uint32_t>(id.value - first_);
    return facts;
  }
  const auto [place, is_new] = spread_.try_emplace(id);
  if (is_new) place->second.slot = static_cast<std::uint32_t>(spread_.size() - 1);
  return place->second;
}

const EntityTable::Facts& EntityTable::at(EntityId id) const {
  return range_.empty() ? spread_.at(id) : range_[id.value - first_];
}

bool EntityTable::has(EntityId id) const {
  if (range_.empty()) return spread_.contains(id);
  return id.value >= first_ && id.value - first_ < range_.size() &&
         range_[id.value - first_].degree != 0;
}

std::vector<EntityId> EntityTable::ids() const {
  std::vector<EntityId> all;
  for (std::size_t i = 0; i < range_.size(); ++i) {
    if (range_[i].degree != 0) all.push_back({first_ + i});
  }
  for (const auto& [id, facts] : spread_) all.push_back(id);
  std::sort(all.begin(), all.end());
  return all;
}

const MetEntities::Facts* MetEntities::find(EntityId id) const {
  const auto found = facts_.find(id);
  return found == facts_.end() ? nullptr : &found->second;
}

void MetEntities::keep(const EntityTable& entities) {
  const std::vector<EntityId> ids = entities.ids();
  if (facts_.size() + ids.size() > facts_max) facts_.clear();
  if (ids.size() > facts_max) return;
  for (const EntityId id : ids) {
    const EntityTable::Facts& facts = entities.at(id);
    facts_[id] = {.type = facts.type, .degree = facts.degree};
  }
}

AdjacencyEntry BatchPlan::entry(const RelationRow& row, std::uint32_t place,
                                BatchNumber batch) const {
  AdjacencyEntry made;
  made.relation = row.id;
  made.batch = batch;
  made.type = row.type;
  made.valid = row.valid;
  const RowSummary& summary = summaries[place];
  made.reported = summary.reported;
  made.confidence_max = summary.confidence_max;
  made.origins_max = summary.origins_max;
  made.stances = summary.stances;
  made.is_exact = summary.is_exact;
  return made;
}

BatchPlan plan_batch(const Store& store, const Snapshot& at, const Kv& kv, const MetEntities& met,
                     const Changes& changes) {
  if (changes.relations.size() > relations_max) {
    throw Error(ErrorCode::usage, "writing a batch: it has more than " +
                                      std::to_string(relations_max) +
                                      " relations; write it as several");
  }
  BatchPlan plan{.order = order_by_id(changes.relations), .entities = EntityTable(changes)};
  const std::vector<RelationClaims> known = known_relations(store, at, changes);
  const DocumentDates dates(store, at, changes, known);
  plan.summaries.reserve(changes.relations.size());
  const bool is_large = changes.relations.size() > large_batch;
  auto entities = std::async(is_large ? std::launch::async : std::launch::deferred,
                             [&] { learn_entities(store, at, kv, met, changes, plan.entities); });
  summarise(changes, known, dates, plan);
  entities.get();
  return plan;
}

void put_adjacency(const BatchPlan& plan, const Changes& changes, BatchNumber batch,
                   Kv::Bundle& bundle) {
  const Ends ends = sort_by_end(plan, changes.relations);
  std::vector<AdjacencyEntry> entries;
  for (const EntityId owner : plan.entities.ids()) {
    const std::uint32_t slot = plan.entities.at(owner).slot;
    entries.clear();
    for (std::uint64_t i = ends.begins[slot]; i < ends.begins[slot + 1]; ++i) {
      prefetch_end(plan, changes, ends, i);
      const std::uint32_t place = ends.seen[i] >> 1;
      const bool is_reverse = (ends.seen[i] & 1) != 0;
      const RelationRow& row = changes.relations[place];
      AdjacencyEntry& entry = entries.emplace_back(plan.entry(row, place, batch));
      entry.direction = is_reverse ? Direction::reverse : Direction::forward;
      entry.neighbour = is_reverse ? row.source : row.target;
      const EntityTable::Facts& facts = plan.entities.at(entry.neighbour);
      entry.neighbour_type = facts.type;
      entry.degree_class = degree_class(facts.degree);
    }
    put_blocks(owner, batch, entries, bundle);
  }
}

}  // namespace relata
