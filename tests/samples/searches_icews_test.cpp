// What docs/searches-icews.md shows is what the program prints, and what awk and grep make of the
// samples beside it.

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/graph/temporary_directory.h"
#include "tests/samples/samples.h"

namespace relata::testing {
namespace {

// The page's commands with their answers, one after the other: a case of the command line.
std::string case_of(const std::string& page) {
  const std::string begin = "```console\n";
  std::string commands;
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
    at += begin.size();
    commands += page.substr(at, page.find("```", at) - at);
  }
  return commands;
}

}  // namespace

TEST_CASE("every answer of docs/searches-icews.md is what the samples give, by hand too") {
  if (!sample("icews/events.2018.sample.tab")) return;
  std::ifstream file(RELATA_SOURCE_DIR "/docs/searches-icews.md", std::ios::binary);
  REQUIRE(file);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const TemporaryDirectory directory;
  const std::string commands = (directory.path() / "searches-icews.txt").string();
  std::ofstream(commands, std::ios::binary) << case_of(page);
  const std::string run = "env -u RELATA_APPROVE " RELATA_RUN_CASES " " + commands +
                          " " RELATA_SOURCE_DIR " " RELATA_PROGRAM_DIRECTORY;
  const int status = std::system(run.c_str());
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

}  // namespace relata::testing
