#pragma once

// Texts of STIX that cite their sources as "(Citation: name)".

#include <string_view>
#include <vector>

namespace relata {

struct StixCitation {
  std::string_view name;   // of the source
  std::string_view quote;  // what is said with it: from the end of the citations before it
};

// In the order of the text. Sources that are cited together share one quote.
[[nodiscard]] std::vector<StixCitation> stix_citations(std::string_view text);

}  // namespace relata
