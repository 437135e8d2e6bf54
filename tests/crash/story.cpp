#include "tests/crash/story.h"

#include <fstream>
#include <stdexcept>

namespace relata::testing {
namespace {

constexpr std::size_t large_entities = 20'000;
constexpr std::size_t large_relations = 31'000;

// What a random number decides; each use has its own.
enum : std::uint64_t {
  is_single,
  entity_count,
  relation_count,
  has_second_name,
  is_source_earlier,
  source_batch,
  source_place,
  target_place,
  has_part,
  claim_count,
  addition_batch,
  addition_place,
};

std::uint64_t mix(std::uint64_t x) {  // SplitMix64
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

std::string numbered(const char* word, BatchNumber number, std::size_t place) {
  return word + std::to_string(number) + "-" + std::to_string(place);
}

std::string document_key(BatchNumber number) { return "d" + std::to_string(number); }

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

std::size_t Story::below(std::size_t n, std::uint64_t what, BatchNumber number,
                         std::size_t place) const {
  return mix(mix(mix(seed_ + what) + number) + place) % n;
}

Story::Size Story::size_of(BatchNumber number) const {
  if (is_large(number)) {
    return {.entities = large_entities, .relations = large_relations, .has_document = true};
  }
  if (below(8, is_single, number, 0) == 0) return {.entities = 1};
  return {.entities = 1 + below(190, entity_count, number, 0),
          .relations = below(300, relation_count, number, 0),
          .has_document = true};
}

EntityRecord Story::entity(BatchNumber number, std::size_t place) const {
  EntityRecord made{.key = numbered("e", number, place),
                    .type = place % 3 == 0 ? "organization" : "person",
                    .names = {numbered("Name ", number, place)}};
  if (below(3, has_second_name, number, place) == 0) {
    made.names.push_back(numbered("Курск ", number, place));
  }
  return made;
}

RelationRecord Story::relation(BatchNumber number, std::size_t place) const {
  RelationRecord made{.key = numbered("r", number, place),
                      .type = place % 2 == 0 ? "thanked" : "leads",
                      .source = numbered("e", number, place % size_of(number).entities),
                      .target = {},
                      .part = {},
                      .claims = {}};
  if (number > 1 && below(4, is_source_earlier, number, place) == 0) {
    const BatchNumber from = 1 + below(number - 1, source_batch, number, place);
    made.source = numbered("e", from, below(size_of(from).entities, source_place, number, place));
  }
  made.target = numbered("e", number, below(size_of(number).entities, target_place, number, place));
  if (below(5, has_part, number, place) == 0) made.part = numbered("part ", number, place);
  const std::size_t claims = is_large(number) ? 1 : 1 + below(3, claim_count, number, place);
  for (std::size_t i = 0; i < claims; ++i) {
    made.claims.push_back({.document = document_key(number),
                           .quote = numbered("quote ", number, place) + " " + std::to_string(i)});
  }
  return made;
}

void Story::add_to_earlier(BatchNumber number, Records& records) const {
  for (std::size_t i = 0; i < 2; ++i) {
    const BatchNumber from = 1 + below(number - 1, addition_batch, number, i);
    const Size size = size_of(from);
    EntityRecord more = entity(from, below(size.entities, addition_place, number, 2 * i));
    more.names = {numbered("Also ", number, i)};
    records.entities.push_back(std::move(more));
    if (size.relations == 0) continue;
    RelationRecord again = relation(from, below(size.relations, addition_place, number, 2 * i + 1));
    again.claims = {{.document = document_key(number), .quote = numbered("again ", number, i)}};
    records.relations.push_back(std::move(again));
  }
}

Records Story::records(BatchNumber number) const {
  const Size size = size_of(number);
  Records made;
  for (std::size_t i = 0; i < size.entities; ++i) made.entities.push_back(entity(number, i));
  if (!size.has_document) return made;
  made.documents.push_back({.key = document_key(number),
                            .title = "Title " + std::to_string(number),
                            .date = "2024-0" + std::to_string(1 + number % 9)});
  for (std::size_t i = 0; i < size.relations; ++i) made.relations.push_back(relation(number, i));
  if (number > 1) add_to_earlier(number, made);
  return made;
}

std::filesystem::path Story::file(BatchNumber number,
                                  const std::filesystem::path& directory) const {
  const std::filesystem::path path = directory / ("batch-" + std::to_string(number) + ".jsonl");
  if (!std::filesystem::exists(path)) write_lines(records(number), path);
  return path;
}

void write_lines(const Records& records, const std::filesystem::path& file) {
  std::ofstream to(file, std::ios::binary);
  for (const EntityRecord& entity : records.entities) {
    to << R"({"entity":)" << quoted(entity.key) << R"(,"type":)" << quoted(entity.type)
       << R"(,"names":[)";
    for (std::size_t i = 0; i < entity.names.size(); ++i) {
      to << (i == 0 ? "" : ",") << quoted(entity.names[i]);
    }
    to << "]}\n";
  }
  for (const DocumentRecord& document : records.documents) {
    to << R"({"document":)" << quoted(document.key) << R"(,"title":)" << quoted(document.title)
       << R"(,"date":)" << quoted(document.date) << "}\n";
  }
  for (const RelationRecord& relation : records.relations) {
    to << R"({"relation":)" << quoted(relation.key) << R"(,"type":)" << quoted(relation.type)
       << R"(,"source":)" << quoted(relation.source) << R"(,"target":)" << quoted(relation.target);
    if (!relation.part.empty()) to << R"(,"part":)" << quoted(relation.part);
    to << R"(,"claims":[)";
    for (std::size_t i = 0; i < relation.claims.size(); ++i) {
      to << (i == 0 ? "" : ",") << R"({"document":)" << quoted(relation.claims[i].document)
         << R"(,"quote":)" << quoted(relation.claims[i].quote) << "}";
    }
    to << "]}\n";
  }
  if (!to.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace relata::testing
