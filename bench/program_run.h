#pragma once

// Running the program itself, as a user would.

#include <cstdint>
#include <string>
#include <vector>

namespace relata::bench {

struct ProgramRun {
  double milliseconds = 0;
  double memory_peak_mib = 0;
};

// Runs it with its output thrown away. Error{io} if it cannot be started or fails.
ProgramRun run_program(const std::vector<std::string>& command);

// Forgets what the operating system keeps of files. False if it may not (it needs root).
[[nodiscard]] bool drop_page_cache();

}  // namespace relata::bench
