#pragma once

// How measures of entities are told: as columns, in each format.

#include <relata/analyze.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/text_page.h"

namespace relata {

// Those that one of the entities has, in the order that they have them.
[[nodiscard]] std::vector<Measure> measures_of(std::span<const EntityAnswer> entities);
// Nothing for what the entity does not have.
[[nodiscard]] const EntityMeasure* measure_of(const EntityAnswer& entity, Measure measure);
// Components and communities: numbers that tell groups apart, of which none is more.
[[nodiscard]] bool is_group(Measure measure);

// "0.01235": whole numbers as they are, others with four digits that count.
[[nodiscard]] std::string measure_words(double value);
// "articulation points 3": what a measure says of the whole.
[[nodiscard]] std::string figure_words(const Figure& figure);
// Why an analysis may not be all there is, a line each: what is estimated, what ended early.
[[nodiscard]] std::vector<std::string> caveats(const AnalysisAnswer& answer);

// A table of entities with the measures that they have; nothing if they have none.
void put_measures(TextPage& page, std::span<const EntityAnswer> entities);

}  // namespace relata
