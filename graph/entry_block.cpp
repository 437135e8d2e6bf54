#include "graph/entry_block.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <tuple>

namespace relata {
namespace {

// The columns, in their order on disk.
enum Column : std::size_t {
  neighbour,
  relation,
  batch,
  type,
  neighbour_type,
  valid_from,
  valid_to,
  reported,
  confidence,
  origins,
  flags,
  degree,
  columns_count,
};

// From this many entries on a block says what it spans, so that it can be skipped.
constexpr std::size_t span_from_entries = 32;

constexpr std::uint64_t exact_flag = 1 << 3;  // after the stances, one bit each
constexpr std::uint64_t reverse_flag = 1 << 4;
constexpr std::uint64_t flags_known = 31;

// Dates are coded against the valid start, which they mostly equal: 0 unknown, 1 equal.
std::uint64_t from_code(PartialDate date) {
  if (!date.is_known()) return 0;
  constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min();
  return static_cast<std::uint64_t>(date.packed() - lowest);
}

std::uint64_t code_against(PartialDate date, PartialDate start) {
  if (!date.is_known()) return 0;
  const std::int64_t base = start.is_known() ? start.packed() : 0;
  const std::int64_t difference = date.packed() - base;
  return 1 + (static_cast<std::uint64_t>(difference) << 1 ^
              static_cast<std::uint64_t>(difference >> 63));
}

PartialDate date_of(std::int64_t packed, const ByteReader& block) {
  const bool is_small = packed == static_cast<std::int32_t>(packed);
  const auto date =
      is_small ? PartialDate::from_packed(static_cast<std::int32_t>(packed)) : std::nullopt;
  if (!date) block.fail("a date is impossible");
  return *date;
}

PartialDate date_from_code(std::uint64_t code, const ByteReader& block) {
  if (code == 0) return {};
  constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min();
  return date_of(static_cast<std::int64_t>(code) + lowest, block);
}

PartialDate date_against(std::uint64_t code, PartialDate start, const ByteReader& block) {
  if (code == 0) return {};
  if (code == 1 && start.is_known()) return start;
  const std::uint64_t zigzag = code - 1;
  const auto difference = static_cast<std::int64_t>(zigzag >> 1 ^ (~(zigzag & 1) + 1));
  return date_of((start.is_known() ? start.packed() : 0) + difference, block);
}

std::array<std::uint64_t, columns_count> codes_of(const AdjacencyEntry& entry) {
  std::array<std::uint64_t, columns_count> codes{};
  codes[neighbour] = entry.neighbour.value;
  codes[relation] = entry.relation.value;
  codes[batch] = entry.batch;
  codes[type] = entry.type.value;
  codes[neighbour_type] = entry.neighbour_type.value;
  codes[valid_from] = from_code(entry.valid.from);
  codes[valid_to] = code_against(entry.valid.to, entry.valid.from);
  codes[reported] = code_against(entry.reported, entry.valid.from);
  codes[confidence] = entry.confidence_max;
  codes[origins] = entry.origins_max;
  codes[flags] = std::uint64_t{entry.stances} | (entry.is_exact ? exact_flag : 0) |
                 (entry.direction == Direction::reverse ? reverse_flag : 0);
  codes[degree] = entry.degree_class;
  return codes;
}

// What a block spans. Unknown: some entry does not say.
struct BlockSpan {
  PartialDate reported_first;
  PartialDate from_first;
  PartialDate to_last;  // the latest last day
  std::uint16_t confidence_max = 0;
};

BlockSpan span_of(std::span<const AdjacencyEntry> entries) {
  BlockSpan span{.reported_first = entries[0].reported,
                 .from_first = entries[0].valid.from,
                 .to_last = entries[0].valid.to};
  bool has_unknown_end = false;
  for (const AdjacencyEntry& entry : entries) {
    span.reported_first = std::min(span.reported_first, entry.reported);  // unknown is least
    span.from_first = std::min(span.from_first, entry.valid.from);
    span.confidence_max = std::max(span.confidence_max, entry.confidence_max);
    if (!entry.valid.to.is_known()) {
      has_unknown_end = true;
    } else if (!span.to_last.is_known() || entry.valid.to.last_day() > span.to_last.last_day()) {
      span.to_last = entry.valid.to;
    }
  }
  if (has_unknown_end) span.to_last = {};
  return span;
}

bool is_refused(const BlockSpan& span, const PruneHint& hint) {
  if (span.confidence_max < hint.confidence_min) return true;
  if (hint.reported_by && span.reported_first.is_known() &&
      span.reported_first.first_day() > *hint.reported_by) {
    return true;
  }
  if (!hint.valid) return false;
  if (span.from_first.is_known() && span.from_first.first_day() > hint.valid->last) return true;
  return span.to_last.is_known() && span.to_last.last_day() < hint.valid->first;
}

std::uint64_t load(const char* from, std::size_t width) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t value = 0;
  std::memcpy(&value, from, width);
  return value;
}

void store(std::uint64_t value, char* to) { std::memcpy(to, &value, sizeof value); }

template <std::size_t Width, class Put>
void decode_column(const char* bytes, std::uint64_t least, std::size_t count, const Put& put) {
  for (std::size_t i = 0; i < count; ++i) put(i, least + load(bytes + i * Width, Width));
}

template <class Put>
void decode_column(std::string_view bytes, std::size_t width, std::uint64_t least,
                   std::size_t count, const Put& put) {
  switch (width) {
    case 0:
      for (std::size_t i = 0; i < count; ++i) put(i, least);
      break;
    case 1:
      return decode_column<1>(bytes.data(), least, count, put);
    case 2:
      return decode_column<2>(bytes.data(), least, count, put);
    case 3:
      return decode_column<3>(bytes.data(), least, count, put);
    case 4:
      return decode_column<4>(bytes.data(), least, count, put);
    default:
      for (std::size_t i = 0; i < count; ++i) put(i, least + load(bytes.data() + i * width, width));
  }
}

std::size_t read_count(ByteReader& block) {
  const std::uint64_t count = block.varint();
  if (count == 0 || count > block_entries_max)
    block.fail("it holds an impossible number of entries");
  return count;
}

}  // namespace

