#pragma once

// A view that is an argument by itself, where a question has several of them.

#include "cli/view_options.h"

namespace relata::cli {

// The argument at `place` as a view: a date by which things were known, or view options without
// their dashes, NAME=VALUE each: `known-by=2025-04-28 without-speaker="South Korea"`; empty: all
// evidence. The command's own view options hold as well, where the argument gives no other.
[[nodiscard]] View view_argument(const Command& command, std::size_t place,
                                 const OpenedStore& opened);

}  // namespace relata::cli
