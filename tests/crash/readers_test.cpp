// Readers beside a program that writes: they are never refused, and see whole batches only.

#include <relata/lookup.h>
#include <relata/neighborhood.h>
#include <relata/search.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <set>

#include "tests/crash/program.h"
#include "tests/crash/scratch.h"
#include "tests/crash/world.h"

using namespace relata;
using namespace relata::testing;
namespace fs = std::filesystem;

namespace {

// What the batches of a snapshot brought, as they say themselves and as a walk finds it.
struct Counts {
  std::uint64_t entities = 0;
  std::uint64_t documents = 0;
  std::uint64_t relations = 0;
  std::uint64_t claims = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};

Counts announced(const Store& store, const Snapshot& at) {
  Counts counts;
  const std::vector<Batch> batches = store.batches(at);
  CHECK(batches.size() == at.head);
  for (const Batch& batch : batches) {
    counts.entities += batch.entities;
    counts.documents += batch.documents;
    counts.relations += batch.relations;
    counts.claims += batch.claims;
  }
  return counts;
}

// Walks over the records and over each index, and compares what they say.
void check_whole(const Store& store, const Snapshot& at) {
  constexpr std::uint64_t names_looked_up = 50;
  Counts counts;
  std::set<RelationRef> recorded;
  std::vector<Entity> named;
  ScanSink records;
  records.entity = [&](const Entity& entity) {
    if (counts.entities++ % names_looked_up == 0) named.push_back(entity);
  };
  records.document = [&](const Document&) { ++counts.documents; };
  records.relation = [&](const RelationClaims& found) {
    ++counts.relations;
    counts.claims += found.claims.size();
    recorded.insert({.source = found.relation.source, .id = found.relation.id});
  };
  store.scan(at, {}, records);
  CHECK(counts == announced(store, at));

  std::set<RelationRef> adjacent;
  ScanSink adjacency;
  adjacency.adjacency = [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
    for (const AdjacencyEntry& entry : entries) {
      adjacent.insert({.source = owner, .id = entry.relation});
    }
  };
  store.scan(at, {}, adjacency);
  CHECK(adjacent == recorded);

  for (const Entity& entity : named) {
    const auto found = store.lookup(at, {.folded = fold_name(entity.names.front().text)});
    CHECK(std::any_of(found.begin(), found.end(),
                      [&](const NameMatch& match) { return match.entity == entity.id; }));
  }
}

// The size on disk belongs to no batch.
std::string without_size(std::string answer) {
  const std::size_t begin = answer.find("\"bytes_on_disk\":");
  if (begin != std::string::npos) answer.erase(begin, answer.find_first_of(",}", begin) - begin);
  return answer;
}

// `relata VERB ... --store STORE`, ended with 0 and without a word of complaint.
std::string answer_of(std::vector<std::string> words, const fs::path& store) {
  words.insert(words.begin(), RELATA_PROGRAM);
  words.insert(words.end(), {"--store", store.string()});
  const Ending ending = Process(words).wait(std::chrono::seconds(60));
  CAPTURE(words, ending.errors, ending.is_hung);
  CHECK(ending.exit_code == 0);
  CHECK(ending.errors.empty());
  return without_size(ending.output);
}

}  // namespace

TEST_CASE("a reader that stays open while another program writes sees each batch whole or not") {
  const std::uint64_t seed = announced_seed();
  const ScratchDirectory scratch;
  const fs::path store = scratch.path() / "store";
  constexpr BatchNumber batches = 9;
  constexpr BatchNumber large_every = 8;  // once: each look at what it brings takes its time
  Expected expected{Story(seed, large_every)};
  REQUIRE(ingest_file(expected.story().file(1, scratch.path()), store).exit_code == 0);
  const auto reader = open_store(store, OpenMode::read);
  const Snapshot first = reader->snapshot();
  const Contents at_first = contents_of(*reader, first);
  int asked = 0;
  for (BatchNumber number = 2; number <= batches; ++number) {
    const fs::path file = expected.story().file(number, scratch.path());
    Process writer(ingest_command(file, store));
    for (bool is_last = false; !is_last; ++asked) {
      is_last = writer.ends_within(std::chrono::milliseconds(0));
      const Snapshot at = reader->snapshot();
      CAPTURE(seed, number, at.head);
      REQUIRE((at.head == number || (at.head == number - 1 && !is_last)));
      REQUIRE(difference(expected.after(at.head), contents_of(*reader, at)).empty());
      check_whole(*reader, at);
      // One that opens the store only now, too.
      const auto newcomer = open_store(store, OpenMode::read);
      REQUIRE(newcomer->snapshot().head >= at.head);
    }
    const Ending ending = writer.wait(std::chrono::seconds(60));
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
  }
  CHECK(difference(at_first, contents_of(*reader, first)).empty());
  std::printf("asked %d times during %d batches\n", asked, static_cast<int>(batches - 1));
  CHECK(asked >= static_cast<int>(batches));
}

