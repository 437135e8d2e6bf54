#include "bench/rivals.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <relata/error.h>
#include <array>
#include <charconv>
#include <cstring>
#include <fstream>

extern char** environ;

namespace relata::bench {
namespace {

namespace fs = std::filesystem;

constexpr int answer_ms_max = 30 * 60 * 1000;
constexpr std::size_t all = 200;  // as many as there are

constexpr Shares everything{.paths = all,
                            .viewed_paths = all,
                            .near = all,
                            .far = all,
                            .hub_near = all,
                            .hub_far = all,
                            .all_shortest = all,
                            .best = all,
                            .components = 1,
                            .pagerank = 1,
                            .reach = 1};

}  // namespace

const RivalKind& relata_in_memory() {
  static const RivalKind kind{.name = "relata",
                              .command = {"relata", "memory"},
                              .needs = "",
                              .source = Source::store,
                              .shares = everything};
  return kind;
}

std::span<const RivalKind> rival_kinds() {
  static const std::array kinds{
      RivalKind{.name = "store",
                .command = {"relata", "store"},
                .needs = "",
                .source = Source::store,
                .shares = {.paths = all,
                           .viewed_paths = all,
                           .near = all,
                           .far = all,
                           .hub_near = all,
                           .hub_far = 3,
                           .all_shortest = all,
                           .best = all}},
      RivalKind{.name = "sqlite",
                .command = {"sqlite"},
                .needs = "libsqlite3-dev when it is built",
                .shares = {.paths = all,
                           .viewed_paths = all,
                           .near = all,
                           .far = 50,
                           .hub_near = all,
                           .hub_far = 3,
                           .cold = 20,
                           .inserts = 300,
                           .thousands = 20}},
      RivalKind{.name = "boost",
                .command = {"boost"},
                .needs = "a build",
                .shares = {.paths = all,
                           .viewed_paths = all,
                           .near = all,
                           .far = all,
                           .hub_near = all,
                           .hub_far = all,
                           .components = 1,
                           .pagerank = 1,
                           .reach = 1,
                           .cold = 5,
                           .opened = 1}},
      RivalKind{.name = "igraph",
                .command = {"/usr/bin/python3", "rival_igraph.py"},
                .needs = "python3-igraph",
                .shares = {.paths = 100,
                           .viewed_paths = all,
                           .near = all,
                           .far = all,
                           .hub_near = all,
                           .hub_far = all,
                           .all_shortest = 2,
                           .best = 1,
                           .components = 1,
                           .pagerank = 1,
                           .reach = 1,
                           .cold = 1,
                           .opened = 1}},
      RivalKind{.name = "duckdb",
                .command = {"node", "duckdb.mjs"},
                .needs = "node and @duckdb/node-api",
                .shares = {.paths = all,
                           .viewed_paths = all,
                           .near = all,
                           .far = 50,
                           .hub_near = all,
                           .hub_far = all,
                           .reach = 1,
                           .cold = 10,
                           .inserts = 100,
                           .thousands = 5}},
      RivalKind{.name = "kuzu",
                .command = {"node", "kuzu.mjs"},
                .needs = "node and kuzu",
                .shares = {.paths = 20,
                           .viewed_paths = 10,
                           .near = 50,
                           .far = 20,
                           .hub_near = all,
                           .hub_far = 3,
                           .all_shortest = 10,
                           .components = 1,
                           .pagerank = 1,
                           .reach = 1,
                           .cold = 5,
                           .inserts = 100,
                           .thousands = 5}},
  };
  return kinds;
}

void expect_answer(const std::string& question, const std::string& who, std::int64_t answer,
                   std::int64_t expected) {
  if (answer == expected) return;
  throw Error(ErrorCode::input, "comparing answers to \"" + question + "\": " + who + " says " +
                                    std::to_string(answer) + ", expected is " +
                                    std::to_string(expected));
}

std::unique_ptr<Rival> start_rival(const RivalKind& kind, const fs::path& programs) {
  // A rival that has ended is an error that ask() reports, not the end of this program.
  signal(SIGPIPE, SIG_IGN);
  std::vector<std::string> words;
  for (const char* word : kind.command) {
    const fs::path beside = programs / word;
    words.push_back(fs::exists(beside) ? beside.string() : word);
  }
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  int questions[2];
  int answers[2];
  if (pipe2(questions, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0) {
    throw Error(ErrorCode::io, std::string("starting ") + kind.name + ": there is no pipe");
  }
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, questions[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, answers[1], STDOUT_FILENO);
  pid_t process = 0;
  const int started =
      posix_spawnp(&process, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  close(questions[0]);
  close(answers[1]);
  Rival::File asking(fdopen(questions[1], "w"));
  Rival::File listening(fdopen(answers[0], "r"));
  if (started != 0) return nullptr;
  std::unique_ptr<Rival> rival(
      new Rival(kind.name, process, std::move(asking), std::move(listening)));
  rival->version_ = rival->read_line();
  return rival->version_.empty() ? nullptr : std::move(rival);
}

Rival::Rival(std::string name, pid_t process, File questions, File answers)
    : name_(std::move(name)),
      process_(process),
      questions_(std::move(questions)),
      answers_(std::move(answers)) {}

Rival::~Rival() {
  // What it wrote is thrown away, so it need not end in good order.
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

std::string Rival::read_line() const {
  pollfd wait{.fd = fileno(answers_.get()), .events = POLLIN, .revents = 0};
  if (poll(&wait, 1, answer_ms_max) == 0) {
    throw Error(ErrorCode::io, "asking " + name_ + ": no answer within half an hour");
  }
  std::array<char, 1024> line{};
  if (std::fgets(line.data(), line.size(), answers_.get()) == nullptr) return {};
  return {line.data(), std::strcspn(line.data(), "\n")};
}

std::int64_t Rival::ask(const std::string& question) {
  std::fprintf(questions_.get(), "%s\n", question.c_str());
  std::fflush(questions_.get());
  const std::string answer = read_line();
  std::int64_t number = 0;
  const char* end = answer.data() + answer.size();
  const auto [stop, code] = std::from_chars(answer.data(), end, number);
  if (answer.empty() || code != std::errc{} || stop != end) {
    throw Error(ErrorCode::io, "asking " + name_ + " \"" + question +
                                   "\": " + (answer.empty() ? "it ended" : "it says " + answer));
  }
  return number;
}

void Rival::order(const char* verb, const RivalInput& input, const fs::path& directory) {
  ask(std::string(verb) + "\t" + fs::absolute(input.packed).string() + "\t" +
      fs::absolute(input.csv).string() + "\t" + std::to_string(input.entities) + "\t" +
      fs::absolute(directory).string());
}

void Rival::load(const RivalInput& input, const fs::path& directory) {
  order("load", input, directory);
}

void Rival::open(const RivalInput& input, const fs::path& directory) {
  order("open", input, directory);
}

double Rival::status_mib(const char* field) const {
  std::ifstream status("/proc/" + std::to_string(process_) + "/status");
  for (std::string line; std::getline(status, line);) {
    const std::size_t colon = line.find(':');
    if (line.substr(0, colon) == field) return std::stod(line.substr(colon + 1)) / 1024;
  }
  return 0;
}

double Rival::memory_mib() const { return status_mib("VmRSS"); }
double Rival::memory_peak_mib() const { return status_mib("VmHWM"); }

void Rival::forget_memory_peak() const {
  std::ofstream("/proc/" + std::to_string(process_) + "/clear_refs") << "5";
}

}  // namespace relata::bench
