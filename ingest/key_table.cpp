#include "ingest/key_table.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {

std::uint64_t TextIndex::hash_of(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

void TextIndex::grow() {
  std::vector<Slot> old(slots_.empty() ? 1024 : 2 * slots_.size());
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == no_number) continue;
    std::size_t at = slot.tag & mask;
    while (slots_[at].number != no_number) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::uint32_t KeyTable::number_of(std::string_view text) {
  const auto text_of = [&](std::uint32_t number) { return texts_[number]; };
  if (const auto known = index_.find_or_add(text, size(), text_of)) return *known;
  texts_.push_back(arena_.keep(text));
  return size() - 1;
}

}  // namespace relata
