// Opening: what is refused, and that refusing changes nothing.

#include <relata/store.h>
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "tests/graph/random_batches.h"
#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::RandomBatches;
using relata::testing::TemporaryDirectory;
namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// Everything but the engine's own log of what it did, and the lock file that names its holder.
std::map<std::string, std::string> contents(const fs::path& directory) {
  std::map<std::string, std::string> all;
  for (const auto& file : fs::recursive_directory_iterator(directory)) {
    const std::string name = file.path().filename().string();
    if (!file.is_regular_file() || name.starts_with("LOG") || name == "relata.lock") continue;
    all[fs::relative(file.path(), directory).string()] = read_file(file.path());
  }
  return all;
}

struct Opened {
  std::optional<ErrorCode> refused;
  std::string message;
};

Opened try_open(const fs::path& directory, OpenMode mode) {
  try {
    (void)open_store(directory, mode);
    return {};
  } catch (const Error& error) {
    return {.refused = error.code(), .message = error.what()};
  }
}

// A store of several batches, closed.
struct Sample {
  Sample() {
    create_store(path);
    const auto store = open_store(path, OpenMode::write);
    RandomBatches batches(5);
    for (int i = 0; i < 6; ++i) store->commit(batches.next(*store, 20));
  }
  TemporaryDirectory directory;
  fs::path path = directory.path() / "store";
};

std::uint64_t fingerprint(const Store& store) {
  std::hash<std::string> hash;
  std::uint64_t sum = 0;
  store.scan(
      store.snapshot(), {},
      {.entity = [&](const Entity& e) { sum += hash(e.key + std::to_string(e.names.size())); },
       .relation =
           [&](const RelationClaims& r) {
             sum +=
                 hash(r.relation.key + r.relation.valid.text() + std::to_string(r.claims.size()));
           },
       .adjacency =
           [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
             for (const auto& entry : entries) {
               sum += owner.value * 31 + entry.neighbour.value * 7 + entry.relation.value;
             }
           }});
  return sum;
}

}  // namespace

TEST_CASE("a directory that is no store is refused, whatever is in it") {
  const TemporaryDirectory directory;
  CHECK(try_open(directory.path() / "absent", OpenMode::read).refused == ErrorCode::no_store);
  CHECK(try_open(directory.path(), OpenMode::read).refused == ErrorCode::no_store);
  write_file(directory.path() / "a file", "x");
  CHECK(try_open(directory.path(), OpenMode::write).refused == ErrorCode::no_store);
  CHECK_THROWS_AS(create_store(directory.path()), Error);
  CHECK(contents(directory.path()).size() == 1);
}

TEST_CASE("a store made in an empty directory that is there already opens") {
  const TemporaryDirectory directory;
  create_store(directory.path());
  CHECK(!try_open(directory.path(), OpenMode::write).refused);
  CHECK(!try_open(directory.path(), OpenMode::read).refused);
}

