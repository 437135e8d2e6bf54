#include "graph/reserved_memory.h"

#include <sys/mman.h>

#include <memory>
#include <new>

namespace relata {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;

}  // namespace

ReservedMemory::ReservedMemory(std::size_t bytes, Pages pages)
    : reserved_bytes_(pages == Pages::huge ? bytes + huge_page : bytes) {
  // Not counted as memory that may be wanted, which it never is as a whole.
  reserved_ = mmap(nullptr, reserved_bytes_, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (reserved_ == MAP_FAILED) throw std::bad_alloc();
  data_ = reserved_;
  if (pages == Pages::small) return;
  std::size_t room = reserved_bytes_;
  std::align(huge_page, bytes, data_, room);
  madvise(data_, bytes, MADV_HUGEPAGE);
}

ReservedMemory::~ReservedMemory() { munmap(reserved_, reserved_bytes_); }

void ReservedMemory::give_back(std::size_t first, std::size_t bytes) const {
  madvise(static_cast<std::byte*>(data_) + first, bytes, MADV_DONTNEED);
}

}  // namespace relata
