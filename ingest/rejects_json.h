#pragma once

// A JSON document without the items that were taken.

#include <cstdint>
#include <ostream>
#include <span>
#include <vector>

#include "ingest/input_stream.h"

namespace relata {

// Copies the input, and leaves out the objects in the arrays of these paths (as JsonItems has them;
// "" are documents that follow each other) in which none of the rejected records begins: `rejected`
// are their bytes, in order. After broken JSON, in which the reader ended as well, all is copied.
void copy_json_without_taken(InputStream& input, std::span<const char* const> paths,
                             const std::vector<std::uint64_t>& rejected, std::ostream& out);

}  // namespace relata
