#include "tests/ingest/foreign.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "ingest/input_stream.h"
#include "ingest/readers.h"

namespace relata::testing {

std::string format_of(const std::string& name, std::string_view content) {
  const TemporaryDirectory directory;
  const std::string path = (directory.path() / name).string();
  std::ofstream(path, std::ios::binary)
      .write(content.data(), static_cast<std::streamsize>(content.size()));
  const InputFile file{.path = path, .name = name};
  const InputStream input(file);
  const Reader* reader = reader_of(input);
  return reader == nullptr ? "" : reader->name;
}

void check_every_beginning(const std::string& format, std::string_view whole,
                           std::uint64_t records) {
  Taking taking;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string path = taking.write("part", whole.substr(0, size));
    const IngestReport report =
        taking.take_query({.inputs = {path}, .format = format, .effect = Effect::dry_run});
    CAPTURE(size);
    CHECK(report.records.read <= records);
    CHECK(report.records.read ==
          report.records.taken + report.records.known + report.records.rejected);
  }
  const std::string path = taking.write("whole", whole);
  const IngestReport report = taking.take_query({.inputs = {path}, .format = format});
  CHECK(report.records.read == records);
  CHECK(report.rejections.empty());
  const std::vector<std::string> before = taking.dump();
  CHECK(taking.take_query({.inputs = {path}, .format = format}).batch == 0);
  CHECK(taking.dump() == before);
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

RelationClaims relation_between(const Taking& taking, std::string_view source,
                                std::string_view target) {
  const EntityId from = taking.entity(source).id;
  const EntityId to = taking.entity(target).id;
  std::vector<RelationClaims> found;
  taking.store().scan(taking.now(), {}, {.relation = [&](const RelationClaims& each) {
                        if (each.relation.source == from && each.relation.target == to) {
                          found.push_back(each);
                        }
                      }});
  CAPTURE(source, target);
  REQUIRE(found.size() == 1);
  return found.front();
}

std::vector<std::string> values_of(const std::vector<Property>& properties, std::string_view name) {
  std::vector<std::string> values;
  for (const Property& property : properties) {
    if (property.name == name) values.push_back(property.value);
  }
  return values;
}

}  // namespace relata::testing
