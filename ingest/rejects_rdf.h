#pragma once

// A document of Turtle or TriG without the statements that were taken.

#include <cstdint>
#include <ostream>
#include <vector>

#include "ingest/rdf_parser.h"

namespace relata {

// Copies the input, and leaves out the statements on whose lines none of the rejected records lies:
// `rejected` are their lines, in order. Directives stay, and the graphs that statements stand in;
// so do statements with nodes without a name, which are told by their number. After the error in
// which the reader ended as well all is copied. `bytes_max` is the reader's. The input comes twice,
// to be parsed and to be copied.
void copy_rdf_without_taken(InputStream& input, InputStream& again, RdfLanguage language,
                            std::size_t bytes_max, const std::vector<std::uint64_t>& rejected,
                            std::ostream& out);

}  // namespace relata
