#include <relata/error.h>
#include <relata/lookup.h>

#include <catch2/catch.hpp>

#include "tests/query/build.h"

namespace relata::testing {
namespace {

std::vector<std::string> keys(const std::vector<FoundEntity>& found) {
  std::vector<std::string> keys;
  for (const FoundEntity& one : found) keys.push_back(one.entity.key);
  return keys;
}

class Names {
 public:
  Names() {
    build_.entity("north-korea", {.type = "country",
                                  .names = {{.text = "North Korea", .kind = NameKind::canonical},
                                            {.text = "Korut", .language = "id"},
                                            {.text = "Pyongyang", .kind = NameKind::metonym},
                                            {.text = "조선민주주의인민공화국", .language = "ko"}}});
    build_.entity("city", {.type = "place",
                           .names = {{.text = "Pyongyang", .kind = NameKind::canonical},
                                     {.text = "Pyong Yang"}}});
    build_.entity("nameless");
    build_.entity("Korut", {.names = {{.text = "someone else"}}});
    build_.commit();
  }

  [[nodiscard]] FoundEntities find(const std::string& name) {
    return find_entities(build_.store(), build_.now(), name);
  }
  [[nodiscard]] std::vector<FoundEntity> complete(const std::string& prefix, std::size_t limit) {
    return complete_name(build_.store(), build_.now(), prefix, limit);
  }
  [[nodiscard]] Entity resolve(const std::string& name) {
    return resolve_entity(build_.store(), build_.now(), name);
  }

 private:
  StoreBuilder build_;
};

}  // namespace

TEST_CASE("a name finds every entity that bears it, with the name as it was written") {
  Names names;
  const auto korea = names.find("NORTH  korea");
  REQUIRE(keys(korea.entities) == std::vector<std::string>{"north-korea"});
  CHECK(korea.entities.front().name == "North Korea");
  CHECK(korea.entities.front().kind == NameKind::canonical);
  CHECK(keys(names.find("조선민주주의인민공화국").entities) ==
        std::vector<std::string>{"north-korea"});
  const auto both = names.find("pyongyang");
  REQUIRE(keys(both.entities) == std::vector<std::string>{"city", "north-korea"});
  CHECK(both.entities[0].kind == NameKind::canonical);
  CHECK(both.entities[1].kind == NameKind::metonym);
  CHECK(both.nearest.empty());
}

TEST_CASE("a key is taken before any name") {
  Names names;
  CHECK(keys(names.find("Korut").entities) == std::vector<std::string>{"Korut"});
  CHECK(keys(names.find("korut").entities) == std::vector<std::string>{"north-korea"});
  CHECK(names.find("nameless").entities.front().name == "nameless");
}

TEST_CASE("a name that none bears offers the nearest") {
  Names names;
  const auto found = names.find("Pyongyan");
  CHECK(found.entities.empty());
  REQUIRE(keys(found.nearest).size() == 2);
  CHECK(found.nearest.front().distance == 1);
  CHECK(found.nearest.front().name == "Pyongyang");
  const auto nothing = names.find("Wellington");
  CHECK(nothing.entities.empty());
  CHECK(nothing.nearest.empty());
  CHECK(names.find("?!").entities.empty());
  CHECK(names.find("").entities.empty());
}

TEST_CASE("a prefix is completed to each entity once, in order of names") {
  Names names;
  CHECK(keys(names.complete("pyong", 10)) == std::vector<std::string>{"city", "north-korea"});
  CHECK(keys(names.complete("pyong", 1)) == std::vector<std::string>{"city"});
  CHECK(names.complete("pyong", 10).front().name == "Pyong Yang");
  CHECK(names.complete("zz", 10).empty());
  CHECK(names.complete("", 10).empty());
  CHECK(names.complete("pyong", 0).empty());
}

TEST_CASE("resolving an ambiguous or unknown name says what it could be") {
  Names names;
  CHECK(names.resolve("north korea").key == "north-korea");
  try {
    (void)names.resolve("Pyongyang");
    FAIL("it is ambiguous");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::ambiguous);
    CHECK_THAT(error.what(), Catch::Contains("fits 2 entities") && Catch::Contains("key city") &&
                                 Catch::Contains("North Korea, country, key north-korea"));
  }
  try {
    (void)names.resolve("North Kores");
    FAIL("nothing bears it");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::not_found);
    CHECK_THAT(error.what(), Catch::Contains("the nearest are \"North Korea\""));
  }
  CHECK_THROWS_AS(names.resolve("Wellington"), Error);
}

TEST_CASE("a metonym is both readings, or strictly the one that bears the name itself") {
  StoreBuilder build;
  build.entity("city", {.type = "city", .names = {{.text = "Pyongyang"}}});
  build.entity("state",
               {.type = "country",
                .names = {{.text = "DPRK"},
                          {.text = "Pyongyang", .language = "", .kind = NameKind::metonym},
                          {.text = "Kremlin", .language = "", .kind = NameKind::metonym}}});
  build.commit();
  const Store& store = build.store();
  CHECK(find_entities(store, build.now(), "Pyongyang").entities.size() == 2);
  CHECK(resolve_entity(store, build.now(), "Pyongyang", Metonyms::strict).key == "city");
  CHECK(resolve_entity(store, build.now(), "Kremlin").key == "state");
  CHECK(find_entities(store, build.now(), "Kremlin", Metonyms::strict).entities.empty());
  CHECK(resolve_entity(store, build.now(), "state", Metonyms::strict).key == "state");
}

}  // namespace relata::testing
