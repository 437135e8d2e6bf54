// Entities: what a reference means, what is known already, and the ids of the new.

#include "ingest/finisher.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

std::string person(const std::string& key, const std::string& names = "[]") {
  return R"({"entity":")" + key + R"(","type":"person","names":)" + names + "}";
}

std::string met(const std::string& key, const std::string& source, const std::string& target) {
  return R"({"relation":")" + key + R"(","type":"met_with","source":")" + source +
         R"(","target":")" + target + "\"}";
}

std::string ends_of(const Taking& taking, std::string_view relation) {
  const Relation found = taking.relation(relation).relation;
  const auto ends = taking.store().entities(taking.now(), std::vector{found.source, found.target});
  return ends[0].key + " -> " + ends[1].key;
}

}  // namespace

TEST_CASE("a reference is a key or a name, before or after the entity's own line") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({met("r1", "a", "KIM  jong-un"), met("r2", "김정은", "Bé"),
               person("a", R"(["Kim Jong Un",{"text":"김정은","lang":"ko"}])"),
               person("b", R"(["Be"])"), met("r3", "kim jong un", "b")});
  CHECK(ends_of(taking, "r1") == "a -> a");
  CHECK(ends_of(taking, "r2") == "a -> b");
  CHECK(ends_of(taking, "r3") == "a -> b");
}

TEST_CASE(
    "a reference reaches what an earlier batch holds, by key and by any name of either batch") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({person("a", R"(["Kim Jong Un"])"), person("b")});
  taking.take({met("r1", "a", "b"), met("r2", "Kim Jong-un", "b"), met("r3", "the marshal", "b"),
               person("a", R"([{"text":"The Marshal","kind":"role"}])")});
  taking.take({met("r4", "The Marshal", "Kim Jong Un")});
  CHECK(ends_of(taking, "r1") == "a -> b");
  CHECK(ends_of(taking, "r2") == "a -> b");
  CHECK(ends_of(taking, "r3") == "a -> b");
  CHECK(ends_of(taking, "r4") == "a -> a");
}

TEST_CASE("a key wins over a name") {
  Taking taking;
  taking.take({person("Kursk", R"(["The Admiral"])"), person("k", R"(["Kursk"])"),
               met("r1", "Kursk", "k")});
  CHECK(ends_of(taking, "r1") == "Kursk -> k");
  taking.take({met("r2", "Kursk", "kursk")}, {.strictness = Strictness::lenient});
  CHECK(taking.store().statistics(taking.now()).relations == 2);
  CHECK(ends_of(taking, "r2") == "Kursk -> k");  // "kursk" is no key
}

TEST_CASE("a name that fits several entities is a rejection that lists them") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({person("kim-1", R"(["Kim"])")});
  const auto report = taking.take({person("kim-3", R"(["kim"])"), person("kim-2", R"(["KIM"])"),
                                   person("b"), met("r", "Kim", "b"), met("r", "b", "Kim")});
  CHECK(rejections_of(report) ==
        Strings{"in.jsonl:4: source: the name \"Kim\" fits several entities (kim-1, kim-2, kim-3); "
                "give the key of one",
                "in.jsonl:5: target: the name \"Kim\" fits several entities (kim-1, kim-2, kim-3); "
                "give the key of one"});
  CHECK(report.relations.rejected == 2);
}

TEST_CASE("of very many entities that a name fits, ten are listed") {
  Taking taking;
  Strings lines = {met("r", "Kim", "kim-10")};
  for (int i = 10; i < 35; ++i) lines.push_back(person("kim-" + std::to_string(i), R"(["Kim"])"));
  const auto report = taking.take(lines);
  CHECK(rejections_of(report) ==
        Strings{"in.jsonl:1: source: the name \"Kim\" fits several entities (kim-10, kim-11, "
                "kim-12, kim-13, kim-14, kim-15, kim-16, kim-17, kim-18, kim-19 and 15 more); give "
                "the key of one"});
}

