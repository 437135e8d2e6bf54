#include "ingest/json_objects.h"

#include <algorithm>

namespace relata {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::set<std::string, std::less<>> walked(std::string_view beginning) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (beginning.starts_with(byte_order_mark)) beginning.remove_prefix(byte_order_mark.size());
  const std::size_t first = beginning.find_first_not_of(blanks);
  const bool is_array = first != std::string_view::npos && beginning[first] == '[';
  return is_array ? std::set<std::string, std::less<>>{"/"} : std::set<std::string, std::less<>>{};
}

}  // namespace

JsonObjects::JsonObjects(InputStream& input, std::size_t object_bytes_max)
    : items_(input, walked(input.beginning()), object_bytes_max) {}

bool JsonObjects::next(RecordSink& sink, JsonLine::Value& object) {
  for (JsonItems::Item item; items_.next(sink, item);) {
    sink.begin(item.byte);
    if (item.value.kind() == JsonKind::object) {
      object = item.value;
      return true;
    }
    sink.refuse({.field = "", .reason = "expected an object"});
  }
  return false;
}

// Names of members are told from other text by the colon; how deep they lie is not looked at.
bool begins_with_members(std::string_view text, std::initializer_list<std::string_view> names) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return false;
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
    const std::string quoted = "\"" + std::string(name) + "\"";
    for (std::size_t at = text.find(quoted); at != std::string_view::npos;
         at = text.find(quoted, at + 1)) {
      const std::size_t after = text.find_first_not_of(blanks, at + quoted.size());
      if (after != std::string_view::npos && text[after] == ':') return true;
    }
    return false;
  });
}

}  // namespace relata
