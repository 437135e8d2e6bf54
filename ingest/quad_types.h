#pragma once

// Names of entities and relations in quads of ICEWS, Wikidata, YAGO and FinDKG.

#include <string>
#include <string_view>

namespace relata {

// Is it that letter and a number, like Q42?
[[nodiscard]] bool is_wikidata_id(std::string_view text, char letter);
// Is it <something>, as YAGO writes names?
[[nodiscard]] bool is_in_angles(std::string_view text);

struct QuadRelation {
  std::string type;               // empty: the name has no letters
  std::string_view subject_type;  // where the relation is sure of it
  std::string_view object_type;
};
[[nodiscard]] QuadRelation quad_relation(std::string_view name);

struct QuadActor {
  std::string key;
  std::string name;  // empty: not known
  std::string_view type;
};
// The prefix is for keys of names that are neither Wikidata's nor YAGO's. Without a type, that
// which the name is sure of.
[[nodiscard]] QuadActor quad_actor(std::string_view name, std::string_view type,
                                   std::string_view prefix);

// The types of quads, as the text of a schema file.
[[nodiscard]] const char* quads_schema();

}  // namespace relata
