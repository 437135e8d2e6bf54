// The disk refuses a call: what was acknowledged stays, what was not is there whole or not at all,
// and the program says what happened. fault_shim.c does the refusing.

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "tests/crash/program.h"
#include "tests/crash/scratch.h"
#include "tests/crash/world.h"

using namespace relata;
using namespace relata::testing;
namespace fs = std::filesystem;

namespace {

constexpr int exit_code_io = 10;
constexpr int exit_code_of_shim = 99;

struct FaultKind {
  const char* name;
  bool is_sticky;
};

constexpr FaultKind fault_kinds[] = {
    {.name = "eio", .is_sticky = false},    {.name = "eio", .is_sticky = true},
    {.name = "enospc", .is_sticky = false}, {.name = "enospc", .is_sticky = true},
    {.name = "half", .is_sticky = false},   {.name = "half", .is_sticky = true},
    {.name = "short", .is_sticky = false},  {.name = "exit", .is_sticky = false},
};

struct Fault {
  FaultKind kind;
  std::uint64_t at = 0;  // which call fails, from 1; 0: none
};

std::vector<std::string> settings_for(const Fault& fault, const fs::path& watched,
                                      const fs::path& count_file) {
  std::vector<std::string> settings = {"LD_PRELOAD=" RELATA_FAULT_SHIM,
                                       "ASAN_OPTIONS=verify_asan_link_order=0",
                                       "FAULT_PATH=" + watched.string(),
                                       "FAULT_AT=" + std::to_string(fault.at),
                                       std::string("FAULT_KIND=") + fault.kind.name,
                                       "FAULT_COUNT=" + count_file.string()};
  if (fault.kind.is_sticky) settings.emplace_back("FAULT_STICKY=1");
  return settings;
}

// One batch more for a store of a few, while the disk refuses a call.
class FaultyIngest {
 public:
  // With no batches before, the ingest makes the store. Calls on files whose path in the store
  // begins with `watched` are counted and refused.
  FaultyIngest(Story story, BatchNumber before, const std::string& watched = "")
      : expected_(story), before_(before), watched_(store_.string() + watched) {
    for (BatchNumber number = 1; number <= before; ++number) {
      const Ending ending = ingest_file(story.file(number, scratch_.path()), base_);
      INFO(ending.errors);
      REQUIRE(ending.exit_code == 0);
    }
    file_ = story.file(before + 1, scratch_.path());
    calls_ = count_calls();
  }

  [[nodiscard]] std::uint64_t calls() const { return calls_; }
  [[nodiscard]] int tries() const { return tries_; }

  void try_fault(const Fault& fault) {
    CAPTURE(fault.kind.name, fault.kind.is_sticky, fault.at, calls_);
    const Ending ending = run(fault);
    CAPTURE(ending.exit_code, ending.signal, ending.errors);
    CHECK(!ending.is_hung);
    check_ending(fault, ending);
    ++tries_;
    const BatchNumber acknowledged = before_ + (ending.exit_code == 0 ? 1 : 0);
    if (before_ > 0 || acknowledged > 0 || fs::exists(store_)) check_store(acknowledged);
    if (tries_ % 4 == 0) check_that_it_goes_on();
  }

  void print_tally() const {
    std::printf(
        "%llu calls; %d faults: %d refused, %d did not matter, %d ended by the call, %d aborts of "
        "RocksDB; %d batches came through unacknowledged\n",
        static_cast<unsigned long long>(calls_), tries_, refused_, unnoticed_, ended_, aborts_,
        came_through_);
  }

 private:
  void begin_again() const {
    fs::remove_all(store_);
    if (before_ > 0) copy_store(base_, store_);
  }

  Ending run(const Fault& fault) const {
    begin_again();
    return Process(ingest_command(file_, store_), settings_for(fault, watched_, count_file_))
        .wait();
  }

  std::uint64_t count_calls() const {
    const Ending ending = run({.kind = {.name = "none", .is_sticky = false}});
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    std::uint64_t calls = 0;
    std::ifstream(count_file_) >> calls;
    return calls;
  }

