// What README.md shows is what the command line's cases hold, word for word.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> console_blocks(const std::string& page) {
  const std::string begin = "```console\n";
  std::vector<std::string> blocks;
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
    at += begin.size();
    blocks.push_back(page.substr(at, page.find("```", at) - at));
  }
  return blocks;
}

}  // namespace

TEST_CASE("every answer in README.md is one that a case of the command line holds") {
  const fs::path source(RELATA_SOURCE_DIR);
  std::string cases;
  for (const auto& entry : fs::directory_iterator(source / "tests" / "cli" / "cases")) {
    cases += read(entry.path());
  }
  const auto blocks = console_blocks(read(source / "README.md"));
  CHECK(blocks.size() >= 4);
  for (const std::string& block : blocks) {
    CAPTURE(block);
    CHECK(cases.find(block) != std::string::npos);
  }
}
