#include "graph/writer_lock.h"

#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <relata/error.h>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <string>
#include <system_error>
#include <thread>

namespace relata {
namespace {

constexpr std::string_view process_word = "process ";

// "process 123", or nothing.
std::string name_in(const DurableFile& file) {
  const std::string text = file.read_all();
  return text.substr(0, text.find('\n'));
}

bool names_living_process(std::string_view name) {
  if (!name.starts_with(process_word)) return false;
  name.remove_prefix(process_word.size());
  pid_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  if (error != std::errc() || end != name.data() + name.size() || id <= 0) return false;
  return ::kill(id, 0) == 0 || errno == EPERM;
}

// Is the open file the one that lies there now?
bool is_file_at(const std::filesystem::path& path, int descriptor) {
  struct stat open {};
  struct stat there {};
  return ::fstat(descriptor, &open) == 0 && ::stat(path.c_str(), &there) == 0 &&
         open.st_dev == there.st_dev && open.st_ino == there.st_ino;
}

}  // namespace

void create_writer_lock(const std::filesystem::path& path) {
  DurableFile(path, DurableFile::Access::create).sync();
}

WriterLock::WriterLock(const std::filesystem::path& path)
    : file_(path, DurableFile::Access::write) {
  // Whoever takes the lock says so just after. Until then the file names nobody, or one that was
  // killed; and by then he may have released it again.
  constexpr int tries = 20;
  constexpr auto pause = std::chrono::milliseconds(5);
  for (int i = 1; ::flock(file_.descriptor(), LOCK_EX | LOCK_NB) != 0; ++i) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      throw Error(ErrorCode::io, "locking " + path.string() + ": " +
                                     std::generic_category().message(errno) +
                                     "; the file system has to take locks");
    }
    const std::string name = name_in(file_);
    if (names_living_process(name) || i == tries) {
      throw Error(ErrorCode::locked, "opening the store " + path.parent_path().string() +
                                         " to write: " + (name.empty() ? "another process" : name) +
                                         " is writing to it; wait until it ends");
    }
    std::this_thread::sleep_for(pause);
  }
  if (!is_file_at(path, file_.descriptor())) {
    throw Error(ErrorCode::io, "locking " + path.string() +
                                   ": it was removed meanwhile; check that nobody moves or removes "
                                   "the store");
  }
  if (::ftruncate(file_.descriptor(), 0) == 0) {
    file_.write_at(0, std::string(process_word) + std::to_string(::getpid()) + "\n");
  }
}

NoWriter::NoWriter(const std::filesystem::path& path)
    : file_(path, DurableFile::Access::read),
      holds_(::flock(file_.descriptor(), LOCK_SH | LOCK_NB) == 0) {}

// A process that lives on without the lock must not be named for the one that takes it next.
WriterLock::~WriterLock() {
  if (::ftruncate(file_.descriptor(), 0) != 0) return;  // then the name outlives the lock
}

}  // namespace relata
