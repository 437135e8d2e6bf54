#include "graph/batch_plan.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "graph/commit_row.h"
#include "graph/kv_adjacency.h"
#include "graph/kv_records.h"

namespace relata {
namespace {

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
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0);
  const auto is_before = [&](std::uint32_t a, std::uint32_t b) { return rows[a].id < rows[b].id; };
  if (!std::is_sorted(order.begin(), order.end(), is_before)) {
    std::sort(order.begin(), order.end(), is_before);
  }
  return order;
}

// The dates of the documents whose claims give none, from the batch or the store.
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
    if (wanted.empty()) return;
    const std::uint64_t stored_end = store.info().document_id_end;
    std::erase_if(wanted, [&](DocumentId id) { return id.value >= stored_end; });
    for (const Document& document : store.documents(at, wanted)) {
      dates_[document.id] = document.date;
    }
    for (const Document& document : changes.documents) {
      const auto found = dates_.find(document.id);
      if (found != dates_.end() && document.date.is_known()) found->second = document.date;
    }
  }

  [[nodiscard]] PartialDate effective(PartialDate reported, DocumentId document) const {
    return reported.is_known() ? reported : dates_.at(document);
  }

 private:
  std::unordered_map<DocumentId, PartialDate> dates_;
};

std::vector<RelationClaims> known_relations(const Store& store, const Snapshot& at,
                                            const Changes& changes) {
  std::vector<RelationRef> refs;
  for (const RelationRow& row : changes.relations) {
    if (!row.is_new) refs.push_back({.source = row.source, .id = row.id});
  }
  return refs.empty() ? std::vector<RelationClaims>{} : store.evidence(at, refs).relations;
}

void summarise(const Changes& changes, const std::vector<RelationClaims>& known,
               const DocumentDates& dates, BatchPlan& plan) {
  ClaimSummary summary;
  AdjacencyEntry entry;
  std::size_t next_known = 0;
  const auto add = [&](const auto& claim) {
    const PartialDate reported = dates.effective(claim.reported, claim.document);
    widen(plan.reported, reported);
    summary.add({.document = claim.document,
                 .speaker = claim.speaker,
                 .reported = reported,
                 .confidence = claim.confidence,
                 .stance = claim.stance});
  };
  for (const RelationRow& row : changes.relations) {
    summary.clear();
    if (!row.is_new) {
      for (const Claim& claim : known[next_known].claims) add(claim);
      ++next_known;
    }
    for (std::uint32_t i = 0; i < row.claims_count; ++i) {
      add(changes.claims[row.claims_first + i]);
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

void learn_entities(const Store& store, const Snapshot& at, const Kv& kv, const Changes& changes,
                    EntityTable& entities) {
  for (const RelationRow& row : changes.relations) {
    ++entities[row.source].degree;
    ++entities[row.target].degree;
  }
  const std::uint64_t stored_end = store.info().entity_id_end;
  std::vector<std::uint64_t> stored;
  for (const EntityId id : entities.ids()) {
    if (id.value < stored_end) stored.push_back(id.value);
  }
  visit_records(kv, Family::entities, entity_page_bits, at.head, stored,
                [&](std::uint64_t id, BatchNumber, ByteReader record) {
                  entities[{id}].type = read_entity({id}, record).type;
                });
  const auto cursor = kv.cursor(Family::adjacency);
  for (const std::uint64_t id : stored) {
    entities[{id}].degree += static_cast<std::uint32_t>(degree_of(*cursor, {id}));
  }
  for (const Entity& entity : changes.entities) {
    if (entities.has(entity.id)) entities[entity.id].type = entity.type;
  }
}

struct EntryRef {
  EntityId owner;
  std::uint32_t place = 0;  // in Changes::relations
  Direction direction = Direction::forward;
};

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
  return range_.empty() ? spread_[id] : range_[id.value - first_];
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

BatchPlan plan_batch(const Store& store, const Snapshot& at, const Kv& kv, const Changes& changes) {
  BatchPlan plan{.order = order_by_id(changes.relations), .entities = EntityTable(changes)};
  const std::vector<RelationClaims> known = known_relations(store, at, changes);
  const DocumentDates dates(store, at, changes, known);
  plan.summaries.reserve(changes.relations.size());
  summarise(changes, known, dates, plan);
  learn_entities(store, at, kv, changes, plan.entities);
  return plan;
}

void put_adjacency(const BatchPlan& plan, const Changes& changes, BatchNumber batch,
                   Kv::Bundle& bundle) {
  std::vector<EntryRef> refs;
  refs.reserve(2 * changes.relations.size());
  for (const std::uint32_t place : plan.order) {
    const RelationRow& row = changes.relations[place];
    refs.push_back({.owner = row.source, .place = place, .direction = Direction::forward});
    refs.push_back({.owner = row.target, .place = place, .direction = Direction::reverse});
  }
  std::sort(refs.begin(), refs.end(),
            [](const EntryRef& a, const EntryRef& b) { return a.owner < b.owner; });
  std::vector<AdjacencyEntry> entries;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    const RelationRow& row = changes.relations[refs[i].place];
    AdjacencyEntry entry = plan.entry(row, refs[i].place, batch);
    entry.direction = refs[i].direction;
    entry.neighbour = refs[i].direction == Direction::forward ? row.target : row.source;
    const EntityTable::Facts& facts = plan.entities.at(entry.neighbour);
    entry.neighbour_type = facts.type;
    entry.degree_class = degree_class(facts.degree);
    entries.push_back(entry);
    if (i + 1 == refs.size() || refs[i + 1].owner != refs[i].owner) {
      put_blocks(refs[i].owner, batch, entries, bundle);
      entries.clear();
    }
  }
}

}  // namespace relata
