// Which pairs are compared and listed: what is asked about, bounds, order, and every pair of random
// stores against a judge who compares all with all.

#include <relata/judge.h>
#include <relata/resolve.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "ingest/pair_judge.h"
#include "ingest/resolve_lookups.h"
#include "tests/ingest/resolving.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("one entity, one pair, and pairs that were judged") {
  Taking taking;
  take(taking, {line("a", "person", {"Ivan Petrov"}), line("b", "person", {"Petrov Ivan"}),
                line("c", "person", {"Ivan Petrov"}), line("x", "person", {"Anna Ivanova"})});
  const Store& store = taking.store();
  CHECK(found_in(store).size() == 3);
  CHECK(found_in(store, {.about = id_of(store, "b")}).size() == 2);
  CHECK(found_in(store, {.about = id_of(store, "x")}).empty());
  const auto pair = found_in(store, {.about = id_of(store, "x"), .with = id_of(store, "a")});
  REQUIRE(pair.size() == 1);
  CHECK(pair.begin()->second.score < 0.1);
  CHECK(found_in(store, {.without_pairs = {{id_of(store, "c"), id_of(store, "a")}}}).size() == 2);
  CHECK(found_in(store, {.without_rules = {"token_order"}}).size() == 1);
  CHECK_THROWS_AS(found_in(store, {.without_rules = {"magic"}}), Error);
  CHECK_THROWS_AS(found_in(store, {.about = EntityId{99}}), Error);
}

TEST_CASE("what is asked about may be asked for by the id of any that are one with it") {
  Taking taking;
  take(taking, {line("a", "person", {"Ivan Petrov"}), line("b", "person", {"Anna Ivanova"}),
                line("c", "person", {"Petrov Ivan"})});
  Store& store = taking.store();
  const EntityId member = id_of(store, "b");
  judge(store, {.a = id_of(store, "a"), .b = member, .verdict = JudgementKind::same});
  const auto one = judged_store(store, store.snapshot());
  CHECK(found_in(*one, {.about = member}).contains("a=c"));
  CHECK(found_in(*one, {.about = id_of(store, "c"), .with = member}).contains("a=c"));
}

TEST_CASE("bounds bite, and the answer says so") {
  Taking taking;
  Lines lines;
  for (int i = 0; i < 12; ++i)
    lines.push_back(line("e" + std::to_string(i), "person", {"Ivan Petrov"}));
  take(taking, lines);
  const auto answer = [&](const ResolveQuery& query) {
    return resolve(taking.store(), taking.now(), query);
  };
  const ResolveAnswer small = answer({.score_min = 0, .block_max = 11});
  CHECK(small.proposals.empty());
  CHECK(small.shortfall.keys > 0);
  CHECK(small.shortfall.entities == 12);
  const ResolveAnswer few = answer({.score_min = 0, .pairs_max = 10});
  CHECK(few.pairs_compared == 10);
  CHECK(few.shortfall.is_pairs_max);
  const ResolveAnswer cut = answer({.score_min = 0, .proposals_max = 5});
  CHECK(cut.proposals.size() == 5);
  CHECK(cut.proposals_found == 66);
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(answer({.stop = stop.get_token()}), Error);
}

