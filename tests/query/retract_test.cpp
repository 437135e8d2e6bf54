// Taking claims out of every view, and putting them back. That searches see it is held by their
// oracle, whose stories have judgements as well.

#include <relata/retract.h>
#include <relata/search.h>
#include <catch2/catch.hpp>

#include "tests/query/build.h"

using namespace relata;
using namespace relata::testing;

namespace {

// Two relations: one that two documents tell, one that the first of them alone tells; the second
// document comes in the second batch.
struct Story {
  StoreBuilder build;
  EntityId a = build.entity("a");
  EntityId b = build.entity("b");
  EntityId c = build.entity("c");
  EntityId times = build.entity("times");
  EntityId post = build.entity("post");
  DocumentId first = build.document("first", {.publisher = times});
  DocumentId second = build.document("second", {.publisher = post});
  RelationId twice = build.relate(a, b, {.claims = {{.document = first}}});
  RelationId once = build.relate(b, c, {.claims = {{.document = first}}});

  Story() {
    build.commit();
    build.claim(twice, {{.document = second}});
    build.commit();
  }

  RetractAnswer judge(RetractQuery query) { return retract(build.store(), query); }
  [[nodiscard]] std::vector<std::string> path(View view = {}) const {
    return sequences(find_paths(const_cast<StoreBuilder&>(build).store(), build.now(),
                                {.from = a, .to = c, .view = std::move(view)}));
  }
};

}  // namespace

TEST_CASE("a retraction tells what loses its support and whose status changes") {
  Story story;
  const RetractAnswer answer =
      story.judge({.subject = story.first, .who = "Ana", .why = "withdrawn"});
  CHECK(answer.batch == 3);
  CHECK(answer.claims == 2);
  CHECK(answer.relations == 2);
  CHECK(answer.supports == 1);
  CHECK(answer.others == 1);
  REQUIRE(answer.changes.size() == 2);
  CHECK(answer.changes[0].relation == story.twice);
  CHECK(answer.changes[0].before == Status::confirmed);
  CHECK(answer.changes[0].after == Status::reported);
  CHECK(answer.changes[1].relation == story.once);
  CHECK(answer.changes[1].before == Status::reported);
  CHECK(answer.changes[1].after == std::nullopt);
  CHECK(answer.graph.relation(story.once).claims.size() == 1);

  const std::vector<Judgement> judgements = story.build.store().judgements(story.build.now());
  REQUIRE(judgements.size() == 1);
  CHECK(judgements[0].who == "Ana");
  CHECK(judgements[0].why == "withdrawn");
  CHECK(judgements[0].batch == 3);
  CHECK(judgements[0].relations == std::vector<RelationRange>{{story.twice, 2}});
}

TEST_CASE("what was retracted is in no path, but in those that ask for it and those before it") {
  Story story;
  CHECK(story.path().size() == 1);
  story.judge({.subject = story.first});
  CHECK(story.path().empty());
  CHECK(story.path({.with_retracted = true}).size() == 1);
  Store& store = story.build.store();
  const PathQuery query{.from = story.a, .to = story.c};
  CHECK(find_paths(store, store.snapshot(2), query).paths.size() == 1);
  const PathAnswer answer = find_paths(store, story.build.now(), query);
  CHECK(answer.why_none ==
        "The view forbids it: giving up \"without what was retracted\" leaves one of 2 hops.");
  CHECK(find_paths(story.build.graph(), query).why_none == answer.why_none);
}

TEST_CASE("restoring puts every claim back") {
  Story story;
  story.judge({.subject = story.first});
  const RetractAnswer answer =
      story.judge({.subject = story.first, .kind = JudgementKind::restored});
  CHECK(answer.batch == 4);
  CHECK(answer.claims == 2);
  CHECK(answer.supports == 1);
  CHECK(answer.others == 1);
  CHECK(answer.changes[1].before == std::nullopt);
  CHECK(answer.changes[1].after == Status::reported);
  CHECK(story.path().size() == 1);
}

TEST_CASE("a batch is retracted with the claims that came in it, whatever their documents") {
  Story story;
  const RetractAnswer answer = story.judge({.subject = BatchNumber{2}});
  CHECK(answer.claims == 1);
  CHECK(answer.supports == 0);
  CHECK(answer.others == 1);
  CHECK(story.path().size() == 1);
  story.judge({.subject = BatchNumber{1}});
  CHECK(story.path().empty());
  // One of the two is undone; the other holds.
  story.judge({.subject = BatchNumber{1}, .kind = JudgementKind::restored});
  CHECK(story.path().size() == 1);
  CHECK(story.judge({.subject = BatchNumber{1}, .kind = JudgementKind::restored}).batch == 0);
}

TEST_CASE("a judgement that changes nothing is not recorded") {
  Story story;
  const DocumentId silent = story.build.document("silent");
  story.build.commit();
  CHECK(story.judge({.subject = silent}).batch == 0);
  CHECK(story.judge({.subject = story.first, .kind = JudgementKind::restored}).batch == 0);
  CHECK(story.judge({.subject = story.first}).batch == 4);
  CHECK(story.judge({.subject = story.first}).batch == 0);
  // The claims of one batch are out by their document; that the batch is retracted is news.
  CHECK(story.judge({.subject = BatchNumber{1}}).batch == 5);
}

TEST_CASE("claims that come after a retraction are not retracted, until it is made again") {
  Story story;
  story.judge({.subject = story.first});
  CHECK(story.path().empty());
  {
    Changes changes;
    Store& store = story.build.store();
    changes.batch_id = "later";
    changes.expected_head = story.build.now().head;
    changes.schema = store.schema(story.build.now());
    RelationRow row{.id = {store.reserve(KeyKind::relation, 1).first},
                    .source = story.a,
                    .target = story.c,
                    .key = "later",
                    .type = {0},
                    .claims_count = 1};
    changes.relations.push_back(row);
    changes.claims.push_back({.document = story.first});
    store.commit(changes);
  }
  CHECK(story.path().size() == 1);
  const RetractAnswer again = story.judge({.subject = story.first});
  CHECK(again.claims == 1);
  CHECK(again.batch == 5);
  CHECK(story.path().empty());
}

TEST_CASE("what is not in the store cannot be judged") {
  Story story;
  CHECK_THROWS_AS(story.judge({.subject = DocumentId{99}}), Error);
  CHECK_THROWS_AS(story.judge({.subject = BatchNumber{3}}), Error);
  CHECK_THROWS_AS(story.judge({.subject = BatchNumber{0}}), Error);
  CHECK(story.build.now().head == 2);
}

TEST_CASE("of many changes as many are listed as asked for, and all are counted") {
  Story story;
  const RetractAnswer answer = story.judge({.subject = story.first, .results_max = 1});
  CHECK(answer.changes.size() == 1);
  CHECK(answer.supports + answer.others == 2);
  CHECK(answer.graph.relations.size() == 1);
}

TEST_CASE("a relation is not found by the quote of a claim that is out") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const DocumentId first = build.document("first");
  const DocumentId second = build.document("second");
  build.relate(a, a,
               {.claims = {{.document = first, .quote = "liberated"},
                           {.document = second, .quote = "taken"}}});
  build.commit();
  CHECK(find_claims(build.store(), build.now(), {.about = "liberated"}).relations.size() == 1);
  retract(build.store(), {.subject = first});
  CHECK(find_claims(build.store(), build.now(), {.about = "liberated"}).relations.empty());
  CHECK(find_claims(build.store(), build.now(), {.about = "taken"}).relations.size() == 1);
}
