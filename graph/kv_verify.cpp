// Does the store agree with itself?
//
// The records are the truth; names, keys, adjacency and tellers are indexes over them. Each index
// is compared as a multiset: what it should hold, by the records, and what it holds are hashed and
// summed by id range, so that ten million relations are compared in one pass and a few kilobytes,
// and a difference is named to within its range. The classes of degree in the adjacency are of the
// time when they were written: they have to promise no more than there is.

#include <relata/lookup.h>
#include <algorithm>
#include <map>
#include <optional>

#include "graph/degree_check.h"
#include "graph/judged_relations.h"
#include "graph/kv_adjacency.h"
#include "graph/kv_judgements.h"
#include "graph/kv_names.h"
#include "graph/kv_records.h"
#include "graph/kv_store.h"
#include "graph/kv_types.h"
#include "graph/kv_value.h"
#include "graph/multiset.h"
#include "graph/summary.h"
#include "graph/tellers.h"

namespace relata {
namespace {

std::string item_of(EntityId owner, const AdjacencyEntry& entry) {
  std::string item;
  ByteWriter to(item);
  for (const std::uint64_t part :
       {owner.value, entry.neighbour.value, entry.relation.value, entry.batch,
        std::uint64_t{entry.type.value}, std::uint64_t{entry.neighbour_type.value},
        std::uint64_t{entry.confidence_max}, std::uint64_t{entry.origins_max},
        std::uint64_t{entry.stances}, std::uint64_t{entry.is_exact ? 1U : 0U},
        static_cast<std::uint64_t>(entry.direction)}) {
    to.varint(part);
  }
  to.date(entry.valid.from);
  to.date(entry.valid.to);
  to.date(entry.reported);
  return item;
}

struct DatedDocument {
  PartialDate date;
  BatchNumber batch = 0;  // that gave the date
};

class Verifier {
 public:
  Verifier(const Kv& kv, const Store& store, const Snapshot& at, const CommitRow& ends)
      : kv_(kv),
        store_(store),
        at_(at),
        schema_(store.schema(at)),
        ends_(ends),
        entity_types_(ends_.entity_id_end),
        names_(ends_.entity_id_end),
        entity_keys_(ends_.entity_id_end),
        relation_keys_(ends_.relation_id_end),
        document_keys_(ends_.document_id_end),
        batch_keys_(at.head + 1),
        entries_(ends_.entity_id_end),
        speakers_(ends_.entity_id_end),
        narrators_(ends_.document_id_end) {}

  std::vector<Finding> run() {
    step([&] { kv_.verify_checksums(); });
    step([&] { check_batches(); });
    step([&] { read_entities(); });
    step([&] { read_documents(); });
    step([&] { read_judgements(); });
    step([&] { read_relations(); });
    step([&] { read_names(); });
    step([&] { read_keys(); });
    step([&] { read_adjacency(); });
    step([&] { read_tellers(); });
    // Where something cannot be read, the sums differ for that reason alone.
    if (findings_.empty()) compare();
    return std::move(findings_);
  }

 private:
  template <class Step>
  void step(const Step& take) {
    try {
      take();
    } catch (const Error& error) {
      findings_.push_back({.where = "store", .what = error.what()});
    }
  }

  void find(const std::string& where, const std::string& what) {
    constexpr std::size_t findings_max = 1000;
    if (findings_.size() < findings_max) findings_.push_back({.where = where, .what = what});
  }

  [[nodiscard]] bool is_entity(EntityId id) const {
    return id.value < entity_types_.size() && entity_types_[id.value].has_value();
  }

  void add_key(Multiset& keys, std::uint8_t kind, std::string_view key, std::uint64_t id) {
    keys.add(id, key_item(hash_key(kind, key, id)));
  }

  static std::string key_item(const HashedKey& key) {
    std::string item;
    ByteWriter to(item);
    to.varint(key.bucket);
    to.varint(key.remainder);
    to.varint(key.id);
    return item;
  }

