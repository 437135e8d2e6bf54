#pragma once

// CAMEO, the code book of event data: what one actor did to another. GDELT and ICEWS both write it,
// so that their relations are of one set of types.

#include <string_view>
#include <vector>

#include "ingest/type_rows.h"

namespace relata {

struct CameoEvent {
  std::string_view code;  // "043", "0311"
  std::string_view type;  // of the relation, the event's name in the code book: "host_a_visit"
  std::string_view label;
  std::string_view inverse;  // "=": both directions mean the same
};

// The event of a code, else of the nearest code above it: "0319" is 031, "04" is 040. Nullptr if
// there is none.
[[nodiscard]] const CameoEvent* cameo_event(std::string_view code);

// All events as relation types, and as the text of a schema file.
[[nodiscard]] std::vector<TypeRow> cameo_types();
[[nodiscard]] const char* cameo_schema();

}  // namespace relata
