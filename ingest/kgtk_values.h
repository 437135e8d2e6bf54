#pragma once

// The values of KGTK, whose first character tells what they are.

#include <relata/date.h>
#include <relata/model.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct KgtkValue {
  bool is_symbol = false;  // it names a node, else it is a value
  std::string text;
  ValueKind kind = ValueKind::text;
  std::string language;  // a BCP 47 tag
  PartialDate date;
};

// Nothing if it is not closed: "..., '...'.
[[nodiscard]] std::optional<KgtkValue> kgtk_value(std::string_view cell);

// The values of a cell that may hold several, between bars.
[[nodiscard]] std::vector<std::string_view> kgtk_list(std::string_view cell);

}  // namespace relata
