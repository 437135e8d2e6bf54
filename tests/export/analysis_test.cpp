#include <relata/error.h>
#include <relata/export.h>

#include <catch2/catch.hpp>

#include "tests/export/sample.h"

namespace relata {
namespace {

// Three entities, the last of which is in no measure that was taken.
AnalysisAnswer analysis() {
  sample::GraphBuilder build;
  const EntityId russia = build.entity("russia", "country", {{.text = "Russia"}});
  const EntityId kim = build.entity("kim", "person", {{.text = "=Kim \x1b[31m"}});
  AnalysisAnswer answer;
  answer.question.measures = {Measure::pagerank, Measure::closeness, Measure::community,
                              Measure::core};
  answer.entities_found = 2'000;
  answer.links_found = 9'000;
  answer.relations_found = 10'000;
  answer.entities = {kim, russia};
  answer.columns = {{.measure = Measure::pagerank,
                     .extent = Extent::partial,
                     .values = {0.123456, 0.1},
                     .figures = {{.name = "iterations", .value = 7}}},
                    {.measure = Measure::closeness,
                     .extent = Extent::complete,
                     .values = {0.5, 0.25},
                     .standard_errors = {0.015625, 0},
                     .figures = {{.name = "sources", .value = 100}}},
                    {.measure = Measure::community,
                     .extent = Extent::complete,
                     .values = {2, 1},
                     .sizes = {1'500, 500}},
                    {.measure = Measure::core}};
  answer.graph = build.graph;
  answer.limits_hit = {Limit::time};
  add_measures(answer, answer.graph);
  return answer;
}

ClaimsAnswer claims_with_measures() {
  ClaimsAnswer answer = sample::claims();
  AnalysisAnswer measured;
  const Relation& drawn = answer.graph.relations.front().relation;
  measured.entities = {drawn.source, drawn.target};
  measured.columns = {
      {.measure = Measure::degree, .extent = Extent::complete, .values = {4, 1}},
      {.measure = Measure::pagerank, .extent = Extent::complete, .values = {0.5, 0.125}}};
  add_measures(measured, answer.graph);
  return answer;
}

}  // namespace

TEST_CASE("an analysis is told as a ranking, with what is estimated and what is missing") {
  const std::string text = render(analysis(), Format::text, {.title = "Who?"});
  CAPTURE(text);
  CHECK_THAT(text,
             Catch::Contains("2,000 entities are linked, by 9,000 links of 10,000 relations."));
  CHECK_THAT(text, Catch::Contains("0.1235"));
  CHECK_THAT(text, Catch::Contains("0.5 ± 0.01562"));
  CHECK_THAT(text, Catch::Contains("the greatest of 1,500 + 500 entities"));
  CHECK_THAT(text, Catch::Contains("closeness: estimated"));
  CHECK_THAT(text, Catch::Contains("pagerank: not done to the end."));
  CHECK_THAT(text, Catch::Contains("core: not measured."));
  CHECK_THAT(text, Catch::Contains("the time limit was reached"));
  CHECK_THAT(text, Catch::Contains("2 of 2,000 entities are listed."));
  CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("an analysis as CSV has a row for each entity, and no formula") {
  CHECK(render(analysis(), Format::csv) ==
        "rank,entity,name,type,pagerank,closeness,closeness_standard_error,community,core\r\n"
        "1,kim,'=Kim \\x1b[31m,person,0.123456,0.5,0.015625,2,\r\n"
        "2,russia,Russia,country,0.1,0.25,0,1,\r\n");
}

TEST_CASE("an analysis as JSON holds its figures and its ranking") {
  const std::string json = render(analysis(), Format::json);
  CAPTURE(json);
  CHECK_THAT(json, Catch::Contains(R"({"answer":"analysis")"));
  CHECK_THAT(json, Catch::Contains(R"("measures":["pagerank","closeness","community","core"])"));
  CHECK_THAT(json, Catch::Contains(R"("extent":"partial","is_estimate":false,"iterations":7)"));
  CHECK_THAT(json, Catch::Contains(R"("sizes":[1500,500])"));
  CHECK_THAT(json, Catch::Contains(R"({"entity":"kim","pagerank":0.123456,"closeness":0.5,)"
                                   R"("closeness_standard_error":0.015625,"community":2})"));
  CHECK_THAT(json, Catch::Contains(R"("measures":{"pagerank":0.1,"closeness":0.25)"));
}

TEST_CASE("an analysis as JSON Lines is its entities in order, measures among their properties") {
  const std::string lines = render(analysis(), Format::jsonl);
  CAPTURE(lines);
  CHECK(lines.find(R"({"entity":"kim")") < lines.find(R"({"entity":"russia")"));
  CHECK_THAT(lines, Catch::Contains(R"("pagerank":0.123456)"));
}

TEST_CASE("there is no picture of an analysis") {
  CHECK_THROWS_AS(render(analysis(), Format::dot), Error);
}

TEST_CASE("every format of an export carries the measures of its entities") {
  const ClaimsAnswer answer = claims_with_measures();
  const std::string csv = render(answer, Format::csv);
  CHECK_THAT(csv, Catch::Contains(
                      "span_end,source_degree,source_pagerank,target_degree,target_pagerank\r\n"));
  CHECK_THAT(render(answer, Format::json), Catch::Contains(R"("measures":{"degree":4,)"));
  CHECK_THAT(render(answer, Format::jsonl), Catch::Contains(R"("degree":4,"pagerank":0.5)"));
  CHECK_THAT(render(answer, Format::text), Catch::Contains("0.125"));
  const std::string dot = render(answer, Format::dot);
  CHECK_THAT(dot, Catch::Contains("degree: 4\\npagerank: 0.5"));
  CHECK_THAT(dot, Catch::Contains("larger: more degree"));
  CHECK_THAT(dot, Catch::Contains("POINT-SIZE=\"26\""));  // most
  CHECK_THAT(dot, Catch::Contains("POINT-SIZE=\"18\""));  // a fourth of it: half as wide
  // Without measures nothing of them is there.
  CHECK_THAT(render(sample::claims(), Format::csv), !Catch::Contains("source_degree"));
  CHECK_THAT(render(sample::claims(), Format::dot), !Catch::Contains("larger"));
}

}  // namespace relata
