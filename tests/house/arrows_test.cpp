// The rooms: include <- graph <- ingest | query | export <- cli | bench | tests. An arrow may be
// skipped, never reversed.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace {

namespace fs = std::filesystem;

const fs::path source(RELATA_SOURCE_DIR);

const std::map<std::string, std::set<std::string>> may_include = {
    {"include", {"relata"}},
    {"graph", {"relata", "graph"}},
    {"ingest", {"relata", "graph", "ingest"}},
    {"query", {"relata", "graph", "query"}},
    {"export", {"relata", "graph", "export"}},
    {"cli", {"relata", "graph", "ingest", "query", "export", "cli"}},
    {"bench", {"relata", "graph", "ingest", "query", "export", "bench"}},
};

std::vector<fs::path> sources_in(const fs::path& directory) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    const std::string kind = entry.path().extension().string();
    if (kind == ".h" || kind == ".cpp") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> includes_of(const fs::path& file) {
  std::vector<std::string> includes;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("#include ")) continue;
    const std::size_t begin = line.find_first_of("\"<") + 1;
    includes.push_back(line.substr(begin, line.find_first_of("\">", begin) - begin));
  }
  return includes;
}

bool is_room(const std::string& name) { return name == "relata" || may_include.contains(name); }

}  // namespace

TEST_CASE("no room includes one above or beside it") {
  std::size_t looked_at = 0;
  for (const auto& [room, allowed] : may_include) {
    for (const fs::path& file : sources_in(source / room)) {
      for (const std::string& include : includes_of(file)) {
        const std::string other = include.substr(0, include.find('/'));
        if (other == include || !is_room(other)) continue;
        CAPTURE(file, include);
        CHECK(allowed.contains(other));
        ++looked_at;
      }
    }
  }
  CHECK(looked_at > 300);
}

TEST_CASE("public headers need the standard library only") {
  for (const fs::path& file : sources_in(source / "include")) {
    for (const std::string& include : includes_of(file)) {
      CAPTURE(file, include);
      CHECK((include.starts_with("relata/") || include.find_first_of("/.") == std::string::npos));
    }
  }
}

TEST_CASE("RocksDB is known behind graph/kv.h only, and to the bare kernel of the bench") {
  for (const auto& [room, allowed] : may_include) {
    for (const fs::path& file : sources_in(source / room)) {
      const std::string name = file.filename().string();
      if (name == "kv.cpp" || name.starts_with("kv_files.")) continue;
      if (room == "bench" && name == "limit_opening.cpp") continue;
      for (const std::string& include : includes_of(file)) {
        CAPTURE(file, include);
        CHECK(!include.starts_with("rocksdb/"));
      }
    }
  }
}
