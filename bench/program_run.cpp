#include "bench/program_run.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <relata/error.h>
#include <fstream>

#include "bench/report.h"

extern char** environ;

namespace relata::bench {

ProgramRun run_program(const std::vector<std::string>& command, const std::string& messages) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (!messages.empty()) {
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, messages.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
  }
  const Stopwatch watch;
  pid_t process = 0;
  const int started =
      posix_spawnp(&process, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (started != 0) {
    throw Error(ErrorCode::io, "running " + command[0] + ": it cannot be started");
  }
  int status = 0;
  rusage usage{};
  wait4(process, &status, 0, &usage);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::string text;
    for (const std::string& word : command) text += word + " ";
    throw Error(ErrorCode::io, "running " + text + ": it failed" +
                                   (messages.empty() ? "" : "; " + messages + " says why"));
  }
  const auto milliseconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return {.milliseconds = watch.milliseconds(),
          .cpu_milliseconds = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
          .memory_peak_mib = static_cast<double>(usage.ru_maxrss) / 1024};
}

std::uint64_t bytes_below(const std::filesystem::path& directory) {
  std::uint64_t total = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(directory)) {
    if (file.is_regular_file()) total += file.file_size();
  }
  return total;
}

bool drop_page_cache() {
  sync();
  std::ofstream control("/proc/sys/vm/drop_caches");
  control << "3" << std::flush;
  return control.good();
}

}  // namespace relata::bench
