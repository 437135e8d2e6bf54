#pragma once

// Texts that are taken into a store as a format of tables.

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ingest/taking.h"

namespace relata::testing {

inline IngestReport take_text(Taking& taking, const std::string& name, std::string_view text,
                              const std::string& format = {}) {
  return taking.take_query({.inputs = {taking.write(name, text)}, .format = format});
}

// As what a text would be read.
inline std::string format_of(const std::string& name, std::string_view text) {
  Taking taking;
  IngestQuery query{.inputs = {taking.write(name, text)}};
  query.effect = Effect::dry_run;
  try {
    return taking.take_query(query).inputs.at(0).format;
  } catch (const Error&) {
    return {};
  }
}

// Cut off anywhere, all of it is counted and nothing breaks; whole and again, it says nothing new.
inline void check_any_cut(const std::string& name, std::string_view text,
                          const std::string& format) {
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    Taking taking;
    const IngestReport report = take_text(taking, name, text.substr(0, size), format);
    const RecordCounts& counts = report.records;
    CHECK(counts.read == counts.taken + counts.known + counts.rejected);
  }
  Taking taking(StoreKind::disk);
  const IngestReport first = take_text(taking, name, text, format);
  CHECK(first.batch == 1);
  const IngestReport again = take_text(taking, name, text, format);
  CHECK(again.batch == 0);
  CHECK(again.records.known == first.records.taken + first.records.known);
  CHECK(again.records.rejected == first.records.rejected);
}

// Bytes that are no text, a line of megabytes and no line at all.
inline void check_hostile(const std::string& name, std::string_view row,
                          const std::string& format) {
  Taking taking;
  const std::string text = std::string(row) + "\n\xFF\xFE" + std::string(row) + "\n" +
                           std::string("a\0b\n", 4) + std::string(200'000, 'x') + "\n" +
                           std::string(row) + "\n";
  IngestQuery query{.inputs = {taking.write(name, text)}, .format = format};
  query.line_bytes_max = 100'000;
  const IngestReport report = taking.take_query(query);
  CHECK(report.records.rejected == 3);
  CHECK(report.records.taken >= 1);
  CHECK(take_text(taking, name, "", format).records.read == 0);
}

inline std::string property_of(const std::vector<Property>& properties, std::string_view name) {
  for (const Property& property : properties) {
    if (property.name == name) return property.value;
  }
  return {};
}

inline std::string type_of(const Taking& taking, std::string_view entity) {
  return taking.store().schema(taking.now()).entity_type(taking.entity(entity).type).name;
}

inline std::string name_of(const Taking& taking, std::string_view entity) {
  const Entity found = taking.entity(entity);
  return found.names.empty() ? std::string() : found.names.front().text;
}

// "a -> type -> b"
inline std::string link_of(const Taking& taking, const Relation& relation) {
  const auto ends =
      taking.store().entities(taking.now(), std::vector{relation.source, relation.target});
  const std::string type = taking.store().schema(taking.now()).relation_type(relation.type).name;
  const std::string& target =
      relation.source == relation.target ? ends.front().key : ends.back().key;
  return ends.front().key + " -> " + type + " -> " + target;
}

inline std::vector<RelationClaims> relations_of(const Taking& taking) {
  std::vector<RelationClaims> all;
  taking.store().scan(
      taking.now(), {},
      {.entity = [](const Entity&) {},
       .document = [](const Document&) {},
       .relation = [&](const RelationClaims& relation) { all.push_back(relation); }});
  return all;
}

}  // namespace relata::testing
