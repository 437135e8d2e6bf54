// The examples that the public headers give, line by line: they compile, and they are the same.

#include <relata/according.h>
#include <relata/among.h>
#include <relata/analyze.h>
#include <relata/brief.h>
#include <relata/common_neighbors.h>
#include <relata/connect.h>
#include <relata/cut.h>
#include <relata/diff.h>
#include <relata/export.h>
#include <relata/ingest.h>
#include <relata/judge.h>
#include <relata/lookup.h>
#include <relata/neighborhood.h>
#include <relata/pattern.h>
#include <relata/resolve.h>
#include <relata/retract.h>
#include <relata/search.h>
#include <relata/sources.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

namespace fs = std::filesystem;

template <class Value>
void show(const Value&) {}
template <class Value>
void use(const Value&) {}

// Compiled, never run: what they need is not made up here.

[[maybe_unused]] void date_example() {
  const auto offensive = relata::PartialDate::parse("2024-08").value();
  const auto middle = relata::PartialDate::parse("2024-08-15")->first_day();
  show(relata::by(offensive, middle));  // Certainty::possible
  show(offensive.text());               // "2024-08", never 2024-08-01
}

[[maybe_unused]] void schema_example() {
  relata::Schema schema = relata::Schema::built_in();
  const auto type = schema.relation_type("deployed_troops_to");
  show(schema.relation_type(*type).inverse_label);  // "received troops from"
}

[[maybe_unused]] void store_example() {
  auto store = relata::open_store("kursk.store", relata::OpenMode::read);
  const auto now = store->snapshot();
  for (const auto& match : store->lookup(now, {.folded = "korut"})) show(match.entity);
}

[[maybe_unused]] void ingest_example() {
  auto store = relata::open_store("kursk.store", relata::OpenMode::write);
  const auto report = relata::ingest(*store, {.inputs = {"datasets/kursk"}});
  for (const auto& rejection : report.rejections) show(rejection);
}

[[maybe_unused]] void lookup_example(const relata::Store* store, const relata::Snapshot& now) {
  const auto found = relata::find_entities(*store, now, "Korut");
  if (found.entities.size() == 1) use(found.entities.front().entity);
}

[[maybe_unused]] void diff_example(const relata::Store* store, const relata::Snapshot& now,
                                   const relata::View& view) {
  relata::View early = view, late = view;
  early.known_by = *relata::PartialDate::parse("2025-04-25");
  late.known_by = *relata::PartialDate::parse("2025-04-28");
  const auto news = relata::find_diff(*store, now, {.before = early, .after = late});
  for (const auto& change : news.changes) show(news.graph.relation(change.relation));
}

[[maybe_unused]] void according_example(const relata::Store* store, const relata::Snapshot& now,
                                        relata::EntityId kim, relata::EntityId kursk,
                                        const std::vector<relata::Camp>& camps) {
  const relata::PathQuery path{.from = kim, .to = kursk};
  const auto told = relata::find_according(*store, now, {.path = path, .camps = camps});
  for (const auto& world : told.worlds) show(world.paths.size());
}

[[maybe_unused]] void timeline_example(const relata::Store* store, const relata::Snapshot& now,
                                       relata::EntityId kim) {
  const auto lived =
      relata::find_timeline(*store, now, {.entity = kim, .unit = relata::Precision::month});
  for (const auto& month : lived.periods) show(month.events);
}

[[maybe_unused]] void sources_example(const relata::Store* store, const relata::Snapshot& now,
                                      const relata::View& view) {
  const auto rests = relata::find_sources(*store, now, {.view = view});
  for (const auto& source : rests.sources) show(source.relations_alone);
}

[[maybe_unused]] void brief_example(const relata::Store* store, const relata::Snapshot& now,
                                    relata::EntityId north_korea) {
  const auto brief = relata::find_brief(*store, now, {.entity = north_korea});
  const relata::RenderOptions in_indonesian{.language = "id"};
  std::cout << relata::render(brief, relata::Format::markdown, in_indonesian);
}

[[maybe_unused]] void cut_example(const relata::Store* store, const relata::Snapshot& now,
                                  relata::EntityId kim, relata::EntityId kursk,
                                  const relata::View& view) {
  const auto answer = relata::find_cut(*store, now, {.from = kim, .to = kursk, .view = view});
  for (const auto& cut : answer.cuts) show(cut.entities);  // speakers
}

[[maybe_unused]] void connect_example(const relata::Store* store, const relata::Snapshot& now,
                                      relata::EntityId kim, relata::EntityId putin,
                                      relata::EntityId kursk) {
  const auto tree = relata::find_connection(*store, now, {.entities = {kim, putin, kursk}});
  for (const auto& leg : tree.legs) show(leg);
}

