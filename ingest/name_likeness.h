#pragma once

// How alike two names are, and by which rule; and which names can never be one.

#include <optional>
#include <string>

#include "ingest/entity_profile.h"
#include "ingest/name_form.h"
#include "ingest/resolve_rules.h"

namespace relata {

struct Likeness {
  Rule rule = Rule::folded_name;
  double degree = 1;  // how much of the rule's weight; 0..1
};

// The strongest rule by which they are one name; nothing if they are not alike.
[[nodiscard]] std::optional<Likeness> likeness_of(const NameForm& a, const NameForm& b, Kind kind);

// The same name but for what tells two things apart: a number, a direction, a Korean syllable.
[[nodiscard]] std::optional<Rule> contradiction_of(const NameForm& a, const NameForm& b, Kind kind);

}  // namespace relata
