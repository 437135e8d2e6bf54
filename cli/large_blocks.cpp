// Large blocks of memory in huge pages.
//
// A load or a graph in memory holds a few arrays of hundreds of megabytes and touches them at
// random: in pages of 4 KiB every touch misses the translation cache, and every first touch is a
// fault. With huge pages a load reads almost twice as fast (docs/performance.md). Where the system
// has none to give, the advice is ignored.
//
// This replaces operator new for the whole program, so it belongs to the program and not to the
// library: whoever links that keeps his own.

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t large_block = 2 * huge_page;

void* allocate(std::size_t size) noexcept {
  if (size < large_block) return std::malloc(size == 0 ? 1 : size);
  if (size > SIZE_MAX - huge_page) return nullptr;
  const std::size_t whole_pages = (size + huge_page - 1) / huge_page * huge_page;
  void* const block = std::aligned_alloc(huge_page, whole_pages);
  if (block != nullptr) madvise(block, whole_pages, MADV_HUGEPAGE);
  return block;
}

}  // namespace

void* operator new(std::size_t size) {
  for (;;) {
    if (void* const block = allocate(size)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
