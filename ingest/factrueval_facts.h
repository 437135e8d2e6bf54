#pragma once

// The facts of a FactRuEval-2016 file: blocks of a line `100-0 Occupation` and its roles.

#include <optional>
#include <string>
#include <vector>

#include "ingest/line_reader.h"

namespace relata {

// "obj197 Путин Владимир", "span34648 премьер-министра", or a text alone.
struct FactValue {
  std::string object;  // the id of a chain
  std::string span;
  std::string text;
};

struct FactRole {
  std::string name;
  std::vector<FactValue> values;  // the first is meant, the others may stand for it
};

struct Fact {
  std::uint64_t line = 0;
  std::string id;
  std::string type;
  std::vector<FactRole> roles;
  std::optional<Refusal> refusal;
};

class FactBlocks {
 public:
  FactBlocks(InputStream& input, std::size_t line_bytes_max);

  // The next fact. Of one that has a line that cannot be read the refusal is set.
  [[nodiscard]] bool next(Fact& fact);

 private:
  LineReader lines_;
  std::size_t line_bytes_max_;
  Fact begun_;  // while the one before it is taken
};

}  // namespace relata
