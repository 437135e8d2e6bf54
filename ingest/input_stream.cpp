#include "ingest/input_stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <relata/error.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>
#include <vector>

#include "ingest/kept_input.h"

namespace relata {
namespace {

constexpr std::size_t packed_bytes = std::size_t{256} << 10;  // read at a time to unpack

bool is_gzip(std::string_view beginning) { return beginning.starts_with("\x1F\x8B"); }

// bzip2, Zstandard, xz.
bool is_archive(std::string_view beginning) {
  return beginning.starts_with("BZh") || beginning.starts_with("\x28\xB5\x2F\xFD") ||
         beginning.starts_with("\xFD\x37zXZ");
}

}  // namespace

// The bytes as they lie on disk. What was looked at is read again.
class InputStream::Source {
 public:
  Source(std::string path, KeptInput* kept)
      : path_(std::move(path)),
        kept_(kept),
        descriptor_(path_ == "-" ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) {
      throw Error(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                  "reading " + path_ + ": " + std::generic_category().message(errno) +
                      "; check the path and its permissions");
    }
  }
  ~Source() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  [[nodiscard]] std::string_view look(std::size_t bytes) {
    char buffer[16];
    while (ahead_.size() < bytes) {
      const std::size_t got = read_file(buffer, std::min(sizeof buffer, bytes - ahead_.size()));
      if (got == 0) break;
      ahead_.append(buffer, got);
    }
    return ahead_;
  }

  [[nodiscard]] std::size_t read(char* to, std::size_t most) {
    if (ahead_.empty()) return read_file(to, most);
    const std::size_t size = std::min(most, ahead_.size());
    std::memcpy(to, ahead_.data(), size);
    ahead_.erase(0, size);
    return size;
  }

  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::size_t read_file(char* to, std::size_t most) {
    if (kept_ != nullptr) {
      const std::size_t got = kept_->read(bytes_read_, to, most);
      bytes_read_ += got;
      return got;
    }
    for (;;) {
      const ssize_t got = ::read(descriptor_, to, most);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) {
        throw Error(ErrorCode::io,
                    "reading " + path_ + ": " + std::generic_category().message(errno));
      }
      bytes_read_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
  }

  std::string path_;
  KeptInput* kept_;
  int descriptor_;
  std::string ahead_;
  std::atomic<std::uint64_t> bytes_read_ = 0;
};

class InputStream::Unpacker {
 public:
  virtual ~Unpacker() = default;
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  [[nodiscard]] virtual std::size_t read(char* to, std::size_t most) = 0;

 protected:
  explicit Unpacker(Source& source) : source_(source), packed_(packed_bytes) {}

  [[nodiscard]] std::size_t read_packed() { return source_.read(packed_.data(), packed_.size()); }
  [[nodiscard]] char* packed() { return packed_.data(); }

  [[noreturn]] void fail(ErrorCode code, const char* why) const {
    throw Error(code, "unpacking " + source_.path() + ": " +
                          (why == nullptr ? "it is broken" : why) + "; fetch the file again");
  }

 private:
  Source& source_;
  std::vector<char> packed_;
};

// By zlib, which checks the sums; libarchive passes over those of gzip.
class InputStream::Gunzip final : public Unpacker {
 public:
  explicit Gunzip(Source& source) : Unpacker(source) {
    constexpr int gzip_only = 16 + MAX_WBITS;
    if (inflateInit2(&stream_, gzip_only) != Z_OK) fail(ErrorCode::io, "out of memory");
  }
  ~Gunzip() override { inflateEnd(&stream_); }

  [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(most, packed_bytes));
    const uInt room = stream_.avail_out;
    while (stream_.avail_out == room && fill()) step();
    return room - stream_.avail_out;
  }

 private:
  // False at the end, which is not within a member.
  bool fill() {
    if (stream_.avail_in > 0) return true;
    stream_.next_in = reinterpret_cast<Bytef*>(packed());
    stream_.avail_in = static_cast<uInt>(read_packed());
    if (stream_.avail_in > 0) return true;
    if (is_in_member_) fail(ErrorCode::input, "it is cut off");
    return false;
  }

  void step() {
    is_in_member_ = true;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      is_in_member_ = false;
      inflateReset(&stream_);
    } else if (result != Z_OK) {
      fail(ErrorCode::input, stream_.msg);
    }
  }

  z_stream stream_{};
  bool is_in_member_ = false;
};

