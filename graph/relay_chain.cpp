#include "graph/relay_chain.h"

#include <algorithm>

namespace relata {
namespace {

bool is_own(DocumentId document, std::span<const DocumentId> via) {
  return via.size() == 1 && via.front() == document;
}

}  // namespace

Teller teller_of(EntityId speaker, DocumentId document, std::span<const DocumentId> via) {
  if (speaker.is_some()) return {.kind = TellerKind::speaker, .id = speaker.value};
  if (via.empty()) return {.kind = TellerKind::narrator, .id = document.value};
  return {.kind = is_own(document, via) ? TellerKind::own_words : TellerKind::narrator,
          .id = via.back().value};
}

RelayChain relay_chain(DocumentId document, const std::vector<DocumentId>& via,
                       const DocumentLookup& find) {
  RelayChain chain{.documents = {document}, .speaker = {}};
  if (is_own(document, via)) return chain;
  chain.documents.insert(chain.documents.end(), via.begin(), via.end());
  const auto way_length = static_cast<std::ptrdiff_t>(via.size());
  while (const Document* last = find(chain.documents.back())) {
    if (last->relays.size() != 1) break;
    const Relay& relay = last->relays.front();
    if (const auto* actor = std::get_if<EntityId>(&relay)) {
      chain.speaker = *actor;
      break;
    }
    const DocumentId next = std::get<DocumentId>(relay);
    const auto followed = chain.documents.begin() + way_length;
    if (std::find(followed, chain.documents.end(), next) != chain.documents.end()) break;
    chain.documents.push_back(next);
  }
  return chain;
}

Origin origin_of(EntityId speaker, const RelayChain& chain, const DocumentLookup& find) {
  if (speaker.is_some()) return {.entity = speaker, .document = {}};
  if (chain.speaker.is_some()) return {.entity = chain.speaker, .document = {}};
  const DocumentId last = chain.documents.back();
  const Document* document = find(last);
  if (document != nullptr && document->publisher.is_some()) {
    return {.entity = document->publisher, .document = {}};
  }
  return {.entity = {}, .document = last};
}

}  // namespace relata
