#include "ingest/key_table.h"

#include <algorithm>
#include <bit>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {

TextIndex::Hash TextIndex::hash_of(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

void TextIndex::reserve(std::size_t size) {
  const std::size_t slots = std::bit_ceil(10 * size / 7 + 1);
  if (slots > slots_.size()) grow(slots);
}

void TextIndex::grow(std::size_t slots) {
  constexpr std::size_t slots_min = 1024;
  std::vector<Slot> old(std::max(slots, slots_min));
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

void KeyTable::announce(std::string_view text) {
  constexpr std::size_t step = 8;
  const auto before = [&](std::size_t count) -> TextIndex::Hash& {
    return announced_[(announced_count_ - count) % announced_.size()];
  };
  if (const auto number = index_.likely_number(before(2 * step - 1))) {
    prefetch(texts_[*number].data());
  }
  if (const auto number = index_.likely_number(before(step))) prefetch(&texts_[*number]);
  index_.prefetch(before(0) = TextIndex::hash_of(text));
  ++announced_count_;
}

}  // namespace relata
