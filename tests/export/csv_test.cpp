#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "export/plain_text.h"
#include "sample.h"

namespace relata {
namespace {

using Row = std::vector<std::string>;

// RFC 4180 and nothing more; fails on what it does not allow.
std::vector<Row> parse_csv(const std::string& text) {
  std::vector<Row> rows;
  Row row;
  std::string cell;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      for (++at; !(text.at(at) == '"' && (at + 1 == text.size() || text[at + 1] != '"')); ++at) {
        if (text[at] == '"') ++at;
        cell += text[at];
      }
      ++at;
    } else {
      while (text.at(at) != ',' && text[at] != '\r') cell += text[at++];
    }
    row.push_back(std::move(cell));
    cell.clear();
    if (text.at(at) == ',') {
      ++at;
      continue;
    }
    REQUIRE(text.substr(at, 2) == "\r\n");
    at += 2;
    rows.push_back(std::move(row));
    row.clear();
  }
  return rows;
}

std::vector<std::map<std::string, std::string>> records_of(const std::string& text) {
  const std::vector<Row> rows = parse_csv(text);
  std::vector<std::map<std::string, std::string>> records;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    REQUIRE(rows[i].size() == rows[0].size());
    auto& record = records.emplace_back();
    for (std::size_t j = 0; j < rows[i].size(); ++j) record[rows[0][j]] = rows[i][j];
  }
  return records;
}

TEST_CASE("CSV has one row for each claim of each relation") {
  const PathAnswer answer = sample::path();
  std::size_t claims = 0;
  for (const RelationEvidence& relation : answer.graph.relations) claims += relation.claims.size();
  const auto records = records_of(render(answer, Format::csv));
  REQUIRE(records.size() == claims);
  const auto sent = std::find_if(records.begin(), records.end(),
                                 [](auto& record) { return record.at("relation") == "r3"; });
  REQUIRE(sent != records.end());
  CHECK(sent->at("source") == "north-korea");
  CHECK(sent->at("target_name") == "North Korean troops in Russia");
  CHECK(sent->at("valid_from") == "2024");
  CHECK(sent->at("quantity_low") == "10000");
  CHECK(sent->at("status") == "confirmed");
  CHECK(sent->at("origins") == "3");
  CHECK(sent->at("confidence") == "0.8");
  CHECK(sent->at("reported") == "2024-10");
  CHECK(sent->at("quote") == "lebih dari 10.000 tentara");
  CHECK(sent->at("span_begin") == "120");
  const auto last = std::find_if(records.begin(), records.end(),
                                 [](auto& record) { return record.at("relation") == "r6"; }) +
                    1;
  CHECK(last->at("chain") == "Central Military Commission (DPRK) -> KCNA -> AFP -> Netraworld");
  CHECK(last->at("origin") == "Central Military Commission (DPRK)");
}

TEST_CASE("Raw CSV gives every byte back") {
  const auto records = records_of(
      render(sample::hostile(), Format::csv, {.csv_cells = RenderOptions::CsvCells::raw}));
  const std::vector<std::string>& texts = sample::hostile_texts();
  REQUIRE(records.size() == 2 * texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(records[2 * i].at("relation") == texts[i]);
    CHECK(records[2 * i].at("quote") == texts[i]);
    CHECK(records[2 * i + 1].at("quote") == "quote: " + texts[i]);
  }
}

TEST_CASE("No CSV cell from the data is a formula or steers a terminal unless raw is asked for") {
  for (const auto& record : records_of(render(sample::hostile(), Format::csv))) {
    for (const auto& [name, cell] : record) {
      CAPTURE(name, cell);
      if (name == "quantity_low") continue;  // a number of ours, and negative here
      CHECK((cell.empty() || std::string("=+-@\t\r\n").find(cell[0]) == std::string::npos));
      CHECK_FALSE(cell.starts_with("＝"));
      std::string text = cell;
      std::erase_if(text, [](char c) { return c == '\n' || c == '\t' || c == '\r'; });
      CHECK(visible(text) == text);
    }
  }
  const auto records = records_of(render(sample::hostile(), Format::csv));
  CHECK(std::any_of(records.begin(), records.end(),
                    [](auto& record) { return record.at("relation") == "'=cmd|' /C calc'!A0"; }));
}

TEST_CASE("Entities, statistics and schemas are CSV too") {
  const auto names = records_of(render(sample::path().graph.entities, Format::csv));
  CHECK(names.front().at("entity") == "kim-jong-un");
  CHECK(names.at(2).at("text") == "김정은");
  CHECK(names.at(2).at("language") == "ko");
  CHECK(records_of(render(sample::statistics(), Format::csv)).front().at("value") == "1234567");
  CHECK(records_of(render(sample::schema(), Format::csv)).size() == 5);
}

}  // namespace
}  // namespace relata
