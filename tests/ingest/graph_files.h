#pragma once

// Files of other programs, taken in whole, cut short and twice.

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ingest/taking.h"

namespace relata::testing {

inline IngestReport take_file(Taking& taking, const std::string& name, std::string_view content,
                              IngestQuery query = {}) {
  query.inputs = {taking.write(name, content)};
  return taking.take_query(query);
}

inline std::vector<std::string> sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

// The relations as "type source -> target valid quantity [properties] [claims]", without ids and
// keys, which are made from the content; likewise the entities and documents, from their keys on.
inline std::vector<std::string> dumped(const Taking& taking, const std::string& kind) {
  std::vector<std::string> lines;
  for (const std::string& line : taking.dump()) {
    if (!line.starts_with(kind + " ")) continue;
    const std::size_t key = line.find(' ', kind.size() + 1) + 1;
    lines.push_back(line.substr(kind == "relation" ? line.find(' ', key) + 1 : key));
  }
  return sorted(std::move(lines));
}

inline std::vector<std::string> entities_of(const Taking& taking) {
  return dumped(taking, "entity");
}
inline std::vector<std::string> relations_of(const Taking& taking) {
  return dumped(taking, "relation");
}

// Whatever is missing at the end, nothing is lost without a word; and again changes nothing.
inline void check_hostile(const std::string& name, std::string_view content,
                          const std::string& format) {
  const std::string whole(content);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    CAPTURE(name, size);
    Taking taking;
    take_file(taking, name, whole.substr(0, size), {.format = format, .effect = Effect::dry_run});
  }
  for (const char byte : {'\0', '\xFF', '"', '<', '{', '\n', ','}) {
    for (std::size_t at = 0; at < whole.size(); at += 7) {
      CAPTURE(name, at, static_cast<int>(byte));
      std::string changed = whole;
      changed[at] = byte;
      Taking taking;
      take_file(taking, name, changed, {.format = format, .effect = Effect::dry_run});
    }
  }
  Taking taking(StoreKind::disk);
  const IngestReport first = take_file(taking, name, whole, {.format = format});
  CHECK(first.batch == 1);
  const std::vector<std::string> before = taking.dump();
  const IngestReport second = take_file(taking, name, whole, {.format = format});
  CHECK(second.batch == 0);
  CHECK(second.records.taken == 0);
  CHECK(taking.dump() == before);
}

}  // namespace relata::testing
