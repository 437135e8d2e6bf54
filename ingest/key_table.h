#pragma once

// Texts numbered in the order of their first sight.

#include <relata/changes.h>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/prefetch.h"

namespace relata {

// A hash index over texts that its owner keeps and numbers: open addressing, a tag of the hash
// beside each number, so that a text is compared only where it almost certainly fits.
class TextIndex {
 public:
  using Hash = std::uint64_t;
  [[nodiscard]] static Hash hash_of(std::string_view text);

  // The number of an equal text; else remembers `number` for `text` and gives nothing. `text_of`
  // gives the text of a number remembered before.
  template <class TextOf>
  std::optional<std::uint32_t> find_or_add(std::string_view text, Hash hash, std::uint32_t number,
                                           const TextOf& text_of) {
    if (10 * (size_ + 1) > 7 * slots_.size()) grow(2 * slots_.size());
    Slot& slot = slot_of(text, tag_of(hash), text_of);
    if (slot.number != no_number) return slot.number;
    slot = {.number = number, .tag = tag_of(hash)};
    ++size_;
    return std::nullopt;
  }
  template <class TextOf>
  std::optional<std::uint32_t> find_or_add(std::string_view text, std::uint32_t number,
                                           const TextOf& text_of) {
    return find_or_add(text, hash_of(text), number, text_of);
  }

  // Makes room for so many texts.
  void reserve(std::size_t size);
  // Of a text that hashes alike: almost certainly an equal one.
  [[nodiscard]] std::optional<std::uint32_t> likely_number(Hash hash) const {
    if (slots_.empty()) return std::nullopt;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = tag_of(hash) & mask; slots_[at].number != no_number;
         at = (at + 1) & mask) {
      if (slots_[at].tag == tag_of(hash)) return slots_[at].number;
    }
    return std::nullopt;
  }
  // The place of a text that is looked for soon.
  void prefetch(Hash hash) const {
    if (!slots_.empty()) relata::prefetch(&slots_[tag_of(hash) & (slots_.size() - 1)]);
  }

 private:
  static constexpr std::uint32_t no_number = ~std::uint32_t{0};

  struct Slot {
    std::uint32_t number = no_number;
    std::uint32_t tag = 0;
  };

  // Tags are all that is needed to place the slots anew: the table uses no other bits.
  [[nodiscard]] static std::uint32_t tag_of(Hash hash) {
    return static_cast<std::uint32_t>(hash >> 32);
  }
  void grow(std::size_t slots);

  template <class TextOf>
  Slot& slot_of(std::string_view text, std::uint32_t tag, const TextOf& text_of) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = tag & mask;; at = (at + 1) & mask) {
      Slot& slot = slots_[at];
      if (slot.number == no_number) return slot;
      if (slot.tag == tag && text_of(slot.number) == text) return slot;
    }
  }

  std::vector<Slot> slots_;  // as many as a power of two
  std::size_t size_ = 0;
};

// Keeps the texts as well.
class KeyTable {
 public:
  KeyTable() = default;
  // The texts of a copy are the other's.
  KeyTable(const KeyTable& other) : texts_(other.texts_), index_(other.index_) {}
  KeyTable& operator=(const KeyTable&) = delete;
  KeyTable(KeyTable&&) = default;
  KeyTable& operator=(KeyTable&&) = default;

  std::uint32_t number_of(std::string_view text);
  // Of a text that is asked for soon, some dozen texts on: what that needs is fetched from memory
  // meanwhile, for each needs what the one before it fetched.
  void announce(std::string_view text);
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
  std::array<TextIndex::Hash, 16> announced_{};  // the last of them
  std::size_t announced_count_ = 0;
};

}  // namespace relata
