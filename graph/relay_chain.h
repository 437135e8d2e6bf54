#pragma once

// How a claim came to us, and what it goes back to.

#include <relata/answer.h>
#include <functional>
#include <vector>

namespace relata {

// Finds a document of the snapshot; null if it is not known.
using DocumentLookup = std::function<const Document*(DocumentId)>;

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
