// Who is one with whom: a store as it is judged answers like one in which the merged records were
// written as one from the start.

#include <relata/judge.h>
#include <relata/lookup.h>
#include <relata/retract.h>
#include <relata/search.h>
#include <relata/timeline.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/query/random_story.h"

using namespace relata;
using namespace relata::testing;

namespace {

JudgeQuery asked(EntityId a, EntityId b, JudgementKind verdict) {
  return {.a = a, .b = b, .verdict = verdict};
}

// The least of those that the judgements lead to, found by going on until nothing changes.
std::map<EntityId, EntityId> representatives(const Store& store, const Snapshot& now,
                                             const std::vector<EntityId>& entities) {
  std::map<EntityPair, JudgementKind> last;
  for (const Judgement& judgement : store.judgements(now)) {
    if (const auto* pair = std::get_if<EntityPair>(&judgement.subject)) {
      last[*pair] = judgement.kind;
    }
  }
  std::map<EntityId, EntityId> least;
  for (const EntityId id : entities) least[id] = id;
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (const auto& [pair, kind] : last) {
      if (kind != JudgementKind::same) continue;
      const EntityId both = std::min(least[pair.first], least[pair.second]);
      is_changed = is_changed || least[pair.first] != both || least[pair.second] != both;
      least[pair.first] = least[pair.second] = both;
    }
  }
  return least;
}

// A new store with the same ids, in which each record names the representatives.
class Rewritten {
 public:
  Rewritten(const Store& from, const Snapshot& now, std::map<EntityId, EntityId> least)
      : least_(std::move(least)) {
    changes_.batch_id = "rewritten";
    changes_.schema = from.schema(now);
    ScanSink sink;
    sink.entity = [&](const Entity& entity) { add(entity); };
    sink.document = [&](const Document& document) { add(document); };
    sink.relation = [&](const RelationClaims& relation) { add(relation); };
    from.scan(now, {}, sink);
    store_->commit(changes_);
  }
  [[nodiscard]] const Store& store() const { return *store_; }

 private:
  void add(const Entity& entity) {
    if (least_[entity.id] == entity.id) {
      changes_.entities.push_back(entity);
      return;
    }
    const auto whole = std::find_if(changes_.entities.begin(), changes_.entities.end(),
                                    [&](const Entity& e) { return e.id == least_[entity.id]; });
    for (const Name& name : entity.names) {
      if (std::find(whole->names.begin(), whole->names.end(), name) == whole->names.end()) {
        whole->names.push_back(name);
      }
    }
  }
  void add(Document document) {
    if (document.publisher.is_some()) document.publisher = least_[document.publisher];
    for (Relay& relay : document.relays) {
      if (auto* actor = std::get_if<EntityId>(&relay)) *actor = least_[*actor];
    }
    std::vector<Relay> once;
    for (const Relay& relay : document.relays) {
      if (std::find(once.begin(), once.end(), relay) == once.end()) once.push_back(relay);
    }
    document.relays = once;
    changes_.documents.push_back(std::move(document));
  }
  void add(const RelationClaims& whole) {
    const Relation& relation = whole.relation;
    changes_.relations.push_back(
        {.id = relation.id,
         .source = least_[relation.source],
         .target = least_[relation.target],
         .valid = relation.valid,
         .key = changes_.text.keep(relation.key),
         .type = relation.type,
         .claims_first = static_cast<std::uint32_t>(changes_.claims.size()),
         .claims_count = static_cast<std::uint32_t>(whole.claims.size())});
    for (const Claim& claim : whole.claims) {
      changes_.claim_details.push_back(
          {.quote = changes_.text.keep(claim.quote),
           .span = {},
           .via_first = static_cast<std::uint32_t>(changes_.via.size()),
           .via_count = static_cast<std::uint32_t>(claim.via.size())});
      ClaimRow row{.document = claim.document,
                   .speaker = claim.speaker.is_some() ? least_[claim.speaker] : claim.speaker,
                   .reported = claim.reported,
                   .confidence = claim.confidence,
                   .details = static_cast<std::uint32_t>(changes_.claim_details.size()),
                   .stance = claim.stance};
      changes_.via.insert(changes_.via.end(), claim.via.begin(), claim.via.end());
      changes_.claims.push_back(row);
    }
  }

