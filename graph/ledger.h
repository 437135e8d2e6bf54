#pragma once

// The store's own memory of its last commit, beside the engine.
//
// An engine that lost acknowledged commits to a damaged log opens without a word. The ledger holds
// the number and the hash of the last commit that was acknowledged, in two slots written in turn,
// so that a torn write leaves the one before; a store that ends before its ledger is refused.

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "graph/durable_file.h"

namespace relata {

using RowHash = std::array<std::uint8_t, 16>;

struct LedgerEntry {
  std::uint64_t batch = 0;  // 0: nothing was committed
  RowHash hash{};           // of the batch's commit row
  friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

// Writes a new ledger that says "nothing was committed".
void create_ledger(const std::filesystem::path& path);

class Ledger {
 public:
  Ledger(const std::filesystem::path& path, DurableFile::Access access);

  // The newest whole slot. Error{damaged} if neither is whole.
  [[nodiscard]] LedgerEntry last() const;
  // Is a slot that was written not whole? Either a crash tore it, or it was damaged since.
  [[nodiscard]] bool has_broken_slot() const;
  // Returns when the entry is on disk.
  void record(const LedgerEntry& entry);

 private:
  std::filesystem::path path_;
  DurableFile file_;
};

}  // namespace relata
