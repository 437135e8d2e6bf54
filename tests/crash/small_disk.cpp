#include "tests/crash/small_disk.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace relata::testing {
namespace {

// What the keeper says: how far it came, and the error there.
struct Report {
  char step[32];
  int error;
};

bool write_file(const char* path, const char* text) {
  const int file = ::open(path, O_WRONLY | O_CLOEXEC);
  const auto size = static_cast<ssize_t>(strlen(text));
  const bool is_written = file >= 0 && ::write(file, text, strlen(text)) == size;
  ::close(file);
  return is_written;
}

// The process that has the disk mounted. It runs between fork() and its end: system calls only.
[[noreturn]] void keep(const char* where, const char* size, const char* user_map, int to_parent) {
  const auto say = [&](const char* step, int error) {
    Report report{.step = {}, .error = error};
    strncpy(report.step, step, sizeof report.step - 1);
    const ssize_t ignored = ::write(to_parent, &report, sizeof report);
    static_cast<void>(ignored);
  };
  const auto require = [&](bool is_done, const char* step) {
    if (is_done) return;
    say(step, errno);
    _exit(1);
  };
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const bool is_root = geteuid() == 0;
  require(unshare(is_root ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) == 0, "unshare");
  if (!is_root) require(write_file("/proc/self/uid_map", user_map), "uid_map");
  require(mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0, "making mounts private");
  require(mount("small", where, "tmpfs", 0, size) == 0, "mounting a tmpfs");
  say("done", 0);
  for (;;) pause();
}

}  // namespace

SmallDisk::SmallDisk(std::uint64_t bytes) {
  const std::string where = mount_point_.path().string();
  const std::string size = "size=" + std::to_string(bytes);
  const std::string user_map = "0 " + std::to_string(geteuid()) + " 1\n";
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  keeper_ = fork();
  if (keeper_ == 0) keep(where.c_str(), size.c_str(), user_map.c_str(), ends[1]);
  ::close(ends[1]);
  Report report{.step = "fork", .error = errno};
  if (keeper_ > 0 && ::read(ends[0], &report, sizeof report) != sizeof report) {
    report = {.step = "starting a process", .error = EIO};
  }
  ::close(ends[0]);
  if (report.error != 0) why_none_ = std::string(report.step) + ": " + strerror(report.error);
  path_ = "/proc/" + std::to_string(keeper_) + "/root" + where;
}

SmallDisk::~SmallDisk() {
  if (keeper_ <= 0) return;
  ::kill(keeper_, SIGKILL);
  ::waitpid(keeper_, nullptr, 0);
}

std::uint64_t SmallDisk::bytes_free() const { return std::filesystem::space(path_).available; }

void SmallDisk::fill(std::uint64_t bytes_left) const {
  free_room();
  const std::uint64_t free = bytes_free();
  const int file = ::open((path_ / "ballast").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::uint64_t size = free > bytes_left ? free - bytes_left : 0;
  const bool is_filled =
      file >= 0 && (size == 0 || ::posix_fallocate(file, 0, static_cast<off_t>(size)) == 0);
  ::close(file);
  if (!is_filled) throw std::runtime_error("cannot fill a disk");
}

void SmallDisk::free_room() const { std::filesystem::remove(path_ / "ballast"); }

}  // namespace relata::testing
