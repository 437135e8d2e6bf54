#include "graph/tellers.h"

#include <map>
#include <unordered_map>
#include <vector>

#include "graph/bytes.h"
#include "graph/kv_value.h"

namespace relata {
namespace {

struct TellerHash {
  std::size_t operator()(const Teller& teller) const {
    return std::hash<EntityId>()({teller.id << 2 | static_cast<std::uint64_t>(teller.kind)});
  }
};

// Every document that the chains of the narrators can reach, read step by step.
std::unordered_map<DocumentId, Document> read_chains(const Store& store, const Snapshot& at,
                                                     std::vector<DocumentId> next) {
  std::unordered_map<DocumentId, Document> all;
  while (!next.empty()) {
    const std::vector<Document> step = store.documents(at, next);
    next.clear();
    for (const Document& document : step) all.emplace(document.id, document);
    std::set<DocumentId> further;
    for (const Document& document : step) {
      for (const Relay& relay : document.relays) {
        const auto* id = std::get_if<DocumentId>(&relay);
        if (id != nullptr && !all.contains(*id)) further.insert(*id);
      }
    }
    next.assign(further.begin(), further.end());
  }
  return all;
}

}  // namespace

std::string teller_key(const Teller& teller, BatchNumber batch) {
  std::string key;
  ByteWriter writer(key);
  writer.byte(static_cast<std::uint8_t>(teller.kind));
  writer.big_endian_64(teller.id);
  writer.big_endian_64(batch);
  return key;
}

void put_tellers(const Changes& changes, BatchNumber batch, Kv::Bundle& bundle) {
  std::unordered_map<Teller, std::uint64_t, TellerHash> counts;
  for (const ClaimRow& claim : changes.claims)
    ++counts[teller_of(claim.speaker, claim.document, changes.via_of(claim))];
  std::string value;
  for (const auto& [teller, count] : std::map(counts.begin(), counts.end())) {
    const std::string key = teller_key(teller, batch);
    begin_value(value);
    ByteWriter(value).varint(count);
    put_value(bundle, Family::tellers, key, value);
  }
}

void visit_tellers(const Kv& kv, BatchNumber head, const TellerVisitor& visit) {
  const auto cursor = kv.cursor(Family::tellers);
  for (cursor->seek({}); cursor->is_valid(); cursor->next()) {
    const ValueName name{.family = name_of(Family::tellers), .key = cursor->key()};
    ByteReader key(name.key, name);
    const std::uint8_t kind = key.byte();
    const std::uint64_t id = key.big_endian_64();
    if (kind > static_cast<std::uint8_t>(TellerKind::own_words)) key.fail("a kind is unknown");
    const BatchNumber batch = key.big_endian_64();
    if (batch > head) continue;
    ByteReader value = value_under(*cursor, Family::tellers);
    const std::uint64_t claims = value.varint();
    value.expect_end();
    visit({.kind = static_cast<TellerKind>(kind), .id = id}, batch, claims);
  }
}

std::set<Origin> read_origins(const Kv& kv, const Store& store, const Snapshot& at) {
  std::set<Teller> tellers;
  visit_tellers(kv, at.head,
                [&](const Teller& teller, BatchNumber, std::uint64_t) { tellers.insert(teller); });
  std::set<DocumentId> documents;
  for (const Teller& teller : tellers) {
    if (teller.kind != TellerKind::speaker) documents.insert({teller.id});
  }
  const auto chains = read_chains(store, at, {documents.begin(), documents.end()});
  const DocumentLookup find = [&](DocumentId id) -> const Document* {
    const auto found = chains.find(id);
    return found == chains.end() ? nullptr : &found->second;
  };
  std::set<Origin> origins;
  for (const Teller& teller : tellers) {
    switch (teller.kind) {
      case TellerKind::speaker:
        origins.insert({.entity = {teller.id}, .document = {}});
        break;
      case TellerKind::narrator:
        origins.insert(origin_of({}, relay_chain({teller.id}, {}, find), find));
        break;
      case TellerKind::own_words:
        origins.insert(origin_of({}, {.documents = {{teller.id}}, .speaker = {}}, find));
        break;
    }
  }
  return origins;
}

}  // namespace relata
