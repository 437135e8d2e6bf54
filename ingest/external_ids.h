#pragma once

// Identifiers that others gave an entity: what makes two records one without a name.

#include <relata/model.h>

#include <compare>
#include <string>
#include <vector>

namespace relata {

struct ExternalId {
  std::string scheme;  // "wikidata", "lei", "imo", "registration:RU" ...
  std::string value;   // in one spelling: "Q7747"
  friend auto operator<=>(const ExternalId&, const ExternalId&) = default;
};

// Out of the key and the properties; sorted, each once. `countries` are those of the entity:
// numbers that a country gives are one scheme in it, and none without.
[[nodiscard]] std::vector<ExternalId> external_ids(const Entity& entity,
                                                   const std::vector<std::string>& countries);

// Does a thing have one identifier at most of this scheme, so that two are two things?
[[nodiscard]] bool is_one_each(std::string_view scheme);

// What a key has before the part that its source gave: "neo4j:Place:" of "neo4j:Place:75". Empty
// for a key of one part.
[[nodiscard]] std::string_view source_of_key(std::string_view key);

// The letters and digits of a property's name, in lower case: "Wikidata-ID" is "wikidataid".
[[nodiscard]] std::string plain_name(std::string_view name);
// Checksums: ISO 17442 and the IMO's.
[[nodiscard]] bool is_lei(std::string_view text);
[[nodiscard]] bool is_imo(std::string_view digits);

}  // namespace relata
