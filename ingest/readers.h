#pragma once

// The formats that can be read, in one table.

#include <span>
#include <string_view>

#include "ingest/reader.h"

namespace relata {

[[nodiscard]] std::span<const Reader* const> readers();

// Error{usage} lists the names if there is none of this one.
[[nodiscard]] const Reader& reader_called(std::string_view name);

// The one that recognises a beginning, or that of an input; nullptr if none does.
[[nodiscard]] const Reader* reader_of(const Beginning& beginning);
[[nodiscard]] const Reader* reader_of(const InputStream& input);

}  // namespace relata
