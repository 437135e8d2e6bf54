#pragma once

// Which pairs a store or a few lines of input are proposed, by the keys of both.

#include <relata/resolve.h>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ingest/taking.h"

namespace relata::testing {

using Lines = std::vector<std::string>;

// What is safe is left for the proposals.
void take(Taking& taking, const Lines& lines);

// An entity as a line of input; `more` is further fields, each after a comma.
[[nodiscard]] std::string line(const std::string& key, const std::string& type, const Lines& names,
                               const std::string& more = "");

struct Found {
  double score = 0;
  bool is_safe = false;
  std::set<std::string> rules;
};

// By "a=b".
[[nodiscard]] std::map<std::string, Found> found_in(const Store& store,
                                                    const ResolveQuery& query = {});
[[nodiscard]] std::map<std::string, Found> found_among(const Lines& lines,
                                                       const ResolveQuery& query = {});

[[nodiscard]] EntityId id_of(const Store& store, std::string_view key);

}  // namespace relata::testing
