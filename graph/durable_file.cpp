#include "graph/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <relata/error.h>
#include <cerrno>
#include <system_error>

namespace relata {
namespace {

[[noreturn]] void throw_errno(const std::string& doing, const std::filesystem::path& path) {
  throw Error(ErrorCode::io,
              doing + " " + path.string() + ": " + std::generic_category().message(errno));
}

int flags_of(DurableFile::Access access) {
  switch (access) {
    case DurableFile::Access::read:
      return O_RDONLY;
    case DurableFile::Access::write:
      return O_RDWR;
    case DurableFile::Access::create:
      return O_RDWR | O_CREAT | O_EXCL;
  }
  return O_RDONLY;
}

}  // namespace

DurableFile::DurableFile(std::filesystem::path path, Access access)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), flags_of(access) | O_CLOEXEC | O_NOFOLLOW, 0600)) {
  if (descriptor_ < 0) throw_errno("opening", path_);
}

DurableFile::~DurableFile() { ::close(descriptor_); }

std::string DurableFile::read_all() const {
  std::string bytes;
  char buffer[4096];
  for (;;) {
    const ssize_t got =
        ::pread(descriptor_, buffer, sizeof buffer, static_cast<off_t>(bytes.size()));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_errno("reading", path_);
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
}

void DurableFile::write_at(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote =
        ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) throw_errno("writing", path_);
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
    offset += static_cast<std::uint64_t>(wrote);
  }
}

void DurableFile::sync() {
  if (::fdatasync(descriptor_) != 0) throw_errno("syncing", path_);
}

bool is_there(const std::filesystem::path& path) {
  std::error_code error;
  const bool found = std::filesystem::exists(path, error);
  if (error) {
    throw Error(ErrorCode::io, "looking for " + path.string() + ": " + error.message() +
                                   "; check the path and its permissions");
  }
  return found;
}

void sync_directory(const std::filesystem::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw_errno("opening", directory);
  const int result = ::fsync(descriptor);
  ::close(descriptor);
  if (result != 0) throw_errno("syncing", directory);
}

}  // namespace relata
