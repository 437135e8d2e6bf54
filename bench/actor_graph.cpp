#include "bench/actor_graph.h"

#include <relata/date.h>
#include <relata/error.h>
#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <fstream>
#include <memory>
#include <numeric>

namespace relata::bench {
namespace {

// SplitMix64: the same numbers on every machine, which the standard distributions do not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }

  // 0 below 0 as well.
  template <class Number>
  Number below(Number end) {
    return static_cast<Number>(next() %
                               std::max<std::uint64_t>(static_cast<std::uint64_t>(end), 1));
  }

 private:
  std::uint64_t state_;
};

class TypeDraw {
 public:
  TypeDraw() {
    double sum = 0;
    for (std::size_t i = 0; i < bounds_.size(); ++i) {
      sum += 1.0 / static_cast<double>(i + 1);
      bounds_[i] = sum;
    }
  }

  std::uint16_t draw(Random& random) const {
    const double at = static_cast<double>(random.below(1 << 24)) / (1 << 24) * bounds_.back();
    return static_cast<std::uint16_t>(std::upper_bound(bounds_.begin(), bounds_.end(), at) -
                                      bounds_.begin());
  }

 private:
  std::array<double, ActorGraph::types_count> bounds_{};
};

std::pair<std::uint32_t, std::uint32_t> draw_ends(Random& random, std::uint32_t entities) {
  const int levels = static_cast<int>(std::bit_width(entities - 1));
  for (;;) {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    for (int level = 0; level < levels; ++level) {
      const int quadrant = random.below(100);
      const bool is_lower = quadrant >= 57 + 19;
      const bool is_right = (quadrant >= 57 && quadrant < 57 + 19) || quadrant >= 95;
      source = 2 * source + (is_lower ? 1 : 0);
      target = 2 * target + (is_right ? 1 : 0);
    }
    if (source < entities && target < entities && source != target) return {source, target};
  }
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

ActorGraph::ActorGraph(std::uint32_t entity_count, std::uint64_t relation_count,
                       std::uint64_t given_seed)
    : entities(entity_count), seed(given_seed), degrees(entity_count) {
  Random random(seed);
  const TypeDraw types;
  // R-MAT puts the hubs at small numbers; scatter them.
  std::vector<std::uint32_t> place(entities);
  std::iota(place.begin(), place.end(), 0U);
  for (std::uint32_t i = entities - 1; i > 0; --i) std::swap(place[i], place[random.below(i + 1)]);
  relations.reserve(relation_count);
  for (std::uint64_t i = 0; i < relation_count; ++i) {
    auto [source, target] = draw_ends(random, entities);
    if (i < entities) {  // nobody is left without a relation
      source = static_cast<std::uint32_t>(i);
      if (source == target) target = (target + 1) % entities;
    }
    relations.push_back({.source = place[source],
                         .target = place[target],
                         .day = random.below<std::uint16_t>(days_count),
                         .type = types.draw(random),
                         .confidence = random.below<std::uint16_t>(1001),
                         .document = random.below<std::uint16_t>(documents_count)});
    ++degrees[place[source]];
    ++degrees[place[target]];
  }
  for (std::uint64_t i = relation_count - 1; i > 0; --i) {
    std::swap(relations[i], relations[random.below(i + 1)]);
  }
}

std::string entity_key(std::uint32_t entity) { return "actor-" + std::to_string(entity); }

std::string date_text(int day) {
  const Day first = PartialDate::parse("2005-01-01")->first_day();
  return PartialDate::from_day(first + std::chrono::days(day)).text();
}

void write_json_lines(const ActorGraph& graph, const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "w"));
  if (!file) throw Error(ErrorCode::io, "writing " + path.string() + ": it cannot be opened");
  static constexpr std::array<const char*, 5> kinds = {"person", "organization", "country", "place",
                                                       "event"};
  std::vector<std::string> dates;
  for (int day = 0; day < ActorGraph::days_count; ++day) dates.push_back(date_text(day));
  Random random(graph.seed + 1);
  for (int i = 0; i < ActorGraph::documents_count; ++i) {
    std::fprintf(file.get(),
                 "{\"document\":\"doc-%d\",\"publisher\":\"actor-%u\",\"lang\":\"en\","
                 "\"date\":\"%s\"}\n",
                 i, random.below(graph.entities), dates[random.below(dates.size())].c_str());
  }
  for (std::uint32_t i = 0; i < graph.entities; ++i) {
    std::fprintf(file.get(), "{\"entity\":\"actor-%u\",\"type\":\"%s\",\"names\":[\"Actor %06u\"",
                 i, kinds[random.below(kinds.size())], i);
    for (int aliases = random.below(4); aliases > 0; --aliases) {
      std::fprintf(file.get(), ",\"A%d-%05d %06u\"", aliases, random.below(100'000), i);
    }
    std::fputs("]}\n", file.get());
  }
  for (std::uint64_t i = 0; i < graph.relations.size(); ++i) {
    const ActorRelation& relation = graph.relations[i];
    std::fprintf(file.get(),
                 "{\"relation\":\"r%llu\",\"type\":\"t%03u\",\"source\":\"actor-%u\","
                 "\"target\":\"actor-%u\",\"valid\":\"%s\",\"claims\":[{\"document\":\"doc-%u\","
                 "\"reported\":\"%s\",\"confidence\":%u.%03u}]}\n",
                 static_cast<unsigned long long>(i), relation.type, relation.source,
                 relation.target, dates[relation.day].c_str(), relation.document,
                 dates[relation.day].c_str(), relation.confidence / 1000U,
                 relation.confidence % 1000U);
  }
  if (std::fflush(file.get()) != 0) {
    throw Error(ErrorCode::io, "writing " + path.string() + ": the disk does not take it");
  }
}

void write_schema(const std::filesystem::path& path) {
  std::ofstream file(path);
  file << "{\"relation_types\":[";
  for (int type = 0; type < ActorGraph::types_count; ++type) {
    std::array<char, 8> name{};
    std::snprintf(name.data(), name.size(), "t%03d", type);
    file << (type == 0 ? "" : ",") << "\n  {\"name\":\"" << name.data() << "\"}";
  }
  file << "]}\n" << std::flush;
  if (!file) throw Error(ErrorCode::io, "writing " + path.string() + ": the disk does not take it");
}

void write_packed(const ActorGraph& graph, const std::filesystem::path& path) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(graph.relations.data()),
             static_cast<std::streamsize>(graph.relations.size() * sizeof(ActorRelation)));
  file.flush();
  if (!file) throw Error(ErrorCode::io, "writing " + path.string() + ": the disk does not take it");
}

