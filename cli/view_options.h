#pragma once

// The options that say in which evidence a question is asked, and how far it may go.

#include <relata/search.h>
#include <relata/view.h>

#include "cli/command.h"

namespace relata::cli {

void add_view_options(cxxopts::Options& options);
// Entities are named by key or name, documents by key; Error{not_found, ambiguous} as for a verb's
// own arguments.
[[nodiscard]] View view_of(const Command& command, const OpenedStore& opened);

void add_limit_options(cxxopts::Options& options);
[[nodiscard]] SearchLimits limits_of(const Command& command);

void add_direction_option(cxxopts::Options& options);
[[nodiscard]] Direction direction_of(const Command& command);

}  // namespace relata::cli
