#pragma once

// Judgements, which lie behind the types in their family, in the order they were made.

#include <relata/judgement.h>
#include <span>
#include <vector>

#include "graph/kv.h"

namespace relata {

[[nodiscard]] std::vector<Judgement> read_judgements(const Kv& kv, BatchNumber head);
// After the types of the batch. `kv` says how many there are.
void put_judgements(const Kv& kv, std::span<const Judgement> judgements, BatchNumber batch,
                    Kv::Bundle& bundle);

}  // namespace relata
