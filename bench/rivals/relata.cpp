// relata, asked as its rivals are: `relata memory` or `relata store`.

#include <relata/analyze.h>
#include <relata/lookup.h>
#include <relata/neighborhood.h>
#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>

#include "bench/rivals/serve.h"

namespace {

using namespace relata;
using namespace relata::bench;

class Relata {
 public:
  explicit Relata(bool is_in_memory) : is_in_memory_(is_in_memory) {}

  void load(const LoadOrder& order) {
    store_ = open_store(order.directory, OpenMode::read);
    at_ = store_->snapshot();
    if (is_in_memory_) graph_.emplace(*store_, at_);
  }

  [[nodiscard]] PathAnswer paths(std::uint32_t from, std::uint32_t to, PathQuery query) const {
    query.from = id_of(from);
    query.to = id_of(to);
    query.hops_max = 64;
    query.explains_none = false;
    return graph_ ? find_paths(*graph_, query) : find_paths(*store_, at_, query);
  }

  [[nodiscard]] std::int64_t hops(std::uint32_t from, std::uint32_t to, const View& view) const {
    const PathAnswer answer = paths(from, to, {.view = view});
    return answer.paths.empty() ? -1 : static_cast<std::int64_t>(answer.paths.front().hops.size());
  }

  [[nodiscard]] std::int64_t count_near(std::uint32_t entity, std::uint32_t hops) const {
    const NeighborhoodQuery query{.center = id_of(entity),
                                  .hops = static_cast<int>(std::min(hops, 64U)),
                                  .detail = Detail::structure,
                                  .entities_max = 100'000'000};
    const NeighborhoodAnswer answer =
        graph_ ? find_neighborhood(*graph_, query) : find_neighborhood(*store_, at_, query);
    return static_cast<std::int64_t>(answer.neighbors.size()) - 1;  // less the center
  }

  [[nodiscard]] AnalysisAnswer measure(Measure measure) const {
    const AnalysisQuery query{.measures = {measure},
                              .entities_max = 1,
                              .detail = Detail::structure,
                              .pagerank_iterations_max = 20,
                              .limits = {.time_ms_max = 0}};
    return graph_ ? analyze(*graph_, query) : analyze(*store_, at_, query);
  }

  [[nodiscard]] std::int64_t highest_ranked() const {
    const EntityId id = measure(Measure::pagerank).entities.front();
    const std::string key = store_->entities(at_, std::span(&id, 1)).front().key;
    return std::stoll(key.substr(key.find('-') + 1));
  }

 private:
  [[nodiscard]] EntityId id_of(std::uint32_t entity) const {
    return resolve_entity(*store_, at_, entity_key(entity)).id;
  }

  bool is_in_memory_;
  std::unique_ptr<Store> store_;
  Snapshot at_;
  std::optional<Graph> graph_;
};

std::int64_t count_hops(const std::vector<Path>& paths) {
  std::int64_t hops = 0;
  for (const Path& path : paths) hops += static_cast<std::int64_t>(path.hops.size());
  return hops;
}

}  // namespace

int main(int argc, char** argv) {
  const bool is_in_memory = argc > 1 && std::string(argv[1]) == "memory";
  Relata relata(is_in_memory);
  return serve(
      is_in_memory ? "relata in memory" : "relata out of the store",
      [&](const LoadOrder& order) { relata.load(order); },
      {{"path", [&](const auto& given) { return relata.hops(given.at(0), given.at(1), {}); }},
       {"viewed",
        [&](const auto& given) { return relata.hops(given.at(0), given.at(1), asked_view()); }},
       {"view", [](const auto&) { return 0; }},
       {"near", [&](const auto& given) { return relata.count_near(given.at(0), given.at(1)); }},
       {"all",
        [&](const auto& given) {
          return static_cast<std::int64_t>(
              relata.paths(given.at(0), given.at(1), {.kind = PathKind::all_shortest}).paths_found);
        }},
       {"best",
        [&](const auto& given) {
          return count_hops(
              relata.paths(given.at(0), given.at(1), {.kind = PathKind::best, .paths_max = 5})
                  .paths);
        }},
       {"components",
        [&](const auto&) {
          return static_cast<std::int64_t>(
              relata.measure(Measure::component).columns.front().figures.front().value);
        }},
       {"pagerank", [&](const auto&) { return relata.highest_ranked(); }}});
}