  std::map<EntityId, EntityId> least_;
  Changes changes_;
  std::unique_ptr<Store> store_ = make_memory_store();
};

void judge_at_random(RandomStory& story) {
  constexpr JudgementKind kinds[] = {JudgementKind::same, JudgementKind::same,
                                     JudgementKind::different, JudgementKind::unsure,
                                     JudgementKind::withdrawn};
  for (std::size_t i = story.below(5); i > 0; --i) {
    try {
      judge(story.build().store(), asked(story.entity(), story.entity(), kinds[story.below(5)]));
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::usage);  // against another judgement
    }
  }
}

// Entities that the view asks for are asked for as the one they are.
View judged(View view, std::map<EntityId, EntityId>& least) {
  for (auto* list :
       {&view.speakers, &view.speakers_without, &view.publishers, &view.publishers_without}) {
    std::vector<EntityId> once;
    for (const EntityId id : *list) {
      if (std::find(once.begin(), once.end(), least[id]) == once.end()) once.push_back(least[id]);
    }
    *list = once;
  }
  return view;
}

std::string words(const TimelineAnswer& answer) {
  std::string words = std::to_string(answer.question.entity.value);
  for (const TimelineEvent& event : answer.events) {
    words += " " + event.when.text() + "/" + std::to_string(event.relation.value);
  }
  return words + "\n" + digest(answer.graph);
}

std::string words(const ClaimsAnswer& answer) {
  std::string words;
  for (const RelationId id : answer.relations) words += " " + std::to_string(id.value);
  return words + "\n" + digest(answer.graph);
}

// What an expansion delivers, some entries at a time.
std::vector<std::pair<EntityId, AdjacencyEntry>> expanded(const Store& store, const Snapshot& at,
                                                          std::vector<EntityId> ids,
                                                          std::size_t budget) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<std::pair<EntityId, AdjacencyEntry>> met;
  const ExpandSink sink = [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
    for (const AdjacencyEntry& entry : entries) met.emplace_back(owner, entry);
  };
  auto rest = store.expand(at, ids, {}, budget, sink);
  while (rest) rest = store.expand(at, ids, {}, budget, sink, rest);
  return met;
}

}  // namespace

TEST_CASE("a store as it is judged answers like one that was written so, whoever's id asks") {
  int merged = 0;
  for (std::uint32_t seed = 21'000; seed < 21'300; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    judge_at_random(story);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    auto least = representatives(store, now, story.entities());
    const Rewritten rewritten(store, now, least);
    const Snapshot then = rewritten.store().snapshot();
    const auto one = judged_store(store, now);
    const Graph graph(*one, now);
    for (const auto& [id, representative] : least) merged += id != representative ? 1 : 0;
    for (int round = 0; round < 5; ++round) {
      const EntityId from = story.entity();
      const EntityId to = story.entity();
      View view = story.view();
      view.with_retracted = true;  // what was retracted is told by batches, which the other lacks
      const View view_then = judged(view, least);
      PathQuery path{.from = from,
                     .to = to,
                     .view = view,
                     .kind = PathKind::all_shortest,
                     .direction = story.direction()};
      PathQuery path_then = path;
      path_then.from = least[from];
      path_then.to = least[to];
      path_then.view = view_then;
      const std::string expected = digest(find_paths(rewritten.store(), then, path_then));
      REQUIRE(digest(find_paths(*one, now, path)) == expected);
      REQUIRE(digest(find_paths(graph, path)) == expected);
      const NeighborhoodQuery around{.center = from, .view = view, .hops = 2};
      const NeighborhoodQuery around_then{.center = least[from], .view = view_then, .hops = 2};
      const std::string near = digest(find_neighborhood(rewritten.store(), then, around_then));
      REQUIRE(digest(find_neighborhood(*one, now, around)) == near);
      REQUIRE(digest(find_neighborhood(graph, around)) == near);
      REQUIRE(words(find_timeline(*one, now, {.entity = from, .view = view})) ==
              words(find_timeline(rewritten.store(), then,
                                  {.entity = least[from], .view = view_then})));
      REQUIRE(words(find_claims(*one, now, {.view = view})) ==
              words(find_claims(rewritten.store(), then, {.view = view_then})));
      REQUIRE(words(find_everything(*one, now, view)) ==
              words(find_everything(rewritten.store(), then, view_then)));
      REQUIRE(describe_view(*one, now, view) == describe_view(*one, now, view_then));
      const std::vector<EntityId> ends = {from, to};
      const std::vector<EntityId> ends_then = {least[from], least[to]};
      for (const std::size_t budget : {std::size_t{1}, std::size_t{1000}}) {
        REQUIRE(expanded(*one, now, ends, budget) == expanded(*one, now, ends_then, 1000));
      }
    }
  }
  CHECK(merged > 100);
}

