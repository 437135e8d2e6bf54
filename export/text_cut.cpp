#include <cctype>
#include <utility>

#include "export/cut_words.h"
#include "export/text_answers.h"
#include "export/text_page.h"
#include "export/words.h"

namespace relata {
namespace {

using Rows = std::vector<std::vector<Piece>>;

std::vector<Piece> relation_cells(const AnswerGraph& graph, RelationId id) {
  const RelationEvidence& relation = graph.relation(id);
  return {{.text = sentence(graph, relation.relation)},
          {.text = std::string(word(relation.status)), .tone = tone_of(relation.status)},
          {.text = origin_names(graph, relation, Stance::asserted)}};
}

// A row for each relation of a cut; what is cut itself stands on the first of them.
void put_cuts(TextPage& page, const CutAnswer& answer) {
  Rows rows;
  for (std::size_t i = 0; i < answer.cuts.size(); ++i) {
    const Cut& cut = answer.cuts[i];
    std::vector<Piece> head = {{.text = answer.cuts.size() == 1 ? "" : std::to_string(i + 1)},
                               {.text = names_of(answer, cut), .tone = Tone::entity}};
    if (cut.relations.empty()) rows.push_back({head[0], head[1], {}, {}, {}});
    for (const RelationId id : cut.relations) {
      const std::vector<Piece> cells = relation_cells(answer.graph, id);
      head.insert(head.end(), cells.begin(), cells.end());
      rows.push_back(std::exchange(head, {{}, {}}));
    }
  }
  const bool is_of_relations = answer.question.of == CutOf::relations;
  std::string of(word(answer.question.of));
  of.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(of.front())));
  page.table({{.header = "Cut"},
              {.header = of, .give = Give::flexible},
              {.header = is_of_relations ? of : "What goes of these ways", .give = Give::flexible},
              {.header = "Status"},
              {.header = "Asserted by", .give = Give::flexible}},
             rows);
}

std::string paths_title(const CutAnswer& answer) {
  switch (answer.question.of) {
    case CutOf::relations:
      return "Ways that share no relation: " + grouped(answer.paths_found);
    case CutOf::entities:
      return "Ways that share no entity: " + grouped(answer.paths_found);
    case CutOf::documents:
    case CutOf::speakers:
    case CutOf::publishers:
      break;
  }
  return answer.outcome == CutOutcome::inseparable
             ? "A way between them"
             : "Ways that every cut takes away: " + grouped(answer.paths_found);
}

void put_paths(TextPage& page, const CutAnswer& answer) {
  page.line(paths_title(answer), Tone::title);
  for (const Path& path : answer.paths) {
    page.paragraph({.first = "  ", .rest = "    "}, {{.text = path_words(answer.graph, path)}});
  }
}

}  // namespace

std::string text_of(const CutAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  page.paragraph({}, {{.text = outcome_words(answer)}});
  if (!answer.cuts.empty()) {
    page.blank();
    put_cuts(page, answer);
  }
  if (!answer.paths.empty()) {
    page.blank();
    put_paths(page, answer);
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
