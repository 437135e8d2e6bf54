#pragma once

// Who tells what the store holds: speakers, and the documents that narrate. Counted for each batch,
// so that the number of independent origins is known without reading every claim.

#include <relata/answer.h>
#include <functional>
#include <set>
#include <string>

#include "graph/kv.h"
#include "graph/relay_chain.h"

namespace relata {

// Of a row: the kind, the id and the batch.
[[nodiscard]] std::string teller_key(const Teller& teller, BatchNumber batch);
void put_tellers(const Changes& changes, BatchNumber batch, Kv::Bundle& bundle);

using TellerVisitor =
    std::function<void(const Teller& teller, BatchNumber batch, std::uint64_t claims)>;
// Calls `visit` for each row up to the batch `head`.
void visit_tellers(const Kv& kv, BatchNumber head, const TellerVisitor& visit);

// The origins of all claims up to the snapshot's head.
[[nodiscard]] std::set<Origin> read_origins(const Kv& kv, const Store& store, const Snapshot& at);

}  // namespace relata
