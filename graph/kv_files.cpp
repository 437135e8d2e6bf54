#include "graph/kv_files.h"

#include <fcntl.h>
#include <rocksdb/file_system.h>
#include <sys/stat.h>
#include <unistd.h>

#include <relata/error.h>
#include <cerrno>
#include <system_error>

namespace relata {
namespace {

// What goes wrong here goes wrong again when RocksDB opens the file, and is reported there.
void make_private(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

class PrivateFiles final : public rocksdb::FileSystemWrapper {
 public:
  PrivateFiles() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}

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

  rocksdb::IOStatus NewLogger(const std::string& file, const rocksdb::IOOptions& options,
                              std::shared_ptr<rocksdb::Logger>* logger,
                              rocksdb::IODebugContext* debug) override {
    make_private(file);
    return target()->NewLogger(file, options, logger, debug);
  }
};

class SilentLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

}  // namespace

std::unique_ptr<rocksdb::Env> make_private_env() {
  return rocksdb::NewCompositeEnv(std::make_shared<PrivateFiles>());
}

std::shared_ptr<rocksdb::Logger> make_silent_log() { return std::make_shared<SilentLog>(); }

void make_private_directory(const std::filesystem::path& directory) {
  if (::mkdir(directory.c_str(), 0700) == 0) return;
  const std::string why = std::generic_category().message(errno);
  throw Error(ErrorCode::io, "making " + directory.string() + ": " + why +
                                 "; check the disk's space and permissions");
}

}  // namespace relata
