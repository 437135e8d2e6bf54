#pragma once

// Relation types out of free phrases, as many as a schema can bear: each type is a row of it for
// good, and a language model makes thousands.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/record_sink.h"

namespace relata {

class PhraseTypes {
 public:
  explicit PhraseTypes(RecordSink& sink) : sink_(sink) {}

  // The type that the phrase is; empty if there is no letter or digit in it. After `types_max`
  // others it is associated_with, and the phrase a property.
  [[nodiscard]] std::string type_of(std::string_view phrase, std::vector<Property>& properties);

  static constexpr std::size_t types_max = 500;  // of one input

 private:
  RecordSink& sink_;
  std::set<std::string, std::less<>> types_;
};

}  // namespace relata
