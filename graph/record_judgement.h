#pragma once

// A judgement as a batch of its own.

#include <relata/store.h>
#include <string>

namespace relata {

// Sets when it was made. `source` says it in words, for `batches`.
BatchNumber record_judgement(Store& store, const Snapshot& at, Judgement judgement,
                             std::string source);

}  // namespace relata
