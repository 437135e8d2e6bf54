#pragma once

// One writer: an advisory lock on a file that says who holds it.

#include <filesystem>
#include <string>

#include "graph/durable_file.h"

namespace relata {

// Held while it lives, and no longer than the process. Error{locked} names the process that holds
// it; Error{io} if the file was removed while the lock was waited for.
class WriterLock {
 public:
  explicit WriterLock(const std::filesystem::path& path);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  DurableFile file_;
};

// That nobody writes: no writer starts while it lives.
class NoWriter {
 public:
  explicit NoWriter(const std::filesystem::path& path);
  // False if there is a writer.
  [[nodiscard]] bool holds() const { return holds_; }

 private:
  DurableFile file_;
  bool holds_ = false;
};

// Makes the file that is locked.
void create_writer_lock(const std::filesystem::path& path);

}  // namespace relata
