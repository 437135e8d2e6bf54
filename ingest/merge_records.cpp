#include "ingest/merge_records.h"

#include <algorithm>

namespace relata {
namespace {

template <class Value>
bool has(const std::vector<Value>& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

template <class Value>
bool add_missing(const std::vector<Value>& part, std::vector<Value>& whole) {
  const std::size_t before = whole.size();
  for (const Value& value : part) {
    if (!has(whole, value)) whole.push_back(value);
  }
  return whole.size() != before;
}

template <class Value>
bool keep_missing(std::vector<Value>& part, const std::vector<Value>& whole) {
  std::erase_if(part, [&](const Value& value) { return has(whole, value); });
  return !part.empty();
}

template <class Value>
void drop_repeated_values(std::vector<Value>& values) {
  std::vector<Value> once;
  add_missing(values, once);
  values = std::move(once);
}

bool add_text(const std::string& part, std::string& whole) {
  if (part.empty() || !whole.empty()) return false;
  whole = part;
  return true;
}

// True if `part` says something that `whole` does not.
bool keep_text(std::string& part, const std::string& whole) {
  if (!whole.empty()) part.clear();
  return !part.empty();
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

}  // namespace

bool add_what_is_new(const Entity& part, Entity& whole) {
  const bool has_names = add_missing(part.names, whole.names);
  return add_missing(part.properties, whole.properties) || has_names;
}

bool add_what_is_new(const Document& part, Document& whole) {
  bool is_new = add_text(part.title, whole.title);
  is_new |= add_text(part.language, whole.language);
  if (part.publisher.is_some() && !whole.publisher.is_some()) {
    whole.publisher = part.publisher;
    is_new = true;
  }
  if (part.date.is_known() && !whole.date.is_known()) {
    whole.date = part.date;
    is_new = true;
  }
  is_new |= add_missing(part.relays, whole.relays);
  is_new |= add_missing(part.properties, whole.properties);
  return is_new;
}

bool keep_what_is_new(Entity& part, const Entity& whole) {
  const bool has_names = keep_missing(part.names, whole.names);
  return keep_missing(part.properties, whole.properties) || has_names;
}

bool keep_what_is_new(Document& part, const Document& whole) {
  bool is_new = keep_text(part.title, whole.title);
  is_new |= keep_text(part.language, whole.language);
  if (whole.publisher.is_some()) part.publisher = {};
  if (whole.date.is_known()) part.date = {};
  is_new |= part.publisher.is_some() || part.date.is_known();
  is_new |= keep_missing(part.relays, whole.relays);
  is_new |= keep_missing(part.properties, whole.properties);
  return is_new;
}

std::optional<std::string> differing_field(const Document& a, const Document& b) {
  if (differ(a.title, b.title)) return "title";
  if (differ(a.language, b.language)) return "lang";
  if (a.publisher.is_some() && b.publisher.is_some() && a.publisher != b.publisher) {
    return "publisher";
  }
  if (a.date.is_known() && b.date.is_known() && a.date != b.date) return "date";
  return std::nullopt;
}

void drop_repeated(Entity& entity) {
  drop_repeated_values(entity.names);
  drop_repeated_values(entity.properties);
}

}  // namespace relata
