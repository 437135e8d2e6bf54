#pragma once

// What the columns of a table most likely are, by their names and the first rows.

#include <string>
#include <string_view>

#include "ingest/mapping.h"
#include "ingest/record_sink.h"

namespace relata {

// Reads the first rows of the input. `scope` is what ids shall begin with.
[[nodiscard]] Mapping guess_mapping(InputStream& input, RecordSink& sink, const std::string& scope);

}  // namespace relata
