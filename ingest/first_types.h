#pragma once

// The types of entities whose classes are spread over an input.

#include <relata/schema.h>
#include <string>
#include <string_view>
#include <unordered_map>

namespace relata {

// An entity has one type: the first that is said, or a later one that is a kind of it. Keeps the
// type of each.
class FirstTypes {
 public:
  // The type that stands for the entity when this one is said too. Good until the next call.
  [[nodiscard]] std::string_view settle(std::string_view key, std::string_view type);
  [[nodiscard]] bool is_built_in(std::string_view type) const;

 private:
  Schema schema_ = Schema::built_in();
  std::unordered_map<std::string, std::string> types_;
};

}  // namespace relata