TEST_CASE(
    "of several that make a store of one name at once one makes it, and the others are told") {
  const TemporaryDirectory directory;
  constexpr int rounds = 40;
  for (int round = 0; round < rounds; ++round) {
    const fs::path path = directory.path() / std::to_string(round) / "store";
    fs::create_directory(path.parent_path());
    std::array<std::optional<ErrorCode>, 4> refused;
    std::array<std::thread, 4> threads;
    for (std::size_t i = 0; i < threads.size(); ++i) {
      threads[i] = std::thread([&, i] {
        try {
          create_store(path);
        } catch (const Error& error) {
          refused[i] = error.code();
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CAPTURE(round);
    CHECK(std::count(refused.begin(), refused.end(), std::nullopt) == 1);
    for (const auto& code : refused) {
      if (code) CHECK((*code == ErrorCode::locked || *code == ErrorCode::usage));
    }
    CHECK(open_store(path, OpenMode::read)->verify().empty());
    // Nothing lies beside it.
    CHECK(std::distance(fs::directory_iterator(path.parent_path()), {}) == 1);
  }
}

TEST_CASE("a newer store is refused with a message that says so") {
  Sample sample;
  std::string marker = read_file(sample.path / "relata.marker");
  marker.replace(marker.find("format 1"), 8, "format 9");
  write_file(sample.path / "relata.marker", marker);
  for (const auto mode : {OpenMode::read, OpenMode::write}) {
    const Opened opened = try_open(sample.path, mode);
    CHECK(opened.refused == ErrorCode::newer);
    CHECK(opened.message.find("format 9") != std::string::npos);
  }
}

TEST_CASE("a second writer is told who holds the store") {
  Sample sample;
  const auto writer = open_store(sample.path, OpenMode::write);
  const Opened second = try_open(sample.path, OpenMode::write);
  CHECK(second.refused == ErrorCode::locked);
  CHECK(second.message.find("process " + std::to_string(getpid())) != std::string::npos);
  CHECK(!try_open(sample.path, OpenMode::read).refused);
}

TEST_CASE("a missing or cut file is refused to all, and nothing is changed by the refusal") {
  const Sample sample;
  const auto whole = contents(sample.path);
  for (const auto& [name, bytes] : whole) {
    const bool is_harmless = name.find("OPTIONS") != std::string::npos ||
                             name.find("IDENTITY") != std::string::npos ||
                             name.find("LOCK") != std::string::npos || bytes.empty();
    if (is_harmless) continue;
    CAPTURE(name);
    for (const bool is_removed : {true, false}) {
      // Half a ledger is one whole slot, as after a torn write.
      if (name == "relata.ledger" && !is_removed) continue;
      const TemporaryDirectory copy;
      fs::copy(sample.path, copy.path() / "store", fs::copy_options::recursive);
      const fs::path file = copy.path() / "store" / name;
      if (is_removed) {
        fs::remove(file);
      } else {
        write_file(file, bytes.substr(0, bytes.size() / 2));
      }
      const auto before = contents(copy.path() / "store");
      const Opened first = try_open(copy.path() / "store", OpenMode::write);
      CAPTURE(is_removed, first.message);
      CHECK(first.refused.has_value());
      CHECK(contents(copy.path() / "store") == before);
      for (const auto mode : {OpenMode::write, OpenMode::read}) {
        const Opened again = try_open(copy.path() / "store", mode);
        CAPTURE(again.message);
        CHECK(again.refused == first.refused);
        CHECK(contents(copy.path() / "store") == before);
      }
    }
  }
}

TEST_CASE("a flipped bit in any file is refused or changes no answer") {
  const Sample sample;
  const std::uint64_t expected = fingerprint(*open_store(sample.path, OpenMode::read));
  const std::uint32_t seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  int refused = 0;
  for (const auto& [name, bytes] : contents(sample.path)) {
    if (bytes.empty()) continue;
    for (int i = 0; i < 25; ++i) {
      const TemporaryDirectory copy;
      fs::copy(sample.path, copy.path() / "store", fs::copy_options::recursive);
      std::string flipped = bytes;
      const std::size_t place = random() % bytes.size();
      flipped[place] = static_cast<char>(flipped[place] ^ (1 << random() % 8));
      write_file(copy.path() / "store" / name, flipped);
      CAPTURE(name, place);
      try {
        const auto store =
            open_store(copy.path() / "store", i % 2 == 0 ? OpenMode::write : OpenMode::read);
        if (store->verify().empty()) {
          CHECK(fingerprint(*store) == expected);
        } else {
          ++refused;
        }
      } catch (const Error&) {
        ++refused;
      }
    }
  }
  CHECK(refused > 50);
}

TEST_CASE("a record of a kind that no store has is refused, which a reader would read forever") {
  const Sample sample;
  {
    const auto store = open_store(sample.path, OpenMode::write);  // leaves a short log behind
    RandomBatches other(78);
    store->commit(other.next(*store, 5));
  }
  int refused = 0;
  for (const auto& [name, bytes] : contents(sample.path)) {
    const std::string file = fs::path(name).filename().string();
    if (!file.starts_with("MANIFEST-") && !file.ends_with(".log")) continue;
    constexpr std::size_t kind = 6;  // in a record's header; these files are short of a block
    for (std::size_t place = 0; place + kind < bytes.size();) {
      std::string flipped = bytes;
      flipped[place + kind] ^= 4;
      write_file(sample.path / name, flipped);
      CAPTURE(name, place);
      for (const OpenMode mode : {OpenMode::read, OpenMode::write}) {
        CHECK(try_open(sample.path, mode).refused == ErrorCode::damaged);
      }
      ++refused;
      const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
      place += kind + 1 + byte(place + 4) + std::size_t{byte(place + 5)} * 256;
    }
    write_file(sample.path / name, bytes);
  }
  CHECK(refused > 10);
  CHECK(!try_open(sample.path, OpenMode::read).refused);
}

TEST_CASE("a slot of the ledger that is not whole is a finding, and the next batch mends it") {
  const Sample sample;
  const fs::path ledger = sample.path / "relata.ledger";
  std::string bytes = read_file(ledger);
  bytes[70] ^= 1;  // in the slot of the odd batches; the last is even
  write_file(ledger, bytes);
  const auto findings = open_store(sample.path, OpenMode::read)->verify();
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where == ledger.string());
  {
    const auto store = open_store(sample.path, OpenMode::write);
    RandomBatches other(78);
    Changes more = other.next(*store, 5);
    more.batch_id = "one more";
    store->commit(more);
  }
  CHECK(open_store(sample.path, OpenMode::read)->verify().empty());
}

TEST_CASE("a writer that closes leaves no long log for the next open to replay") {
  constexpr std::uintmax_t log_bytes_left = 256 << 10;
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  const auto log_bytes = [&] {
    std::uintmax_t bytes = 0;
    for (const auto& file : fs::directory_iterator(path / "db")) {
      if (file.path().extension() == ".log") bytes += file.file_size();
    }
    return bytes;
  };
  create_store(path);
  RandomBatches batches(6);
  {
    const auto store = open_store(path, OpenMode::write);
    for (int i = 0; i < 2; ++i) store->commit(batches.next(*store, 2000));
    REQUIRE(log_bytes() > log_bytes_left);
  }
  CHECK(log_bytes() <= log_bytes_left);
  CHECK(open_store(path, OpenMode::read)->snapshot().head == 2);
}

TEST_CASE("an older copy of the data under a newer ledger is refused as a rollback") {
  Sample sample;
  const TemporaryDirectory copy;
  fs::copy(sample.path, copy.path() / "older", fs::copy_options::recursive);
  {
    const auto store = open_store(sample.path, OpenMode::write);
    RandomBatches other(77);
    Changes more = other.next(*store, 5);
    more.batch_id = "one more";
    store->commit(more);
  }
  fs::remove_all(sample.path / "db");
  fs::copy(copy.path() / "older" / "db", sample.path / "db", fs::copy_options::recursive);
  const Opened opened = try_open(sample.path, OpenMode::write);
  CHECK(opened.refused == ErrorCode::damaged);
  CHECK(opened.message.find("batch 7") != std::string::npos);
  CHECK(opened.message.find("batch 6") != std::string::npos);
}
