// A disk that is really full.

#include <catch2/catch.hpp>

#include "tests/crash/program.h"
#include "tests/crash/small_disk.h"
#include "tests/crash/world.h"

using namespace relata;
using namespace relata::testing;
namespace fs = std::filesystem;

namespace {

constexpr int exit_code_io = 10;

// A reader needs no room: neither the program nor the library.
void check_reading(const fs::path& store, Expected& expected, BatchNumber acknowledged) {
  const Ending stats = Process({RELATA_PROGRAM, "stats", "--store", store.string()}).wait();
  INFO(stats.errors);
  CHECK(stats.exit_code == 0);
  const auto opened = open_store(store, OpenMode::read);
  const BatchNumber head = opened->info().head;
  CHECK((head == acknowledged || head == acknowledged + 1));
  CHECK(difference(expected.after(head), contents_of(*opened, opened->snapshot())) == "");
}

}  // namespace

TEST_CASE("a full disk is reported, costs nothing, and needs nobody once there is room again") {
  const std::uint64_t seed = announced_seed();
  Random random(seed);
  constexpr std::uint64_t disk_bytes = 96 << 20;
  const SmallDisk disk(disk_bytes);
  if (!disk.why_none().empty()) {
    WARN("skipped: no small disk can be mounted here: " + disk.why_none());
    return;
  }
  const ScratchDirectory scratch;
  Expected expected{Story(seed, 4)};
  const fs::path store = disk.path() / "store";
  BatchNumber acknowledged = 0;
  int failures = 0;
  constexpr int rounds = 8;
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(seed, round, acknowledged);
    const fs::path file = expected.story().file(acknowledged + 1, scratch.path());
    // From no room at all to so much that the batch may fit.
    const std::uint64_t bytes_left = round == 0 ? 0 : random.below(1 << (12 + round));
    disk.fill(bytes_left);
    const Ending full = ingest_file(file, store);
    CAPTURE(bytes_left, full.exit_code, full.signal, full.errors);
    CHECK(!full.is_hung);
    if (full.exit_code == 0) {
      ++acknowledged;
    } else {
      ++failures;
      CHECK(full.exit_code == exit_code_io);
      CHECK(message_problem(full.errors, store) == "");
    }
    if (acknowledged > 0) check_reading(store, expected, acknowledged);
    disk.free_room();
    const Ending freed = ingest_file(file, store);
    INFO(freed.errors);
    REQUIRE(freed.exit_code == 0);
    if (full.exit_code != 0) ++acknowledged;
    const Verdict verdict = judge(store, expected, acknowledged, Depth::indexes);
    REQUIRE(verdict.problem == "");
    CHECK(verdict.head == acknowledged);
  }
  std::printf("%d rounds, %d of them failed for want of room\n", rounds, failures);
  CHECK(failures >= rounds / 2);
}