  void check_ending(const Fault& fault, const Ending& ending) {
    // Debian's RocksDB aborts on some failures in a row; it may, if that loses nothing.
    if (ending.signal == SIGABRT) {
      ++aborts_;
      CHECK(ending.errors.find("terminate called") == std::string::npos);  // that would be ours
    } else if (ending.exit_code == 0) {
      ++unnoticed_;
    } else if (std::string(fault.kind.name) == "exit") {
      ++ended_;
      CHECK(ending.exit_code == exit_code_of_shim);
    } else {
      ++refused_;
      CHECK(ending.exit_code == exit_code_io);
      CHECK(message_problem(ending.errors, store_) == "");
    }
    if (std::string(fault.kind.name) == "short") CHECK(ending.exit_code == 0);
  }

  void check_store(BatchNumber acknowledged) {
    const Depth depth = tries_ % 5 == 0 ? Depth::indexes : Depth::contents;
    const Verdict verdict = judge(store_, expected_, acknowledged, depth);
    REQUIRE(verdict.problem == "");
    came_through_ += verdict.head > acknowledged ? 1 : 0;
  }

  // Once the disk is well again, nobody has to tidy up.
  void check_that_it_goes_on() {
    const Ending ending = ingest_file(file_, store_);
    CAPTURE(ending.exit_code, ending.errors);
    CHECK(ending.exit_code == 0);
    const Verdict verdict = judge(store_, expected_, before_ + 1, Depth::contents);
    REQUIRE(verdict.problem == "");
    CHECK(verdict.head == before_ + 1);
  }

  ScratchDirectory scratch_;
  Expected expected_;
  BatchNumber before_;
  fs::path base_ = scratch_.path() / "base";
  fs::path store_ = scratch_.path() / "store";
  fs::path watched_;
  fs::path count_file_ = scratch_.path() / "count";
  fs::path file_;
  std::uint64_t calls_ = 0;
  int tries_ = 0;
  int refused_ = 0;
  int unnoticed_ = 0;
  int ended_ = 0;
  int aborts_ = 0;
  int came_through_ = 0;
};

// Faults of every kind, spread over the calls after the first `passed`.
void try_faults(FaultyIngest& ingest, std::uint64_t points_each, Random& random,
                std::uint64_t passed = 0) {
  const std::uint64_t calls = ingest.calls() - passed;
  REQUIRE(calls >= points_each);
  for (const FaultKind& kind : fault_kinds) {
    for (std::uint64_t point = 0; point < points_each; ++point) {
      const std::uint64_t first = calls * point / points_each;
      const std::uint64_t end = calls * (point + 1) / points_each;
      ingest.try_fault({.kind = kind, .at = 1 + passed + first + random.below(end - first)});
    }
  }
  ingest.print_tally();
}

}  // namespace

TEST_CASE("a refused call in a small batch loses nothing and is reported") {
  const std::uint64_t seed = announced_seed();
  CAPTURE(seed);
  Random random(seed);
  FaultyIngest ingest(Story(seed), 3);
  try_faults(ingest, 15, random);
}

TEST_CASE("a refused call in a large batch loses nothing and is reported") {
  const std::uint64_t seed = announced_seed();
  CAPTURE(seed);
  Random random(seed);
  FaultyIngest ingest(Story(seed, 4), 3);
  try_faults(ingest, 5, random);
}

// The last step of a load: the manifest may hold what its writer was told is lost.
TEST_CASE("a refused call on the manifest in a large batch loses nothing and is reported") {
  const std::uint64_t seed = announced_seed();
  CAPTURE(seed);
  Random random(seed);
  FaultyIngest ingest(Story(seed, 4), 3, "/db/MANIFEST");
  constexpr std::uint64_t last = 8;
  try_faults(ingest, last, random, ingest.calls() - last);
}

TEST_CASE("a refused call while a store is made leaves a whole one or none") {
  const std::uint64_t seed = announced_seed();
  CAPTURE(seed);
  Random random(seed);
  FaultyIngest ingest(Story(seed), 0);
  try_faults(ingest, 3, random);
}
