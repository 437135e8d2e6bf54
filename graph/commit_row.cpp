#include "graph/commit_row.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "graph/relation_ranges.h"

namespace relata {
namespace {

using TypeCounts = std::vector<std::pair<std::uint32_t, std::uint64_t>>;

void write_counts(const TypeCounts& counts, ByteWriter& to) {
  to.varint(counts.size());
  for (const auto& [type, count] : counts) {
    to.varint(type);
    to.varint(count);
  }
}

TypeCounts read_counts(ByteReader& from) {
  TypeCounts counts(from.count());
  for (auto& [type, count] : counts) {
    type = static_cast<std::uint32_t>(from.varint());
    count = from.varint();
  }
  return counts;
}

}  // namespace

void write_commit_row(const CommitRow& row, ByteWriter& to) {
  to.varint(row.batch.number);
  for (const std::uint8_t byte : row.previous) to.byte(byte);
  to.text(row.batch.id);
  to.text(row.batch.source);
  to.zigzag(row.batch.recorded_unix_ms);
  to.varint(row.batch.entities);
  to.varint(row.batch.relations);
  to.varint(row.batch.claims);
  to.varint(row.batch.documents);
  to.varint(row.names);
  to.varint(row.entity_id_end);
  to.varint(row.relation_id_end);
  to.varint(row.document_id_end);
  write_counts(row.entity_types, to);
  write_counts(row.relation_types, to);
  to.date(row.valid.from);
  to.date(row.valid.to);
  to.date(row.reported.from);
  to.date(row.reported.to);
  if (row.added_to) write_ranges(*row.added_to, to);
}

CommitRow read_commit_row(ByteReader from) {
  CommitRow row;
  row.batch.number = from.varint();
  for (std::uint8_t& byte : row.previous) byte = from.byte();
  row.batch.id = from.text();
  row.batch.source = from.text();
  row.batch.recorded_unix_ms = from.zigzag();
  row.batch.entities = from.varint();
  row.batch.relations = from.varint();
  row.batch.claims = from.varint();
  row.batch.documents = from.varint();
  row.names = from.varint();
  row.entity_id_end = from.varint();
  row.relation_id_end = from.varint();
  row.document_id_end = from.varint();
  row.entity_types = read_counts(from);
  row.relation_types = read_counts(from);
  row.valid.from = from.date();
  row.valid.to = from.date();
  row.reported.from = from.date();
  row.reported.to = from.date();
  if (!from.is_at_end()) row.added_to = read_ranges(from);
  from.expect_end();
  return row;
}

RowHash hash_of_row(std::string_view value) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(value.data(), value.size()));
  RowHash hash;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), hash.begin());
  return hash;
}

}  // namespace relata
