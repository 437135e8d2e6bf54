#include "graph/relay_chain.h"

#include <algorithm>

namespace relata {

RelayChain relay_chain(DocumentId document, const std::vector<DocumentId>& via,
                       const DocumentLookup& find) {
  RelayChain chain{.documents = {document}, .speaker = {}};
  const bool is_own = via.size() == 1 && via.front() == document;
  if (is_own) return chain;
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
