#include "ingest/json_objects.h"

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

}  // namespace relata
