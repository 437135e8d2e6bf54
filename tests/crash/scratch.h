#pragma once

#include <cstdint>
#include <filesystem>
#include <random>

namespace relata::testing {

// A directory that is gone with its object. It lies in memory where there is room: what a killed
// process wrote and what a failing call left look the same there, and the rounds are many.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Replaces `to`.
void copy_store(const std::filesystem::path& from, const std::filesystem::path& to);

// Prints the seed of the running test; RELATA_SEED in the environment chooses it.
[[nodiscard]] std::uint64_t announced_seed();

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  // Below n, which is not 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t n) {
    return std::uniform_int_distribution<std::uint64_t>(0, n - 1)(engine_);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace relata::testing
