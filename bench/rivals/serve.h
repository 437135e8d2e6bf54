#pragma once

// A rival's side of the pipe, for those in C++; bench/rivals.h has what is asked.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "bench/actor_graph.h"

namespace relata::bench {

struct LoadOrder {
  bool is_anew = true;  // load, else open
  std::filesystem::path relations;
  std::uint32_t entities = 0;
  std::filesystem::path directory;
};

// Of the numbers that follow the verb.
using Answer = std::function<std::int64_t(const std::vector<std::uint32_t>&)>;

// Answers until there are no more questions. What is thrown becomes an "error" line.
int serve(const std::string& version, const std::function<void(const LoadOrder&)>& load,
          const std::map<std::string, Answer>& answers);

[[nodiscard]] std::vector<ActorRelation> read_relations(const std::filesystem::path& file);

}  // namespace relata::bench
