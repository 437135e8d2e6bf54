#pragma once

// Inputs of other formats, and what became of them.

#include <string>
#include <string_view>
#include <vector>

#include "tests/ingest/taking.h"

namespace relata::testing {

// The name of the reader that an input of this name and content is recognised as; "" if of none.
[[nodiscard]] std::string format_of(const std::string& name, std::string_view content);

// Takes each beginning of the input, and a store of the whole twice. Whatever is left out, every
// record is counted, and the whole has so many.
void check_every_beginning(const std::string& format, std::string_view whole,
                           std::uint64_t records);

[[nodiscard]] std::string type_of(const Taking& taking, std::string_view entity);
[[nodiscard]] std::string type_of(const Taking& taking, const RelationClaims& relation);
// "-" if there is none.
[[nodiscard]] std::string key_of(const Taking& taking, EntityId id);
[[nodiscard]] std::string key_of(const Taking& taking, DocumentId id);
// The one relation from one entity to another.
[[nodiscard]] RelationClaims relation_between(const Taking& taking, std::string_view source,
                                              std::string_view target);
[[nodiscard]] std::vector<std::string> values_of(const std::vector<Property>& properties,
                                                 std::string_view name);

}  // namespace relata::testing