[[maybe_unused]] void among_example(const relata::Store* store, const relata::Snapshot& now,
                                    relata::EntityId kim, relata::EntityId putin,
                                    relata::EntityId kursk) {
  const auto answer = relata::find_among(*store, now, {.entities = {kim, putin, kursk}});
  for (const auto& tie : answer.ties) show(tie.relations);
}

[[maybe_unused]] void common_neighbors_example(const relata::Store* store,
                                               const relata::Snapshot& now, relata::EntityId kim,
                                               relata::EntityId putin) {
  const auto common = relata::find_common_neighbors(*store, now, {.entities = {kim, putin}});
  for (const auto& neighbor : common.neighbors) show(neighbor.entity);
}

[[maybe_unused]] void neighborhood_example(const relata::Store* store, const relata::Snapshot& now,
                                           relata::EntityId russia) {
  const auto around = relata::find_neighborhood(
      *store, now, {.center = russia, .hops = 2, .order = relata::NeighborOrder::support});
  for (const auto& neighbor : around.neighbors) show(neighbor.entity);
}

[[maybe_unused]] void resolve_example(const relata::Store* store, const relata::Snapshot& now) {
  const auto answer = relata::resolve(*store, now, {.score_min = 0.8});
  for (const auto& proposal : answer.proposals) show(proposal.reasons);
}

[[maybe_unused]] void view_example(relata::EntityId south_korea) {
  relata::View view;
  view.known_by = *relata::PartialDate::parse("2025-04-25");
  view.speakers_without = {south_korea};
  view.origins_min = 2;
}

[[maybe_unused]] void search_example(const relata::Store* store, const relata::Snapshot& now,
                                     relata::EntityId kim, relata::EntityId kursk,
                                     const relata::View& view) {
  const relata::PathQuery query{.from = kim, .to = kursk, .view = view};
  const auto answer = relata::find_paths(*store, now, query);
  if (answer.paths.empty()) std::puts(answer.why_none.c_str());
}

[[maybe_unused]] void later_graph_example(const relata::Store* store, const relata::Snapshot& now,
                                          relata::Graph graph) {
  const relata::Snapshot later = store->snapshot();
  if (later.head != now.head) graph = graph.at(*store, later);
}

[[maybe_unused]] void pattern_example(const relata::Store* store, const relata::Snapshot& now,
                                      const relata::View& view) {
  const relata::MatchQuery query{.pattern = "person -[leads]-> country", .view = view};
  const auto answer = relata::find_matches(*store, now, query);
  for (const auto& match : answer.matches) show(match.hops);
}

[[maybe_unused]] void export_example(const relata::Store* store, const relata::Snapshot& now,
                                     relata::EntityId kim, relata::EntityId kursk) {
  const auto answer = relata::find_paths(*store, now, {.from = kim, .to = kursk});
  std::cout << relata::render(answer, relata::Format::dot, {.title = "Kim Jong Un to Kursk"});
}

[[maybe_unused]] void judge_example(relata::Store* store, relata::EntityId dprk,
                                    relata::EntityId korut, const relata::PathQuery& query) {
  relata::judge(*store, {.a = dprk, .b = korut, .who = "Ana", .why = "a translation"});
  const auto judged = relata::judged_store(*store, store->snapshot());
  const auto answer = relata::find_paths(*judged, judged->snapshot(), query);
}

[[maybe_unused]] void analyze_example(const relata::Graph& graph) {
  const relata::AnalysisQuery query{.measures = {relata::Measure::pagerank}};
  const auto answer = relata::analyze(graph, query);
  for (const auto& entity : answer.graph.entities) show(entity.measures);
}

[[maybe_unused]] void retract_example(relata::Store* store, relata::DocumentId document) {
  const auto answer = relata::retract(*store, {.subject = document, .why = "withdrawn"});
  for (const auto& change : answer.changes) show(change.relation);
}

}  // namespace

TEST_CASE("every example in a public header is one that compiles here") {
  std::ifstream self(fs::path(RELATA_SOURCE_DIR) / "tests" / "house" / "examples_test.cpp");
  const std::string compiled{std::istreambuf_iterator<char>(self), {}};
  std::size_t lines_seen = 0;
  for (const auto& header :
       fs::directory_iterator(fs::path(RELATA_SOURCE_DIR) / "include/relata")) {
    std::ifstream lines(header.path());
    for (std::string line; std::getline(lines, line);) {
      constexpr std::string_view begin = "//     ";
      if (!line.starts_with(begin)) continue;
      CAPTURE(header.path(), line);
      CHECK(compiled.find("\n  " + line.substr(begin.size())) != std::string::npos);
      ++lines_seen;
    }
  }
  CHECK(lines_seen > 20);
}
