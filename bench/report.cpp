#include "bench/report.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

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
  const Beside& beside = figure.beside;
  std::printf("%-2s %-46s ", figure.row.c_str(), figure.what.c_str());
  if (!beside.rival.empty()) std::printf("%-8s", beside.rival.c_str());
  std::printf("%12.4g %-12s [%.4g .. %.4g]", figure.value, figure.unit.c_str(), figure.value_min,
              figure.value_max);
  if (beside.relata > 0) {
    std::printf("  relata %.4g (%.3gx)", beside.relata, figure.value / beside.relata);
  }
  if (figure.limit > 0) {
    std::printf("  limit %.4g (%.1fx)", figure.limit, figure.value / figure.limit);
  }
  if (beside.memory_mib > 0) std::printf("  %.0f MiB", beside.memory_mib);
  if (beside.relata_memory_mib > 0) std::printf(" (relata %.0f)", beside.relata_memory_mib);
  if (beside.questions > 0) std::printf("  of %zu", beside.questions);
  if (!figure.target.empty()) std::printf("  target %s", figure.target.c_str());
  std::printf("\n");
  std::fflush(stdout);
  figures_.push_back(std::move(figure));
}

void Report::print_ratios() const {
  std::vector<std::string> rivals;
  std::vector<std::string> rows;
  std::map<std::pair<std::string, std::string>, double> ratios;
  const auto add_new = [](std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const Figure& figure : figures_) {
    if (figure.beside.relata <= 0) continue;
    const std::string row = figure.row + "  " + figure.what;
    add_new(rivals, figure.beside.rival);
    add_new(rows, row);
    ratios[{row, figure.beside.rival}] = figure.value / figure.beside.relata;
  }
  if (rows.empty()) return;
  std::sort(rows.begin(), rows.end());
  std::printf("\n%-48s", "   times relata");
  for (const std::string& rival : rivals) std::printf("%10s", rival.c_str());
  for (const std::string& row : rows) {
    std::printf("\n%-48s", row.c_str());
    for (const std::string& rival : rivals) {
      const auto found = ratios.find({row, rival});
      if (found == ratios.end()) {
        std::printf("%10s", "-");
      } else {
        std::printf("%10.3g", found->second);
      }
    }
  }
  std::printf("\n\n");
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
    const Beside& beside = figure.beside;
    if (!beside.rival.empty()) text("rival", beside.rival);
    if (beside.relata > 0) number("relata", beside.relata);
    if (beside.relata > 0) number("ratio", figure.value / beside.relata);
    if (beside.memory_mib > 0) number("memory_mib", beside.memory_mib);
    if (beside.relata_memory_mib > 0) number("relata_memory_mib", beside.relata_memory_mib);
    if (beside.questions > 0) number("questions", static_cast<double>(beside.questions));
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return buffer.GetString();
}

}  // namespace relata::bench
