// No sample is left out unseen: each is read in a test of this directory, or is named here as no
// input.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <vector>

#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

namespace {

namespace fs = std::filesystem;

struct NoInput {
  const char* path;  // a file, or a directory with all that lies in it
  const char* reason;
};

const std::vector<NoInput> no_inputs = {
    {"README.md", "says what the samples are"},
    {"LICENSES", "licences of the samples"},
    {"factrueval/LICENSE", "a licence"},
    {"names/putin_names.txt", "spellings of one name, a line each: for lookups"},
};

// What the tests of this directory name: in calls that take a sample, which may be a directory, and
// in tables, where a name may lack the directories before it.
struct Named {
  std::set<std::string> samples;
  std::set<std::string> files;
};

void find_all(const std::string& text, const char* pattern, std::set<std::string>& found) {
  const std::regex expression(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) {
    found.insert((*at)[1].str());
  }
}

Named named_in_tests() {
  Named named;
  const fs::path tests = fs::path(RELATA_SOURCE_DIR) / "tests" / "samples";
  for (const auto& entry : fs::directory_iterator(tests)) {
    if (entry.path().filename() == "all_samples_test.cpp") continue;
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    find_all(text, R"re(sample\(\s*\{?\s*"([^"\n]+)")re", named.samples);
    find_all(text, R"re(\{\s*"([^"\n]+\.[^"\n]+)")re", named.files);
  }
  return named;
}

bool is_or_lies_in(const std::string& path, const std::string& other) {
  return path == other || path.starts_with(other + "/");
}

bool is_read(const std::string& path, const Named& named) {
  const auto lies_in = [&](const std::string& other) { return is_or_lies_in(path, other); };
  const auto ends_with = [&](const std::string& file) { return path.ends_with("/" + file); };
  return std::any_of(named.samples.begin(), named.samples.end(), lies_in) ||
         std::any_of(named.files.begin(), named.files.end(), ends_with);
}

}  // namespace

TEST_CASE("every sample is read in a test, or named as no input") {
  const auto root = sample("");
  if (!root) return;
  const Named named = named_in_tests();
  REQUIRE(named.samples.size() > 20);
  std::vector<std::string> unseen;
  std::vector<std::string> both;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(*root)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::string path = fs::relative(entry.path(), *root).string();
    const bool is_no_input =
        std::any_of(no_inputs.begin(), no_inputs.end(),
                    [&](const NoInput& each) { return is_or_lies_in(path, each.path); });
    const bool is_input = is_read(path, named);
    if (!is_no_input && !is_input) unseen.push_back(path);
    if (is_no_input && is_input) both.push_back(path);
  }
  CHECK(files > 900);
  CHECK(unseen == std::vector<std::string>());
  CHECK(both == std::vector<std::string>());
  for (const NoInput& each : no_inputs) {
    CAPTURE(each.path, each.reason);
    CHECK(fs::exists(*root / each.path));
  }
}
