#include "ingest/relation_content.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <vector>

#include "graph/bytes.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {
namespace {

// Properties of one name are one list, which is the same in all records or left out.
bool agree(std::span<const Property> known, std::span<const Property> said, Additions additions) {
  if (said.empty()) return true;
  using Values = std::vector<std::pair<std::string_view, ValueKind>>;
  struct Both {
    Values said;
    Values known;
  };
  std::map<std::string_view, Both> by_name;
  for (const Property& property : said) {
    by_name[property.name].said.emplace_back(property.value, property.kind);
  }
  for (const Property& property : known) {
    const auto place = by_name.find(property.name);
    if (place != by_name.end()) place->second.known.emplace_back(property.value, property.kind);
  }
  return std::all_of(by_name.begin(), by_name.end(), [&](auto& name_and_both) {
    Both& both = name_and_both.second;
    if (both.known.empty() && additions == Additions::allowed) return true;
    std::sort(both.said.begin(), both.said.end());
    std::sort(both.known.begin(), both.known.end());
    return both.said == both.known;
  });
}

// The shortest that gives the number back.
template <class Number>
std::string digits_of(Number number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end.ptr};
}

}  // namespace

Content content_of(const RelationRow& row, const Changes& changes) {
  Content content{.type = row.type, .source = row.source, .target = row.target, .valid = row.valid};
  if (row.details != 0) {
    content.quantity = changes.details[row.details - 1].quantity;
    content.properties = changes.details[row.details - 1].properties;
  }
  return content;
}

Content content_of(const Relation& relation) {
  return {.type = relation.type,
          .source = relation.source,
          .target = relation.target,
          .valid = relation.valid,
          .quantity = relation.quantity,
          .properties = relation.properties};
}

std::optional<std::string> contradicted_field(const Content& known, const Content& said,
                                              Additions additions) {
  const bool may_add = additions == Additions::allowed;
  if (said.type != known.type) return "type";
  if (said.source != known.source) return "source";
  if (said.target != known.target) return "target";
  const bool adds_valid = may_add && !known.valid.is_known();
  if (said.valid.is_known() && said.valid != known.valid && !adds_valid) return "valid";
  const bool adds_quantity = may_add && !known.quantity;
  if (said.quantity && said.quantity != known.quantity && !adds_quantity) return "quantity";
  if (!agree(known.properties, said.properties, additions)) return "properties";
  return std::nullopt;
}

std::string content_key(const Content& content, const ContentNames& names) {
  std::string text;
  // No part has a zero byte.
  const auto add = [&](std::string_view part) {
    text += part;
    text += '\0';
  };
  add(names.type);
  add(names.source);
  add(names.target);
  add(content.valid.text());
  const Quantity quantity = content.quantity.value_or(Quantity{});
  for (const auto& value : {quantity.low, quantity.best, quantity.high}) {
    add(value ? digits_of(*value) : "");
  }
  add(quantity.unit);
  std::vector<Property> properties(content.properties.begin(), content.properties.end());
  std::sort(properties.begin(), properties.end());
  for (const Property& property : properties) {
    add(property.name);
    add(property.value);
    add(digits_of(static_cast<int>(property.kind)));
  }
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits(text.data(), text.size()));
  return "content:" + hex_digits({reinterpret_cast<const char*>(hash.digest), sizeof hash.digest});
}

}  // namespace relata
