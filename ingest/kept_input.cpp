#include "ingest/kept_input.h"

#include <fcntl.h>
#include <unistd.h>

#include <relata/error.h>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace relata {
namespace {

// Read again where a signal came between.
template <class Read>
std::size_t bytes_of(const Read& read) {
  for (;;) {
    const ssize_t got = read();
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EINTR) continue;
    throw Error(ErrorCode::io, "reading standard input: " + std::generic_category().message(errno));
  }
}

}  // namespace

KeptInput::KeptInput() {
  const char* const given = std::getenv("TMPDIR");
  directory_ = given == nullptr || *given == '\0' ? "/tmp" : given;
  std::string path = directory_ + "/relata-input-XXXXXX";
  descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor_ < 0 || ::unlink(path.c_str()) != 0) fail();
}

KeptInput::~KeptInput() { ::close(descriptor_); }

std::size_t KeptInput::read(std::uint64_t place, char* to, std::size_t most) {
  if (place < size_) {
    const auto rest = static_cast<std::size_t>(std::min<std::uint64_t>(most, size_ - place));
    return bytes_of([&] { return ::pread(descriptor_, to, rest, static_cast<off_t>(place)); });
  }
  if (is_at_end_) return 0;
  const std::size_t got = bytes_of([&] { return ::read(STDIN_FILENO, to, most); });
  is_at_end_ = got == 0;
  keep(to, got);
  return got;
}

void KeptInput::keep(const char* from, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::pwrite(descriptor_, from, size, static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    from += written;
    size -= static_cast<std::size_t>(written);
    size_ += static_cast<std::uint64_t>(written);
  }
}

void KeptInput::fail() const {
  throw Error(ErrorCode::io,
              "keeping standard input in " + directory_ +
                  " for its rejected records: " + std::generic_category().message(errno) +
                  "; set TMPDIR to a directory with more room, ingest a file, or "
                  "leave out --rejects");
}

}  // namespace relata
