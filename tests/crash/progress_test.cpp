// Whoever watches an ingest sees how far it is, in one line that leaves nothing behind; a pipe gets
// none of it.

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/crash/program.h"
#include "tests/crash/scratch.h"
#include "tests/crash/terminal.h"

using namespace relata::testing;
namespace fs = std::filesystem;

namespace {

constexpr auto time_max = std::chrono::seconds(60);
constexpr int exit_code_stopped = 12;

// Long enough to read that its progress is told twice: nothing is, before 200 ms have gone.
fs::path write_long_input(const fs::path& directory) {
  constexpr int lines = 2'000'000;
  const fs::path path = directory / "long.jsonl";
  std::ofstream file(path, std::ios::binary);
  for (int i = 0; i < lines; ++i) {
    file << R"({"entity":"kim-jong-un","type":"person","names":["Kim Jong Un"]})" << '\n';
  }
  REQUIRE(file.flush());
  return path;
}

// An ingest that is stopped for a second once it has told how far it is, so that it has a rate to
// tell when it goes on.
class WatchedIngest {
 public:
  WatchedIngest(const fs::path& input, const fs::path& store, int columns)
      : terminal_(columns), process_(ingest_command(input, store), {}, terminal_.device()) {
    terminal_.read_until("reading, ", time_max);
    ::kill(process_.id(), SIGSTOP);
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    ::kill(process_.id(), SIGCONT);
  }

  [[nodiscard]] const Process& process() const { return process_; }
  Ending wait() {
    terminal_.read_to_end(time_max);
    return process_.wait();
  }
  [[nodiscard]] const std::string& written() const { return terminal_.written(); }

 private:
  Terminal terminal_;
  Process process_;
};

}  // namespace

TEST_CASE("a terminal shows how far an ingest is, and in the end what a pipe would have got") {
  const ScratchDirectory scratch;
  const fs::path store = scratch.path() / "store";
  const fs::path input = write_long_input(scratch.path());
  const Ending piped = ingest_file(input, store);
  INFO(piped.errors);
  REQUIRE(piped.exit_code == 0);
  CHECK(piped.errors == "made a new store in " + store.string() + "\n");
  CHECK(piped.output.find_first_of("\r\x1b") == std::string::npos);

  for (const int columns : {120, 60}) {
    CAPTURE(columns);
    fs::remove_all(store);
    WatchedIngest ingest(input, store, columns);
    const Ending ending = ingest.wait();
    REQUIRE(ending.exit_code == 0);
    CHECK(ending.output == piped.output);
    CHECK(shown_after(ingest.written(), static_cast<std::size_t>(columns)) == piped.errors);
    CHECK(ingest.written().find(" records, ") != std::string::npos);
    if (columns < 120) continue;
    for (const char* const part : {" MiB", " records/s, ", " %, ", " s left"}) {
      CAPTURE(part);
      CHECK(ingest.written().find(part) != std::string::npos);
    }
  }
}

TEST_CASE("an ingest that is stopped clears the line before it says so") {
  const ScratchDirectory scratch;
  const fs::path store = scratch.path() / "store";
  WatchedIngest ingest(write_long_input(scratch.path()), store, 80);
  ::kill(ingest.process().id(), SIGINT);
  CHECK(ingest.wait().exit_code == exit_code_stopped);
  CHECK(shown_after(ingest.written(), 80) ==
        "made a new store in " + store.string() +
            "\nrelata ingest: ingesting was stopped; the store is as it was\n");
}

TEST_CASE("a terminal's rows are what control codes make of a text") {
  CHECK(shown_after("reading\r\x1b[Kdone\r\n", 80) == "done\n");
  CHECK(shown_after("reading\rdone\r\n", 80) == "doneing\n");
  CHECK(shown_after("reading\r\x1b[K", 4) == "read\n");
}
