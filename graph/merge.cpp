#include "graph/merge.h"

#include <algorithm>

namespace relata {
namespace {

template <class Value>
void add_missing(std::vector<Value>& whole, const std::vector<Value>& part) {
  for (const Value& value : part) {
    if (std::find(whole.begin(), whole.end(), value) == whole.end()) whole.push_back(value);
  }
}

}  // namespace

void merge_into(Entity& whole, const Entity& part) {
  add_missing(whole.names, part.names);
  add_missing(whole.properties, part.properties);
}

void merge_into(Document& whole, const Document& part) {
  if (whole.title.empty()) whole.title = part.title;
  if (!whole.publisher.is_some()) whole.publisher = part.publisher;
  if (whole.language.empty()) whole.language = part.language;
  if (!whole.date.is_known()) whole.date = part.date;
  add_missing(whole.relays, part.relays);
  add_missing(whole.properties, part.properties);
}

}  // namespace relata
