#pragma once

// Which files the given names stand for.

#include <string>
#include <vector>

#include "ingest/input_stream.h"

namespace relata {

// "-" is standard input, a directory its files by name, a pattern (`*.jsonl.gz`) the files that it
// fits. Error{not_found} names what is missing.
[[nodiscard]] std::vector<InputFile> list_inputs(const std::vector<std::string>& names);

}  // namespace relata
