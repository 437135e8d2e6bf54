#include "export/text_paths.h"

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

}  // namespace

void put_path(TextPage& page, const AnswerGraph& graph, const Path& path, const std::string& head,
              const std::string& facts) {
  const Tone tone = path.hops.empty()
                        ? Tone::dim
                        : tone_of(hop_status(graph, path.hops[weakest_hop(graph, path)]));
  page.paragraph(
      {}, {{.text = head + ": " + count_words(path.hops.size(), "hop", "hops") + ", " + facts,
            .tone = Tone::dim},
           {.text = weakest_words(graph, path), .tone = tone}});
  page.blank();
  page.paragraph({}, entity_pieces(graph.entity(path.from)));
  for (const Hop& hop : path.hops) put_hop(page, graph, hop);
}

std::string text_of(const PathAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  if (answer.paths.empty()) {
    page.line("No path." + (answer.why_none.empty() ? "" : " " + answer.why_none));
  }
  for (std::size_t i = 0; i < answer.paths.size(); ++i) {
    if (i > 0) page.blank();
    const Path& path = answer.paths[i];
    std::string facts;
    for (const std::string& fact :
         {weight_words(answer.question.weight, path), order_words(answer.question.order, path)}) {
      if (!fact.empty()) facts += fact + ", ";
    }
    put_path(page, answer.graph, path,
             "Path " + std::to_string(i + 1) + " of " + grouped(answer.paths_found), facts);
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

std::string text_of(const MatchAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  if (answer.matches.empty()) page.line("No match. " + answer.why_none);
  for (std::size_t i = 0; i < answer.matches.size(); ++i) {
    if (i > 0) page.blank();
    put_path(page, answer.graph, answer.matches[i],
             "Match " + std::to_string(i + 1) + " of " + matches_words(answer), "");
  }
  if (answer.matches_found > answer.matches.size()) {
    page.notes(
        {grouped(answer.matches.size()) + " of " + matches_words(answer) + " matches are listed."});
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
