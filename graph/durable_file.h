#pragma once

// Small files whose bytes must be on disk before the next step is taken.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace relata {

// A file descriptor with the name it is reported under. Every failure throws Error{io}.
class DurableFile {
 public:
  enum class Access : std::uint8_t { read, write, create };  // create: it must not exist; mode 0600
  DurableFile(std::filesystem::path path, Access access);
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;

  [[nodiscard]] std::string read_all() const;
  void write_at(std::uint64_t offset, std::string_view bytes);
  void sync();
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

// Error{io} if it cannot be told.
[[nodiscard]] bool is_there(const std::filesystem::path& path);
// Makes the names in a directory durable.
void sync_directory(const std::filesystem::path& directory);

}  // namespace relata