void write_csv(const ActorGraph& graph, const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "w"));
  if (!file) throw Error(ErrorCode::io, "writing " + path.string() + ": it cannot be opened");
  for (const ActorRelation& relation : graph.relations) {
    std::fprintf(file.get(), "%u,%u,%u,%u,%u,%u\n", relation.source, relation.target, relation.day,
                 relation.type, relation.confidence, relation.document);
  }
  if (std::fflush(file.get()) != 0) {
    throw Error(ErrorCode::io, "writing " + path.string() + ": the disk does not take it");
  }
}

View asked_view() {
  View view;
  view.valid = *Period::parse("2024");
  view.confidence_min = Confidence{5000};
  return view;
}

Questions make_questions(const ActorGraph& graph, std::size_t count) {
  std::vector<bool> is_viewed(graph.entities);
  for (const ActorRelation& relation : graph.relations) {
    const bool is_in_view = relation.day >= view_first_day && relation.day <= view_last_day &&
                            relation.confidence >= view_confidence;
    if (is_in_view) is_viewed[relation.source] = is_viewed[relation.target] = true;
  }
  Random random(graph.seed + 2);
  const auto draw = [&](const auto& fits) {
    for (;;) {
      const std::uint32_t entity = random.below(graph.entities);
      if (fits(entity)) return entity;
    }
  };
  Questions questions;
  const auto any = [](std::uint32_t) { return true; };
  const auto viewed = [&](std::uint32_t entity) { return bool{is_viewed[entity]}; };
  const auto middling = [&](std::uint32_t entity) {
    return graph.degrees[entity] >= 10 && graph.degrees[entity] <= 100;
  };
  while (questions.pairs.size() < count) {
    const std::pair pair(draw(any), draw(any));
    if (pair.first != pair.second) questions.pairs.push_back(pair);
  }
  while (questions.viewed_pairs.size() < count) {
    const std::pair pair(draw(viewed), draw(viewed));
    if (pair.first != pair.second) questions.viewed_pairs.push_back(pair);
  }
  while (questions.middling.size() < count) questions.middling.push_back(draw(middling));
  std::vector<std::uint32_t> by_degree(graph.entities);
  std::iota(by_degree.begin(), by_degree.end(), 0U);
  const std::size_t hubs = std::min<std::size_t>(10, by_degree.size());
  std::partial_sort(
      by_degree.begin(), by_degree.begin() + static_cast<std::ptrdiff_t>(hubs), by_degree.end(),
      [&](std::uint32_t a, std::uint32_t b) {
        return graph.degrees[a] != graph.degrees[b] ? graph.degrees[a] > graph.degrees[b] : a < b;
      });
  questions.hubs.assign(by_degree.begin(), by_degree.begin() + static_cast<std::ptrdiff_t>(hubs));
  return questions;
}

}  // namespace relata::bench
