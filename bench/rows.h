#pragma once

// The rows of docs/performance.md, each measured on relata's own answers.

#include <relata/search.h>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench/actor_graph.h"
#include "bench/limit.h"
#include "bench/report.h"
#include "bench/rivals.h"

namespace relata::bench {

// As many as may be asked for.
inline constexpr int hops_all = 64;

struct Workload {
  const ActorGraph& graph;
  const Questions& questions;
  std::filesystem::path program;  // the relata that is run as a user would
  std::filesystem::path json_lines;
  std::filesystem::path schema;
  std::filesystem::path store;
  int rounds = 3;
};

// What a load costs: the medians of the rounds.
struct Load {
  double seconds = 0;
  double memory_peak_mib = 0;
  double bytes_per_relation = 0;
};

// a: load JSON Lines, everything indexed, durable. Leaves the store that the others read.
Load measure_load(const Workload& work, Report& report);
// The command that asks for a path as a user would.
[[nodiscard]] std::vector<std::string> path_command(
    const Workload& work, const std::pair<std::uint32_t, std::uint32_t>& pair);
// b: a whole `relata path`, page cache warm and dropped.
void measure_cold_path(const Workload& work, Report& report);
// c, d: shortest paths, plain and under a view, in memory and out of the store. e: neighbourhoods.
// i, j: what the graph in memory takes, and how long it takes to open.
void measure_searches(const Workload& work, Report& report);
// k: the best paths by each weight but hops, in memory and out of the store, which have to agree.
void measure_weighted_paths(const Workload& work, Report& report);
// g: all shortest paths and the best five, in memory and out of the store.
void measure_several_paths(const Workload& work, Report& report);
// l: measures of the whole graph, and everything that is reached from one entity.
void measure_analysis(const Workload& work, Report& report);
// m: paths while batches come in, and how far behind them a reader is that goes on. Changes the
// store.
void measure_following(const Workload& work, Report& report);
// h: durable inserts into the loaded store. Changes it.
void measure_inserts(const Workload& work, Report& report);

struct RivalWork {
  const Workload& work;
  std::filesystem::path programs;   // where the rivals are
  std::filesystem::path directory;  // where their data is made
  std::vector<std::string> names;   // which, "all": those that are there
  std::string rows;
  std::optional<Load> load;  // relata's, if it was measured
};

// One rival after the other beside relata in memory and the kernel, which are asked the same in
// turn. Error{input} if an answer is another one than the kernel's.
void measure_rivals(const RivalWork& work, Report& report);
// b, h, i and j of one of them, that was loaded into `directory` and has ended; it is called by the
// former.
void measure_rival_anew(const RivalWork& work, const RivalKind& kind, const RivalInput& input,
                        const std::filesystem::path& directory, BareGraph& kernel, Report& report);

struct FormatWork {
  const ActorGraph& graph;
  std::filesystem::path program;
  std::filesystem::path schema;
  std::filesystem::path directory;  // where inputs and stores are made
  std::string only;                 // the format; empty: all
  int rounds = 3;
};

// f: `relata ingest` of the graph in each format. Throws Error{input} if a format rejects or
// miscounts what was written for it.
void measure_formats(const FormatWork& work, Report& report);

}  // namespace relata::bench
