// The graph goes in and the picture comes out at the same time: both sides of every pipe are served
// by one poll loop, so that neither process can wait for the other for ever.

#include "export/graphviz.h"

#include <fcntl.h>
#include <poll.h>
#include <relata/error.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

#include "export/plain_text.h"

extern char** environ;

namespace relata {

namespace {

using Clock = std::chrono::steady_clock;

class FileDescriptor {
 public:
  explicit FileDescriptor(int number = -1) : number_(number) {}
  ~FileDescriptor() { close(); }
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

struct Channel {
  FileDescriptor ours;
  FileDescriptor theirs;
};

[[noreturn]] void fail(const std::string& doing, int error) {
  throw Error(ErrorCode::io, "drawing with Graphviz: " + doing + ": " + std::strerror(error));
}

// A socket pair rather than a pipe: writing to a child that is gone must be an error of ours, not a
// SIGPIPE for the whole process.
Channel make_channel() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    fail("cannot open a channel", errno);
  }
  Channel channel{.ours = FileDescriptor(ends[0]), .theirs = FileDescriptor(ends[1])};
  const int flags = fcntl(ends[0], F_GETFL);
  if (flags < 0 || fcntl(ends[0], F_SETFL, flags | O_NONBLOCK) != 0) {
    fail("cannot set up a channel", errno);
  }
  return channel;
}

// Killed and waited for if the work is left early.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  ~Child() {
    if (id_ <= 0) return;
    kill(id_, SIGKILL);
    (void)wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Its exit status as waitpid gives it.
  int wait() {
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status;
  }

 private:
  pid_t id_;
};

class SpawnActions {
 public:
  SpawnActions() { posix_spawn_file_actions_init(&actions_); }
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  void connect(const FileDescriptor& from, int to) {
    posix_spawn_file_actions_adddup2(&actions_, from.number(), to);
  }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

// The child takes signals as a program started by hand does, whatever its parent blocks or ignores;
// not those of the terminal, at which it would end with half a picture: its parent stops it.
class SpawnAttributes {
 public:
  SpawnAttributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;

  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

pid_t start(const Drawing& drawing, const Channel& in, const Channel& out, const Channel& err) {
  SpawnActions actions;
  actions.connect(in.theirs, STDIN_FILENO);
  actions.connect(out.theirs, STDOUT_FILENO);
  actions.connect(err.theirs, STDERR_FILENO);
  std::vector<std::string> words = {drawing.program, "-T" + std::string(drawing.format)};
  // Bitmaps for screens of today; a vector picture has no resolution.
  if (drawing.format == "png") words.emplace_back("-Gdpi=120");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t id = -1;
  const SpawnAttributes attributes;
  const int error = posix_spawnp(&id, drawing.program.c_str(), actions.get(), attributes.get(),
                                 arguments.data(), environ);
  if (error == ENOENT) {
    throw Error(ErrorCode::not_found,
                "drawing with Graphviz: '" + drawing.program +
                    "' is not on the PATH; install graphviz (apt install graphviz), or ask for "
                    "--format dot");
  }
  if (error != 0) fail("cannot start '" + drawing.program + "'", error);
  return id;
}

// Writes what the channel takes now; closes it after the last byte or when the child stops reading.
void feed(FileDescriptor& to, std::string_view& rest) {
  const ssize_t written = send(to.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
  if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
  const bool is_gone = written < 0 && errno != EAGAIN && errno != EINTR;
  if (rest.empty() || is_gone) to.close();
}

// Reads what is there now; closes at the end.
void drain(FileDescriptor& from, std::string& into) {
  std::array<char, 64 << 10> buffer{};
  const ssize_t got = read(from.number(), buffer.data(), buffer.size());
  if (got > 0) {
    into.append(buffer.data(), static_cast<std::size_t>(got));
  } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
    from.close();
  }
}

struct Talk {
  std::string out;
  std::string err;
};

Talk talk(const Drawing& drawing, FileDescriptor in, FileDescriptor out, FileDescriptor err) {
  Talk result;
  std::string_view rest = drawing.dot;
  const auto deadline = Clock::now() + std::chrono::seconds(drawing.seconds_max);
  while (in.is_open() || out.is_open() || err.is_open()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) {
      throw Error(ErrorCode::stopped, "drawing with Graphviz: not done after " +
                                          std::to_string(drawing.seconds_max) +
                                          " seconds; narrow the question, or ask for --format dot");
    }
    if (drawing.stop.stop_requested()) {
      throw Error(ErrorCode::stopped, "drawing with Graphviz: interrupted");
    }
    // poll() leaves negative descriptors alone.
    std::array<pollfd, 3> ends = {pollfd{.fd = in.number(), .events = POLLOUT},
                                  pollfd{.fd = out.number(), .events = POLLIN},
                                  pollfd{.fd = err.number(), .events = POLLIN}};
    constexpr std::int64_t poll_ms_max = 100;  // between two looks at the request to stop
    const int ready = poll(ends.data(), ends.size(),
                           static_cast<int>(std::min<std::int64_t>(left.count(), poll_ms_max)));
    if (ready < 0 && errno != EINTR) fail("cannot wait for it", errno);
    if (ready <= 0) continue;
    if (in.is_open() && ends[0].revents != 0) feed(in, rest);
    if (out.is_open() && ends[1].revents != 0) drain(out, result.out);
    if (err.is_open() && ends[2].revents != 0) drain(err, result.err);
  }
  return result;
}

}  // namespace

std::string draw(const Drawing& drawing) {
  Channel in = make_channel();
  Channel out = make_channel();
  Channel err = make_channel();
  Child child(start(drawing, in, out, err));
  in.theirs.close();
  out.theirs.close();
  err.theirs.close();
  Talk said = talk(drawing, std::move(in.ours), std::move(out.ours), std::move(err.ours));
  const int status = child.wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || said.out.empty()) {
    const std::string end = WIFEXITED(status)
                                ? "exit code " + std::to_string(WEXITSTATUS(status))
                                : "killed by signal " + std::to_string(WTERMSIG(status));
    throw Error(ErrorCode::io, "drawing with Graphviz: '" + drawing.program + "' failed (" + end +
                                   "): " + visible(fit(said.err, 400)));
  }
  // It draws it smaller then, down to what nobody can read.
  if (said.err.find("too large for cairo-renderer bitmaps") != std::string::npos) {
    throw Error(ErrorCode::usage,
                "drawing with Graphviz: the picture is too large for a bitmap; "
                "narrow the question, or ask for --format svg");
  }
  return std::move(said.out);
}

}  // namespace relata
