// What is said of a relation besides its claims.

#include "ingest/relation_content.h"

#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <vector>

using namespace relata;

namespace {

Relation sample() {
  return {.type = {1},
          .source = {2},
          .target = {3},
          .valid = Period::parse("2024-08..2025").value(),
          .quantity = Quantity{.low = 1, .best = 2, .high = 3, .unit = "t"},
          .properties = {{"x", "1", ValueKind::number}, {"x", "2", ValueKind::number}}};
}

std::string key_of(const Relation& relation) {
  return content_key(content_of(relation), {.type = "met_with", .source = "a", .target = "b"});
}

std::string contradicted(const Relation& known, const Relation& said, Additions additions) {
  return contradicted_field(content_of(known), content_of(said), additions).value_or("");
}

}  // namespace

TEST_CASE("the key of a content is the same forever") {
  // In stores: a change would make known relations new.
  CHECK(key_of(sample()) == "content:98c8080104a1573288b75d53ce6f4e19");
  CHECK(key_of({}) == "content:3946985760c479bb205d92b56b4863d4");
}

TEST_CASE("each part of a content makes another key, and the order of properties does not") {
  const std::vector<std::function<void(Relation&)>> changes = {
      [](Relation&) {},
      [](Relation& r) { r.valid = {}; },
      [](Relation& r) { r.valid.to = {}; },
      [](Relation& r) { r.quantity.reset(); },
      [](Relation& r) { r.quantity->low.reset(); },
      [](Relation& r) { r.quantity->low = 1.0000000000000002; },
      [](Relation& r) { std::swap(r.quantity->low, r.quantity->high); },
      [](Relation& r) { r.quantity->unit = ""; },
      [](Relation& r) { r.properties.pop_back(); },
      [](Relation& r) { r.properties[0].name = "y"; },
      [](Relation& r) { r.properties[0].value = "3"; },
      [](Relation& r) { r.properties[0].kind = ValueKind::text; }};
  std::set<std::string> keys;
  for (const auto& change : changes) {
    Relation relation = sample();
    change(relation);
    keys.insert(key_of(relation));
  }
  CHECK(keys.size() == changes.size());
  Relation other = sample();
  std::swap(other.properties[0], other.properties[1]);
  CHECK(key_of(other) == key_of(sample()));
  const Content content = content_of(other);
  keys.insert(content_key(content, {.type = "met_with", .source = "a", .target = "c"}));
  keys.insert(content_key(content, {.type = "met_with", .source = "c", .target = "b"}));
  keys.insert(content_key(content, {.type = "praised", .source = "a", .target = "b"}));
  CHECK(keys.size() == changes.size() + 3);
}

TEST_CASE("what is left out agrees, what differs contradicts, and what is more may be added") {
  const Relation known = sample();
  Relation bare;
  bare.type = known.type;
  bare.source = known.source;
  bare.target = known.target;
  for (const auto additions : {Additions::allowed, Additions::refused}) {
    CHECK(contradicted(known, known, additions).empty());
    CHECK(contradicted(known, bare, additions).empty());
    const auto changed = [&](const std::function<void(Relation&)>& change) {
      Relation said = known;
      change(said);
      return contradicted(known, said, additions);
    };
    CHECK(changed([](Relation& r) { r.type = {9}; }) == "type");
    CHECK(changed([](Relation& r) { r.source = {9}; }) == "source");
    CHECK(changed([](Relation& r) { r.target = {9}; }) == "target");
    CHECK(changed([](Relation& r) { r.valid.to = {}; }) == "valid");
    CHECK(changed([](Relation& r) { r.quantity->unit = ""; }) == "quantity");
    CHECK(changed([](Relation& r) { r.properties.pop_back(); }) == "properties");
    CHECK(changed([](Relation& r) {
            r.properties.push_back({"x", "3", ValueKind::text});
          }) == "properties");
    CHECK(changed([](Relation& r) { r.properties[0].kind = ValueKind::text; }) == "properties");
    CHECK(changed([](Relation& r) { std::swap(r.properties[0], r.properties[1]); }).empty());
  }
  CHECK(contradicted(bare, known, Additions::allowed).empty());
  CHECK(contradicted(bare, known, Additions::refused) == "valid");
  Relation more = known;
  more.properties.push_back({"y", "", ValueKind::text});
  CHECK(contradicted(known, more, Additions::allowed).empty());
  CHECK(contradicted(known, more, Additions::refused) == "properties");
}