class InputStream::Unarchive final : public Unpacker {
 public:
  explicit Unarchive(Source& source) : Unpacker(source), archive_(archive_read_new()) {
    archive* const reader = archive_.get();
    archive_read_support_filter_bzip2(reader);
    archive_read_support_filter_zstd(reader);
    archive_read_support_filter_xz(reader);
    archive_read_support_format_raw(reader);
    archive_read_support_format_empty(reader);
    archive_entry* entry = nullptr;
    const bool is_open = archive_read_open(reader, this, nullptr, give, nullptr) == ARCHIVE_OK;
    const int result = is_open ? archive_read_next_header(reader, &entry) : ARCHIVE_FATAL;
    is_empty_ = result == ARCHIVE_EOF;
    // Damage at the very beginning looks empty, too; but what is empty packs into less.
    constexpr std::uint64_t empty_bytes_max = 64;
    if (is_empty_ && source.bytes_read() > empty_bytes_max) fail(ErrorCode::input, nullptr);
    if (result != ARCHIVE_OK && !is_empty_) fail_archive();
  }

  [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
    const la_ssize_t got = is_empty_ ? 0 : archive_read_data(archive_.get(), to, most);
    if (got < 0) fail_archive();
    return static_cast<std::size_t>(got);
  }

 private:
  // Called by libarchive, through which no exception may go.
  static la_ssize_t give(archive* archive, void* self, const void** bytes) {
    auto& unpacker = *static_cast<Unarchive*>(self);
    try {
      *bytes = unpacker.packed();
      return static_cast<la_ssize_t>(unpacker.read_packed());
    } catch (const Error& error) {
      archive_set_error(archive, EIO, "%s", error.what());
      return ARCHIVE_FATAL;
    }
  }

  [[noreturn]] void fail_archive() const {
    const char* why = archive_error_string(archive_.get());
    // So liblzma calls it.
    if (why != nullptr && std::strstr(why, "No progress is possible") != nullptr) {
      why = "it is cut off";
    }
    fail(archive_errno(archive_.get()) == EIO ? ErrorCode::io : ErrorCode::input, why);
  }

  struct Free {
    void operator()(archive* reader) const { archive_read_free(reader); }
  };

  std::unique_ptr<archive, Free> archive_;  // freed also when the constructor throws
  bool is_empty_ = false;
};

InputStream::InputStream(const InputFile& file, KeptInput* kept)
    : file_(file), source_(std::make_unique<Source>(file.path, kept)) {
  const std::string_view magic = source_->look(6);
  if (is_gzip(magic)) {
    unpacker_ = std::make_unique<Gunzip>(*source_);
  } else if (is_archive(magic)) {
    unpacker_ = std::make_unique<Unarchive>(*source_);
  }
  beginning_.resize(beginning_bytes);
  std::size_t size = 0;
  while (size < beginning_bytes) {
    const std::size_t got = read_on(beginning_.data() + size, beginning_bytes - size);
    if (got == 0) break;
    size += got;
  }
  beginning_.resize(size);
}

InputStream::~InputStream() = default;

std::size_t InputStream::read_on(char* to, std::size_t most) {
  return unpacker_ ? unpacker_->read(to, most) : source_->read(to, most);
}

std::size_t InputStream::read(char* to, std::size_t most) {
  if (given_ == beginning_.size()) return read_on(to, most);
  const std::size_t size = std::min(most, beginning_.size() - given_);
  std::memcpy(to, beginning_.data() + given_, size);
  given_ += size;
  return size;
}

std::uint64_t InputStream::bytes_read() const { return source_->bytes_read(); }

}  // namespace relata
