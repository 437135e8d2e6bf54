#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "export/plain_text.h"
#include "export/text_page.h"
#include "sample.h"

namespace relata {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The columns that stand before `part` in the line that holds it.
std::size_t column_of(const std::string& text, const std::string& line_part,
                      const std::string& part) {
  for (const std::string& line : lines_of(text)) {
    if (!has(line, line_part)) continue;
    return display_width(line.substr(0, line.find(part, line.find(line_part))));
  }
  FAIL("no line with " << line_part);
  return 0;
}

TEST_CASE("A path is told hop by hop with the evidence of each relation") {
  const std::string text = render(sample::path(), Format::text,
                                  {.title = "Kim Jong Un to Kursk",
                                   .view = "known by 2025-04-28",
                                   .asked_with = "--max-hops 4"});
  CHECK(
      text.starts_with("Kim Jong Un to Kursk\nView: known by 2025-04-28\nAsked with: --max-hops 4\n"
                       "\nPath 1 of 1: 4 hops"));
  CHECK(has(text, "weakest hop Kursk liberation operation - Kursk Oblast: reported"));
  CHECK(has(text, "Kim Jong Un (person)\n│\n├─ leads: confirmed, 2 independent origins"));
  CHECK(has(text,
            "├─ sent: confirmed, 3 independent origins, valid 2024, more than 10,000 soldiers"));
  CHECK(has(text, "asserted by South Korea, 2024-10, confidence 0.8\n"));
  CHECK(has(text, "\"lebih dari 10.000 tentara\" [id, characters 120-145]"));
  CHECK(has(text, "Central Military Commission (DPRK) -> KCNA -> AFP -> Netraworld"));
  CHECK(has(text, "narrated by Netraworld, 2025-04-28"));
  CHECK(has(text, "liberated: contested, 2 independent origins, 1 origin denies it"));
  CHECK(has(text, "denied by Volodymyr Zelensky, 2025-04-27"));
  CHECK(has(text, "2 relations were left out because a date only possibly fits"));
}

TEST_CASE("A relation that a hop crosses against its direction reads by its inverse label") {
  const std::string text = render(sample::path(), Format::text);
  CHECK(has(text, "├─ is commanded by: uncertain, no origin asserts it"));
  CHECK_FALSE(has(text, "├─ commands: uncertain"));
}

TEST_CASE("No path says why") {
  const std::string text = render(sample::no_path(), Format::text);
  CHECK(text == "No path. Without the view there is one: the known-by date 2020 forbids it.\n");
}

TEST_CASE("Claims beyond the number asked for are counted") {
  const std::string text = render(sample::path(), Format::text, {.claims_max = 1});
  CHECK(has(text, "and 2 more claims"));
  CHECK_FALSE(has(text, "asserted by United States"));
}

TEST_CASE("A neighbourhood is grouped by hops and aligned by display width") {
  const std::string text = render(sample::neighborhood(), Format::text, {.width = 120});
  CHECK(has(text, "1 hop: 18 entities, 19 relations"));
  CHECK(has(text, "2 hops: 11 entities, 11 relations"));
  CHECK(has(text, "received troops from"));
  const std::size_t latin = column_of(text, "Vladimir Putin", "person");
  CHECK(column_of(text, "최선희", "person") == latin);
  CHECK(column_of(text, "Сергей Шойгу", "person") == latin);
  CHECK(column_of(text, "Entity", "Type") == latin);
}

TEST_CASE("An ego network is told by type, with what is among them and what is not listed") {
  const std::string text = render(sample::ego_network(), Format::text, {.width = 120});
  CHECK(has(text, "1 hop, country: 1 entity, 1 relation\n"));
  CHECK(has(text, "1 hop, person: 1 entity, 1 relation\n"));
  CHECK(has(text, "Among those at 1 hop: 1 relation\n"));
  CHECK(has(text, "By type: country: 1 of 13, person: 1."));
  CHECK(has(text, "Not listed: of Russia 12 more."));
}

TEST_CASE("A timeline keeps dates in their own precision and marks reported ones") {
  const std::string text = render(sample::timeline(), Format::text);
  CHECK(has(text, "\n2011-12..  "));
  CHECK(has(text, "\n2024  "));
  CHECK(has(text, "\n2025-04-28 (reported)  "));
}

TEST_CASE("Claims are listed relation by relation and the rest is counted") {
  const std::string text = render(sample::claims(), Format::text);
  CHECK(has(text, "Kim Jong Un leads North Korea [r1]: confirmed"));
  CHECK(has(text, "9 of 12 relations are listed."));
  CHECK(has(text, "Incomplete: there are more results than the limit lists."));
}

TEST_CASE("One entity is shown as a card and several as a table") {
  const std::vector<EntityAnswer> entities = sample::path().graph.entities;
  const std::string one = render(std::vector<EntityAnswer>{entities.front()}, Format::text);
  CHECK(one.starts_with("Kim Jong Un (person)\nkey: kim-jong-un\n"));
  CHECK(has(one, "김정은"));
  const std::string table = render(entities, Format::text);
  CHECK(table.starts_with("Name "));
  CHECK(has(table, "Владимир Путин (ru)"));
}

TEST_CASE("A cell of a table is told to its end, however long") {
  const RenderOptions options = {.width = 60};
  TextPage page(options);
  std::string names;
  for (int i = 1; i <= 200; ++i) names += "speaker" + std::to_string(i) + ", ";
  page.table({{.header = "Relation"}, {.header = "Asserted by", .give = Give::flexible}},
             {{{.text = "one"}, {.text = names + "last"}}});
  const std::string table = page.take();
  for (int i = 1; i <= 200; ++i) CHECK(has(table, "speaker" + std::to_string(i) + ","));
  CHECK(has(table, "last"));
  CHECK_FALSE(has(table, "…"));
}

TEST_CASE("Statistics and schemas are tables") {
  CHECK(has(render(sample::statistics(), Format::text), "1,234,567"));
  const std::string schema = render(sample::schema(), Format::text);
  CHECK(has(schema, "news agency"));
  CHECK(has(schema, "organization, country"));
  CHECK(has(schema, "met in input"));
}

TEST_CASE("No line is wider than the page and none ends in blanks") {
  const int width = GENERATE(60, 80, 100, 160);
  const RenderOptions options = {.width = width};
  for (const std::string& text : {render(sample::path(), Format::text, options),
                                  render(sample::claims(), Format::text, options),
                                  render(sample::hostile(), Format::text, options),
                                  render(sample::neighborhood(), Format::text, options),
                                  render(sample::timeline(), Format::text, options)}) {
    for (const std::string& line : lines_of(text)) {
      CAPTURE(line);
      CHECK(display_width(line) <= static_cast<std::size_t>(width));
      CHECK_FALSE(line.ends_with(' '));
    }
  }
}

TEST_CASE("Nothing from the data steers the terminal") {
  const std::string text = render(sample::hostile(), Format::text, {.title = "\x1b]0;t\x07"});
  for (const std::string& line : lines_of(text)) CHECK(visible(line) == line);
}

TEST_CASE("Colours come only when asked for, and only change how the text looks") {
  const std::string plain = render(sample::path(), Format::text);
  CHECK_FALSE(has(plain, "\x1b"));
  std::string coloured =
      render(sample::path(), Format::text, {.color = RenderOptions::Color::ansi});
  CHECK(has(coloured, "\x1b[32mconfirmed\x1b[0m"));
  for (std::size_t at = coloured.find('\x1b'); at != std::string::npos;
       at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  CHECK(coloured == plain);
}

TEST_CASE("Times are shown only when asked for") {
  CHECK_FALSE(has(render(sample::path(), Format::text), "visited"));
  const std::string timed =
      render(sample::path(), Format::text, {.timing = RenderOptions::Timing::shown});
  CHECK(has(timed, "12 entities visited, 34 relations tested, 5 by their claims, 1.250 ms"));
}

}  // namespace
}  // namespace relata
