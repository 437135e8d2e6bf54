#pragma once

// The model of FollowTheMoney: its schemata, how they descend from each other, which of them are
// edges, and which properties refer to entities. Data, as the model's own files have it; properties
// that hold plain values are not listed, since they are kept whatever they are called.

#include <set>
#include <string_view>
#include <vector>

namespace relata {

struct FtmSchema {
  // A property that refers to entities.
  struct Reference {
    std::string_view property;
    std::string_view range;    // the schema of what it refers to
    std::string_view reverse;  // what the property is called from there
  };

  std::string_view name;
  std::string_view type;    // ours, of entities or, for an edge, of relations
  std::string_view source;  // of an edge: the property that holds its source
  std::string_view target;
  bool is_general = false;                 // the others of its kind are no kinds of its type
  std::vector<std::string_view> captions;  // properties that name what has no name
  std::vector<Reference> references;       // inherited ones as well
  std::set<std::string_view> kinds;        // itself and the schemata it descends from

  [[nodiscard]] bool is_edge() const { return !source.empty(); }
  // It tells of others, for a time, instead of being a thing itself: an edge, a sanction, a call.
  [[nodiscard]] bool is_link() const { return is_kind_of("Interval") || is_edge(); }
  [[nodiscard]] bool is_kind_of(std::string_view schema) const { return kinds.contains(schema); }
  // Nullptr if it refers to nothing.
  [[nodiscard]] const Reference* reference(std::string_view property) const;
  [[nodiscard]] const Reference* reference_reversed(std::string_view reverse) const;
};

// Nullptr if the model has none of this name.
[[nodiscard]] const FtmSchema* ftm_schema(std::string_view name);
// The type of what a reference of this range leads to; empty if the range leaves it open.
[[nodiscard]] std::string_view ftm_type_of_range(std::string_view range);

// The types of the model, as a schema file.
extern const char* const ftm_types;

}  // namespace relata
