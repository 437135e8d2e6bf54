#pragma once

#include <relata/export.h>

#include <string>

namespace relata {

// A brief's view in Indonesian: describe_view() has only English.
[[nodiscard]] std::string view_in_indonesian(const BriefAnswer& answer,
                                             const RenderOptions& options);

}  // namespace relata