TEST_CASE("a reference to nobody is a rejection that says so") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take(
      {person("a"), met("r1", "a", "nobody"), met("r2", "...", "a"),
       R"({"relation":"r3","type":"met_with","source":"a","target":"a","claims":[{},{"speaker":"nobody"}]})",
       R"({"document":"d","relays":[{"speaker":"nobody"}]})"});
  CHECK(
      rejections_of(report) ==
      Strings{
          "in.jsonl:2: target: no entity has the key or name \"nobody\"; give it a line of its own",
          "in.jsonl:3: source: no entity has the key or name \"...\"; give it a line of its own",
          "in.jsonl:4: claims[1].speaker: no entity has the key or name \"nobody\"; give it a line "
          "of its own",
          "in.jsonl:5: relays: no entity has the key or name \"nobody\"; give it a line of its "
          "own"});
  CHECK(taking.dump() == Strings{"entity 0 a person [] []"});
}

TEST_CASE("several records of one entity are one, and each is counted by what it adds") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings lines = {R"({"entity":"a","type":"person","names":["A"],"born":1984})",
                         R"({"entity":"a","type":"person","names":["A"]})",
                         R"({"entity":"a","type":"person","names":["A",{"text":"B","lang":"ko"}]})",
                         R"({"entity":"a","type":"person","born":1984})",
                         R"({"entity":"a","type":"person","born":1983})"};
  const auto first = taking.take(lines);
  CHECK(first.entities.taken == 3);
  CHECK(first.entities.known == 2);
  const Strings dump = {"entity 0 a person [A//0, B/ko/1] [born=1983:n, born=1984:n]"};
  CHECK(taking.dump() == dump);
  const auto again = taking.take(lines);
  CHECK(again.entities.known == 5);
  CHECK(again.batch == 0);
  CHECK(taking.dump() == dump);
}

TEST_CASE("what a later batch adds to an entity is taken, what it repeats is known") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({person("a", R"(["A"])")});
  const auto report = taking.take({person("a", R"(["A"])"), person("a", R"(["A",{"text":"B"}])"),
                                   person("a", R"(["A"])"), person("a", R"(["B"])")});
  CHECK(report.batch == 2);
  CHECK(report.entities.taken == 2);  // B as an alias, and as a canonical name
  CHECK(report.entities.known == 2);
  const Entity entity = taking.entity("a");
  CHECK(entity.names == std::vector<Name>{{"A", "", NameKind::canonical},
                                          {"B", "", NameKind::alias},
                                          {"B", "", NameKind::canonical}});
  CHECK(entity.batch == 1);
}

TEST_CASE("an entity has one type, in a batch and in the store") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto first = taking.take({person("a"), R"({"entity":"a","type":"place","names":["A"]})"});
  CHECK(rejections_of(first) ==
        Strings{"in.jsonl:2: type: the entity \"a\" is a person elsewhere in "
                "the batch; give it one type"});
  const auto second = taking.take({R"({"entity":"a","type":"place","names":["A"]})",
                                   R"({"entity":"a","type":"place","names":["A"]})",
                                   R"({"entity":"a","type":"place","names":["B"]})", person("b"),
                                   met("r1", "a", "b"), met("r2", "A", "b")});
  const std::string reason = "type: the entity \"a\" is a person in the store, here a place";
  CHECK(rejections_of(second) ==
        Strings{
            "in.jsonl:1: " + reason, "in.jsonl:2: " + reason, "in.jsonl:3: " + reason,
            "in.jsonl:6: source: no entity has the key or name \"A\"; give it a line of its own"});
  CHECK(second.entities.rejected == 3);
  CHECK(ends_of(taking, "r1") == "a -> b");
  CHECK(taking.entity("a").names.empty());
}

