#pragma once

// Internationalized resource identifiers, as RDF uses them.

#include <string>
#include <string_view>

namespace relata {

// Does it begin with a scheme: "http:", "urn:"?
[[nodiscard]] bool is_absolute_iri(std::string_view iri);

// A reference as seen from an absolute base: RFC 3986, section 5.2.
[[nodiscard]] std::string resolve_iri(std::string_view base, std::string_view reference);

// What follows the last '#', '/' or ':'; the whole if nothing does.
[[nodiscard]] std::string_view local_name_of_iri(std::string_view iri);

}  // namespace relata
