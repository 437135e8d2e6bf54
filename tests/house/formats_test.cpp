// docs/formats.md tells of every format that is read: its table leads to a section on each.

#include <relata/ingest.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const fs::path& page) {
  std::ifstream file(fs::path(RELATA_SOURCE_DIR) / "docs" / page);
  REQUIRE(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

struct Row {
  std::string link;
  std::string files;
};

// By the name for --as.
std::map<std::string, Row> table_of(const std::vector<std::string>& page) {
  std::map<std::string, Row> rows;
  auto line = std::find(page.begin(), page.end(), "| format | `--as` | files | what it is |");
  REQUIRE(line != page.end());
  for (line += 2; line->starts_with('|'); ++line) {
    std::istringstream cells(*line);
    std::string cell;
    std::vector<std::string> texts;
    while (std::getline(cells, cell, '|')) {
      std::erase(cell, '`');
      texts.push_back(cell.size() < 2 ? cell : cell.substr(1, cell.size() - 2));
    }
    CAPTURE(*line);
    REQUIRE(texts.size() == 5);
    const std::size_t link = texts[1].find("](");
    REQUIRE((link != std::string::npos && texts[1].ends_with(')')));
    const Row row{.link = texts[1].substr(link + 2, texts[1].size() - link - 3), .files = texts[3]};
    CHECK(rows.emplace(texts[2], row).second);
  }
  return rows;
}

// As web pages of the repository have it: "## GDELT 2.0 events (`gdelt`)" is
// #gdelt-20-events-gdelt.
std::string anchor_of(const std::string& heading) {
  std::string anchor = "#";
  for (const char c : heading.substr(heading.find(' ') + 1)) {
    if (c == ' ') anchor += '-';
    if (c >= 'A' && c <= 'Z') anchor += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') anchor += c;
  }
  return anchor;
}

}  // namespace

TEST_CASE("docs/formats.md has a row for each format that is read, and a section that names it") {
  const std::vector<std::string> page = lines_of("formats.md");
  std::map<std::string, std::string> headings;
  for (const std::string& line : page) {
    if (line.starts_with("##")) headings.emplace(anchor_of(line), line);
  }
  std::map<std::string, Row> rows = table_of(page);
  for (const relata::InputFormatInfo& format : relata::input_formats()) {
    CAPTURE(format.name);
    REQUIRE(rows.contains(format.name));
    const Row& row = rows.at(format.name);
    CHECK(row.files == format.files);
    if (row.link.starts_with('#')) {
      REQUIRE(headings.contains(row.link));
      CHECK(headings.at(row.link).find("`" + format.name + "`") != std::string::npos);
    } else {
      CHECK_FALSE(lines_of(row.link).empty());
    }
    rows.erase(format.name);
  }
  for (const auto& [name, row] : rows) FAIL_CHECK("nothing is read as " << name);
}
