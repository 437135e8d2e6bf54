#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {

TEST_CASE("every relation in the view is found, whatever the view") {
  const std::uint32_t first_seed = 9000;
  for (std::uint32_t seed = first_seed; seed < first_seed + 200; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 10; ++round) {
      const View view = story.view();
      CAPTURE(round, describe_view(store, now, view));
      const auto expected = Oracle(store, now, view).everything();
      const auto answer = find_claims(store, now, {.about = "", .view = view, .results_max = 5});
      REQUIRE(answer.relations_found == expected.size());
      const std::size_t shown = std::min<std::size_t>(5, expected.size());
      REQUIRE(answer.relations ==
              std::vector(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(shown)));
      REQUIRE(answer.limits_hit ==
              (shown < expected.size() ? std::vector{Limit::results} : std::vector<Limit>{}));
      REQUIRE(find_everything(store, now, view).relations == expected);
    }
  }
}

TEST_CASE("a phrase is found however far inside a quote it stands") {
  StoreBuilder build;
  const std::string before = GENERATE(as<std::string>{}, "word ", "слово ");
  std::string quote;
  while (quote.size() < 20'000) quote += before;
  const RelationId told = build.relate(build.entity("a"), build.entity("b"),
                                       {.claims = {{.quote = quote + "the Last Words"}}});
  build.commit();
  CHECK(find_claims(build.store(), build.now(), {.about = "the last words"}).relations ==
        std::vector{told});
}

TEST_CASE("claims are found by a relation's key or by text, folded") {
  StoreBuilder build;
  const EntityId russia =
      build.entity("russia", {.type = "country", .names = {{.text = "Россия"}, {.text = "Rusia"}}});
  const EntityId kursk = build.entity("kursk-oblast", {.names = {{.text = "Kursk"}}});
  const EntityId kim = build.entity("kim");
  const RelationId liberated = build.relate(
      russia, kursk, {.key = "r1", .claims = {{.quote = "Kursk has been LIBÉRATED, they said"}}});
  const RelationId thanked = build.relate(russia, kim, {.type = "thanked", .key = "r10"});
  build.commit();
  const auto about = [&](const std::string& text) {
    return find_claims(build.store(), build.now(), {.about = text}).relations;
  };
  CHECK(about("r1") == std::vector{liberated});  // a key, though "r10" contains it
  CHECK(about("r10") == std::vector{thanked});
  CHECK(about("liberated") == std::vector{liberated});
  CHECK(about("россия") == std::vector{liberated, thanked});
  CHECK(about("KURSK") == std::vector{liberated});
  CHECK(about("Thanked") == std::vector{thanked});
  CHECK(about("thanked by") == std::vector{thanked});  // the label read backwards
  CHECK(about("kim") == std::vector{thanked});
  CHECK(about("nothing of the kind").empty());
  CHECK(about("...").empty());
  CHECK(about("").size() == 2);
}

TEST_CASE("a key that lies outside the view finds nothing") {
  StoreBuilder build;
  const EntityId a = build.entity("a", {.type = "country"});
  const EntityId b = build.entity("b");
  build.relate(a, b, {.key = "r1"});
  build.commit();
  const auto found = [&](const View& view) {
    return find_claims(build.store(), build.now(), {.about = "r1", .view = view}).relations_found;
  };
  CHECK(found({}) == 1);
  CHECK(found({.relation_types = {"thanked"}}) == 0);
  CHECK(found({.entity_types = {"country"}}) == 0);
  CHECK(found({.known_by = date("2024")}) == 0);
}

TEST_CASE("everything holds what no relation leads to") {
  StoreBuilder build;
  const EntityId a = build.entity("a", {.type = "news_agency"});
  const EntityId alone = build.entity("alone");
  const DocumentId unread = build.document("unread", {.publisher = alone});
  build.relate(a, a);
  build.commit();
  const auto all = find_everything(build.store(), build.now(), {});
  CHECK(all.graph.entity(alone).entity.key == "alone");
  CHECK(all.graph.document(unread).key == "unread");
  CHECK(all.graph.relations.size() == 1);
  CHECK(all.graph.entity(a).kinds == std::vector<std::string>{"organization"});
  const auto countries = find_everything(build.store(), build.now(), {.entity_types = {"country"}});
  CHECK(countries.graph.relations.empty());
  StoreBuilder empty;
  empty.commit();
  CHECK(find_everything(empty.store(), empty.now(), {}).graph.entities.empty());
}

TEST_CASE("an answer holds the documents down to the origin and everyone they name") {
  StoreBuilder build;
  const EntityId kcna = build.entity("kcna", {.type = "news_agency"});
  const EntityId afp = build.entity("afp", {.type = "news_agency"});
  const EntityId kremlin = build.entity("kremlin", {.type = "organization"});
  const EntityId kim = build.entity("kim");
  const EntityId putin = build.entity("putin");
  const DocumentId first = build.document("kcna-1", {.publisher = kcna});
  const DocumentId second = build.document("afp-1", {.publisher = afp, .relays = {first}});
  const DocumentId third = build.document("netraworld-1", {.relays = {second, kremlin}});
  const DocumentId other = build.document("other", {.relays = {kremlin}});
  const RelationId met = build.relate(
      kim, putin,
      {.claims = {{.document = third, .via = {second}}, {.document = first}, {.document = other}}});
  build.commit();
  const auto answer = find_claims(build.store(), build.now(), {});
  const RelationEvidence& evidence = answer.graph.relation(met);
  REQUIRE(evidence.claims.size() == 3);
  CHECK(evidence.claims[0].chain == std::vector{first});
  CHECK(evidence.claims[1].chain == std::vector{third, second, first});
  CHECK(evidence.claims[2].chain == std::vector{other});
  CHECK(evidence.claims[0].origin == Origin{.entity = kcna});
  CHECK(evidence.claims[1].origin == Origin{.entity = kcna});
  CHECK(evidence.claims[2].origin == Origin{.entity = kremlin});
  CHECK(evidence.origins == 2);  // three documents, two origins
  CHECK(evidence.status == Status::confirmed);
  for (const EntityId id : {kcna, afp, kremlin, kim, putin})
    CHECK(answer.graph.entity(id).entity.id == id);
  CHECK(answer.graph.documents.size() == 4);
}

TEST_CASE(
    "two narrations in one document that came two ways are two origins, for the view as well") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const DocumentId one = build.document("one");
  const DocumentId two = build.document("two");
  const DocumentId both = build.document("both", {.relays = {one, two}});
  const RelationId met = build.relate(
      a, b, {.claims = {{.document = both, .via = {one}}, {.document = both, .via = {two}}}});
  build.commit();
  const View confirmed{.origins_min = 2, .statuses = {Status::confirmed}};
  const auto answer = find_claims(build.store(), build.now(), {.view = confirmed});
  REQUIRE(answer.relations == std::vector{met});
  CHECK(answer.graph.relation(met).origins == 2);
}

TEST_CASE("what the view names is in the answer, though nothing else speaks of it") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId quiet = build.entity("quiet");
  const DocumentId source = build.document("source");
  const DocumentId unread = build.document("unread", {.relays = {source}});
  build.relate(a, a);
  build.commit();
  const View view{.speakers_without = {quiet}, .documents_without = {unread}};
  const auto answer = find_claims(build.store(), build.now(), {.view = view});
  CHECK(answer.graph.entity(quiet).entity.key == "quiet");
  CHECK(answer.graph.document(unread).key == "unread");
  CHECK(answer.graph.document(source).key == "source");
}

}  // namespace relata::testing
