#pragma once

// Judgements in their family, each batch's in the order they were made.

#include <relata/judgement.h>
#include <span>
#include <vector>

#include "graph/kv.h"

namespace relata {

[[nodiscard]] std::vector<Judgement> read_judgements(const Kv& kv, BatchNumber head);
void put_judgements(std::span<const Judgement> judgements, BatchNumber batch, Kv::Bundle& bundle);

}  // namespace relata