bool comes_before(const AdjacencyEntry& a, const AdjacencyEntry& b) {
  return std::tie(a.direction, a.valid.from, a.relation, a.batch) <
         std::tie(b.direction, b.valid.from, b.relation, b.batch);
}

void write_block(std::span<const AdjacencyEntry> entries, ByteWriter& to) {
  assert(!entries.empty() && entries.size() <= block_entries_max);
  to.varint(entries.size());
  if (entries.size() >= span_from_entries) {
    const BlockSpan span = span_of(entries);
    to.date(span.reported_first);
    to.date(span.from_first);
    to.date(span.to_last);
    to.varint(span.confidence_max);
  }
  std::array<std::array<std::uint64_t, columns_count>, block_entries_max> codes;
  auto least = codes_of(entries[0]);
  auto most = least;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    codes[i] = codes_of(entries[i]);
    for (std::size_t c = 0; c < columns_count; ++c) {
      least[c] = std::min(least[c], codes[i][c]);
      most[c] = std::max(most[c], codes[i][c]);
    }
  }
  std::array<std::size_t, columns_count> widths{};
  for (std::size_t c = 0; c < columns_count; ++c) {
    widths[c] = (static_cast<std::size_t>(std::bit_width(most[c] - least[c])) + 7) / 8;
  }
  for (std::size_t c = 0; c < columns_count; c += 2) {
    to.byte(static_cast<std::uint8_t>(widths[c] | widths[c + 1] << 4));
  }
  for (std::size_t c = 0; c < columns_count; ++c) to.varint(least[c]);
  // Each number is stored whole, and the next over what it does not need.
  std::array<char, (block_entries_max + 1) * sizeof(std::uint64_t)> column;
  for (std::size_t c = 0; c < columns_count; ++c) {
    if (widths[c] == 0) continue;
    char* end = column.data();
    for (std::size_t i = 0; i < entries.size(); ++i, end += widths[c]) {
      store(codes[i][c] - least[c], end);
    }
    to.bytes({column.data(), end});
  }
}

std::size_t block_size(ByteReader block) { return read_count(block); }

void read_block(ByteReader block, const PruneHint& hint, std::vector<AdjacencyEntry>& entries) {
  entries.clear();
  const std::size_t count = read_count(block);
  if (count >= span_from_entries) {
    BlockSpan span;
    span.reported_first = block.date();
    span.from_first = block.date();
    span.to_last = block.date();
    span.confidence_max = static_cast<std::uint16_t>(block.varint());
    if (is_refused(span, hint)) return;
  }
  std::array<std::size_t, columns_count> widths{};
  for (std::size_t c = 0; c < columns_count; c += 2) {
    const std::uint8_t pair = block.byte();
    widths[c] = pair & 15;
    widths[c + 1] = pair >> 4;
    if (widths[c] > 8 || widths[c + 1] > 8) block.fail("a column is too wide");
  }
  std::array<std::uint64_t, columns_count> least{};
  for (std::uint64_t& value : least) value = block.varint();
  entries.resize(count);
  const auto each = [&](Column column, const auto& put) {
    decode_column(block.take(widths[column] * count), widths[column], least[column], count, put);
  };
  AdjacencyEntry* const entry = entries.data();
  each(neighbour, [&](std::size_t i, std::uint64_t v) { entry[i].neighbour = {v}; });
  each(relation, [&](std::size_t i, std::uint64_t v) { entry[i].relation = {v}; });
  each(batch, [&](std::size_t i, std::uint64_t v) { entry[i].batch = v; });
  each(type,
       [&](std::size_t i, std::uint64_t v) { entry[i].type = {static_cast<std::uint32_t>(v)}; });
  each(neighbour_type, [&](std::size_t i, std::uint64_t v) {
    entry[i].neighbour_type = {static_cast<std::uint32_t>(v)};
  });
  each(valid_from,
       [&](std::size_t i, std::uint64_t v) { entry[i].valid.from = date_from_code(v, block); });
  each(valid_to, [&](std::size_t i, std::uint64_t v) {
    entry[i].valid.to = date_against(v, entry[i].valid.from, block);
  });
  each(reported, [&](std::size_t i, std::uint64_t v) {
    entry[i].reported = date_against(v, entry[i].valid.from, block);
  });
  each(confidence, [&](std::size_t i, std::uint64_t v) {
    entry[i].confidence_max = static_cast<std::uint16_t>(v);
  });
  each(origins, [&](std::size_t i, std::uint64_t v) {
    entry[i].origins_max = static_cast<std::uint8_t>(v);
  });
  each(flags, [&](std::size_t i, std::uint64_t v) {
    if (v > flags_known) block.fail("a flag is unknown");
    entry[i].stances = v & 7;
    entry[i].is_exact = (v & exact_flag) != 0;
    entry[i].direction = (v & reverse_flag) != 0 ? Direction::reverse : Direction::forward;
  });
  each(degree, [&](std::size_t i, std::uint64_t v) {
    entry[i].degree_class = static_cast<std::uint8_t>(v);
  });
  block.expect_end();
}

}  // namespace relata
