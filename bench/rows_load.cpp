// Rows a, b and h: getting in, and the first answer.

#include <fcntl.h>
#include <unistd.h>

#include <relata/store.h>
#include <filesystem>

#include "bench/increment.h"
#include "bench/program_run.h"
#include "bench/rows.h"

namespace relata::bench {
namespace {

namespace fs = std::filesystem;

// What one fdatasync of a small append costs here: nothing durable is faster than this.
double syncs_a_second(const fs::path& directory) {
  const fs::path path = directory / "relata-bench-sync";
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
  constexpr int syncs = 500;
  const Stopwatch watch;
  for (int i = 0; i < syncs; ++i) {
    const char block[256] = {};
    if (::write(file, block, sizeof block) < 0 || ::fdatasync(file) != 0) break;
  }
  const double seconds = watch.milliseconds() / 1000;
  ::close(file);
  fs::remove(path);
  return syncs / seconds;
}

double inserts_a_second(Store& store, const Workload& work, std::uint64_t& serial,
                        std::size_t batch_size, int batches) {
  double milliseconds = 0;
  for (int i = 0; i < batches; ++i) {
    const Changes changes = increment(store, work.graph, ++serial, batch_size);
    const Stopwatch watch;
    store.commit(changes);
    milliseconds += watch.milliseconds();
  }
  return static_cast<double>(batch_size) * batches / (milliseconds / 1000);
}

}  // namespace

Load measure_load(const Workload& work, Report& report) {
  const auto relations = static_cast<double>(work.graph.relations.size());
  std::vector<double> rates;
  std::vector<double> memory;
  for (int round = 0; round < work.rounds; ++round) {
    fs::remove_all(work.store);
    ::sync();  // what came before is not this load's to write
    const ProgramRun run = run_program(
        {work.program, "ingest", work.json_lines, "--schema", work.schema, "--store", work.store});
    rates.push_back(relations / (run.milliseconds / 1000));
    memory.push_back(run.memory_peak_mib);
  }
  report.add(
      over_rounds("a", "load JSON Lines, indexed, durable", "relations/s", rates, ">= 400000"));
  report.add(over_rounds("a", "its memory, peak", "MiB", memory, "<= 2048"));
  const double bytes = static_cast<double>(bytes_below(work.store)) / relations;
  report.add(over_rounds("a", "on disk", "bytes/relation", {bytes}, "<= 60"));
  return {.seconds = relations / percentile(rates, 0.5),
          .memory_peak_mib = percentile(memory, 0.5),
          .bytes_per_relation = bytes};
}

std::vector<std::string> path_command(const Workload& work,
                                      const std::pair<std::uint32_t, std::uint32_t>& pair) {
  return {
      work.program, "path", entity_key(pair.first), entity_key(pair.second), "--store", work.store,
      "--format",   "json"};
}

void measure_cold_path(const Workload& work, Report& report) {
  std::vector<double> warm;
  std::vector<double> dropped;
  std::vector<double> bare_warm;
  std::vector<double> bare_dropped;
  constexpr std::size_t pairs = 20;
  bool may_drop = true;
  for (std::size_t i = 0; i < std::min(pairs, work.questions.pairs.size()); ++i) {
    const std::vector<std::string> command = path_command(work, work.questions.pairs[i]);
    if (may_drop) may_drop = drop_page_cache();
    if (may_drop) dropped.push_back(run_program(command).milliseconds);
    run_program(command);
    warm.push_back(run_program(command).milliseconds);
    bare_warm.push_back(bare_opening_ms(work.store));
    if (may_drop && drop_page_cache()) bare_dropped.push_back(bare_opening_ms(work.store));
  }
  const auto add = [&](const char* what, const std::vector<double>& samples,
                       const std::vector<double>& bare, const char* target) {
    Figure figure = over_rounds("b", what, "ms", samples, target);
    figure.limit = percentile(bare, 0.5);
    report.add(std::move(figure));
  };
  add("cold path, whole process, page cache warm", warm, bare_warm, "60");
  if (may_drop) {
    add("the same, page cache dropped", dropped, bare_dropped, "400");
  } else {
    report.note("b with the page cache dropped was not measured: dropping it needs root");
  }
}

void measure_inserts(const Workload& work, Report& report) {
  const auto store = open_store(work.store, OpenMode::write);
  const double syncs = syncs_a_second(work.store.parent_path());
  std::vector<double> single;
  std::vector<double> thousands;
  std::uint64_t serial = store->info().head;
  for (int round = 0; round < work.rounds; ++round) {
    single.push_back(inserts_a_second(*store, work, serial, 1, 300));
    thousands.push_back(inserts_a_second(*store, work, serial, 1000, 20));
  }
  Figure figure = over_rounds("h", "durable inserts, one a batch", "relations/s", single, "1000");
  figure.limit = syncs;
  report.add(std::move(figure));
  report.add(over_rounds("h", "durable inserts, 1,000 a batch", "relations/s", thousands, "20000"));
}

}  // namespace relata::bench