TEST_CASE("a reader with the graph in memory goes on to what another program wrote in a second") {
  const std::uint64_t seed = announced_seed();
  const ScratchDirectory scratch;
  const fs::path store = scratch.path() / "store";
  constexpr BatchNumber batches = 6;
  const Story story(seed, batches);  // the last is large
  REQUIRE(ingest_file(story.file(1, scratch.path()), store).exit_code == 0);
  const auto reader = open_store(store, OpenMode::read);
  Graph graph(*reader, reader->snapshot());
  for (BatchNumber number = 2; number <= batches; ++number) {
    REQUIRE(ingest_file(story.file(number, scratch.path()), store).exit_code == 0);
    const auto written = std::chrono::steady_clock::now();
    const Snapshot at = reader->snapshot();
    graph = graph.at(*reader, at);
    CHECK(std::chrono::steady_clock::now() - written < std::chrono::seconds(1));
    CAPTURE(seed, number);
    REQUIRE(at.head >= number);  // an ingest may judge, in a batch of its own
    const Graph loaded(*reader, at);
    REQUIRE(graph.relations() == loaded.relations());
    REQUIRE(graph.entities() == loaded.entities());
    const std::uint64_t entities = reader->info().entity_id_end;
    for (std::uint64_t id = 0; id < entities; id += 1 + entities / 50) {
      const NeighborhoodQuery around{.center = {id}, .hops = 2, .detail = Detail::structure};
      const auto found = find_neighborhood(graph, around).neighbors;
      const auto expected = find_neighborhood(*reader, at, around).neighbors;
      REQUIRE(found.size() == expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        REQUIRE(found[i].entity == expected[i].entity);
        REQUIRE(found[i].hops == expected[i].hops);
      }
    }
  }
}

TEST_CASE("commands that run while a load comes in as many batches answer of one or another") {
  const std::uint64_t seed = announced_seed();
  const ScratchDirectory scratch;
  const fs::path store = scratch.path() / "store";
  create_store(store);
  std::vector<std::string> load = ingest_command(Story(seed, 1).file(1, scratch.path()), store);
  load.insert(load.end(), {"--memory", "4"});
  const std::vector<std::vector<std::string>> commands = {
      {"stats", "--format", "json"},
      {"batches", "--format", "json"},
      {"neighbors", "e1-0", "--hops", "3", "--format", "json"},
      {"path", "e1-0", "e1-1", "--format", "json"},
      {"dump"},
  };
  std::vector<std::vector<std::string>> answers(commands.size());
  Process writer(load);
  std::set<BatchNumber> heads;
  std::size_t asked = 0;
  while (!writer.ends_within(std::chrono::milliseconds(1))) {
    const auto reader = open_store(store, OpenMode::read);
    const Snapshot at = reader->snapshot();
    CAPTURE(seed, at.head);
    check_whole(*reader, at);
    heads.insert(at.head);
    if (at.head == 0) continue;  // nobody is there yet to ask about
    const std::size_t next = asked++ % commands.size();
    answers[next].push_back(answer_of(commands[next], store));
  }
  const Ending ending = writer.wait(std::chrono::seconds(60));
  INFO(ending.errors);
  REQUIRE(ending.exit_code == 0);

  // Each answer is, byte for byte, the one of a batch, and none is older than the one before.
  const BatchNumber last = open_store(store, OpenMode::read)->info().head;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    std::vector<std::string> possible;
    for (BatchNumber number = 1; number <= last; ++number) {
      std::vector<std::string> command = commands[i];
      command.insert(command.end(), {"--batch", std::to_string(number)});
      possible.push_back(answer_of(command, store));
    }
    auto at = possible.begin();
    for (std::size_t round = 0; round < answers[i].size(); ++round) {
      CAPTURE(seed, commands[i].front(), round);
      at = std::find(at, possible.end(), answers[i][round]);
      REQUIRE(at != possible.end());
    }
  }
  std::printf("%zu commands, %zu of %zu heads were seen\n", asked, heads.size(),
              static_cast<std::size_t>(last + 1));
  CHECK(heads.size() > 1);
}
