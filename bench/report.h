#pragma once

// Figures as they are printed and written to build/bench.json.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace relata::bench {

class Stopwatch {
 public:
  [[nodiscard]] double milliseconds() const {
    return std::chrono::duration<double, std::milli>(Clock::now() - start_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

// The value below which `share` of the sorted or unsorted samples lie.
[[nodiscard]] double percentile(std::vector<double> samples, double share);

// What a figure of a rival stands beside.
struct Beside {
  std::string rival;             // empty: the figure is relata's
  double relata = 0;             // in memory, asked the same in turn; 0: not measured
  double memory_mib = 0;         // the rival's peak
  double relata_memory_mib = 0;  // 0: not measured
  std::size_t questions = 0;     // in a round; 0: it was not asked
};

struct Figure {
  std::string row;   // "c", as in docs/performance.md
  std::string what;  // "warm shortest path, p50"
  std::string unit;
  double value = 0;      // the median of the rounds
  double value_min = 0;  // and their spread
  double value_max = 0;
  double limit = 0;    // the bare kernel in the same run; 0: none
  std::string target;  // what it has to reach, in words
  Beside beside = {};
};

// Over rounds that each gave one value.
[[nodiscard]] Figure over_rounds(std::string row, std::string what, std::string unit,
                                 std::vector<double> rounds, std::string target = "");

class Report {
 public:
  Report(std::uint64_t entities, std::uint64_t relations)
      : entities_(entities), relations_(relations) {}

  // Adds and prints it.
  void add(Figure figure);
  void note(const std::string& text);
  // A table of what relata is compared with: each row, each rival, as times relata's figure.
  void print_ratios() const;
  [[nodiscard]] std::string json() const;

 private:
  std::uint64_t entities_;
  std::uint64_t relations_;
  std::vector<Figure> figures_;
};

}  // namespace relata::bench
