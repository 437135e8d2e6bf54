#include "tests/ingest/foreign.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "ingest/input_stream.h"
#include "ingest/readers.h"

namespace relata::testing {

std::string format_of(const std::string& name, std::string_view content) {
  if (name.empty()) {  // as standard input
    const Reader* reader = reader_of(Beginning{.text = content, .is_whole = true});
    return reader == nullptr ? "" : reader->name;
  }
  const TemporaryDirectory directory;
  const std::string path = (directory.path() / name).string();
  std::ofstream(path, std::ios::binary)
      .write(content.data(), static_cast<std::streamsize>(content.size()));
  const InputFile file{.path = path, .name = name};
  const InputStream input(file);
  const Reader* reader = reader_of(input);
  return reader == nullptr ? "" : reader->name;
}

IngestReport take_file(Taking& taking, const std::string& name, std::string_view content,
                       IngestQuery query) {
  query.inputs = {taking.write(name, content)};
  return taking.take_query(query);
}

IngestReport check_any_cut(const std::string& name, std::string_view whole,
                           const std::string& format) {
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(name, size);
    Taking taking;
    take_file(taking, name, whole.substr(0, size), {.format = format});
  }
  Taking taking(StoreKind::disk);
  IngestReport first = take_file(taking, name, whole, {.format = format});
  CHECK(first.batch == 1);
  const std::vector<std::string> before = taking.dump();
  const IngestReport again = take_file(taking, name, whole, {.format = format});
  CHECK(again.batch == 0);
  CHECK(again.records.known == first.records.taken + first.records.known);
  CHECK(again.records.rejected == first.records.rejected);
  CHECK(taking.dump() == before);
  return first;
}

void check_any_damage(const std::string& name, std::string_view whole, const std::string& format) {
  check_any_cut(name, whole, format);
  for (const char byte : {'\0', '\xFF', '"', '<', '{', '\n', ','}) {
    for (std::size_t at = 0; at < whole.size(); at += 7) {
      CAPTURE(name, at, static_cast<int>(byte));
      std::string changed(whole);
      changed[at] = byte;
      Taking taking;
      take_file(taking, name, changed, {.format = format});
    }
  }
}

void check_bad_rows(const std::string& name, std::string_view row, const std::string& format) {
  const std::string good = std::string(row) + "\n";
  const std::string text =
      good + "\xFF\xFE" + good + std::string("a\0b\n", 4) + std::string(200'000, 'x') + "\n" + good;
  Taking taking;
  const IngestReport report =
      take_file(taking, name, text, {.format = format, .line_bytes_max = 100'000});
  CHECK(report.records.rejected == 3);
  CHECK(report.records.taken >= 1);
  CHECK(take_file(taking, name, "", {.format = format}).records.read == 0);
}

std::string type_of(const Taking& taking, std::string_view entity) {
  return taking.store().schema(taking.now()).entity_type(taking.entity(entity).type).name;
}

std::string type_of(const Taking& taking, const RelationClaims& relation) {
  return taking.store().schema(taking.now()).relation_type(relation.relation.type).name;
}

std::string key_of(const Taking& taking, EntityId id) {
  if (!id.is_some()) return "-";
  return taking.store().entities(taking.now(), std::vector{id}).front().key;
}

std::string key_of(const Taking& taking, DocumentId id) {
  return taking.store().documents(taking.now(), std::vector{id}).front().key;
}

std::string name_of(const Taking& taking, std::string_view entity) {
  const Entity found = taking.entity(entity);
  return found.names.empty() ? std::string() : found.names.front().text;
}

std::vector<RelationClaims> relations_of(const Taking& taking) {
  std::vector<RelationClaims> all;
  taking.store().scan(taking.now(), {},
                      {.relation = [&](const RelationClaims& each) { all.push_back(each); }});
  return all;
}

RelationClaims only_relation(const Taking& taking) {
  const std::vector<RelationClaims> all = relations_of(taking);
  REQUIRE(all.size() == 1);
  return all.front();
}

RelationClaims relation_between(const Taking& taking, std::string_view source,
                                std::string_view target) {
  const EntityId from = taking.entity(source).id;
  const EntityId to = taking.entity(target).id;
  std::vector<RelationClaims> found = relations_of(taking);
  std::erase_if(found, [&](const RelationClaims& each) {
    return each.relation.source != from || each.relation.target != to;
  });
  CAPTURE(source, target);
  REQUIRE(found.size() == 1);
  return found.front();
}

std::string link_of(const Taking& taking, const Relation& relation) {
  const std::string type = taking.store().schema(taking.now()).relation_type(relation.type).name;
  return key_of(taking, relation.source) + " -> " + type + " -> " + key_of(taking, relation.target);
}

std::vector<std::string> values_of(const std::vector<Property>& properties, std::string_view name) {
  std::vector<std::string> values;
  for (const Property& property : properties) {
    if (property.name == name) values.push_back(property.value);
  }
  return values;
}

std::string property_of(const std::vector<Property>& properties, std::string_view name) {
  const std::vector<std::string> values = values_of(properties, name);
  return values.empty() ? "" : values.front();
}

std::vector<std::string> sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> facts_of(const Taking& taking, const std::string& kind) {
  std::vector<std::string> facts;
  for (const std::string& line : taking.dump()) {
    if (!line.starts_with(kind + " ")) continue;
    facts.push_back(line.substr(line.find(' ', kind.size() + 1) + 1));
  }
  return sorted(std::move(facts));
}

std::vector<std::string> entity_lines(const Taking& taking) { return facts_of(taking, "entity"); }

std::vector<std::string> relation_lines(const Taking& taking) {
  std::vector<std::string> lines = facts_of(taking, "relation");
  for (std::string& line : lines) line.erase(0, line.find(' ') + 1);
  return sorted(std::move(lines));
}

}  // namespace relata::testing
