// Killed at any moment, the program loses nothing it has acknowledged and leaves nothing half.

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/crash/program.h"
#include "tests/crash/scratch.h"
#include "tests/crash/world.h"

using namespace relata;
using namespace relata::testing;
namespace fs = std::filesystem;

namespace {

using Microseconds = std::chrono::microseconds;

// Starts an ingest that takes `span` and kills it: at any moment, or, every other time, in its last
// third, where the commit is. It may have ended by then.
Ending ingest_and_kill(const fs::path& file, const fs::path& store, Microseconds span,
                       Random& random) {
  const auto whole = static_cast<std::uint64_t>(span.count());
  const std::uint64_t earliest = random.below(2) == 0 ? 0 : whole * 2 / 3;
  const Microseconds moment(earliest + random.below(whole - earliest + 1));
  Process ingest(ingest_command(file, store));
  std::this_thread::sleep_for(moment);
  ingest.kill();
  return ingest.wait();
}

// A store that is filled batch by batch and killed meanwhile, and what is known of it.
class KilledStore {
 public:
  KilledStore(Story story, fs::path directory, Random& random)
      : expected_(story), directory_(std::move(directory)), random_(random) {
    fs::create_directories(directory_);
    store_ = directory_ / "store";
    for (const BatchNumber number : {1, 2, 3}) {
      span_[story.is_large(number)] = time_ingest(file(number), store_);
    }
    acknowledged_ = 3;
    copy_store(store_, directory_ / "young");
  }

  // As it was after the first three batches.
  void begin_again() {
    copy_store(directory_ / "young", store_);
    acknowledged_ = 3;
  }

  // Ingests the next batch and kills that; `kills` counts those that came in time.
  void kill_ingest(int& kills) {
    const BatchNumber number = acknowledged_ + 1;
    note(ingest_and_kill(file(number), store_, span(number), random_), number, kills);
  }

  // Kills an ingest that finds a store as the kill before has left it.
  void kill_reopening(int& kills) {
    const BatchNumber number = acknowledged_ + 1;
    note(ingest_and_kill(file(number), store_, span(number) / 2, random_), number, kills);
  }

  // Is all there that must be? What came through without being acknowledged stays.
  void check(Depth depth) {
    const Verdict verdict = judge(store_, expected_, acknowledged_, depth);
    REQUIRE(verdict.problem.empty());
    CHECK(!fs::exists(store_ / "load"));
    open_seconds_.push_back(verdict.open_seconds);
    came_through_ += verdict.head > acknowledged_ ? 1 : 0;
    acknowledged_ = verdict.head;
  }

  // The program itself goes on, whatever the kill left behind.
  void go_on() {
    const BatchNumber number = acknowledged_ + 1;
    const Ending ending = ingest_file(file(number), store_);
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    acknowledged_ = number;
  }

  // A batch that is there is found to be there.
  void repeat_last() {
    const Ending ending = ingest_file(file(acknowledged_), store_);
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    CHECK(ending.output.find("Nothing new") != std::string::npos);
  }

  [[nodiscard]] BatchNumber acknowledged() const { return acknowledged_; }
  [[nodiscard]] const std::vector<double>& open_seconds() const { return open_seconds_; }
  // Batches that were there, though the kill came before they were acknowledged.
  [[nodiscard]] int came_through() const { return came_through_; }

 private:
  // An ingest that the kill did not reach has to have done its work.
  void note(const Ending& ending, BatchNumber number, int& kills) {
    if (ending.signal == SIGKILL) {
      ++kills;
      return;
    }
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    acknowledged_ = number;
  }

  [[nodiscard]] fs::path file(BatchNumber number) const {
    return expected_.story().file(number, directory_);
  }
  [[nodiscard]] Microseconds span(BatchNumber number) const {
    return span_[expected_.story().is_large(number)];
  }

  Expected expected_;
  fs::path directory_;
  fs::path store_;
  Random& random_;
  Microseconds span_[2] = {};  // of an ingest of a small batch, of a large one
  BatchNumber acknowledged_ = 0;
  std::vector<double> open_seconds_;
  int came_through_ = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// What is being made beside a store, or was when a kill came.
std::size_t count_unfinished(const fs::path& directory) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(directory)) {
    count += entry.path().filename().string().find(".creating-") != std::string::npos;
  }
  return count;
}

// The lines of a file with judgements on them, some of which tell their claims apart.
fs::path with_judgements(const fs::path& file) {
  const fs::path path = file.parent_path() / "judged.jsonl";
  std::ifstream from(file);
  std::ofstream to(path);
  std::size_t relations = 0;
  for (std::string line; std::getline(from, line);) {
    const std::size_t batch = line.starts_with("{\"relation\":") ? ++relations % 4 : 0;
    if (batch != 0) line.insert(line.size() - 1, ",\"in_batch\":" + std::to_string(batch));
    to << line << "\n";
  }
  to << R"({"judgement":"same","a":"e1-0","b":"e1-1","judged":"2025-01-01T00:00:00Z","after_batch":0}
{"judgement":"retracted","of_document":"d1","judged":"2025-01-02T00:00:00Z","after_batch":1}
{"judgement":"withdrawn","a":"e1-0","b":"e1-1","judged":"2025-01-03T00:00:00Z","after_batch":1}
{"judgement":"retracted","of_batch":2,"judged":"2025-01-04T00:00:00Z"}
{"judgement":"different","a":"e1-0","b":"e1-1","judged":"2025-01-05T00:00:00Z"}
)";
  return path;
}

}  // namespace

