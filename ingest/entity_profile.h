#pragma once

// What comparing needs of an entity, taken out of its record once.

#include <relata/model.h>
#include <relata/schema.h>

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/external_ids.h"
#include "ingest/name_form.h"

namespace relata {

// Kinds of things of which none is another, as far as the schema tells; `unknown` may be any.
enum class Kind : std::uint8_t {
  unknown,
  person,
  organization,
  country,
  place,
  event,
  vessel,
  weapon,
  topic,
};

struct EntityProfile {
  EntityId id;
  std::string key;
  EntityTypeId type;
  Kind kind = Kind::unknown;
  // Roles and metonyms are no names of it: they are left out. No two are written alike.
  std::vector<NameForm> names;
  std::uint64_t names_left_out = 0;
  std::vector<std::string> set_apart;  // folded roles and metonyms, sorted
  std::vector<ExternalId> ids;         // sorted
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2, sorted
  // Of a country: the codes that its names may stand for, sorted; one of them is in `ids` if it is
  // sure. Is it there by the name alone?
  std::vector<std::string> called;
  bool is_code_by_name = false;
  std::vector<PartialDate> born;  // or founded; more than one where sources differ
  std::vector<PartialDate> died;  // or dissolved
};

inline constexpr std::size_t profile_names_max = 100;

// By the number of the type.
[[nodiscard]] std::vector<Kind> kinds_of(const Schema& schema);
// folded: a name is its folded text alone, which is enough for the keys that are safe to merge by
// and a tenth of the work.
enum class NameDepth : std::uint8_t { folded, whole };
[[nodiscard]] EntityProfile profile_of(const Entity& entity, Kind kind, Romanizer& romanizer,
                                       NameDepth depth = NameDepth::whole);

}  // namespace relata
