#pragma once

// The statements of Wikidata's JSON, and what they become. Everything throws RefusedField where
// the JSON is not what it should be.

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/json_line.h"
#include "ingest/record_sink.h"

namespace relata {

// One input record as it is gathered. Its text is that of the JSON, or kept here.
struct WikidataRecord {
  EntityRecord entity;
  std::vector<std::string_view> mentioned;  // keys of entities
  std::vector<DocumentRecord> documents;
  std::vector<RelationRecord> relations;
  std::vector<std::string_view> warnings;

  [[nodiscard]] std::string_view keep(std::string text) {
    return texts_.emplace_back(std::move(text));
  }

 private:
  std::deque<std::string> texts_;
};

[[nodiscard]] std::optional<JsonLine::Value> wikidata_member(const JsonLine::Value& object,
                                                             std::string_view name);
// Old programs write an empty object as an empty array. True if there is something in it, which is
// then an object.
[[nodiscard]] bool has_wikidata_members(const JsonLine::Value& object, std::string_view field);

// Adds what a statement about the record's entity says.
void read_wikidata_statement(std::string_view property, const JsonLine::Value& statement,
                             WikidataRecord& record);

// Of its classes the preferred one that is known, else the first; empty if there is none.
[[nodiscard]] std::string_view type_of_wikidata_entity(
    const std::vector<RelationRecord>& relations);

// Into the sink, as parts of the record that was begun.
void put_wikidata_record(const WikidataRecord& record, RecordSink& sink);

}  // namespace relata
