#pragma once

// The data set of the benchmarks: a power-law graph of actors, the same for the same numbers.
//
// Relations are drawn by R-MAT (D. Chakrabarti, Y. Zhan, C. Faloutsos, "R-MAT: a recursive model
// for graph mining", SDM 2004) with .57/.19/.19/.05, which gives the degrees of real political
// event data; types by Zipf's law; dates, confidences and documents evenly.

#include <relata/view.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace relata::bench {

// Rivals read it as it lies in memory.
struct ActorRelation {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  std::uint16_t day = 0;         // since 2005-01-01, below days_count
  std::uint16_t type = 0;        // below types_count
  std::uint16_t confidence = 0;  // per mille
  std::uint16_t document = 0;    // below documents_count
};
static_assert(sizeof(ActorRelation) == 16);

struct ActorGraph {
  static constexpr int days_count = 7670;  // 2005 to 2025
  static constexpr int types_count = 200;
  static constexpr int documents_count = 5000;

  ActorGraph(std::uint32_t entities, std::uint64_t relations, std::uint64_t seed = 42);

  std::uint32_t entities = 0;
  std::uint64_t seed = 0;
  std::vector<ActorRelation> relations;
  std::vector<std::uint32_t> degrees;
};

[[nodiscard]] std::string entity_key(std::uint32_t entity);
[[nodiscard]] std::string date_text(int day);

// Writes the graph in relata's own format: entities with 0 to 3 aliases, documents, and relations
// with one claim each, in random order.
void write_json_lines(const ActorGraph& graph, const std::filesystem::path& file);

// What rivals read: the array of relations as it lies in memory, and as text.
void write_packed(const ActorGraph& graph, const std::filesystem::path& file);
void write_csv(const ActorGraph& graph, const std::filesystem::path& file);

// The schema of its relation types.
void write_schema(const std::filesystem::path& file);

// What is asked of the graph. Every question has an answer worth measuring: ends are drawn among
// the entities that the view reaches at all.
struct Questions {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> viewed_pairs;  // relations in 2024, >= 0.5
  std::vector<std::uint32_t> middling;                                // 10 to 100 relations
  std::vector<std::uint32_t> hubs;                                    // the ten with the most
};

constexpr int view_first_day = 6939;  // 2024-01-01
constexpr int view_last_day = 7304;   // 2024-12-31
constexpr int view_confidence = 500;  // per mille
// The same in relata's words.
[[nodiscard]] View asked_view();

[[nodiscard]] Questions make_questions(const ActorGraph& graph, std::size_t count);

}  // namespace relata::bench