TEST_CASE("a kill at any moment loses no acknowledged batch and leaves none half") {
  const std::uint64_t seed = announced_seed();
  Random random(seed);
  const ScratchDirectory scratch;
  KilledStore store(Story(seed), scratch.path(), random);
  constexpr int kills_wanted = 66;
  int kills = 0;
  for (int round = 1; kills < kills_wanted; ++round) {
    const BatchNumber before = store.acknowledged();
    CAPTURE(seed, round, before);
    store.kill_ingest(kills);
    if (round % 10 == 0) store.kill_reopening(kills);
    // One more process may have come through than was acknowledged.
    store.check(round % 5 == 0 ? Depth::indexes : Depth::contents);
    if (round % 4 == 0) store.repeat_last();
    if (round % 3 == 0) store.go_on();
  }
  store.check(Depth::indexes);
  std::printf("%d kills, %d batches came through unacknowledged, median open %.3f s\n", kills,
              store.came_through(), median(store.open_seconds()));
  CHECK(median(store.open_seconds()) < 1.0);
}

TEST_CASE("a kill in a large batch leaves it out, and is in nobody's way") {
  const std::uint64_t seed = announced_seed();
  Random random(seed);
  const ScratchDirectory scratch;
  KilledStore store(Story(seed, 2), scratch.path(), random);
  constexpr int kills_wanted = 14;
  int kills = 0;
  for (int round = 1; kills < kills_wanted; ++round) {
    CAPTURE(seed, round);
    store.begin_again();
    store.kill_ingest(kills);
    if (round % 3 == 0) store.kill_reopening(kills);
    // Every other time the program is the first to see what the kill has left.
    if (round % 2 == 0) store.check(Depth::contents);
    if (round % 4 == 1) store.go_on();
    if (round % 2 == 1) store.check(Depth::indexes);
  }
  std::printf("%d kills, %d batches came through unacknowledged, median open %.3f s\n", kills,
              store.came_through(), median(store.open_seconds()));
}

TEST_CASE("a kill while a store is made leaves a whole one or none, and nothing that piles up") {
  const std::uint64_t seed = announced_seed();
  Random random(seed);
  const ScratchDirectory scratch;
  Expected expected{Story(seed)};
  const fs::path file = expected.story().file(1, scratch.path());
  const Microseconds span = time_ingest(file, scratch.path() / "timed");
  constexpr int stores = 8;
  constexpr int kills_each = 4;
  int kills = 0;
  for (int i = 0; i < stores; ++i) {
    const fs::path store = scratch.path() / ("store" + std::to_string(i));
    BatchNumber acknowledged = 0;
    CAPTURE(seed, i);
    for (int k = 0; k < kills_each; ++k) {
      const Ending ending = ingest_and_kill(file, store, span, random);
      if (ending.signal == SIGKILL) ++kills;
      if (ending.exit_code == 0) acknowledged = 1;
      CHECK(count_unfinished(scratch.path()) <= 1);
      if (!fs::exists(store)) continue;
      const Verdict verdict = judge(store, expected, acknowledged, Depth::contents);
      REQUIRE(verdict.problem.empty());
      acknowledged = verdict.head;
    }
    const Ending ending = ingest_file(file, store);
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    const Verdict verdict = judge(store, expected, 1, Depth::indexes);
    CHECK(verdict.problem.empty());
    CHECK(count_unfinished(scratch.path()) == 0);
  }
  std::printf("%d kills\n", kills);
}

TEST_CASE("a load of several batches that is killed goes on to the same dump, byte for byte") {
  const std::uint64_t seed = announced_seed();
  Random random(seed);
  const ScratchDirectory scratch;
  fs::path input = Story(seed, 1).file(1, scratch.path());
  std::size_t judgements = 0;
  SECTION("of records alone") {}
  SECTION("of records and judgements, which tell batches apart") {
    input = with_judgements(input);
    judgements = 5;
  }
  const auto load = [&](const fs::path& store) {
    std::vector<std::string> command = ingest_command(input, store);
    command.insert(command.end(), {"--memory", "4"});
    return command;
  };
  const auto dump = [](const fs::path& store) {
    const Ending ending = Process({RELATA_PROGRAM, "dump", "--store", store.string()}).wait();
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    return ending.output;
  };
  const fs::path undisturbed = scratch.path() / "undisturbed";
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(Process(load(undisturbed)).wait().exit_code == 0);
  const auto span =
      std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - start);
  const std::string expected = dump(undisturbed);
  const auto whole = open_store(undisturbed, OpenMode::read);
  const std::size_t batches = whole->info().head;
  REQUIRE(batches >= 4);
  REQUIRE(whole->judgements(whole->snapshot()).size() == judgements);

  constexpr int stores = 6;
  int kills = 0;
  std::size_t resumed = 0;
  for (int i = 0; i < stores; ++i) {
    const fs::path store = scratch.path() / ("store" + std::to_string(i));
    for (int k = 0; k < 3; ++k) {
      Process process(load(store));
      std::this_thread::sleep_for(
          Microseconds(random.below(static_cast<std::uint64_t>(span.count()))));
      process.kill();
      kills += process.wait().signal == SIGKILL ? 1 : 0;
      if (fs::exists(store)) resumed += open_store(store, OpenMode::read)->info().head;
    }
    CAPTURE(seed, i);
    const Ending ending = Process(load(store)).wait();
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    CHECK(dump(store) == expected);
    const auto opened = open_store(store, OpenMode::write);
    CHECK(opened->info().head == batches);
    CHECK(opened->verify().empty());
  }
  std::printf("%d kills, %zu batches were there to go on after, of %zu in a load\n", kills, resumed,
              batches);
}
