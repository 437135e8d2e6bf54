#pragma once

// How a claim came to us, and what it goes back to.

#include <relata/answer.h>
#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace relata {

// Finds a document of the snapshot; null if it is not known.
using DocumentLookup = std::function<const Document*(DocumentId)>;

// Who tells a claim, as far as can be said without reading documents: a speaker, or a document that
// narrates. One teller has one origin; several may share one.
enum class TellerKind : std::uint8_t {
  speaker,    // an entity
  narrator,   // a document whose relays are followed
  own_words,  // a document whose relays are not
};

struct Teller {
  TellerKind kind = TellerKind::speaker;
  std::uint64_t id = 0;
  friend auto operator<=>(const Teller&, const Teller&) = default;
};

[[nodiscard]] Teller teller_of(EntityId speaker, DocumentId document,
                               std::span<const DocumentId> via);

struct RelayChain {
  std::vector<DocumentId> documents;  // from the claim's document to the one nearest the origin
  EntityId speaker;                   // whom the last document relays, if it relays an actor
};

// Goes along `via` (see Claim::via), then from document to document; ends at one that relays
// nothing, an actor, a document already passed, or several: which of them it was is not said.
[[nodiscard]] RelayChain relay_chain(DocumentId document, const std::vector<DocumentId>& via,
                                     const DocumentLookup& find);

// The speaker; else whom the chain ends in, else the publisher of its last document, else that
// document.
[[nodiscard]] Origin origin_of(EntityId speaker, const RelayChain& chain,
                               const DocumentLookup& find);

}  // namespace relata
