#pragma once

// The reports that an event of UCDP was coded from: "office,date,headline" in quotes, with
// semicolons between.

#include <string_view>
#include <vector>

#include "ingest/records.h"

namespace relata {

struct UcdpSource {
  std::string_view text;  // the whole of it, which tells it from others
  std::string_view office;
  PartialDate date;
  std::string_view headline;
};

// Each as far as it can be told apart: without a date between commas all of it is the headline.
[[nodiscard]] std::vector<UcdpSource> ucdp_sources(std::string_view source_article);

}  // namespace relata
