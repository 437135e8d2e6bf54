#pragma once

// What a JSON document looks like from its beginning, for readers to recognise.

#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

namespace relata {

// The paths of the values at the beginning of a JSON document, as far as they are deep: "/nodes",
// "/nodes/*/id". Empty if it does not look like JSON.
[[nodiscard]] std::set<std::string, std::less<>> json_paths(std::string_view beginning);

// Whether it has members of all these names, however deep they lie.
[[nodiscard]] bool begins_with_members(std::string_view beginning,
                                       std::initializer_list<std::string_view> names);

}  // namespace relata
