#include <algorithm>

#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/words.h"

namespace relata {
namespace {

// What a path is worth that goes over what its world does not hold for true.
Piece doubt_piece(const AnswerGraph& graph, const Path& path) {
  if (path.hops.empty()) return {};
  const Status weakest = hop_status(graph, path.hops[weakest_hop(graph, path)]);
  if (weakest == Status::confirmed || weakest == Status::reported) return {};
  return {.text = " (weakest hop: " + std::string(word(weakest)) + ")", .tone = tone_of(weakest)};
}

// Where hops alone do not count.
Piece cost_piece(const PathAnswer& world, const Path& path) {
  const std::string words = weight_words(world.question.weight, path);
  return {.text = words.empty() ? words : " (" + words + ")", .tone = Tone::dim};
}

void put_world(TextPage& page, const Camp& camp, const PathAnswer& world) {
  page.paragraph({}, {{.text = "According to " + camp.name, .tone = Tone::title}});
  if (world.paths.empty()) {
    page.paragraph({.first = "  ", .rest = "  "}, {{.text = "No path. " + world.why_none}});
  }
  for (const Path& path : world.paths) {
    page.paragraph({.first = "  ", .rest = "    "}, {{.text = path_words(world.graph, path)},
                                                     cost_piece(world, path),
                                                     doubt_piece(world.graph, path)});
  }
  page.blank();
}

// The strongest of the relations that make up the hop.
Piece stand_piece(const std::vector<ComparedHop::Stand>& stands) {
  if (stands.empty()) return {.text = "-", .tone = Tone::dim};
  const auto best =
      std::max_element(stands.begin(), stands.end(), [](const auto& a, const auto& b) {
        return strength(a.standing.status) < strength(b.standing.status);
      });
  const Status status = best->standing.status;
  return {.text = std::string(word(status)), .tone = tone_of(status)};
}

}  // namespace

std::string text_of(const AccordingAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  const std::vector<Camp>& camps = answer.question.camps;
  for (std::size_t i = 0; i < camps.size(); ++i) put_world(page, camps[i], answer.worlds[i]);
  std::vector<Column> columns = {{.header = "Hop", .give = Give::flexible}};
  for (const Camp& camp : camps) columns.push_back({.header = camp.name, .give = Give::flexible});
  columns.push_back({.header = ""});
  std::vector<std::vector<Piece>> rows;
  for (const ComparedHop& hop : answer.hops) {
    std::vector<Piece> row = {
        {.text = name_of(answer.graph, hop.from) + " - " + name_of(answer.graph, hop.to)}};
    bool is_alike = true;
    for (const auto& stands : hop.stands) {
      row.push_back(stand_piece(stands));
      is_alike = is_alike && row.back().text == row[1].text;
    }
    row.push_back({.text = is_alike ? "" : "≠"});
    rows.push_back(std::move(row));
  }
  page.table(columns, rows);
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
