#include "tests/crash/program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <stdexcept>

namespace relata::testing {
namespace {

int make_memory_file() {
  const int file = ::memfd_create("said", MFD_CLOEXEC);
  if (file < 0) throw std::runtime_error("no memory file");
  return file;
}

std::string read_all(int file) {
  std::string text;
  char buffer[4096];
  for (;;) {
    const ssize_t got = ::pread(file, buffer, sizeof buffer, static_cast<off_t>(text.size()));
    if (got <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
  }
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

Process::Process(const std::vector<std::string>& command,
                 const std::vector<std::string>& environment,
                 const std::filesystem::path& errors_to)
    : output_(make_memory_file()), errors_(make_memory_file()) {
  std::vector<std::string> words = command;
  std::vector<std::string> settings = environment;
  for (char** setting = environ; *setting != nullptr; ++setting) settings.emplace_back(*setting);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, output_, STDOUT_FILENO);
  if (errors_to.empty()) {
    posix_spawn_file_actions_adddup2(&files, errors_, STDERR_FILENO);
  } else {
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors_to.c_str(), O_RDWR | O_NOCTTY,
                                     0);
  }
  const int failure = posix_spawn(&id_, words.front().c_str(), &files, nullptr,
                                  pointers(words).data(), pointers(settings).data());
  posix_spawn_file_actions_destroy(&files);
  if (failure != 0) throw std::runtime_error("cannot run " + words.front());
}

Process::~Process() {
  if (!is_waited_for_) {
    kill();
    ::waitpid(id_, nullptr, 0);
  }
  ::close(output_);
  ::close(errors_);
}

void Process::kill() {
  if (!is_waited_for_) ::kill(id_, SIGKILL);
}

bool Process::ends_within(std::chrono::milliseconds limit) const {
  const int process = static_cast<int>(::syscall(SYS_pidfd_open, id_, 0));
  if (process < 0) throw std::runtime_error("cannot watch a process");
  pollfd watched{.fd = process, .events = POLLIN, .revents = 0};
  const int ended = ::poll(&watched, 1, static_cast<int>(limit.count()));
  ::close(process);
  return ended > 0;
}

Ending Process::wait(std::chrono::milliseconds limit) {
  Ending ending;
  ending.is_hung = !ends_within(limit);
  if (ending.is_hung) kill();
  int status = 0;
  ::waitpid(id_, &status, 0);
  is_waited_for_ = true;
  if (WIFEXITED(status)) ending.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
  ending.output = read_all(output_);
  ending.errors = read_all(errors_);
  return ending;
}

std::vector<std::string> ingest_command(const std::filesystem::path& file,
                                        const std::filesystem::path& store) {
  return {RELATA_PROGRAM, "ingest", file.string(), "--store", store.string()};
}

Ending ingest_file(const std::filesystem::path& file, const std::filesystem::path& store) {
  return Process(ingest_command(file, store)).wait();
}

std::chrono::microseconds time_ingest(const std::filesystem::path& file,
                                      const std::filesystem::path& store) {
  const auto start = std::chrono::steady_clock::now();
  const Ending ending = ingest_file(file, store);
  if (ending.exit_code != 0) throw std::runtime_error("an ingest failed: " + ending.errors);
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

std::string message_problem(const std::string& said, const std::filesystem::path& path) {
  const bool has_news = said.starts_with("made a new store in ");
  const std::string errors = has_news ? said.substr(said.find('\n') + 1) : said;
  if (std::count(errors.begin(), errors.end(), '\n') != 1 || !errors.ends_with('\n')) {
    return "it is not one line: " + errors;
  }
  if (!errors.starts_with("relata ingest: ")) return "it does not say who speaks: " + errors;
  if (errors.find(path.string()) == std::string::npos) return "it names no path: " + errors;
  const bool says_why = errors.find(::strerror(EIO)) != std::string::npos ||
                        errors.find(::strerror(ENOSPC)) != std::string::npos;
  const bool says_what_to_do = errors.find("; ") != std::string::npos;
  if (!says_why && !says_what_to_do) return "it says neither why nor what to do: " + errors;
  return "";
}

}  // namespace relata::testing
