#include "graph/kv_files.h"

#include <fcntl.h>
#include <rocksdb/file_system.h>
#include <sys/stat.h>
#include <unistd.h>

#include <relata/error.h>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <mutex>
#include <string>
#include <system_error>

namespace relata {
namespace {

// What goes wrong here goes wrong again when RocksDB opens the file, and is reported there.
void make_private(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

// RocksDB's diary, LOG. Its own writer of it asserts that nothing follows a failed write, and so
// ends the process of whoever has a full disk; here a line that does not fit is lost.
class Diary final : public rocksdb::Logger {
 public:
  explicit Diary(const std::string& file)
      : descriptor_(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {}
  ~Diary() override {
    write_out();
    if (is_open()) ::close(descriptor_);
  }

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    char line[line_bytes_max];
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    const std::size_t begin =
        std::strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%SZ ", ::gmtime_r(&now, &utc));
    std::vsnprintf(line + begin, sizeof line - begin, format, arguments);
    const std::lock_guard lock(mutex_);
    lines_ += line;
    lines_ += '\n';
    bytes_ += std::strlen(line) + 1;
    if (lines_.size() >= lines_bytes_max) write_out();
  }

  void Flush() override {
    const std::lock_guard lock(mutex_);
    write_out();
  }

  [[nodiscard]] std::size_t GetLogFileSize() const override {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  static constexpr std::size_t line_bytes_max = 4096;
  static constexpr std::size_t lines_bytes_max = 16 << 10;  // kept before they are written

  void write_out() {
    const ssize_t ignored = ::write(descriptor_, lines_.data(), lines_.size());
    static_cast<void>(ignored);
    lines_.clear();
  }

  int descriptor_;
  mutable std::mutex mutex_;
  std::string lines_;
  std::size_t bytes_ = 0;
};

class PrivateFiles final : public rocksdb::FileSystemWrapper {
 public:
  explicit PrivateFiles(std::shared_ptr<const KeepsFiles> keeps_files)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), keeps_files_(std::move(keeps_files)) {}

  [[nodiscard]] const char* Name() const override { return "relata private files"; }

  rocksdb::IOStatus NewWritableFile(const std::string& file, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* made,
                                    rocksdb::IODebugContext* debug) override {
    make_private(file);
    return target()->NewWritableFile(file, options, made, debug);
  }

  rocksdb::IOStatus LockFile(const std::string& file, const rocksdb::IOOptions& options,
                             rocksdb::FileLock** lock, rocksdb::IODebugContext* debug) override {
    make_private(file);
    return target()->LockFile(file, options, lock, debug);
  }

  rocksdb::IOStatus NewLogger(const std::string& file, const rocksdb::IOOptions&,
                              std::shared_ptr<rocksdb::Logger>* logger,
                              rocksdb::IODebugContext*) override {
    auto diary = std::make_shared<Diary>(file);
    if (!diary->is_open()) {
      return rocksdb::IOStatus::IOError("opening " + file, std::generic_category().message(errno));
    }
    *logger = std::move(diary);
    return rocksdb::IOStatus::OK();
  }

  rocksdb::IOStatus DeleteFile(const std::string& file, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
    if (*keeps_files_) return rocksdb::IOStatus::OK();
    return target()->DeleteFile(file, options, debug);
  }

 private:
  std::shared_ptr<const KeepsFiles> keeps_files_;
};

class SilentLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

}  // namespace

std::unique_ptr<rocksdb::Env> make_private_env(
    const std::shared_ptr<const KeepsFiles>& keeps_files) {
  return rocksdb::NewCompositeEnv(std::make_shared<PrivateFiles>(keeps_files));
}

std::shared_ptr<rocksdb::Logger> make_silent_log() { return std::make_shared<SilentLog>(); }

void make_private_directory(const std::filesystem::path& directory) {
  if (::mkdir(directory.c_str(), 0700) == 0) return;
  const std::string why = std::generic_category().message(errno);
  throw Error(ErrorCode::io, "making " + directory.string() + ": " + why +
                                 "; check the disk's space and permissions");
}

}  // namespace relata
