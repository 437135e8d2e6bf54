#pragma once

// One link of the chain of commits: what a batch brought in, and the hash of the link before.

#include <relata/judgement.h>
#include <relata/model.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/bytes.h"
#include "graph/ledger.h"

namespace relata {

struct CommitRow {
  Batch batch;
  RowHash previous{};  // of the row before; zeros for the first
  std::uint64_t names = 0;
  // One more than the greatest id ever committed.
  std::uint64_t entity_id_end = 0;
  std::uint64_t relation_id_end = 0;
  std::uint64_t document_id_end = 0;
  // New records by type id.
  std::vector<std::pair<std::uint32_t, std::uint64_t>> entity_types;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> relation_types;
  // The first and last dates of its relations, and of its claims and documents.
  Period valid;
  Period reported;
  // The relations of earlier batches that got claims. Nothing: too many to be told, or the row was
  // written before they were.
  std::optional<std::vector<RelationRange>> added_to;
};

void write_commit_row(const CommitRow& row, ByteWriter& to);
[[nodiscard]] CommitRow read_commit_row(ByteReader from);
// Of a row's sealed value.
[[nodiscard]] RowHash hash_of_row(std::string_view value);

}  // namespace relata
