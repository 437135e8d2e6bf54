#pragma once

// The types of entities and relations: data, not code.
//
// A schema comes from a JSON file (docs/input.md describes it). The default one, for actors and
// conflict, is built in; a user's file extends or replaces it, and the store keeps what was used.
// Types get their ids from their place in the schema: adding types never changes an id.
//
//     relata::Schema schema = relata::Schema::built_in();
//     const auto type = schema.relation_type("deployed_troops_to");
//     show(schema.relation_type(*type).inverse_label);  // "received troops from"

#include <relata/id.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct EntityType {
  std::string name;         // "military_unit": what input and questions say
  std::string label;        // "military unit": what people read
  std::string parent;       // the name of the type it is a kind of, or empty
  bool is_declared = true;  // false: met in input, in no schema file
  friend bool operator==(const EntityType&, const EntityType&) = default;
};

struct RelationType {
  std::string name;
  std::string label;                      // read from source to target: "deployed troops to"
  std::string inverse_label;              // read from target to source: "received troops from"
  std::vector<std::string> source_types;  // entity types allowed at each end, kinds of them
  std::vector<std::string> target_types;  // included; empty allows any
  bool is_symmetric = false;
  bool is_declared = true;
  friend bool operator==(const RelationType&, const RelationType&) = default;
};

class Schema {
 public:
  // Empty: no types.
  Schema() = default;

  [[nodiscard]] static Schema built_in();

  // Adds the types of a schema file's text. A type that is already there is redefined in place and
  // keeps its id. A file that says `"replaces": true` must be read into an empty schema; the caller
  // asks `replaces` first. Throws Error{input} that names `source`, the place and what is expected.
  void extend(std::string_view json, std::string_view source);
  [[nodiscard]] static bool replaces(std::string_view json, std::string_view source);

  [[nodiscard]] const std::vector<EntityType>& entity_types() const { return entity_types_; }
  [[nodiscard]] const std::vector<RelationType>& relation_types() const { return relation_types_; }

  // Absent means that no such type is known.
  [[nodiscard]] std::optional<EntityTypeId> entity_type(std::string_view name) const;
  [[nodiscard]] std::optional<RelationTypeId> relation_type(std::string_view name) const;
  [[nodiscard]] const EntityType& entity_type(EntityTypeId id) const;
  [[nodiscard]] const RelationType& relation_type(RelationTypeId id) const;

  // Adds a type or redefines it, and gives its id.
  EntityTypeId add(EntityType type);
  RelationTypeId add(RelationType type);

  // Is `type` the type called `name`, or a kind of it?
  [[nodiscard]] bool is_kind_of(EntityTypeId type, std::string_view name) const;
  [[nodiscard]] bool is_kind_of(EntityTypeId type, EntityTypeId other) const {
    return type == other || is_kind_of(type, entity_type(other).name);
  }

  friend bool operator==(const Schema&, const Schema&) = default;

 private:
  std::vector<EntityType> entity_types_;
  std::vector<RelationType> relation_types_;
};

}  // namespace relata
