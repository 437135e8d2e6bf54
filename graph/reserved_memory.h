#pragma once

// Addresses for an array that will grow: reserved once, so that what lies there never moves. Memory
// is taken where it is first written, and given back in whole pieces.

#include <cstddef>
#include <cstdint>

namespace relata {

enum class Pages : std::uint8_t { small, huge };

class ReservedMemory {
 public:
  // The system gives huge pages where it has some. Throws std::bad_alloc if it refuses so many
  // addresses.
  ReservedMemory(std::size_t bytes, Pages pages);
  ~ReservedMemory();
  ReservedMemory(const ReservedMemory&) = delete;
  ReservedMemory& operator=(const ReservedMemory&) = delete;

  // The beginning of a page of the kind that was asked for.
  [[nodiscard]] void* data() const { return data_; }
  // Nobody may read there any more; it reads as zero when it is taken again. Of whole pages.
  void give_back(std::size_t first, std::size_t bytes) const;

 private:
  void* reserved_ = nullptr;
  std::size_t reserved_bytes_ = 0;
  void* data_ = nullptr;
};

}  // namespace relata
