#pragma once

// A block of adjacency entries as it is on disk: immutable, of one owner, forward entries first,
// each direction by valid day.
//
// The columns lie one after another, each as a minimum and as many bytes for each entry as the
// largest difference from it needs; a column whose values are equal takes no bytes for the entries.
// docs/format.md gives the layout byte by byte.

#include <relata/adjacency.h>
#include <span>
#include <string>
#include <vector>

#include "graph/bytes.h"

namespace relata {

constexpr std::size_t block_entries_max = 240;

// The order of entries within an owner's blocks.
[[nodiscard]] bool comes_before(const AdjacencyEntry& a, const AdjacencyEntry& b);

// Appends 1 to block_entries_max entries, in order.
void write_block(std::span<const AdjacencyEntry> entries, ByteWriter& to);

// How many entries the block holds; reads nothing else.
[[nodiscard]] std::size_t block_size(ByteReader block);

// Decodes the block into `entries`, whose former content is lost. Leaves it empty if the hint
// allows the whole block to be skipped.
void read_block(ByteReader block, const PruneHint& hint, std::vector<AdjacencyEntry>& entries);

}  // namespace relata
