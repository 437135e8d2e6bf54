// relata_bench: measures the rows of docs/performance.md on a generated graph.

#include <relata/error.h>
#include <cstdio>
#include <cxxopts.hpp>
#include <exception>
#include <filesystem>
#include <fstream>

#include "bench/rows.h"

namespace {

namespace fs = std::filesystem;
using namespace relata::bench;

std::uint32_t entities_of(std::uint64_t relations) {
  return static_cast<std::uint32_t>(std::max<std::uint64_t>(relations / 10, 100));
}

// Runs one size, and gives its report as JSON.
std::string run(std::uint64_t relations, const std::string& rows, const fs::path& directory,
                const fs::path& program, int rounds) {
  const std::uint32_t entities = entities_of(relations);
  std::printf("%u entities, %llu relations, seed 42\n", entities,
              static_cast<unsigned long long>(relations));
  const Stopwatch watch;
  const ActorGraph graph(entities, relations);
  const Questions questions = make_questions(graph, 200);
  const std::string name = std::to_string(relations);
  const Workload work{.graph = graph,
                      .questions = questions,
                      .program = program,
                      .json_lines = directory / ("actors-" + name + ".jsonl"),
                      .schema = directory / "actors.schema.json",
                      .store = directory / ("actors-" + name + ".store"),
                      .rounds = rounds};
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
    return rows.find_first_of(any) != std::string::npos;
  };
  if (is_wanted("a") || !fs::exists(work.store)) measure_load(work, report);
  if (is_wanted("b")) measure_cold_path(work, report);
  if (is_wanted("cdeij")) measure_searches(work, report);
  if (is_wanted("k")) measure_weighted_paths(work, report);
  if (is_wanted("l")) measure_analysis(work, report);
  if (is_wanted("m")) measure_following(work, report);
  if (is_wanted("h")) measure_inserts(work, report);
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
  options.add_options()("relations", "relations of the largest graph; a tenth is measured first",
                        cxxopts::value<std::uint64_t>()->default_value("10000000"))(
      "rows", "which rows, by letter",
      cxxopts::value<std::string>()->default_value("abcdefhijklm"))(
      "format-relations", "relations of the inputs of row f",
      cxxopts::value<std::uint64_t>()->default_value("100000"))(
      "only", "row f: of this format only", cxxopts::value<std::string>()->default_value(""))(
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
  const auto relations = given["relations"].as<std::uint64_t>();
  const auto format_relations = given["format-relations"].as<std::uint64_t>();
  if (format_relations < 1) throw std::invalid_argument("--format-relations has to be 1 or more");
  std::ofstream json(given["json"].as<std::string>());
  const auto rows = given["rows"].as<std::string>();
  json << "[";
  const bool has_sizes = rows.find_first_not_of('f') != std::string::npos;
  if (has_sizes) {
    json << run(relations / 10, rows, directory, program, rounds) << ",\n"
         << run(relations, rows, directory, program, rounds);
  }
  if (rows.find('f') != std::string::npos) {
    json << (has_sizes ? ",\n" : "")
         << run_formats(format_relations, given["only"].as<std::string>(), directory, program,
                        rounds);
  }
  json << "]\n" << std::flush;
  if (!json) {
    throw relata::Error(relata::ErrorCode::io,
                        "writing " + given["json"].as<std::string>() + ": it cannot be written");
  }
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
