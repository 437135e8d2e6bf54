#pragma once

// Texts numbered in the order of their first sight.

#include <relata/changes.h>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace relata {

// A hash index over texts that its owner keeps and numbers: open addressing, a tag of the hash
// beside each number, so that a text is compared only where it almost certainly fits.
class TextIndex {
 public:
  // The number of an equal text; else remembers `number` for `text` and gives nothing. `text_of`
  // gives the text of a number remembered before.
  template <class TextOf>
  std::optional<std::uint32_t> find_or_add(std::string_view text, std::uint32_t number,
                                           const TextOf& text_of) {
    if (10 * (size_ + 1) > 7 * slots_.size()) grow();
    const std::uint64_t hash = hash_of(text);
    Slot& slot = slot_of(text, hash, text_of);
    if (slot.number != no_number) return slot.number;
    slot = {.number = number, .tag = static_cast<std::uint32_t>(hash >> 32)};
    ++size_;
    return std::nullopt;
  }

 private:
  static constexpr std::uint32_t no_number = ~std::uint32_t{0};

  struct Slot {
    std::uint32_t number = no_number;
    std::uint32_t tag = 0;
  };

  [[nodiscard]] static std::uint64_t hash_of(std::string_view text);
  // Tags are all that is needed to place the slots anew: the table uses no other bits.
  void grow();

  template <class TextOf>
  Slot& slot_of(std::string_view text, std::uint64_t hash, const TextOf& text_of) {
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = tag & mask;; at = (at + 1) & mask) {
      Slot& slot = slots_[at];
      if (slot.number == no_number) return slot;
      if (slot.tag == tag && text_of(slot.number) == text) return slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

// Keeps the texts as well.
class KeyTable {
 public:
  std::uint32_t number_of(std::string_view text);
  [[nodiscard]] std::string_view text(std::uint32_t number) const { return texts_[number]; }
  [[nodiscard]] const std::vector<std::string_view>& texts() const { return texts_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
  // About: the texts, their places and the index.
  [[nodiscard]] std::size_t bytes() const {
    constexpr std::size_t index_bytes = 16;  // a text, at a load of one half
    return arena_.bytes() + texts_.size() * (sizeof(std::string_view) + index_bytes);
  }

 private:
  TextArena arena_;
  std::vector<std::string_view> texts_;
  TextIndex index_;
};

}  // namespace relata