  // Does each later batch that brought claims of a relation tell of it?
  void check_additions(const RelationClaims& whole) {
    BatchNumber checked = whole.relation.batch;
    for (const Claim& claim : whole.claims) {
      if (claim.batch == checked) continue;
      checked = claim.batch;
      const auto told = added_to_.find(claim.batch);
      if (told == added_to_.end()) continue;
      const bool is_told = std::ranges::any_of(told->second, [&](const RelationRange& range) {
        return whole.relation.id.value - range.first.value < range.count;
      });
      if (is_told) continue;
      find("batch " + std::to_string(claim.batch),
           "it does not tell that it added to relation " + std::to_string(whole.relation.id.value));
    }
  }

  void check_batches() {
    RowHash previous{};
    BatchNumber expected = 1;
    const auto cursor = kv_.cursor(Family::commits);
    for (cursor->seek({}); cursor->is_valid(); cursor->next(), ++expected) {
      const CommitRow row = read_commit_row(value_under(*cursor, Family::commits));
      if (row.batch.number > at_.head) break;
      if (row.batch.number != expected || row.previous != previous) {
        return find("batch " + std::to_string(expected), "the chain of commits is broken here");
      }
      previous = hash_of_row(cursor->value());
      add_key(batch_keys_, batch_key_kind, row.batch.id, row.batch.number);
      counts_.entities += row.batch.entities;
      counts_.relations += row.batch.relations;
      counts_.claims += row.batch.claims;
      counts_.documents += row.batch.documents;
      if (row.added_to) added_to_.emplace(row.batch.number, *row.added_to);
    }
    if (expected != at_.head + 1) find("commits", "they do not end with the last batch");
  }

  void read_entities() {
    std::map<std::string, NameKind> folded;
    visit_all_records(
        kv_, Family::entities, entity_page_bits, at_.head, 0, ends_.entity_id_end,
        [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
          const Entity part = read_entity({id}, record);
          if (!entity_types_[id]) {
            entity_types_[id] = part.type;
            --counts_.entities;
            add_key(entity_keys_, static_cast<std::uint8_t>(KeyKind::entity), part.key, id);
          }
          folded.clear();
          for (const Name& name : part.names) {
            const auto [place, is_first] = folded.try_emplace(fold_name(name.text), name.kind);
            if (!is_first) place->second = std::min(place->second, name.kind);
          }
          folded.erase("");
          for (const auto& [name, kind] : folded) {
            names_.add(id, name_item(name, id, batch, kind));
          }
          if (part.type.value >= schema_.entity_types().size()) {
            find("entity " + part.key, "its type is not in the schema");
          }
        },
        [] {});
  }

  static std::string name_item(std::string_view folded, std::uint64_t id, BatchNumber batch,
                               NameKind kind) {
    std::string item;
    ByteWriter to(item);
    to.text(folded);
    to.varint(id);
    to.varint(batch);
    to.byte(static_cast<std::uint8_t>(kind));
    return item;
  }

  void read_documents() {
    std::vector<std::pair<std::string, DocumentId>> relayed;
    visit_all_records(
        kv_, Family::documents, document_page_bits, at_.head, 0, ends_.document_id_end,
        [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
          const Document part = read_document({id}, record);
          const auto [place, is_first] =
              documents_.try_emplace({id}, DatedDocument{.date = part.date, .batch = batch});
          if (is_first) {
            --counts_.documents;
            add_key(document_keys_, static_cast<std::uint8_t>(KeyKind::document), part.key, id);
          } else if (!place->second.date.is_known() && part.date.is_known()) {
            place->second = {.date = part.date, .batch = batch};
          }
          if (part.publisher.is_some() && !is_entity(part.publisher)) {
            find("document " + part.key, "its publisher is not in the store");
          }
          for (const Relay& relay : part.relays) {
            if (const auto* actor = std::get_if<EntityId>(&relay)) {
              if (!is_entity(*actor)) find("document " + part.key, "it relays an unknown entity");
            } else {
              relayed.emplace_back(part.key, std::get<DocumentId>(relay));
            }
          }
        },
        [] {});
    for (const auto& [key, id] : relayed) {
      if (!documents_.contains(id)) find("document " + key, "it relays an unknown document");
    }
  }

  void read_relations() {
    store_.scan(at_, {}, {.relation = [&](const RelationClaims& whole) { check(whole); }});
  }

