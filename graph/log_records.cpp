#include "graph/log_records.h"

#include <relata/error.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <string>

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t block_size = 32'768;
constexpr std::uint64_t header_size = 7;
constexpr unsigned kind_last = 4;  // 0: nothing was written there

void check_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, header_size> header{};
  for (std::uint64_t place = 0;;) {
    const std::uint64_t left = block_size - place % block_size;
    if (left < header_size) {
      place += left;
      continue;
    }
    file.seekg(static_cast<std::streamoff>(place));
    if (!file.read(header.data(), header.size())) return;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(header[i]); };
    const std::uint64_t length = byte(4) | std::uint64_t{byte(5)} << 8;
    if (byte(6) > kind_last) {
      throw Error(ErrorCode::damaged, "reading " + path.string() + ": at byte " +
                                          std::to_string(place) + " lies a record of kind " +
                                          std::to_string(byte(6)) +
                                          ", which no store has; restore a copy of the store");
    }
    if (header_size + length > left) return;           // its checksum tells RocksDB more
    const bool is_room = byte(6) == 0 && length == 0;  // to the block's end
    place += is_room ? left : header_size + length;
  }
}

}  // namespace

void check_log_records(const fs::path& directory) {
  std::error_code error;
  fs::directory_iterator files(directory, error);
  // What cannot be listed RocksDB cannot open either, and says so.
  for (const fs::directory_iterator end; !error && files != end; files.increment(error)) {
    const fs::path& path = files->path();
    if (path.filename().string().starts_with("MANIFEST-") || path.extension() == ".log") {
      check_file(path);
    }
  }
}

}  // namespace relata
