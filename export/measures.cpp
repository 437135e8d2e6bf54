#include "export/measures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "export/words.h"

namespace relata {

std::vector<Measure> measures_of(std::span<const EntityAnswer> entities) {
  std::vector<Measure> measures;
  for (const EntityAnswer& entity : entities) {
    for (const EntityMeasure& own : entity.measures) {
      const bool is_new =
          std::find(measures.begin(), measures.end(), own.measure) == measures.end();
      if (is_new) measures.push_back(own.measure);
    }
  }
  return measures;
}

const EntityMeasure* measure_of(const EntityAnswer& entity, Measure measure) {
  const auto found = std::find_if(entity.measures.begin(), entity.measures.end(),
                                  [&](const EntityMeasure& own) { return own.measure == measure; });
  return found == entity.measures.end() ? nullptr : &*found;
}

bool is_group(Measure measure) {
  return measure == Measure::component || measure == Measure::community;
}

std::string measure_words(double value) {
  constexpr double whole_max = 1e15;
  if (value == std::floor(value) && std::abs(value) < whole_max) {
    return (value < 0 ? "-" : "") + grouped(static_cast<std::uint64_t>(std::abs(value)));
  }
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.4g", value);
  return digits.data();
}

std::string figure_words(const Figure& figure) {
  std::string name = figure.name;
  std::replace(name.begin(), name.end(), '_', ' ');
  return name + " " + measure_words(figure.value);
}

std::vector<std::string> caveats(const AnalysisAnswer& answer) {
  std::vector<std::string> estimates;
  std::vector<std::string> partial;
  std::vector<std::string> none;
  for (const MeasureColumn& column : answer.columns) {
    const std::string name(word(column.measure));
    if (!column.standard_errors.empty()) estimates.push_back(name);
    if (column.extent == Extent::partial) partial.push_back(name);
    if (column.extent == Extent::none) none.push_back(name);
  }
  std::vector<std::string> lines;
  const auto add = [&](const std::vector<std::string>& names, const std::string& words) {
    if (!names.empty()) lines.push_back(joined(names, ", ") + ": " + words);
  };
  add(estimates,
      "estimated from a sample, with the standard error of each value; error_bound is what none is "
      "farther off than, with a chance of 0.95.");
  add(partial, "not done to the end.");
  add(none, "not measured.");
  for (std::string& line : caveats({answer.limits_hit, answer.counters, answer.is_stopped})) {
    lines.push_back(std::move(line));
  }
  return lines;
}

void put_measures(TextPage& page, std::span<const EntityAnswer> entities) {
  const std::vector<Measure> measures = measures_of(entities);
  if (measures.empty()) return;
  std::vector<Column> columns = {{.header = "Entity", .give = Give::flexible}, {.header = "Type"}};
  for (const Measure measure : measures) {
    columns.push_back({.header = std::string(word(measure)), .align = Align::right});
  }
  std::vector<std::vector<Piece>> rows;
  for (const EntityAnswer& entity : entities) {
    if (entity.measures.empty()) continue;
    std::vector<Piece> row = {
        {.text = shown_name(entity.entity), .tone = Tone::entity},
        {.text = entity.label.empty() ? entity.type : entity.label, .tone = Tone::dim}};
    for (const Measure measure : measures) {
      const EntityMeasure* own = measure_of(entity, measure);
      row.push_back({.text = own == nullptr ? "" : measure_words(own->value)});
    }
    rows.push_back(std::move(row));
  }
  page.table(columns, rows);
}

}  // namespace relata
