#include "graph/kv_names.h"

#include <relata/lookup.h>
#include <algorithm>
#include <boost/sort/spreadsort/string_sort.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "graph/kv_value.h"

namespace relata {

namespace {

struct FoldedName {
  std::string text;
  EntityId entity;
  NameKind kind = NameKind::alias;
};

void sort(std::vector<FoldedName>& names) {
  boost::sort::spreadsort::string_sort(
      names.begin(), names.end(),
      [](const FoldedName& name, std::size_t at) {
        return static_cast<unsigned char>(name.text[at]);
      },
      [](const FoldedName& name) { return name.text.size(); },
      [](const FoldedName& a, const FoldedName& b) { return a.text < b.text; });
  for (auto first = names.begin(); first != names.end();) {
    const auto end = std::find_if(first, names.end(),
                                  [&](const FoldedName& name) { return name.text != first->text; });
    std::sort(first, end, [](const FoldedName& a, const FoldedName& b) {
      return std::tie(a.entity, a.kind) < std::tie(b.entity, b.kind);
    });
    first = end;
  }
}

}  // namespace

void put_names(const Changes& changes, BatchNumber batch, Kv::Bundle& bundle) {
  std::vector<FoldedName> names;
  for (const Entity& entity : changes.entities) {
    for (const Name& name : entity.names) {
      std::string folded = fold_name(name.text);
      if (!folded.empty()) names.push_back({std::move(folded), entity.id, name.kind});
    }
  }
  sort(names);
  std::string key;
  std::string value;
  std::string last_key;
  for (const auto& [folded, entity, kind] : names) {
    key = folded;
    ByteWriter key_writer(key);
    key_writer.byte(0);
    key_writer.big_endian_64(entity.value);
    key_writer.big_endian_64(batch);
    if (key == last_key) continue;  // two names of one entity that fold to the same
    begin_value(value);
    ByteWriter(value).byte(static_cast<std::uint8_t>(kind));
    put_value(bundle, Family::names, key, value);
    last_key = key;
  }
}

NameRow read_name_row(const Kv::Cursor& cursor) {
  constexpr std::size_t tail = 1 + 8 + 8;
  const ValueName name{.family = name_of(Family::names), .key = cursor.key()};
  if (name.key.size() <= tail || name.key[name.key.size() - tail] != '\0') {
    throw_damaged(name, "its key is no name");
  }
  ByteReader key(name.key.substr(name.key.size() - tail + 1), name);
  NameRow row;
  row.folded = name.key.substr(0, name.key.size() - tail);
  row.entity = {key.big_endian_64()};
  row.batch = key.big_endian_64();
  ByteReader value = value_under(cursor, Family::names);
  const std::uint8_t kind = value.byte();
  if (kind > static_cast<std::uint8_t>(NameKind::weak)) value.fail("a kind is unknown");
  value.expect_end();
  row.kind = static_cast<NameKind>(kind);
  return row;
}

}  // namespace relata
