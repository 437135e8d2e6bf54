#pragma once

// Judgements as a batch of their own.

#include <relata/store.h>
#include <string>
#include <vector>

namespace relata {

// Sets when they were made. `source` says it in words, for `batches`.
BatchNumber record_judgements(Store& store, const Snapshot& at, std::vector<Judgement> judgements,
                              std::string source);

}  // namespace relata
