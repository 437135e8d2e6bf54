// relata_bench: measures the rows of docs/performance.md on a generated graph.

#include <relata/error.h>
#include <algorithm>
#include <cstdio>
#include <cxxopts.hpp>
#include <exception>
#include <filesystem>
#include <fstream>

#include "bench/rivals.h"
#include "bench/rows.h"

namespace {

namespace fs = std::filesystem;
using namespace relata::bench;

std::uint32_t entities_of(std::uint64_t relations) {
  return static_cast<std::uint32_t>(std::max<std::uint64_t>(relations / 10, 100));
}

struct Settings {
  std::string rows;
  std::vector<std::string> rivals;  // none, "all", or names
  fs::path directory;
  fs::path program;
  int rounds = 3;
};

std::vector<std::string> parse_rivals(const std::vector<std::string>& names) {
  if (names == std::vector<std::string>{"none"}) return {};
  std::string known = "all, none";
  for (const RivalKind& kind : rival_kinds()) known += std::string(", ") + kind.name;
  for (const std::string& name : names) {
    const auto kinds = rival_kinds();
    const bool is_known =
        name == "all" || std::any_of(kinds.begin(), kinds.end(),
                                     [&](const RivalKind& kind) { return name == kind.name; });
    if (!is_known) {
      throw std::invalid_argument("there is no rival \"" + name + "\"; there are " + known);
    }
  }
  return names;
}

// Runs one size, and gives its report as JSON.
std::string run(std::uint64_t relations, const Settings& settings) {
  const fs::path& directory = settings.directory;
  const std::uint32_t entities = entities_of(relations);
  std::printf("%u entities, %llu relations, seed 42\n", entities,
              static_cast<unsigned long long>(relations));
  const Stopwatch watch;
  const ActorGraph graph(entities, relations);
  const Questions questions = make_questions(graph, 200);
  const std::string name = std::to_string(relations);
  const Workload work{.graph = graph,
                      .questions = questions,
                      .program = settings.program,
                      .json_lines = directory / ("actors-" + name + ".jsonl"),
                      .schema = directory / "actors.schema.json",
                      .store = directory / ("actors-" + name + ".store"),
                      .rounds = settings.rounds};
  write_schema(work.schema);
  if (!fs::exists(work.json_lines)) {
    const fs::path partial = work.json_lines.string() + ".partial";
    write_json_lines(graph, partial);
    fs::rename(partial, work.json_lines);
  }
  std::printf("   made in %.1f s: %.0f MiB of JSON Lines, largest hub %u relations\n",
              watch.milliseconds() / 1000,
              static_cast<double>(fs::file_size(work.json_lines)) / (1 << 20),
              graph.degrees[questions.hubs.front()]);
  Report report(entities, relations);
  const auto is_wanted = [&](const char* any) {
    return settings.rows.find_first_of(any) != std::string::npos;
  };
  std::optional<Load> load;
  if (is_wanted("a") || !fs::exists(work.store)) load = measure_load(work, report);
  if (is_wanted("b")) measure_cold_path(work, report);
  if (is_wanted("cdeij")) measure_searches(work, report);
  if (is_wanted("g")) measure_several_paths(work, report);
  if (is_wanted("k")) measure_weighted_paths(work, report);
  if (is_wanted("l")) measure_analysis(work, report);
  if (!settings.rivals.empty() && is_wanted("abcdeghijl")) {
    measure_rivals({.work = work,
                    .programs = settings.program.parent_path() / "rivals",
                    .directory = directory,
                    .names = settings.rivals,
                    .rows = settings.rows,
                    .load = load},
                   report);
  }
  if (is_wanted("m")) measure_following(work, report);
  if (is_wanted("h")) measure_inserts(work, report);
  // What came in is not in the kernel's graph: another run loads anew.
  if (is_wanted("hm")) fs::remove_all(work.store);
  return report.json();
}

std::string run_formats(std::uint64_t relations, const std::string& only, const fs::path& directory,
                        const fs::path& program, int rounds) {
  const ActorGraph graph(entities_of(relations), relations);
  std::printf("formats: %u entities, %llu relations, seed 42\n", graph.entities,
              static_cast<unsigned long long>(relations));
  const fs::path schema = directory / "actors.schema.json";
  write_schema(schema);
  Report report(graph.entities, relations);
  measure_formats({.graph = graph,
                   .program = program,
                   .schema = schema,
                   .directory = directory,
                   .only = only,
                   .rounds = rounds},
                  report);
  return report.json();
}

int run_all(int argc, char** argv) {
  cxxopts::Options options("relata_bench", "Measures relata on a generated graph of actors.");
  options.add_options()(
      "relations", "of one graph; again for each further one, or with commas",
      cxxopts::value<std::vector<std::uint64_t>>()->default_value("1000000,10000000"))(
      "rows", "which rows, by letter",
      cxxopts::value<std::string>()->default_value("abcdefghijklm"))(
      "format-relations", "relations of the inputs of row f",
      cxxopts::value<std::uint64_t>()->default_value("100000"))(
      "only", "row f: of this format only", cxxopts::value<std::string>()->default_value(""))(
      "rivals", "beside which: all that are installed, none, or names with commas",
      cxxopts::value<std::vector<std::string>>()->default_value("all"))(
      "rounds", "how often each is measured", cxxopts::value<int>()->default_value("3"))(
      "directory", "where data and stores are kept",
      cxxopts::value<std::string>()->default_value("build/bench-data"))(
      "json", "where the figures go",
      cxxopts::value<std::string>()->default_value("build/bench.json"))("help", "this text");
  const auto given = options.parse(argc, argv);
  if (given.count("help") != 0) {
    std::puts(options.help().c_str());
    return 0;
  }
  const int rounds = given["rounds"].as<int>();
  if (rounds < 1) throw std::invalid_argument("--rounds has to be 1 or more");
  const fs::path directory = given["directory"].as<std::string>();
  fs::create_directories(directory);
  const fs::path program = fs::read_symlink("/proc/self/exe").parent_path() / "relata";
  const auto sizes = given["relations"].as<std::vector<std::uint64_t>>();
  const auto format_relations = given["format-relations"].as<std::uint64_t>();
  if (format_relations < 1) throw std::invalid_argument("--format-relations has to be 1 or more");
  // Figures of an earlier run stay until there are new ones.
  const fs::path figures = given["json"].as<std::string>();
  const fs::path partial = figures.string() + ".partial";
  std::ofstream json(partial);
  const auto rows = given["rows"].as<std::string>();
  const Settings settings{.rows = rows,
                          .rivals = parse_rivals(given["rivals"].as<std::vector<std::string>>()),
                          .directory = directory,
                          .program = program,
                          .rounds = rounds};
  json << "[";
  const bool has_sizes = rows.find_first_not_of('f') != std::string::npos;
  if (has_sizes) {
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      json << (i == 0 ? "" : ",\n") << run(sizes[i], settings);
    }
  }
  if (rows.find('f') != std::string::npos) {
    json << (has_sizes ? ",\n" : "")
         << run_formats(format_relations, given["only"].as<std::string>(), directory, program,
                        rounds);
  }
  json << "]\n";
  json.close();
  if (!json) {
    throw relata::Error(relata::ErrorCode::io,
                        "writing " + partial.string() + ": it cannot be written");
  }
  fs::rename(partial, figures);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_all(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "relata_bench: %s\n", error.what());
    return 1;
  }
}
