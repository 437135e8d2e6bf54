#include "graph/relation_ranges.h"

namespace relata {

void write_ranges(const std::vector<RelationRange>& ranges, ByteWriter& to) {
  to.varint(ranges.size());
  std::uint64_t end = 0;  // of the range before
  for (const RelationRange& range : ranges) {
    to.varint(range.first.value - end);
    to.varint(range.count);
    end = range.first.value + range.count;
  }
}

std::vector<RelationRange> read_ranges(ByteReader& from) {
  std::vector<RelationRange> ranges(from.count());
  std::uint64_t end = 0;
  for (RelationRange& range : ranges) {
    range.first = {end + from.varint()};
    range.count = from.varint();
    end = range.first.value + range.count;
    if (end < range.first.value || range.first.value < end - range.count) {
      from.fail("a range of relations is out of bounds");
    }
  }
  return ranges;
}

}  // namespace relata
