#pragma once

// What `ingest` and `validate` share: the same reading, with and without effect.

#include <relata/ingest.h>

#include "cli/command.h"

namespace relata::cli {

void add_ingest_options(cxxopts::Options& options);
[[nodiscard]] Outcome take_in(const Command& command, Store& store, Effect effect);

}  // namespace relata::cli
