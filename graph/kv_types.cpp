#include "graph/kv_types.h"

#include <algorithm>
#include <boost/sort/spreadsort/integer_sort.hpp>

#include "graph/kv_value.h"
#include "graph/record_codec.h"

namespace relata {
namespace {

constexpr std::uint8_t entity_type_kind = 0;    // on disk
constexpr std::uint8_t relation_type_kind = 1;  // on disk

void write_names(const std::vector<std::string>& names, ByteWriter& to) {
  to.varint(names.size());
  for (const std::string& name : names) to.text(name);
}

std::vector<std::string> read_names(ByteReader& from) {
  std::vector<std::string> names(from.count());
  for (std::string& name : names) name = from.text();
  return names;
}

void write_type(const EntityType& type, ByteWriter& to) {
  to.text(type.name);
  to.text(type.label);
  to.text(type.parent);
  to.byte(type.is_declared ? 1 : 0);
}

void write_type(const RelationType& type, ByteWriter& to) {
  to.text(type.name);
  to.text(type.label);
  to.text(type.inverse_label);
  write_names(type.source_types, to);
  write_names(type.target_types, to);
  to.byte(type.is_symmetric ? 1 : 0);
  to.byte(type.is_declared ? 1 : 0);
}

EntityType read_entity_type(ByteReader from) {
  EntityType type;
  type.name = from.text();
  type.label = from.text();
  type.parent = from.text();
  type.is_declared = from.byte() != 0;
  from.expect_end();
  return type;
}

RelationType read_relation_type(ByteReader from) {
  RelationType type;
  type.name = from.text();
  type.label = from.text();
  type.inverse_label = from.text();
  type.source_types = read_names(from);
  type.target_types = read_names(from);
  type.is_symmetric = from.byte() != 0;
  type.is_declared = from.byte() != 0;
  from.expect_end();
  return type;
}

template <class Type>
void put_types(const std::vector<Type>& before, const std::vector<Type>& now, std::uint8_t kind,
               BatchNumber batch, Kv::Bundle& bundle) {
  std::string key;
  std::string value;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (batch > 1 && i < before.size() && before[i] == now[i]) continue;
    key.clear();
    ByteWriter key_writer(key);
    key_writer.byte(kind);
    key_writer.big_endian_32(static_cast<std::uint32_t>(i));
    key_writer.big_endian_64(batch);
    begin_value(value);
    ByteWriter value_writer(value);
    write_type(now[i], value_writer);
    put_value(bundle, Family::types, key, value);
  }
}

std::string bucket_key(const HashedKey& key, BatchNumber batch) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.byte(key.kind);
  writer.big_endian_16(key.bucket);
  writer.big_endian_64(batch);
  return bytes;
}

}  // namespace

Schema read_schema(const Kv& kv, BatchNumber head) {
  if (head == 0) return Schema::built_in();
  Schema schema;
  const auto cursor = kv.cursor(Family::types);
  for (cursor->seek({}); cursor->is_valid(); cursor->next()) {
    const ValueName name{.family = name_of(Family::types), .key = cursor->key()};
    ByteReader key(name.key, name);
    const std::uint8_t kind = key.byte();
    const std::uint32_t id = key.big_endian_32();
    const BatchNumber batch = key.big_endian_64();
    if (kind == judgement_kind) break;
    if (kind > judgement_kind) key.fail("a kind is unknown");
    if (batch > head) continue;
    const ByteReader value = value_under(*cursor, Family::types);
    const std::uint32_t given = kind == entity_type_kind
                                    ? schema.add(read_entity_type(value)).value
                                    : schema.add(read_relation_type(value)).value;
    if (given != id) key.fail("a type before it is missing");
  }
  return schema;
}

void put_schema(const Schema& before, const Schema& now, BatchNumber batch, Kv::Bundle& bundle) {
  put_types(before.entity_types(), now.entity_types(), entity_type_kind, batch, bundle);
  put_types(before.relation_types(), now.relation_types(), relation_type_kind, batch, bundle);
}

KeyFamily key_family(KeyKind kind) {
  switch (kind) {
    case KeyKind::entity:
      return {.family = Family::entities, .page_bits = entity_page_bits};
    case KeyKind::relation:
      return {.family = Family::relations, .page_bits = relation_page_bits};
    case KeyKind::document:
      return {.family = Family::documents, .page_bits = document_page_bits};
  }
  return {};
}

std::optional<std::string_view> read_record_key(KeyKind kind, ByteReader record) {
  if (kind == KeyKind::relation && !is_whole_relation(record)) return std::nullopt;
  if (kind == KeyKind::relation) (void)record.byte();
  return record.text();
}

void visit_candidates(const Kv& kv, BatchNumber head, std::span<const HashedKey> wanted,
                      const std::function<void(const HashedKey&, std::uint64_t id)>& found) {
  const auto cursor = kv.cursor(Family::keys);
  for (auto group = wanted.begin(); group != wanted.end();) {
    const auto group_end = std::find_if(group, wanted.end(), [&](const HashedKey& key) {
      return key.kind != group->kind || key.bucket != group->bucket;
    });
    const std::string prefix = bucket_key(*group, 0).substr(0, 3);
    for (cursor->seek(prefix); cursor->is_valid(); cursor->next()) {
      const ValueName name{.family = name_of(Family::keys), .key = cursor->key()};
      if (!name.key.starts_with(prefix)) break;
      ByteReader key(name.key.substr(prefix.size()), name);
      if (key.big_endian_64() > head) break;
      read_bucket(value_under(*cursor, Family::keys),
                  [&](std::uint16_t remainder, std::uint64_t id) {
                    auto match = std::lower_bound(
                        group, group_end, remainder,
                        [](const HashedKey& k, std::uint16_t r) { return k.remainder < r; });
                    for (; match != group_end && match->remainder == remainder; ++match) {
                      found(*match, id);
                    }
                  });
    }
    group = group_end;
  }
}

void put_keys(std::vector<HashedKey>& keys, BatchNumber batch, Kv::Bundle& bundle) {
  const auto place_of = [](const HashedKey& key) {
    return std::uint32_t{key.kind} << 16 | key.bucket;
  };
  // The buckets are as many as millions of keys need, and each is small.
  boost::sort::spreadsort::integer_sort(
      keys.begin(), keys.end(),
      [&](const HashedKey& key, unsigned bits) { return place_of(key) >> bits; },
      [&](const HashedKey& a, const HashedKey& b) { return place_of(a) < place_of(b); });
  std::string value;
  for (std::size_t first = 0; first < keys.size();) {
    std::size_t end = first;
    while (end < keys.size() && place_of(keys[end]) == place_of(keys[first])) ++end;
    std::sort(keys.begin() + static_cast<std::ptrdiff_t>(first),
              keys.begin() + static_cast<std::ptrdiff_t>(end),
              [](const HashedKey& a, const HashedKey& b) {
                return a.remainder != b.remainder ? a.remainder < b.remainder : a.id < b.id;
              });
    const std::string key = bucket_key(keys[first], batch);
    begin_value(value);
    ByteWriter writer(value);
    write_bucket(std::span(keys).subspan(first, end - first), writer);
    put_value(bundle, Family::keys, key, value);
    first = end;
  }
}

}  // namespace relata
