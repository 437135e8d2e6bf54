#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/crash/scratch.h"

namespace relata::testing {

// A file system of its own with so many bytes, as long as it lives. It is mounted in a process of
// its own, by root or in a user namespace, so that nothing stays mounted however the test ends.
class SmallDisk {
 public:
  explicit SmallDisk(std::uint64_t bytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // Why there is none; empty if there is.
  [[nodiscard]] const std::string& why_none() const { return why_none_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::uint64_t bytes_free() const;
  // A file that takes room until only `bytes_left` are left.
  void fill(std::uint64_t bytes_left) const;
  void free_room() const;

 private:
  ScratchDirectory mount_point_;
  pid_t keeper_ = -1;
  std::filesystem::path path_;
  std::string why_none_;
};

}  // namespace relata::testing
