#include "bench/report.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace relata::bench {

double percentile(std::vector<double> samples, double share) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  const double rank = std::ceil(share * static_cast<double>(samples.size())) - 1;
  return samples[static_cast<std::size_t>(std::max(0.0, rank))];
}

Figure over_rounds(std::string row, std::string what, std::string unit, std::vector<double> rounds,
                   std::string target) {
  return {.row = std::move(row),
          .what = std::move(what),
          .unit = std::move(unit),
          .value = percentile(rounds, 0.5),
          .value_min = *std::min_element(rounds.begin(), rounds.end()),
          .value_max = *std::max_element(rounds.begin(), rounds.end()),
          .target = std::move(target)};
}

void Report::add(Figure figure) {
  std::printf("%-2s %-46s %12.4g %-12s [%.4g .. %.4g]", figure.row.c_str(), figure.what.c_str(),
              figure.value, figure.unit.c_str(), figure.value_min, figure.value_max);
  if (figure.limit > 0) {
    std::printf("  limit %.4g (%.1fx)", figure.limit, figure.value / figure.limit);
  }
  if (!figure.target.empty()) std::printf("  target %s", figure.target.c_str());
  std::printf("\n");
  std::fflush(stdout);
  figures_.push_back(std::move(figure));
}

void Report::note(const std::string& text) {
  std::printf("   %s\n", text.c_str());
  std::fflush(stdout);
}

std::string Report::json() const {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  writer.Key("entities");
  writer.Uint64(entities_);
  writer.Key("relations");
  writer.Uint64(relations_);
  writer.Key("figures");
  writer.StartArray();
  for (const Figure& figure : figures_) {
    writer.StartObject();
    const auto text = [&](const char* key, const std::string& value) {
      writer.Key(key);
      writer.String(value.c_str());
    };
    const auto number = [&](const char* key, double value) {
      writer.Key(key);
      writer.Double(value);
    };
    text("row", figure.row);
    text("what", figure.what);
    text("unit", figure.unit);
    number("value", figure.value);
    number("min", figure.value_min);
    number("max", figure.value_max);
    if (figure.limit > 0) number("limit", figure.limit);
    if (!figure.target.empty()) text("target", figure.target);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return buffer.GetString();
}

}  // namespace relata::bench
