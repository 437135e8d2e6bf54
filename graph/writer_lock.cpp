#include "graph/writer_lock.h"

#include <sys/file.h>
#include <unistd.h>

#include <relata/error.h>
#include <string>

namespace relata {

void create_writer_lock(const std::filesystem::path& path) {
  DurableFile(path, DurableFile::Access::create).sync();
}

WriterLock::WriterLock(const std::filesystem::path& path)
    : file_(path, DurableFile::Access::write) {
  if (::flock(file_.descriptor(), LOCK_EX | LOCK_NB) != 0) {
    std::string holder = file_.read_all();
    holder.resize(holder.find('\n') == std::string::npos ? holder.size() : holder.find('\n'));
    throw Error(ErrorCode::locked,
                "opening the store " + path.parent_path().string() +
                    " to write: " + (holder.empty() ? "another process" : holder) +
                    " is writing to it; wait until it ends");
  }
  if (::ftruncate(file_.descriptor(), 0) == 0) {
    file_.write_at(0, "process " + std::to_string(::getpid()) + "\n");
  }
}

}  // namespace relata