TEST_CASE("what is judged the same is found by every name and key, and parted again whole") {
  StoreBuilder build;
  const EntityId dprk = build.entity("dprk", {.type = "country", .names = {{.text = "DPRK"}}});
  const EntityId korut = build.entity("korut", {.type = "country", .names = {{.text = "Korut"}}});
  const EntityId kim = build.entity("kim");
  build.relate(kim, korut);
  build.commit();
  Store& store = build.store();
  const std::string before = digest(find_neighborhood(store, build.now(), {.center = korut}));
  CHECK(judge(store, {.a = korut, .b = dprk, .who = "Ana", .why = "translated"}) == 2);
  CHECK(judge(store, {.a = dprk, .b = korut, .who = "Ana", .why = "translated"}) == 0);
  {
    const auto one = judged_store(store, build.now());
    const Snapshot now = one->snapshot();
    for (const char* name : {"DPRK", "Korut", "korut", "dprk"}) {
      CAPTURE(name);
      const Entity entity = resolve_entity(*one, now, name);
      CHECK(entity.id == dprk);
      CHECK(entity.names.size() == 2);
    }
    CHECK(find_paths(*one, now, {.from = kim, .to = dprk}).paths.size() == 1);
    CHECK(one->statistics(now).entities == store.statistics(now).entities - 1);
    CHECK_THROWS_AS(one->commit({}), Error);
    CHECK_THROWS_AS(one->reserve(KeyKind::entity, 1), Error);
  }
  // As of before the judgement they are two.
  CHECK(judged_store(store, store.snapshot(1))->entities(store.snapshot(1), {&korut, 1})[0].id ==
        korut);
  const auto why = why_one(store, build.now(), korut, dprk);
  REQUIRE(why.size() == 1);
  CHECK(why[0].who == "Ana");
  CHECK(why[0].why == "translated");
  CHECK(judge(store, asked(dprk, korut, JudgementKind::withdrawn)) == 3);
  const auto two = judged_store(store, build.now());
  CHECK(digest(find_neighborhood(*two, build.now(), {.center = korut})) == before);
  CHECK(why_one(store, build.now(), korut, dprk).empty());
}

TEST_CASE("judgements that contradict each other are refused with the one that stands") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId c = build.entity("c");
  build.commit();
  Store& store = build.store();
  const auto message = [&](EntityId x, EntityId y, JudgementKind verdict) -> std::string {
    try {
      judge(store, asked(x, y, verdict));
      return "";
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::usage);
      return error.what();
    }
  };
  CHECK(message(a, a, JudgementKind::same) == "judging a and a: it is one entity by either name");
  CHECK(message(a, b, JudgementKind::withdrawn) == "judging a and b: nobody has judged them");
  CHECK(message(a, b, JudgementKind::same).empty());
  CHECK(message(b, c, JudgementKind::same).empty());
  CHECK(message(a, c, JudgementKind::different) ==
        "judging a and c: they are one by a and b, same (batch 2); b and c, same (batch 3); "
        "`relata unmerge` takes a judgement back");
  CHECK(message(a, c, JudgementKind::withdrawn) ==
        "judging a and c: they are one by a and b, same (batch 2); b and c, same (batch 3); take "
        "one of these back");
  CHECK(message(b, c, JudgementKind::different).empty());  // it takes the place of the pair's own
  CHECK(message(a, c, JudgementKind::same) ==
        "judging a and c: they cannot be one while this counts: b and c, different (batch 4); "
        "`relata unmerge` takes a judgement back");
  CHECK(why_one(store, build.now(), a, c).empty());
  CHECK(message(b, c, JudgementKind::unsure).empty());
  CHECK(message(a, c, JudgementKind::same).empty());
  CHECK(why_one(store, build.now(), b, c).size() == 2);
}

