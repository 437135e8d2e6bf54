// What holds for any input: the order of lines does not matter, each is counted once, taking them
// again changes nothing, and no bytes are too bad to be told as a rejection.

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/ingest/random_lines.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

std::uint64_t rejected_of(const IngestReport& report) {
  return report.entities.rejected + report.documents.rejected + report.relations.rejected;
}

// The reasons without their places.
Strings reasons_of(const IngestReport& report) {
  Strings reasons;
  for (const Rejection& rejection : report.rejections) reasons.push_back(rejection.reason);
  std::sort(reasons.begin(), reasons.end());
  return reasons;
}

void check_says_nothing_new(const IngestReport& report, const IngestReport& first) {
  CHECK(report.batch == 0);
  CHECK(report.entities.taken + report.documents.taken + report.relations.taken == 0);
  CHECK(rejected_of(report) == rejected_of(first));
  CHECK(report.claims == 0);
}

// Damages a text the way that broken programs and strangers do.
class Damage {
 public:
  explicit Damage(std::uint32_t seed) : random_(seed) {}

  std::string operator()(std::string text) {
    for (std::size_t i = 1 + below(3); i > 0 && !text.empty(); --i) damage(text);
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void damage(std::string& text) {
    static const Strings pieces = {"\"",
                                   "{",
                                   "}",
                                   "[",
                                   "]",
                                   ",",
                                   ":",
                                   "\\",
                                   "\\u0000",
                                   "\\ud800",
                                   "\\udfff",
                                   "\n",
                                   "\r\n",
                                   std::string(1, '\0'),
                                   "\xFF",
                                   "\xED\xA0\x80",
                                   "\xEF\xBB\xBF",
                                   "null",
                                   "true",
                                   "-1",
                                   "1e999",
                                   "9999999999999999999999",
                                   "0.00001",
                                   "\"\"",
                                   "{}",
                                   "[]",
                                   "\"entity\":\"x\",",
                                   "\"relation\":null,",
                                   "\"document\":\"d\",",
                                   "\"type\":\"person\",",
                                   "\"valid\":\"2024\",",
                                   "2024-02-30",
                                   "..",
                                   "\"via\":[\"d\"],",
                                   "\"names\":[\"a\"],",
                                   "\"publisher\":\"Q\","};
    const std::size_t place = below(text.size());
    const std::size_t size = 1 + below(std::min<std::size_t>(text.size() - place, 12));
    switch (below(5)) {
      case 0:
        text[place] = static_cast<char>(text[place] ^ (1 << below(8)));
        break;
      case 1:
        text.erase(place, size);
        break;
      case 2:
        text.insert(place, pieces[below(pieces.size())]);
        break;
      case 3:
        text.insert(below(text.size()), text.substr(place, size));
        break;
      case 4:
        text.replace(place, size, pieces[below(pieces.size())]);
        break;
    }
  }

  std::mt19937 random_;
};

// Lines that hold more than spaces, as the reader sees them.
std::uint64_t records_in(const std::string& content) {
  std::uint64_t count = 0;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    std::string_view line(content.data() + begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (begin == 0 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.find_first_not_of(" \t") != std::string_view::npos) ++count;
    begin = end + 1;
  }
  return count;
}

std::uint64_t read_of(const IngestReport& report) {
  return report.entities.read + report.documents.read + report.relations.read + report.other.read;
}

}  // namespace

TEST_CASE("lines in any order give the same store, down to the ids") {
  const auto seed = GENERATE(range(1U, 41U));
  CAPTURE(seed);
  Strings lines = RandomLines(seed).story();
  Taking taking(seed % 8 == 0 ? StoreKind::disk : StoreKind::memory);
  const auto first = taking.take(lines);
  const Strings dump = taking.dump();
  REQUIRE(dump.size() > 8);
  std::mt19937 random(seed);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(lines.begin(), lines.end(), random);
    CAPTURE(round, lines);
    Taking other(seed % 8 == 0 && round == 0 ? StoreKind::disk : StoreKind::memory);
    const auto report = other.take(lines);
    REQUIRE(other.dump() == dump);
    CHECK(report.claims == first.claims);
    CHECK(reasons_of(report) == reasons_of(first));
    check_says_nothing_new(taking.take(lines), first);
  }
}

TEST_CASE("lines in several batches give what they give in one, save for forward references") {
  const auto seed = GENERATE(range(100U, 120U));
  CAPTURE(seed);
  const Strings lines = RandomLines(seed).story();
  Taking whole;
  whole.take(lines);
  // Entities, then documents, then relations refer only to what is there.
  Taking parted(seed % 5 == 0 ? StoreKind::disk : StoreKind::memory);
  for (const std::string kind : {"{\"entity\"", "{\"document\"", "{\"relation\""}) {
    Strings part;
    for (const std::string& line : lines) {
      if (line.starts_with(kind)) part.push_back(line);
    }
    parted.take(part);
  }
  const auto statistics = whole.store().statistics(whole.now());
  const auto parted_statistics = parted.store().statistics(parted.now());
  CHECK(parted_statistics.entities == statistics.entities);
  CHECK(parted_statistics.names == statistics.names);
  CHECK(parted_statistics.documents == statistics.documents);
  CHECK(parted_statistics.relations == statistics.relations);
  CHECK(parted_statistics.claims == statistics.claims);
}

TEST_CASE("damaged lines are counted, told and harmless") {
  const std::uint32_t seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  Damage damaged(seed);
  for (std::uint32_t round = 0; round < 600; ++round) {
    CAPTURE(round);
    std::string content;
    for (const std::string& line : RandomLines(seed + round).story()) {
      content += (random() % 4 == 0 ? damaged(line) : line) + "\n";
    }
    if (random() % 4 == 0) content = damaged(content);
    CAPTURE(content);
    Taking taking(round % 150 == 0 ? StoreKind::disk : StoreKind::memory);
    const std::string file = taking.write("in.jsonl", content);
    // What is merged may make a name fit that fitted two.
    const IngestQuery query{.inputs = {file}, .merging = Merging::none};
    const auto report = taking.take_query(query);
    REQUIRE(read_of(report) == records_in(content));
    const Strings dump = taking.dump();
    check_says_nothing_new(taking.take_query(query), report);
    REQUIRE(taking.dump() == dump);
    const bool has_fault = report.rejections_total != 0;
    if (has_fault) {
      Taking strict;
      CHECK_THROWS_AS(ingest(strict.store(), {.inputs = {file}, .strictness = Strictness::strict}),
                      Error);
    }
  }
}
