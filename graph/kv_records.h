#pragma once

// Walking the pages of records, shared by reading and committing.

#include <relata/store.h>
#include <functional>
#include <span>
#include <vector>

#include "graph/kv.h"
#include "graph/record_codec.h"

namespace relata {

[[nodiscard]] std::string page_key(std::uint64_t page, BatchNumber batch);

using RecordPart = std::function<void(std::uint64_t id, BatchNumber batch, ByteReader record)>;

// Calls `part` for each part, up to the batch `head`, of each of `ids`, which are sorted: all parts
// of a page by batch, within a batch by id.
void visit_records(const Kv& kv, Family family, unsigned page_bits, BatchNumber head,
                   std::span<const std::uint64_t> ids, const RecordPart& part);

// The same for every id of [first, end); `page_end` is called after each page.
void visit_all_records(const Kv& kv, Family family, unsigned page_bits, BatchNumber head,
                       std::uint64_t first, std::uint64_t end, const RecordPart& part,
                       const std::function<void()>& page_end);

}  // namespace relata