TEST_CASE("an id that was kept from before a merge asks for the one, in a list of the view too") {
  StoreBuilder build;
  const EntityId dprk = build.entity("dprk");
  const EntityId korut = build.entity("korut");
  const EntityId kim = build.entity("kim");
  const RelationId said = build.relate(kim, dprk, {.claims = {{.speaker = dprk}}});
  const RelationId also = build.relate(korut, kim, {.claims = {{.speaker = korut}}});
  build.relate(kim, kim);
  build.commit();
  judge(build.store(), asked(dprk, korut, JudgementKind::same));
  const auto one = judged_store(build.store(), build.now());
  const Snapshot now = one->snapshot();

  CHECK(one->entities(now, {&korut, 1})[0].id == dprk);
  const RelationRef ref{.source = korut, .id = also};
  CHECK(one->evidence(now, {&ref, 1}).relations[0].relation.source == dprk);
  const auto timeline = find_timeline(*one, now, {.entity = korut});
  CHECK(timeline.question.entity == dprk);
  CHECK(timeline.events_found == 2);

  const View view{.speakers = {korut, dprk}};
  CHECK(describe_view(*one, now, view) == "only speaker dprk");
  CHECK(find_claims(*one, now, {.view = view}).relations == std::vector{said, also});
  CHECK(find_claims(*one, now, {.view = {.speakers_without = {korut}}}).relations_found == 1);
  const EntityId nobody{99};
  CHECK_THROWS_AS(find_timeline(*one, now, {.entity = nobody}), Error);
  CHECK_THROWS_AS(find_claims(*one, now, {.view = {.publishers = {nobody}}}), Error);
}

TEST_CASE("a prefix finds as many entities as are asked for, those that are one once") {
  StoreBuilder build;
  const EntityId a = build.entity("a", {.names = {{.text = "kim"}, {.text = "kima"}}});
  const EntityId b = build.entity("b", {.names = {{.text = "kim"}, {.text = "kimb"}}});
  build.entity("c", {.names = {{.text = "kimchi"}}});
  build.entity("d", {.names = {{.text = "kimono"}}});
  build.commit();
  judge(build.store(), asked(a, b, JudgementKind::same));
  const auto one = judged_store(build.store(), build.now());
  const auto found = complete_name(*one, one->snapshot(), "kim", 3);
  REQUIRE(found.size() == 3);
  CHECK(found[0].entity.key == "a");
  CHECK(found[1].entity.key == "c");
  CHECK(found[2].entity.key == "d");
  CHECK(one->lookup(one->snapshot(), {.folded = "kim"}).size() == 1);
}

TEST_CASE("two speakers who are one are one origin, to a retraction as well") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId one = build.entity("one");
  const EntityId other = build.entity("other");
  const DocumentId first = build.document("first");
  const DocumentId second = build.document("second");
  const RelationId met = build.relate(
      a, b,
      {.claims = {{.document = first, .speaker = one}, {.document = second, .speaker = other}}});
  build.commit();
  judge(build.store(), asked(one, other, JudgementKind::same));
  const auto judged = judged_store(build.store(), build.now());
  const auto answer = find_paths(*judged, judged->snapshot(), {.from = a, .to = b});
  CHECK(answer.graph.relation(met).status == Status::reported);
  CHECK(retract(build.store(), {.subject = second}).changes.empty());
}

TEST_CASE(
    "what is no verdict on two entities is refused, and so is a judgement that retracts them") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  build.commit();
  CHECK_THROWS_AS(judge(build.store(), asked(a, b, JudgementKind::retracted)), Error);
  CHECK_THROWS_AS(retract(build.store(), {.subject = EntityPair{a, b}}), Error);
  CHECK_THROWS_AS(retract(build.store(), {.subject = BatchNumber{1}, .kind = JudgementKind::same}),
                  Error);
  CHECK(build.now().head == 1);
}
