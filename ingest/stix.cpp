#include "ingest/stix.h"

#include "ingest/json_fields.h"
#include "ingest/json_items.h"
#include "ingest/stix_objects.h"

namespace relata {
namespace {

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line_so_far();
  const auto has = [&](std::string_view word) {
    return beginning.text.find(word) != std::string_view::npos;
  };
  if (!line.starts_with('{') || !has("\"objects\"")) return Likelihood::none;
  if (has("\"bundle--") || has("\"bundle\"")) return Likelihood::certain;
  const bool is_envelope = has("\"spec_version\"") && has("\"type\"");
  return is_envelope ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  JsonItems items(input, {"/", "/objects"}, sink.record_bytes_max());
  StixObjects objects(sink);
  for (JsonItems::Item item; items.next(sink, item);) {
    const bool is_object = item.in == "/objects";
    // What else a bundle has is its own id and version. But an object may stand by itself.
    const bool is_bare = item.in == "/" && item.name == "type" && item.value.text() != "bundle";
    if (!is_object && !is_bare) continue;
    sink.begin(item.byte);
    try {
      if (is_bare) refuse("type", "expected a bundle with its objects in \"objects\"");
      objects.take(item.value);
    } catch (Refusal& refusal) {
      sink.refuse(std::move(refusal));
    }
  }
  objects.finish();
}

}  // namespace

const Reader stix_reader = {
    .name = "stix",
    .title = "STIX 2 bundle",
    .files = "*.json",
    .example =
        R"({"type":"bundle","id":"bundle--1","objects":[{"type":"malware","id":"malware--899ce53f-13a0-479b-a0e4-67d46e241542","name":"X Agent"}]})",
    .place_unit = PlaceUnit::byte,
    .schemas = {stix_types},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"/objects"},
};

}  // namespace relata