TEST_CASE("hostile names are compared or left out, and do no harm") {
  const std::string many = [] {
    std::string text = R"({"entity":"many","type":"person","names":[)";
    for (int i = 0; i < 5000; ++i) {
      text += (i == 0 ? "\"" : ",\"") + std::string("Name ") + std::to_string(i) + "\"";
    }
    return text + "]}";
  }();
  Taking taking;
  take(taking, {many, line("long", "person", {std::string(60'000, 'a')}),
                line("words", "person", {[] {
                       std::string text;
                       for (int i = 0; i < 5000; ++i) text += "ab ";
                       return text;
                     }()}),
                line("dots", "person", {"...", "—"}), line("none", "person", {}),
                line("marks", "person", {"\u202Eevil\u202C", "#1", "''"})});
  const ResolveAnswer answer = resolve(taking.store(), taking.now(), {.score_min = 0});
  CHECK(answer.shortfall.names == 4900);
}

TEST_CASE("the same store gives the same answer, whatever order it came in") {
  Lines lines;
  for (int i = 0; i < 40; ++i) {
    lines.push_back(line("e" + std::to_string(i), "person",
                         {i % 3 == 0 ? "Ivan Petrov" : "Petrov, Ivan " + std::to_string(i % 5)}));
  }
  const auto said = [](const Lines& some) {
    Taking taking;
    take(taking, some);
    std::string text;
    const ResolveAnswer answer = resolve(taking.store(), taking.now(), {.score_min = 0});
    for (const Proposal& one : answer.proposals) {
      text += answer.entity(one.a).entity.key + " " + answer.entity(one.b).entity.key + " " +
              std::to_string(one.score) + "\n";
    }
    return text;
  };
  const std::string first = said(lines);
  CHECK(first == said(lines));
  std::reverse(lines.begin(), lines.end());
  CHECK(first == said(lines));
}

namespace {

// Entities whose names are written in the ways that sources have, of few words so that many meet.
Lines random_lines(std::mt19937& random) {
  const Lines given = {"Ivan", "Иван",    "Sergey",  "Sergei", "Сергей",
                       "Anna", "Jong Un", "Jong Il", "A."};
  const Lines sur = {"Petrov", "Петров", "Petroff", "Kim", "Zelensky", "Зеленський", "Zelenskyy"};
  const Lines bodies = {
      "95th Brigade",  "96-я Brigade", "North Fleet",  "South Fleet",
      "Fleet",         "Kukjongwon",   "IRGC",         "Islamic Revolutionary Guard Corps",
      "Blue Star LLC", "ООО Блу Стар", "Bank of Korea"};
  const auto one_of = [&](const Lines& list) { return list[random() % list.size()]; };
  Lines lines;
  for (int i = 0; i < 24; ++i) {
    const bool is_person = random() % 3 != 0;
    Lines names;
    for (std::size_t n = 1 + random() % 3; n > 0; --n) {
      std::string name = is_person ? one_of(given) + " " + one_of(sur) : one_of(bodies);
      if (is_person && random() % 3 == 0) name = one_of(sur) + " " + one_of(given);
      if (is_person && random() % 4 == 0) name += "ovich";
      names.push_back(name);
    }
    std::string more;
    if (random() % 4 == 0) more += R"(,"birthDate":")" + std::to_string(1960 + random() % 3) + "\"";
    if (random() % 4 == 0)
      more += std::string(R"(,"country":")") + (random() % 2 == 0 ? "ru" : "kp") + "\"";
    const char* type = random() % 8 == 0 ? "unknown" : is_person ? "person" : "organization";
    lines.push_back(line("e" + std::to_string(i), type, names, more));
  }
  return lines;
}

// How likely every pair is, by comparing all with all.
std::map<std::string, PairScore> by_brute_force(const Store& store, const ResolveQuery& query) {
  const Snapshot now = store.snapshot();
  const Schema schema = store.schema(now);
  const std::vector<Kind> kinds = kinds_of(schema);
  const PairJudge judge(schema, query.without_rules);
  Romanizer romanizer;
  std::vector<EntityProfile> profiles;
  store.scan(now, {}, {.entity = [&](const Entity& entity) {
               profiles.push_back(profile_of(entity, kinds[entity.type.value], romanizer));
             }});
  std::map<std::string, PairScore> all;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    for (std::size_t j = i + 1; j < profiles.size(); ++j) {
      const PairScore one = judge.judge(profiles[i], profiles[j], {}, PairJudge::Words::all);
      if (one.score() < query.score_min) continue;
      const auto [a, b] = std::minmax(profiles[i].key, profiles[j].key);
      all.emplace(a + "=" + b, one);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("blocks lose no pair that they promise to find, and every score is the judge's") {
  std::size_t compared = 0;
  std::size_t lost = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    Taking taking;
    take(taking, random_lines(random));
    // Rules that look at who else is in the store are not the judge's alone.
    const ResolveQuery query = {.without_rules = {"common_name", "declared_alias"},
                                .block_max = 1000};
    const auto expected = by_brute_force(taking.store(), query);
    const auto found = found_in(taking.store(), query);
    for (const auto& [pair, one] : found) {
      CAPTURE(seed, pair);
      REQUIRE(expected.contains(pair));
      CHECK(one.score == expected.at(pair).score());
    }
    for (const auto& [pair, one] : expected) {
      ++compared;
      if (found.contains(pair)) continue;
      ++lost;
      // Only letters that change the sound of a word keep two names apart.
      CAPTURE(seed, pair);
      CHECK(std::any_of(one.reasons.begin(), one.reasons.end(), [](const ResolveReason& reason) {
        return reason.rule == "edit_distance";
      }));
    }
  }
  CHECK(compared > 1000);
  CHECK(lost * 50 < compared);
}

TEST_CASE("what lookups find for new entities is what the walk finds, less what it may miss") {
  std::size_t whole = 0;
  std::size_t less = 0;
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::mt19937 random(seed);
    Taking taking;
    const Lines lines = random_lines(random);
    take(taking, {lines.begin(), lines.begin() + 18});
    const BatchNumber before = taking.now().head;
    take(taking, {lines.begin() + 18, lines.end()});
    const Store& store = taking.store();
    ResolveQuery query = {.block_max = 1000};
    store.scan(taking.now(), {}, {.entity = [&](const Entity& entity) {
                 if (entity.batch > before) query.among.push_back(entity.id);
               }});
    CandidatePairs pairs(query);
    static_cast<void>(look_up_candidates(store, taking.now(), query, pairs));
    std::set<std::pair<EntityId, EntityId>> looked_up;
    for (const Candidate& pair : pairs.finish()) looked_up.emplace(pair.a, pair.b);
    // A store as small as this one is walked.
    const ResolveAnswer walked = resolve(store, taking.now(), query);
    for (const Proposal& one : walked.proposals) {
      ++whole;
      const bool is_found = looked_up.contains(std::minmax(one.a, one.b));
      if (!is_found) ++less;
      const bool is_exact =
          std::any_of(one.reasons.begin(), one.reasons.end(),
                      [](const ResolveReason& reason) { return reason.rule == "folded_name"; });
      CAPTURE(seed, walked.entity(one.a).entity.key, walked.entity(one.b).entity.key);
      if (is_exact) CHECK(is_found);
    }
  }
  INFO("of " << whole << " pairs lookups miss " << less);
  CHECK(whole > 200);
  CHECK(less * 4 < whole);
}

TEST_CASE("with a few new entities only their pairs come back, in a large store by lookups") {
  Taking taking;
  Lines lines;
  for (int i = 0; i < 600; ++i) {
    lines.push_back(line("e" + std::to_string(i), "person",
                         {"Ivan " + std::string(1, static_cast<char>('a' + i % 26)) + "etrov" +
                          std::string(static_cast<std::size_t>(i / 26), 'k')}));
  }
  lines.push_back(line("old", "person", {"Владимир Ильич Ульянов"}));
  lines.push_back(line("other", "person", {"Ulyanov, Vladimir Ilyich"}));
  take(taking, lines);
  take(taking, {line("new", "person", {"Vladimir Ilyich Ulyanov"})});
  const Store& store = taking.store();
  const auto found = found_in(store, {.among = {id_of(store, "new")}});
  CHECK(found.size() == 1);
  CHECK(found.contains("new=other"));  // Cyrillic is not in the index of names: the walk finds it
  CHECK(found_in(store, {.about = id_of(store, "new")}).size() == 2);
  CHECK(found_in(store, {.among = {id_of(store, "old")}}).size() == 2);  // romanised, it is
}
