#pragma once

// A small story as lines of the native format, drawn at random: entities under several names,
// documents that relay each other, relations in several records, and some lines that cannot be
// taken. No two lines contradict each other, so that their order does not matter.

#include <random>
#include <string>
#include <vector>

namespace relata::testing {

class RandomLines {
 public:
  explicit RandomLines(std::uint32_t seed) : random_(seed) {}

  [[nodiscard]] std::vector<std::string> story();

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  bool is_one_in(std::size_t n) { return below(n) == 0; }
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  void add_entities();
  void add_documents();
  void add_relations();
  void add_bad_lines();
  std::string actor();
  std::string claim();
  std::string claims();

  std::mt19937 random_;
  std::vector<std::string> actors_;     // keys and names
  std::vector<std::string> documents_;  // keys
  std::vector<std::string> lines_;
};

}  // namespace relata::testing