  void check(const RelationClaims& whole) {
    const Relation& relation = whole.relation;
    const std::string where = "relation " + relation.key;
    --counts_.relations;
    counts_.claims -= whole.claims.size();
    add_key(relation_keys_, static_cast<std::uint8_t>(KeyKind::relation), relation.key,
            relation.id.value);
    if (whole.claims.empty()) find(where, "it has no claim");
    if (relation.type.value >= schema_.relation_types().size()) {
      find(where, "its type is not in the schema");
    }
    if (!is_entity(relation.source) || !is_entity(relation.target)) {
      return find(where, "one of its ends is not in the store");
    }
    for (const Claim& claim : whole.claims) {
      const bool is_sound = documents_.contains(claim.document) &&
                            (!claim.speaker.is_some() || is_entity(claim.speaker)) &&
                            std::all_of(claim.via.begin(), claim.via.end(),
                                        [&](DocumentId id) { return documents_.contains(id); });
      if (!is_sound) return find(where, "a claim names a document or speaker not in the store");
      const Teller teller = teller_of(claim.speaker, claim.document, claim.via);
      tellers_of(teller).add(teller.id, teller_key(teller, claim.batch));
    }
    judged_.expect(whole);
    check_additions(whole);
    expect_entries(whole);
  }

  // A batch that adds claims writes the summary of all claims up to it.
  void expect_entries(const RelationClaims& whole) {
    ClaimSummary summary;
    AdjacencyEntry entry;
    entry.relation = whole.relation.id;
    entry.type = whole.relation.type;
    entry.valid = whole.relation.valid;
    for (std::size_t i = 0; i < whole.claims.size(); ++i) {
      const Claim& claim = whole.claims[i];
      summarised_.push_back(&claim);
      const bool is_last = i + 1 == whole.claims.size() || whole.claims[i + 1].batch != claim.batch;
      if (!is_last) continue;
      // Dates of documents count as they were known then.
      summary.clear();
      for (const Claim* earlier : summarised_) {
        const DatedDocument& document = documents_.at(earlier->document);
        const PartialDate dated = document.batch <= claim.batch ? document.date : PartialDate{};
        summary.add({.teller = teller_of(earlier->speaker, earlier->document, earlier->via),
                     .reported = earlier->reported.is_known() ? earlier->reported : dated,
                     .confidence = earlier->confidence,
                     .stance = earlier->stance});
      }
      entry.batch = claim.batch;
      summary.write_to(entry);
      expect_entry(whole.relation.source, whole.relation.target, Direction::forward, entry);
      expect_entry(whole.relation.target, whole.relation.source, Direction::reverse, entry);
    }
    summarised_.clear();
  }

  void expect_entry(EntityId owner, EntityId neighbour, Direction direction,
                    AdjacencyEntry& entry) {
    entry.neighbour = neighbour;
    entry.neighbour_type = *entity_types_[neighbour.value];
    entry.direction = direction;
    entries_.add(owner.value, item_of(owner, entry));
  }

  Multiset& tellers_of(const Teller& teller) {
    return teller.kind == TellerKind::speaker ? speakers_ : narrators_;
  }

  void read_tellers() {
    visit_tellers(kv_, at_.head,
                  [&](const Teller& teller, BatchNumber batch, std::uint64_t claims) {
                    tellers_of(teller).remove(teller.id, teller_key(teller, batch), claims);
                  });
  }

  void read_judgements() {
    judged_ = JudgedRelations(relata::read_judgements(kv_, at_.head));
    for (const Judgement& judgement : judged_.judgements()) {
      const std::string where = where_is(judgement);
      if (const auto* document = std::get_if<DocumentId>(&judgement.subject)) {
        if (!documents_.contains(*document)) find(where, "its document is not in the store");
      } else if (const auto* pair = std::get_if<EntityPair>(&judgement.subject)) {
        if (!is_entity(pair->first) || !is_entity(pair->second)) {
          find(where, "an entity of it is not in the store");
        }
      } else if (const auto batch = std::get<BatchNumber>(judgement.subject);
                 batch == 0 || batch >= judgement.batch) {
        find(where, "it is on batch " + std::to_string(batch) + ", which did not come before it");
      }
    }
  }

