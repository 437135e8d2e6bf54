#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/words.h"

namespace relata {

namespace {

std::string weakest_words(const AnswerGraph& graph, const Path& path) {
  if (path.hops.empty()) return "both ends are one entity";
  const Hop& hop = path.hops[weakest_hop(graph, path)];
  return "weakest hop " + name_of(graph, hop.from) + " - " + name_of(graph, hop.to) + ": " +
         std::string(word(hop_status(graph, hop)));
}

void put_hop(TextPage& page, const AnswerGraph& graph, const Hop& hop) {
  page.line("│", Tone::dim);
  for (const RelationId id : hop.relations) {
    const RelationEvidence& relation = graph.relation(id);
    put_relation(page, graph, relation, label_from(graph, relation.relation, hop.from),
                 {.first = "├─ ", .rest = "│  "});
  }
  page.line("▼", Tone::dim);
  page.paragraph({}, entity_pieces(graph.entity(hop.to)));
}

void put_path(TextPage& page, const PathAnswer& answer, std::size_t number) {
  const Path& path = answer.paths[number];
  std::string facts = count_words(path.hops.size(), "hop", "hops") + ", ";
  const std::string weight = weight_words(answer.question.weight, path);
  if (!weight.empty()) facts += weight + ", ";
  std::vector<Piece> head = {{.text = "Path " + std::to_string(number + 1) + " of " +
                                      grouped(answer.paths_found) + ": " + facts,
                              .tone = Tone::dim}};
  const Tone tone =
      path.hops.empty()
          ? Tone::dim
          : tone_of(hop_status(answer.graph, path.hops[weakest_hop(answer.graph, path)]));
  head.push_back({.text = weakest_words(answer.graph, path), .tone = tone});
  page.paragraph({}, head);
  page.blank();
  page.paragraph({}, entity_pieces(answer.graph.entity(path.from)));
  for (const Hop& hop : path.hops) put_hop(page, answer.graph, hop);
}

}  // namespace

std::string text_of(const PathAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  if (answer.paths.empty()) {
    page.line("No path." + (answer.why_none.empty() ? "" : " " + answer.why_none));
  }
  for (std::size_t i = 0; i < answer.paths.size(); ++i) {
    if (i > 0) page.blank();
    put_path(page, answer, i);
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
