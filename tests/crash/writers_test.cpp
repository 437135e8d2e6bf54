// Two programs that want to write to one store.

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/crash/program.h"
#include "tests/crash/scratch.h"
#include "tests/crash/world.h"

using namespace relata;
using namespace relata::testing;
namespace fs = std::filesystem;

namespace {

constexpr int exit_code_locked = 6;

// What a refused writer must have said.
void check_refusal(const Ending& refused, const fs::path& store, pid_t winner) {
  INFO(refused.errors);
  CHECK(refused.exit_code == exit_code_locked);
  CHECK(message_problem(refused.errors, store) == "");
  CHECK(refused.errors.find("process " + std::to_string(winner) + " ") != std::string::npos);
}

Records one_entity(int pair, char which) {
  const std::string key = "pair " + std::to_string(pair) + which;
  return {.entities = {{.key = key, .type = "person", .names = {key}}},
          .documents = {},
          .relations = {}};
}

}  // namespace

TEST_CASE("of two writers that start together one is refused by name, or has its turn after") {
  const ScratchDirectory scratch;
  constexpr int pairs = 30;
  constexpr int pairs_that_find_none = 10;  // each of these makes a store of its own
  int refused = 0;
  Contents expected;
  for (int pair = 0; pair < pairs; ++pair) {
    CAPTURE(pair);
    const int number = std::min(pair, pairs_that_find_none);
    const fs::path store = scratch.path() / ("store" + std::to_string(number));
    if (number == pair) expected.clear();
    const Records records[] = {one_entity(pair, 'a'), one_entity(pair, 'b')};
    const fs::path files[] = {scratch.path() / "a.jsonl", scratch.path() / "b.jsonl"};
    for (const int i : {0, 1}) write_lines(records[i], files[i]);

    Process first(ingest_command(files[0], store));
    Process second(ingest_command(files[1], store));
    const Ending endings[] = {first.wait(), second.wait()};
    CAPTURE(endings[0].errors, endings[1].errors);
    REQUIRE((endings[0].exit_code == 0 || endings[1].exit_code == 0));
    const pid_t others[] = {second.id(), first.id()};
    for (const int i : {0, 1}) {
      if (endings[i].exit_code == 0) continue;
      ++refused;
      check_refusal(endings[i], store, others[i]);
      CHECK(ingest_file(files[i], store).exit_code == 0);
    }

    const auto opened = open_store(store, OpenMode::write);
    const std::vector<Batch> batches = opened->batches(opened->snapshot());
    REQUIRE(batches.size() >= 2);
    for (const Batch& batch : {batches[batches.size() - 2], batches.back()}) {
      add(records[batch.source == files[0] ? 0 : 1], batch.number, expected);
    }
    CHECK(difference(expected, contents_of(*opened, opened->snapshot())) == "");
    CHECK(opened->verify().empty());
  }
  std::printf("%d pairs, %d of the writers were refused\n", pairs, refused);
}
