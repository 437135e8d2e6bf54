#include "ingest/merge_records.h"

#include <algorithm>
#include <set>

namespace relata {
namespace {

// Whether a value is among others. A few are compared one by one; many are sorted first.
template <class Value>
class Membership {
 public:
  Membership(const std::vector<Value>& values, std::size_t questions)
      : values_(values), is_sorted_(questions > few) {
    if (is_sorted_) sorted_.insert(values.begin(), values.end());
  }

  [[nodiscard]] bool has(const Value& value) const {
    if (is_sorted_) return sorted_.contains(value);
    return std::find(values_.begin(), values_.end(), value) != values_.end();
  }
  // After it was added to the values.
  void add(const Value& value) {
    if (is_sorted_) sorted_.insert(value);
  }

 private:
  static constexpr std::size_t few = 64;
  const std::vector<Value>& values_;
  bool is_sorted_;
  std::set<Value> sorted_;
};

template <class Value>
bool add_missing(const std::vector<Value>& part, std::vector<Value>& whole) {
  const std::size_t before = whole.size();
  Membership<Value> known(whole, part.size());
  for (const Value& value : part) {
    if (known.has(value)) continue;
    whole.push_back(value);
    known.add(value);
  }
  return whole.size() != before;
}

template <class Value>
bool keep_missing(std::vector<Value>& part, const std::vector<Value>& whole) {
  const Membership<Value> known(whole, part.size());
  std::erase_if(part, [&](const Value& value) { return known.has(value); });
  return !part.empty();
}

template <class Value>
void drop_repeated_values(std::vector<Value>& values) {
  if (values.size() < 2) return;
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

bool add_what_is_new(const std::vector<Property>& part, std::vector<Property>& whole) {
  return add_missing(part, whole);
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

bool is_same(const Document& a, const Document& b) {
  return a.title == b.title && a.publisher == b.publisher && a.language == b.language &&
         a.date == b.date && a.relays == b.relays && a.properties == b.properties;
}

void drop_repeated(Entity& entity) {
  drop_repeated_values(entity.names);
  drop_repeated_values(entity.properties);
}

void drop_repeated(Document& document) {
  drop_repeated_values(document.relays);
  drop_repeated_values(document.properties);
}

void drop_repeated(std::vector<Property>& properties) { drop_repeated_values(properties); }

}  // namespace relata
