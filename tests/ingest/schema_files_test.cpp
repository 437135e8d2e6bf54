// Schema files on their way into a store.

#include <catch2/catch.hpp>

#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

const std::string bases =
    R"({"entity_types": [{"name": "base", "label": "military base", "parent": "facility"}],
 "relation_types": [{"name": "dug_under", "inverse": "was undermined by", "source": ["organization"], "target": ["base"]}]})";

const Strings lines = {R"({"entity":"unit","type":"military_unit"})",
                       R"({"entity":"kaechon","type":"base"})",
                       R"({"relation":"r","type":"dug_under","source":"unit","target":"kaechon"})"};

}  // namespace

TEST_CASE("a schema file adds types, which the store keeps") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string schema = taking.write("bases.json", bases);
  const auto report = taking.take(lines, {.schemas = {schema}, .strictness = Strictness::strict});
  CHECK(report.batch == 1);
  CHECK(warnings_of(report).empty());
  const Schema kept = taking.store().schema(taking.now());
  CHECK(kept.relation_type(kept.relation_type("dug_under").value()).label == "dug under");
  CHECK(kept.is_kind_of(kept.entity_type("base").value(), "place"));
  // Later batches need not name the file, and naming it again changes nothing.
  CHECK(taking.take(lines, {.strictness = Strictness::strict}).batch == 0);
  CHECK(taking.take(lines, {.schemas = {schema}, .strictness = Strictness::strict}).batch == 0);
}

TEST_CASE("a schema file alone is a batch") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string schema = taking.write("bases.json", bases);
  CHECK(taking.take(lines).batch == 1);  // as types in no schema
  const auto dry = taking.take(lines, {.schemas = {schema}, .effect = Effect::dry_run});
  CHECK(dry.batch == 0);
  const auto report = taking.take(lines, {.schemas = {schema}});
  CHECK(report.batch == 2);
  CHECK(report.entities.known == 2);
  CHECK(warnings_of(report).empty());
  CHECK(taking.take(lines, {.strictness = Strictness::strict}).batch == 0);
}

TEST_CASE("schema files are read in order, and a later one redefines") {
  Taking taking;
  const Strings schemas = {
      taking.write("1.json", bases),
      taking.write("2.json",
                   R"({"relation_types":[{"name":"dug_under","label":"tunnelled below"}]})")};
  taking.take(lines, {.schemas = schemas});
  const Schema kept = taking.store().schema(taking.now());
  const RelationType dug = kept.relation_type(kept.relation_type("dug_under").value());
  CHECK(dug.label == "tunnelled below");
  CHECK(dug.target_types.empty());
}

TEST_CASE("a schema may replace the built-in one in a new store only") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string schema = taking.write(
      "own.json",
      R"({"replaces":true,"entity_types":[{"name":"node"}],"relation_types":[{"name":"link"}]})");
  const Strings own = {R"({"entity":"a","type":"node"})",
                       R"({"relation":"r","type":"link","source":"a","target":"a"})"};
  taking.take(own, {.schemas = {schema}, .strictness = Strictness::strict});
  const Schema kept = taking.store().schema(taking.now());
  CHECK(kept.entity_types().size() == 1);
  CHECK(kept.relation_types().size() == 1);
  const std::string file = taking.write("in.jsonl", own[0]);
  CHECK(
      error_of(taking, {.inputs = {file}, .schemas = {schema}}, ErrorCode::usage) ==
      "reading the schema " + schema +
          ": it replaces the types, but the store has data with other types; ingest it into a new "
          "store");
}

TEST_CASE("where a schema has no organization, an unknown publisher needs a type first") {
  Taking taking;
  const std::string schema =
      taking.write("own.json", R"({"replaces":true,"entity_types":[{"name":"node"}]})");
  const std::string file = taking.write("in.jsonl", R"({"document":"d","publisher":"KCNA"})");
  CHECK(error_of(taking, {.inputs = {file}, .schemas = {schema}, .strictness = Strictness::strict},
                 ErrorCode::input) ==
        file +
            ":1: publisher: the entity type \"organization\" is in no "
            "schema; nothing was taken (--strict); `relata validate` lists all there are");
  const auto report = taking.take_query({.inputs = {file}, .schemas = {schema}});
  CHECK(report.documents.taken == 1);
  CHECK(
      warnings_of(report) ==
      Strings{"1 x the entity type \"organization\" is in no schema; it is taken as it is "
              "(in.jsonl:1)",
              "1 x a publisher that is no known entity is added as an organization (in.jsonl:1)"});
}

TEST_CASE("a bad or missing schema file is an error that names the place") {
  Taking taking;
  const std::string file = taking.write("in.jsonl", lines[0]);
  const auto error = [&](const std::string& text) {
    const std::string schema = taking.write("bad.json", text);
    const std::string message =
        error_of(taking, {.inputs = {file}, .schemas = {schema}}, ErrorCode::input);
    const std::string start = "reading the schema " + schema + ": at ";
    REQUIRE_THAT(message, Catch::StartsWith(start));
    return message.substr(start.size());
  };
  CHECK(error("") == "byte 0: The document is empty.");
  CHECK(error("[]") == "/: expected an object");
  CHECK(error(R"({"types":[]})") == "/types: expected replaces, entity_types or relation_types");
  CHECK(error(R"({"entity_types":[{"name":"base","parent":"unheard_of"}]})") ==
        "/entity_types: the parent \"unheard_of\" is no entity type");
  CHECK(error(R"({"entity_types":[{"name":"a","parent":"b"},{"name":"b","parent":"a"}]})") ==
        "/entity_types: \"a\" is, through its parents, its own kind");
  CHECK(error(R"({"relation_types":[{"name":"dug under"}]})") ==
        "/relation_types/0/name: expected letters, digits, and _ - . : only");
  CHECK(error(R"({"relation_types":[{"name":"dug","ends":[]}]})") ==
        "/relation_types/0/ends: expected one of inverse, label, name, source, symmetric, target");
  const std::string missing = taking.path("missing.json");
  CHECK(error_of(taking, {.inputs = {file}, .schemas = {missing}}, ErrorCode::not_found) ==
        "reading the schema " + missing + ": it cannot be opened; check the path");
}
