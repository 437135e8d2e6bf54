// The store as it is judged: entities that are one are read as one.
//
// Ids come in as any of the members and go out as the representative, whose record is put together
// from all of them. Where nothing is judged this passes everything through.

#include <relata/judge.h>
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <limits>
#include <map>
#include <tuple>

#include "graph/clusters.h"
#include "graph/merge.h"

namespace relata {
namespace {

class JudgedStore final : public Store {
 public:
  JudgedStore(const Store& store, Snapshot at)
      : store_(store), at_(std::move(at)), clusters_(Clusters::of(store.judgements(at_))) {
    if (clusters_ != nullptr) learn_types();
  }

  [[nodiscard]] StoreInfo info() const override { return store_.info(); }
  [[nodiscard]] Snapshot snapshot() const override { return at_; }
  [[nodiscard]] Snapshot snapshot(BatchNumber head) const override {
    if (head == at_.head) return at_;
    throw Error(ErrorCode::not_found, "reading batch " + std::to_string(head) +
                                          ": the store is judged as of batch " +
                                          std::to_string(at_.head));
  }
  [[nodiscard]] Schema schema(const Snapshot& at) const override { return store_.schema(at); }
  [[nodiscard]] std::vector<Batch> batches(const Snapshot& at) const override {
    return store_.batches(at);
  }
  [[nodiscard]] std::vector<Judgement> judgements(const Snapshot& at) const override {
    return store_.judgements(at);
  }
  [[nodiscard]] std::vector<NameMatch> lookup(const Snapshot& at,
                                              const NameQuery& query) const override;
  [[nodiscard]] std::vector<std::uint64_t> ids(
      const Snapshot& at, KeyKind kind, std::span<const std::string_view> keys) const override;
  [[nodiscard]] std::vector<Entity> entities(const Snapshot& at,
                                             std::span<const EntityId> ids) const override;
  [[nodiscard]] std::vector<Document> documents(const Snapshot& at,
                                                std::span<const DocumentId> ids) const override;
  [[nodiscard]] Evidence evidence(const Snapshot& at,
                                  std::span<const RelationRef> refs) const override;
  [[nodiscard]] std::optional<Continuation> expand(const Snapshot& at,
                                                   std::span<const EntityId> ids,
                                                   const PruneHint& hint, std::size_t budget,
                                                   const ExpandSink& sink,
                                                   std::optional<Continuation> from) const override;
  [[nodiscard]] std::optional<Changed> changed(const Snapshot& from, const Snapshot& to,
                                               std::uint64_t relations_max) const override;
  void scan(const Snapshot& at, Partition partition, const ScanSink& sink) const override;
  [[nodiscard]] Statistics statistics(const Snapshot& at) const override;
  [[nodiscard]] std::vector<Finding> verify() const override { return store_.verify(); }
  [[nodiscard]] IdRange reserve(KeyKind, std::uint64_t) override { refuse_writing(); }
  BatchNumber commit(const Changes&) override { refuse_writing(); }

 private:
  [[noreturn]] static void refuse_writing() {
    throw Error(ErrorCode::usage,
                "writing to a store as it is judged: write to the store itself, and judge it anew");
  }

  [[nodiscard]] EntityId one(EntityId id) const {
    return clusters_ == nullptr ? id : clusters_->representative(id);
  }
  // The ids under which they are read, each once, by id.
  [[nodiscard]] std::vector<EntityId> ones(std::span<const EntityId> ids) const;
  [[nodiscard]] std::optional<Continuation> expand_ones(const Snapshot& at,
                                                        std::span<const EntityId> ids,
                                                        const PruneHint& hint, std::size_t budget,
                                                        const ExpandSink& sink,
                                                        std::optional<Continuation> from) const;
  void make_one(std::vector<NameMatch>& matches) const;
  void learn_types();
  void judge(AdjacencyEntry& entry) const;
  void judge(Document& document) const;
  void judge(RelationClaims& relation) const;
  [[nodiscard]] ExpandSink judged(const ExpandSink& sink) const;
  [[nodiscard]] Entity whole(const Snapshot& at, std::span<const EntityId> members) const;
  void scan_adjacency(const Snapshot& at, const ScanSink& sink) const;

