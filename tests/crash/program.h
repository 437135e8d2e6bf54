#pragma once

// The real program, run as a user runs it, and ended as no user would.

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace relata::testing {

// How a process ended, and what it said.
struct Ending {
  int exit_code = -1;  // -1: a signal ended it
  int signal = 0;
  bool is_hung = false;  // it did not end in time, and was killed
  std::string output;
  std::string errors;
};

// A running process. It does not outlive its object.
class Process {
 public:
  // The program is the first of `command`; `environment` ("NAME=value") is added to the test's own.
  // What it says as errors goes to `errors_to`, if that is named, and not into its ending.
  explicit Process(const std::vector<std::string>& command,
                   const std::vector<std::string>& environment = {},
                   const std::filesystem::path& errors_to = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] pid_t id() const { return id_; }
  void kill();  // -9; does nothing to a process that has ended
  [[nodiscard]] bool ends_within(std::chrono::milliseconds limit) const;
  // Waits for the end; to be called once.
  Ending wait(std::chrono::milliseconds limit = std::chrono::seconds(20));

 private:
  int output_ = -1;
  int errors_ = -1;
  pid_t id_ = -1;
  bool is_waited_for_ = false;
};

// `relata ingest FILE --store STORE`.
[[nodiscard]] std::vector<std::string> ingest_command(const std::filesystem::path& file,
                                                      const std::filesystem::path& store);
[[nodiscard]] Ending ingest_file(const std::filesystem::path& file,
                                 const std::filesystem::path& store);
// How long an uninterrupted one takes.
[[nodiscard]] std::chrono::microseconds time_ingest(const std::filesystem::path& file,
                                                    const std::filesystem::path& store);

// What is wrong with what a program said when it failed: it must be one line that names the path
// and says why, by the system's own words, or what to do now. Before it may stand that a store was
// made. Empty if it is as it should be.
[[nodiscard]] std::string message_problem(const std::string& said,
                                          const std::filesystem::path& path);

}  // namespace relata::testing
