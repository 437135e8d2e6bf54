#pragma once

// Running the program itself, as a user would.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace relata::bench {

struct ProgramRun {
  double milliseconds = 0;
  double cpu_milliseconds = 0;  // of all its threads; steadier where others are at work
  double memory_peak_mib = 0;
};

// Runs it with its output thrown away. Its messages go to that file; empty: to where ours go.
// Error{io} if it cannot be started or fails.
ProgramRun run_program(const std::vector<std::string>& command, const std::string& messages = {});

[[nodiscard]] std::uint64_t bytes_below(const std::filesystem::path& directory);

// Forgets what the operating system keeps of files. False if it may not (it needs root).
[[nodiscard]] bool drop_page_cache();

}  // namespace relata::bench
