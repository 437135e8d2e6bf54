#pragma once

// An XML document without the elements that were taken.

#include <cstdint>
#include <ostream>
#include <span>
#include <vector>

#include "ingest/input_stream.h"

namespace relata {

// Copies the input, and leaves out the elements of these names, without their prefixes, on whose
// lines none of the rejected records begins: `rejected` are their lines, in order. Elements on one
// line are kept or left out together. After broken XML, in which the reader ended as well, all is
// copied.
void copy_xml_without_taken(InputStream& input, std::span<const char* const> names,
                            const std::vector<std::uint64_t>& rejected, std::ostream& out);

}  // namespace relata