TEST_CASE("new entities are numbered in the order of their keys, batch after batch") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({person("m"), R"({"document":"d","publisher":"f"})", person("z"), person("B")});
  taking.take({person("n"), person("a"), met("r", "n", "a"), person("z")});
  std::map<std::uint64_t, std::string> keys;
  for (const std::string key : {"m", "f", "z", "B", "n", "a"}) {
    keys[taking.entity(key).id.value] = key;
  }
  Strings in_order;
  for (const auto& [id, key] : keys) in_order.push_back(key);
  CHECK(in_order == Strings{"B", "f", "m", "z", "a", "n"});
  CHECK(keys.rbegin()->first == 5);
}

TEST_CASE("a batch that comes to nothing takes no ids") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({person("a"), person("b")}, {.effect = Effect::dry_run});
  taking.take({R"({"document":"d","publisher":"p","relays":["d"]})", met("r", "x", "y")});
  CHECK(taking.store().info().head == 0);
  taking.take({person("c"), R"({"document":"e"})"});
  CHECK(taking.entity("c").id == EntityId{0});
  CHECK(taking.document("e").id == DocumentId{0});
}

TEST_CASE("a publisher that is nobody yet becomes an organization, with a warning") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take(
      {R"({"document":"d1","publisher":"KCNA"})", R"({"document":"d2","publisher":"KCNA"})",
       R"({"document":"d3","publisher":"Reuters"})", person("a"), met("r", "a", "kcna")});
  CHECK(
      warnings_of(report) ==
      Strings{"2 x a publisher that is no known entity is added as an organization (in.jsonl:1)"});
  const Entity made = taking.entity("KCNA");
  CHECK(made.names == std::vector<Name>{{"KCNA", "", NameKind::canonical}});
  CHECK(taking.document("d2").publisher == made.id);
  CHECK(report.entities.read == 1);
  CHECK(rejections_of(report).empty());
  CHECK(ends_of(taking, "r") == "a -> KCNA");
}

TEST_CASE("spellings of one unknown publisher are one organization, whatever their order") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  Strings lines = {
      R"({"document":"d1","publisher":"reuters"})", R"({"document":"d2","publisher":"REUTERS"})",
      R"({"document":"d3","publisher":"Reuters"})", person("a"), met("r", "a", "rëuters")};
  if (GENERATE(false, true)) std::reverse(lines.begin(), lines.end());
  const auto report = taking.take(lines);
  CHECK(rejections_of(report).empty());
  CHECK(taking.entity("REUTERS").id == taking.document("d1").publisher);
  CHECK(taking.store().statistics(taking.now()).entities == 2);
  CHECK(ends_of(taking, "r") == "a -> REUTERS");
  CHECK(taking.take(lines).batch == 0);
}

TEST_CASE("a publisher is known by key, name and earlier batch, and may not be ambiguous") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({R"({"entity":"reuters","type":"news_agency","names":["Reuters"]})",
               R"({"document":"d1","publisher":"REUTERS"})"});
  const auto report = taking.take({R"({"document":"d2","publisher":"Reuters"})",
                                   R"({"entity":"afp-1","type":"news_agency","names":["AFP"]})",
                                   R"({"entity":"afp-2","type":"news_agency","names":["AFP"]})",
                                   R"({"document":"d3","publisher":"AFP"})"});
  CHECK(taking.document("d1").publisher == taking.entity("reuters").id);
  CHECK(taking.document("d2").publisher == taking.entity("reuters").id);
  CHECK(warnings_of(report).empty());
  CHECK(
      rejections_of(report) ==
      Strings{"in.jsonl:4: publisher: the name \"AFP\" fits several entities (afp-1, afp-2); give "
              "the key of one"});
}

TEST_CASE("a publisher is not made for a document that is rejected") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take({R"({"document":"d","publisher":"KCNA","relays":["nowhere"]})"});
  CHECK(report.documents.rejected == 1);
  CHECK(report.batch == 0);
  CHECK(warnings_of(report).empty());
  CHECK(taking.dump().empty());
}
