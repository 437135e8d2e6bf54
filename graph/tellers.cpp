#include "graph/tellers.h"

#include <map>
#include <unordered_map>
#include <vector>

#include "graph/bytes.h"
#include "graph/relay_chain.h"

namespace relata {
namespace {

// On disk.
enum class TellerKind : std::uint8_t {
  speaker,    // an entity
  narrator,   // a document whose relays are followed
  own_words,  // a document whose relays are not
};

struct Teller {
  TellerKind kind;
  std::uint64_t id;
  friend auto operator<=>(const Teller&, const Teller&) = default;
};

Teller teller_of(const ClaimRow& claim, const Changes& changes) {
  if (claim.speaker.is_some()) return {.kind = TellerKind::speaker, .id = claim.speaker.value};
  if (claim.via_count == 0) return {.kind = TellerKind::narrator, .id = claim.document.value};
  const DocumentId last = changes.via[claim.via_first + claim.via_count - 1];
  const bool is_own = claim.via_count == 1 && last == claim.document;
  return {.kind = is_own ? TellerKind::own_words : TellerKind::narrator, .id = last.value};
}

std::string teller_key(const Teller& teller, BatchNumber batch) {
  std::string key;
  ByteWriter writer(key);
  writer.byte(static_cast<std::uint8_t>(teller.kind));
  writer.big_endian_64(teller.id);
  writer.big_endian_64(batch);
  return key;
}

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

void put_tellers(const Changes& changes, BatchNumber batch, Kv::Bundle& bundle) {
  std::map<Teller, std::uint64_t> counts;
  for (const ClaimRow& claim : changes.claims) ++counts[teller_of(claim, changes)];
  std::string value;
  for (const auto& [teller, count] : counts) {
    const std::string key = teller_key(teller, batch);
    begin_value(value);
    ByteWriter(value).varint(count);
    seal(key, value);
    bundle.put(Family::tellers, key, value);
  }
}

std::set<Origin> read_origins(const Kv& kv, const Store& store, const Snapshot& at) {
  std::set<Teller> tellers;
  const auto cursor = kv.cursor(Family::tellers);
  for (cursor->seek({}); cursor->is_valid(); cursor->next()) {
    const ValueName name{.family = name_of(Family::tellers), .key = cursor->key()};
    ByteReader key(name.key, name);
    const std::uint8_t kind = key.byte();
    const std::uint64_t id = key.big_endian_64();
    if (kind > static_cast<std::uint8_t>(TellerKind::own_words)) key.fail("a kind is unknown");
    if (key.big_endian_64() > at.head) continue;
    (void)ByteReader(unseal(name, cursor->value()), name).varint();
    tellers.insert({.kind = static_cast<TellerKind>(kind), .id = id});
  }
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
