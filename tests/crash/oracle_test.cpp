// What tests crashes must itself be able to fail: each check is shown a world that is broken in the
// way it is there to find.

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/crash/program.h"
#include "tests/crash/scratch.h"
#include "tests/crash/world.h"

using namespace relata;
using namespace relata::testing;
namespace fs = std::filesystem;

namespace {

// A store after each of its first three batches.
struct Stages {
  Stages() {
    for (const BatchNumber number : {1, 2, 3}) {
      const Ending ending = ingest_file(story.file(number, scratch.path()), store);
      INFO(ending.errors);
      REQUIRE(ending.exit_code == 0);
      copy_store(store, after(number));
    }
  }

  [[nodiscard]] fs::path after(BatchNumber number) const {
    return scratch.path() / ("after" + std::to_string(number));
  }

  ScratchDirectory scratch;
  std::uint64_t seed = announced_seed();
  Story story{seed};
  fs::path store = scratch.path() / "store";
  Expected expected{story};
};

void replace(const fs::path& what, const fs::path& by) {
  fs::remove_all(what);
  fs::copy(by, what, fs::copy_options::recursive);
}

bool begins(const std::string& text, const std::string& with) { return text.starts_with(with); }

}  // namespace

TEST_CASE("the judge is content with what is right") {
  Stages stages;
  CHECK(judge(stages.store, stages.expected, 3, Depth::indexes).problem == "");
  CHECK(judge(stages.store, stages.expected, 2, Depth::indexes).problem == "");
}

TEST_CASE("the judge sees that an acknowledged batch is lost, and one that nobody sent") {
  Stages stages;
  CHECK(begins(judge(stages.after(2), stages.expected, 3, Depth::contents).problem, "lost: "));
  CHECK(begins(judge(stages.after(3), stages.expected, 1, Depth::contents).problem, "too many: "));
}

TEST_CASE("the judge sees data that is older than its ledger, and a whole store that is older") {
  Stages stages;
  replace(stages.store / "db", stages.after(2) / "db");
  const Verdict older_data = judge(stages.store, stages.expected, 3, Depth::contents);
  CHECK(older_data.problem.find("its ledger says that batch 3 was committed") != std::string::npos);
  // With its ledger, too, the store itself cannot tell; whoever was acknowledged can.
  replace(stages.store / "relata.ledger", stages.after(2) / "relata.ledger");
  CHECK(begins(judge(stages.store, stages.expected, 3, Depth::contents).problem, "lost: "));
}

TEST_CASE("the judge sees a ledger of another store") {
  Stages stages;
  const fs::path other = stages.scratch.path() / "other";
  for (const BatchNumber number : {1, 2, 3}) {
    REQUIRE(ingest_file(stages.story.file(number, stages.scratch.path()), other).exit_code == 0);
  }
  replace(stages.store / "relata.ledger", other / "relata.ledger");
  CHECK(judge(stages.store, stages.expected, 3, Depth::contents).problem != "");
}

TEST_CASE("the judge sees half a batch, a changed record and a record too many") {
  Stages stages;
  const auto problem_with = [&](const Records& records) {
    const fs::path store = stages.scratch.path() / "changed";
    const fs::path file = stages.scratch.path() / "changed.jsonl";
    copy_store(stages.after(2), store);
    write_lines(records, file);
    const Ending ending = ingest_file(file, store);
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    return judge(store, stages.expected, 3, Depth::contents).problem;
  };
  const Records whole = stages.story.records(3);
  CHECK(problem_with(whole) == "");

  Records half = whole;
  half.entities.push_back({.key = "unknown", .type = "person", .names = {"Unknown"}});
  CHECK(begins(problem_with(half), "too many: "));
  half = whole;
  half.entities.back().names.push_back("Another");
  CHECK(begins(problem_with(half), "different: "));
  half = whole;
  half.relations.clear();
  half.documents.clear();
  half.entities.resize(1);
  half.entities.front().key = "only one";
  CHECK(problem_with(half) != "");
}

TEST_CASE("what a failing program must say is looked at word by word") {
  const fs::path path = "/tmp/store";
  CHECK(message_problem("relata ingest: writing /tmp/store/db: No space left on device\n", path) ==
        "");
  CHECK(message_problem("relata ingest: opening /tmp/store: it is odd; do this\n", path) == "");
  CHECK(message_problem("", path) != "");
  CHECK(message_problem("relata ingest: writing /tmp/store: Input/output error", path) != "");
  CHECK(message_problem("relata ingest: /tmp/store: Input/output error\nand more\n", path) != "");
  CHECK(message_problem("relata ingest: it: Input/output error\n", path) != "");
  CHECK(message_problem("relata ingest: writing /tmp/store failed\n", path) != "");
  CHECK(message_problem("/tmp/store: Input/output error\n", path) != "");
}

TEST_CASE("the shim refuses the call that it is told to, and only under the path it is given") {
  Stages stages;
  const fs::path file = stages.story.file(4, stages.scratch.path());
  const auto run = [&](const std::string& kind, const fs::path& watched) {
    return Process(ingest_command(file, stages.store),
                   {"LD_PRELOAD=" RELATA_FAULT_SHIM, "ASAN_OPTIONS=verify_asan_link_order=0",
                    "FAULT_PATH=" + watched.string(), "FAULT_AT=1", "FAULT_STICKY=1",
                    "FAULT_KIND=" + kind})
        .wait();
  };
  const Ending refused = run("enospc", stages.store);
  CHECK(refused.exit_code == 10);
  CHECK(refused.errors.find("No space left on device") != std::string::npos);
  CHECK(run("eio", stages.store).errors.find("Input/output error") != std::string::npos);
  CHECK(run("exit", stages.store).exit_code == 99);
  CHECK(judge(stages.store, stages.expected, 3, Depth::contents).head == 3);
  CHECK(run("exit", stages.scratch.path() / "elsewhere").exit_code == 0);
}

TEST_CASE("a process that hangs is noticed and ended") {
  Process sleeper({"/bin/sleep", "60"});
  const Ending ending = sleeper.wait(std::chrono::milliseconds(50));
  CHECK(ending.is_hung);
}
