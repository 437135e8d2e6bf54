#pragma once

// Records of one key say the same thing, add to each other, or contradict.

#include <relata/model.h>
#include <optional>
#include <string>

namespace relata {

// Adds to `whole` what only `part` says. False if it says nothing new.
bool add_what_is_new(const Entity& part, Entity& whole);
bool add_what_is_new(const Document& part, Document& whole);
bool add_what_is_new(const std::vector<Property>& part, std::vector<Property>& whole);

// Takes out of `part` what `whole` says as well. False if nothing is left.
bool keep_what_is_new(Entity& part, const Entity& whole);
bool keep_what_is_new(Document& part, const Document& whole);

// The field in which the two contradict each other.
[[nodiscard]] std::optional<std::string> differing_field(const Document& a, const Document& b);
// Whether the two say the same, word for word.
[[nodiscard]] bool is_same(const Document& a, const Document& b);

// What one record gives twice: names, relays, properties.
void drop_repeated(Entity& entity);
void drop_repeated(Document& document);
void drop_repeated(std::vector<Property>& properties);

}  // namespace relata