  const Store& store_;
  Snapshot at_;
  std::shared_ptr<const Clusters> clusters_;
  boost::unordered_flat_map<std::uint64_t, EntityTypeId> types_;  // of representatives
};

// A thing is of the first type that one of its records knows.
EntityTypeId type_of(std::span<const Entity> members, const Schema& schema) {
  for (const Entity& member : members) {
    if (schema.entity_type(member.type).name != "unknown") return member.type;
  }
  return members.front().type;
}

// Each once.
void sort_ids(std::vector<EntityId>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

void JudgedStore::learn_types() {
  std::vector<EntityId> ids;
  for (const auto& members : clusters_->all()) {
    ids.insert(ids.end(), members.begin(), members.end());
  }
  const std::vector<Entity> entities = store_.entities(at_, ids);
  const Schema schema = store_.schema(at_);
  auto next = entities.begin();
  for (const auto& members : clusters_->all()) {
    const auto end = next + static_cast<std::ptrdiff_t>(members.size());
    types_.emplace(members.front().value, type_of({next, end}, schema));
    next = end;
  }
}

std::vector<NameMatch> JudgedStore::lookup(const Snapshot& at, const NameQuery& query) const {
  if (clusters_ == nullptr) return store_.lookup(at, query);
  // Those that are one count once, so more is asked for until there are enough or no more.
  for (NameQuery wider = query;; wider.limit *= 2) {
    std::vector<NameMatch> matches = store_.lookup(at, wider);
    const bool is_all = matches.size() < wider.limit;
    make_one(matches);
    if (!is_all && matches.size() < query.limit) continue;
    if (matches.size() > query.limit) matches.resize(query.limit);
    return matches;
  }
}

// Of the names of one entity that fold alike the most telling kind stays.
void JudgedStore::make_one(std::vector<NameMatch>& matches) const {
  for (NameMatch& match : matches) match.entity = one(match.entity);
  std::sort(matches.begin(), matches.end(), [](const NameMatch& a, const NameMatch& b) {
    return std::tie(a.distance, a.folded, a.entity, a.kind) <
           std::tie(b.distance, b.folded, b.entity, b.kind);
  });
  const auto end =
      std::unique(matches.begin(), matches.end(), [](const NameMatch& a, const NameMatch& b) {
        return a.folded == b.folded && a.entity == b.entity;
      });
  matches.erase(end, matches.end());
}

std::vector<std::uint64_t> JudgedStore::ids(const Snapshot& at, KeyKind kind,
                                            std::span<const std::string_view> keys) const {
  std::vector<std::uint64_t> found = store_.ids(at, kind, keys);
  if (kind == KeyKind::entity) {
    for (std::uint64_t& id : found) id = one({id}).value;
  }
  return found;
}

Entity JudgedStore::whole(const Snapshot& at, std::span<const EntityId> members) const {
  std::vector<Entity> parts = store_.entities(at, members);
  Entity entity = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    merge_into(entity, std::move(parts[i]));
  }
  entity.type = types_.at(entity.id.value);
  return entity;
}

std::vector<Entity> JudgedStore::entities(const Snapshot& at, std::span<const EntityId> ids) const {
  std::vector<Entity> found = store_.entities(at, ids);
  if (clusters_ == nullptr) return found;
  for (Entity& entity : found) {
    const auto members = clusters_->members(entity.id);
    if (!members.empty()) entity = whole(at, members);
  }
  return found;
}

void JudgedStore::judge(Document& document) const {
  if (document.publisher.is_some()) document.publisher = one(document.publisher);
  for (Relay& relay : document.relays) {
    if (auto* actor = std::get_if<EntityId>(&relay)) *actor = one(*actor);
  }
  // Two actors that are one are relayed once: a chain goes on where there is just one to follow.
  auto& relays = document.relays;
  for (auto relay = relays.begin(); relay != relays.end(); ++relay) {
    relays.erase(std::remove(relay + 1, relays.end(), *relay), relays.end());
  }
}

void JudgedStore::judge(RelationClaims& relation) const {
  relation.relation.source = one(relation.relation.source);
  relation.relation.target = one(relation.relation.target);
  for (Claim& claim : relation.claims) {
    if (claim.speaker.is_some()) claim.speaker = one(claim.speaker);
  }
}

void JudgedStore::judge(AdjacencyEntry& entry) const {
  entry.neighbour = one(entry.neighbour);
  const auto type = types_.find(entry.neighbour.value);
  if (type != types_.end()) entry.neighbour_type = type->second;
}

std::vector<Document> JudgedStore::documents(const Snapshot& at,
                                             std::span<const DocumentId> ids) const {
  std::vector<Document> found = store_.documents(at, ids);
  for (Document& document : found) judge(document);
  return found;
}

Evidence JudgedStore::evidence(const Snapshot& at, std::span<const RelationRef> refs) const {
  Evidence found = store_.evidence(at, refs);
  for (RelationClaims& relation : found.relations) judge(relation);
  for (Document& document : found.documents) judge(document);
  return found;
}

ExpandSink JudgedStore::judged(const ExpandSink& sink) const {
  return [this, &sink, entries = std::vector<AdjacencyEntry>()](
             EntityId owner, std::span<const AdjacencyEntry> given) mutable {
    entries.assign(given.begin(), given.end());
    for (AdjacencyEntry& entry : entries) judge(entry);
    sink(one(owner), entries);
  };
}

std::vector<EntityId> JudgedStore::ones(std::span<const EntityId> ids) const {
  std::vector<EntityId> found(ids.begin(), ids.end());
  for (EntityId& id : found) id = one(id);
  sort_ids(found);
  return found;
}

std::optional<Continuation> JudgedStore::expand(const Snapshot& at, std::span<const EntityId> ids,
                                                const PruneHint& hint, std::size_t budget,
                                                const ExpandSink& sink,
                                                std::optional<Continuation> from) const {
  if (clusters_ == nullptr) return store_.expand(at, ids, hint, budget, sink, from);
  // Searches only ask with what they were given, so most are not copied.
  const bool are_ones =
      std::all_of(ids.begin(), ids.end(), [&](EntityId id) { return one(id) == id; });
  if (are_ones) return expand_ones(at, ids, hint, budget, sink, from);
  return expand_ones(at, ones(ids), hint, budget, sink, from);
}

// Entities that stand alone are expanded side by side, each of the others by itself, with all of
// its members.
std::optional<Continuation> JudgedStore::expand_ones(const Snapshot& at,
                                                     std::span<const EntityId> ids,
                                                     const PruneHint& hint, std::size_t budget,
                                                     const ExpandSink& sink,
                                                     std::optional<Continuation> from) const {
  std::size_t delivered = 0;
  const ExpandSink one_by_one = judged(sink);
  const ExpandSink to = [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
    delivered += entries.size();
    one_by_one(owner, entries);
  };
  std::size_t place = 0;
  if (from) {
    const EntityId owner = one(from->owner);
    place = static_cast<std::size_t>(std::lower_bound(ids.begin(), ids.end(), owner) - ids.begin());
  }
  while (place < ids.size()) {
    const auto members = clusters_->members(ids[place]);
    std::size_t end = place + 1;
    if (members.empty()) {
      while (end < ids.size() && clusters_->members(ids[end]).empty()) ++end;
    }
    const auto group = members.empty() ? ids.subspan(place, end - place) : members;
    const std::size_t left = budget - std::min(budget, delivered);
    const auto rest = store_.expand(at, group, hint, std::max<std::size_t>(left, 1), to, from);
    if (rest) return rest;
    from.reset();
    place = end;
    if (delivered >= budget && place < ids.size()) return Continuation{.owner = ids[place]};
  }
  return std::nullopt;
}

// Who is one with others since, or no more, is another, and so are all that are linked to them.
std::optional<Changed> JudgedStore::changed(const Snapshot& from, const Snapshot& to,
                                            std::uint64_t relations_max) const {
  auto changed = store_.changed(from, to, relations_max);
  if (!changed) return std::nullopt;
  for (RelationRef& ref : changed->relations) ref.source = one(ref.source);
  const auto before = Clusters::of(store_.judgements(from));
  const std::vector<EntityId> others = regrouped(before.get(), clusters_.get());
  changed->entities = others;
  const auto rest = store_.expand(to, others, {}, relations_max,
                                  [&](EntityId, std::span<const AdjacencyEntry> entries) {
                                    for (const AdjacencyEntry& entry : entries) {
                                      changed->entities.push_back(one(entry.neighbour));
                                    }
                                  });
  if (rest) return std::nullopt;
  const std::vector<EntityId> as_one = ones(others);
  changed->entities.insert(changed->entities.end(), as_one.begin(), as_one.end());
  sort_ids(changed->entities);
  return changed;
}

// Owners come in order, and each with the entries of all its members.
void JudgedStore::scan_adjacency(const Snapshot& at, const ScanSink& sink) const {
  const ExpandSink to = judged(sink.adjacency);
  auto next = clusters_->all().begin();  // the first that was not delivered
  const auto deliver_before = [&](EntityId owner) {
    constexpr std::size_t no_budget = std::numeric_limits<std::size_t>::max();
    for (; next != clusters_->all().end() && next->front() < owner; ++next) {
      PruneHint hint;
      hint.direction = Direction::forward;
      (void)store_.expand(at, *next, hint, no_budget, to);
    }
  };
  ScanSink alone;
  alone.adjacency = [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
    if (!clusters_->members(owner).empty()) return;
    deliver_before(owner);
    to(owner, entries);
  };
  store_.scan(at, {}, alone);
  deliver_before({EntityId::none_value});
}

void JudgedStore::scan(const Snapshot& at, Partition partition, const ScanSink& sink) const {
  if (clusters_ == nullptr) return store_.scan(at, partition, sink);
  ScanSink to;
  if (sink.entity) {
    to.entity = [&](const Entity& entity) {
      const auto members = clusters_->members(entity.id);
      if (members.empty()) return sink.entity(entity);
      if (members.front() == entity.id) sink.entity(whole(at, members));
    };
  }
  if (sink.document) {
    to.document = [&](const Document& document) {
      Document copy = document;
      judge(copy);
      sink.document(copy);
    };
  }
  if (sink.relation) {
    to.relation = [&](const RelationClaims& relation) {
      RelationClaims copy = relation;
      judge(copy);
      sink.relation(copy);
    };
  }
  store_.scan(at, partition, to);
  if (!sink.adjacency) return;
  // The members of one may lie in several parts: the first part delivers everything.
  if (partition.part == 0) scan_adjacency(at, sink);
}

Statistics JudgedStore::statistics(const Snapshot& at) const {
  Statistics statistics = store_.statistics(at);
  if (clusters_ == nullptr) return statistics;
  const Schema schema = store_.schema(at);
  std::map<std::string, std::uint64_t> types;
  for (const TypeCount& count : statistics.entity_types) types[count.type] = count.count;
  for (const auto& members : clusters_->all()) {
    statistics.entities -= members.size() - 1;
    for (const Entity& member : store_.entities(at, members)) {
      --types[schema.entity_type(member.type).name];
    }
    ++types[schema.entity_type(types_.at(members.front().value)).name];
  }
  statistics.entity_types.clear();
  for (const auto& [type, count] : types) {
    if (count > 0) statistics.entity_types.push_back({.type = type, .count = count});
  }
  std::stable_sort(statistics.entity_types.begin(), statistics.entity_types.end(),
                   [](const TypeCount& a, const TypeCount& b) { return a.count > b.count; });
  return statistics;
}

}  // namespace

std::unique_ptr<Store> judged_store(const Store& store, const Snapshot& at) {
  return std::make_unique<JudgedStore>(store, at);
}

}  // namespace relata
