#include "graph/kv_records.h"
#include "graph/kv_value.h"

#include <algorithm>

namespace relata {
namespace {

struct PageKey {
  std::uint64_t page = 0;
  BatchNumber batch = 0;
};

PageKey read_page_key(const ValueName& name) {
  ByteReader reader(name.key, name);
  PageKey key;
  key.page = reader.big_endian_64();
  key.batch = reader.big_endian_64();
  reader.expect_end();
  return key;
}

}  // namespace

std::string page_key(std::uint64_t page, BatchNumber batch) {
  std::string key;
  ByteWriter writer(key);
  writer.big_endian_64(page);
  writer.big_endian_64(batch);
  return key;
}

void visit_records(const Kv& kv, Family family, unsigned page_bits, BatchNumber head,
                   std::span<const std::uint64_t> ids, const RecordPart& part) {
  if (ids.empty()) return;
  const auto cursor = kv.cursor(family);
  for (auto group = ids.begin(); group != ids.end();) {
    const std::uint64_t page = *group >> page_bits;
    const auto group_end =
        std::find_if(group, ids.end(), [&](std::uint64_t id) { return id >> page_bits != page; });
    for (cursor->seek(page_key(page, 0)); cursor->is_valid(); cursor->next()) {
      const ValueName name{.family = name_of(family), .key = cursor->key()};
      const PageKey key = read_page_key(name);
      if (key.page != page || key.batch > head) break;
      read_page(value_under(*cursor, family), name, [&](std::uint64_t id, ByteReader record) {
        if (std::binary_search(group, group_end, id)) part(id, key.batch, record);
      });
    }
    group = group_end;
  }
}

void visit_all_records(const Kv& kv, Family family, unsigned page_bits, BatchNumber head,
                       std::uint64_t first, std::uint64_t end, const RecordPart& part,
                       const std::function<void()>& page_end) {
  const auto cursor = kv.cursor(family);
  std::optional<std::uint64_t> page;
  for (cursor->seek(page_key(first >> page_bits, 0)); cursor->is_valid(); cursor->next()) {
    const ValueName name{.family = name_of(family), .key = cursor->key()};
    const PageKey key = read_page_key(name);
    if (key.page << page_bits >= end) break;
    if (page && *page != key.page) page_end();
    page = key.page;
    if (key.batch > head) continue;
    read_page(value_under(*cursor, family), name, [&](std::uint64_t id, ByteReader record) {
      if (id >= first && id < end) part(id, key.batch, record);
    });
  }
  if (page) page_end();
}

}  // namespace relata