  static std::string where_is(const Judgement& judgement) {
    return "judgement of batch " + std::to_string(judgement.batch);
  }

  void read_names() {
    const auto cursor = kv_.cursor(Family::names);
    for (cursor->seek({}); cursor->is_valid(); cursor->next()) {
      const NameRow row = read_name_row(*cursor);
      if (row.batch > at_.head) continue;
      names_.remove(row.entity.value, name_item(row.folded, row.entity.value, row.batch, row.kind));
    }
  }

  void read_keys() {
    const auto cursor = kv_.cursor(Family::keys);
    for (cursor->seek({}); cursor->is_valid(); cursor->next()) {
      const ValueName name{.family = name_of(Family::keys), .key = cursor->key()};
      ByteReader key(name.key, name);
      const std::uint8_t kind = key.byte();
      const std::uint16_t bucket = key.big_endian_16();
      if (key.big_endian_64() > at_.head) continue;
      if (kind > batch_key_kind) key.fail("a kind is unknown");
      Multiset* const all[] = {&entity_keys_, &relation_keys_, &document_keys_, &batch_keys_};
      read_bucket(
          value_under(*cursor, Family::keys), [&](std::uint16_t remainder, std::uint64_t id) {
            all[kind]->remove(
                id, key_item({.kind = kind, .bucket = bucket, .remainder = remainder, .id = id}));
          });
    }
  }

  void read_adjacency() {
    const auto cursor = kv_.cursor(Family::adjacency);
    DegreeCheck degrees(ends_.entity_id_end, at_);
    std::vector<AdjacencyEntry> entries;
    for (cursor->seek({}); cursor->is_valid(); cursor->next()) {
      read_entries(*cursor, at_.head, {}, entries);
      const EntityId owner = block_key_under(*cursor).owner;
      for (const AdjacencyEntry& entry : entries) {
        entries_.remove(owner.value, item_of(owner, entry));
        degrees.add(owner, entry);
      }
    }
    if (const auto wrong = degrees.wrong()) {
      find("adjacency", "a class of degree beside entity " + std::to_string(wrong->value) +
                            " is not that of its relations");
    }
  }

  void compare() {
    names_.report("names", "entities", findings_);
    entity_keys_.report("keys", "entities", findings_);
    relation_keys_.report("keys", "relations", findings_);
    document_keys_.report("keys", "documents", findings_);
    batch_keys_.report("keys", "batches", findings_);
    entries_.report("adjacency", "entities", findings_);
    speakers_.report("tellers", "claims by speakers", findings_);
    narrators_.report("tellers", "claims in documents", findings_);
    for (const Judgement& judgement : judged_.wrong()) {
      find(where_is(judgement),
           "the relations that it is on are not those with claims of what it judges");
    }
    if (counts_.entities != 0 || counts_.relations != 0 || counts_.claims != 0 ||
        counts_.documents != 0) {
      find("commits", "their counts do not agree with the records");
    }
  }

  const Kv& kv_;
  const Store& store_;
  Snapshot at_;
  Schema schema_;
  CommitRow ends_;
  std::vector<std::optional<EntityTypeId>> entity_types_;  // by id
  JudgedRelations judged_;
  std::map<BatchNumber, std::vector<RelationRange>> added_to_;  // by the batches that tell
  std::map<DocumentId, DatedDocument> documents_;
  Multiset names_;
  Multiset entity_keys_;
  Multiset relation_keys_;
  Multiset document_keys_;
  Multiset batch_keys_;
  Multiset entries_;
  Multiset speakers_;
  Multiset narrators_;
  Statistics counts_;  // by the commits, less what was read
  std::vector<const Claim*> summarised_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> KvStore::verify() const {
  const Snapshot at = snapshot();
  std::vector<Finding> findings = Verifier(*kv_, *this, at, row_at(at.head)).run();
  if (Ledger(layout_.ledger, DurableFile::Access::read).has_broken_slot()) {
    findings.push_back({.where = layout_.ledger.string(),
                        .what = "a slot is not whole; the next `relata ingest` writes it anew, but "
                                "until then the loss of the last batch would go unnoticed"});
  }
  return findings;
}

}  // namespace relata
