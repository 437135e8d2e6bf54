#pragma once

// What the readers of graphs in JSON share.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "ingest/graph_records.h"
#include "ingest/json_fields.h"
#include "ingest/json_items.h"

namespace relata {

// An id is text or a number, and both are the same; refuses the record if it is neither.
[[nodiscard]] std::string id_of(const JsonLine::Value& value, std::string_view field);
[[nodiscard]] std::string id_member(const JsonLine::Value& object, std::string_view name);
// The members as properties, except for those that are named.
void add_fields(const JsonLine::Value& object, const std::set<std::string_view>& except,
                std::vector<Property>& fields);

// Reads one record: what it finds wrong is refused.
template <class Take>
void take_record(RecordSink& sink, std::uint64_t byte, const Take& take) {
  sink.begin(byte);
  try {
    take();
  } catch (Refusal& refusal) {
    sink.refuse(std::move(refusal));
  }
}

}  // namespace relata
