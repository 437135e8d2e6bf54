#pragma once

// What a store holds after a file was read, in words, for tests of readers.

#include <catch2/catch.hpp>

#include "tests/ingest/taking.h"

namespace relata::testing {

// The lines of the dump about entities, documents or relations, without kind and id; sorted.
inline std::vector<std::string> facts_of(const Taking& taking, const std::string& kind) {
  std::vector<std::string> facts;
  for (const std::string& line : taking.dump()) {
    if (!line.starts_with(kind + " ")) continue;
    facts.push_back(line.substr(line.find(' ', kind.size() + 1) + 1));
  }
  std::sort(facts.begin(), facts.end());
  return facts;
}

inline IngestReport take_file(Taking& taking, const std::string& name, std::string_view content,
                              const std::string& format = "") {
  return taking.take_query({.inputs = {taking.write(name, content)}, .format = format});
}

inline std::string format_of(const std::string& name, std::string_view content) {
  Taking taking;
  const IngestReport report = take_file(taking, name, content);
  return report.inputs.empty() ? "" : report.inputs.front().format;
}

// Cut off at every byte, the input is read to its end: every record is counted, the store is whole.
inline void check_truncations(const std::string& name, std::string_view content,
                              const std::string& format) {
  for (std::size_t size = 0; size < content.size(); ++size) {
    CAPTURE(size);
    Taking taking;
    const IngestReport report = take_file(taking, name, content.substr(0, size), format);
    const RecordCounts& records = report.records;
    CHECK(records.read == records.taken + records.known + records.rejected);
  }
}

// The same input again says nothing new.
inline void check_again(Taking& taking, const std::string& name, std::string_view content) {
  const IngestReport again = take_file(taking, name, content);
  CHECK(again.batch == 0);
  CHECK(again.records.taken == 0);
}

}  // namespace relata::testing
