#pragma once

// What `ingest` and `validate` share: the same reading, with and without effect.

#include <relata/ingest.h>

#include "cli/command.h"

namespace relata::cli {

void add_ingest_options(cxxopts::Options& options);
// Error for options and inputs that cannot be, before anything is made or opened.
void check_before(const Command& command);
[[nodiscard]] Outcome take_in(const Command& command, Store& store, Effect effect);

}  // namespace relata::cli
