#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/text_page.h"
#include "export/words.h"

namespace relata {
namespace {

std::vector<Piece> relation_row(const AnswerGraph& graph, const Tie& tie, RelationId id) {
  const RelationEvidence& relation = graph.relation(id);
  return {{.text = name_of(graph, tie.one), .tone = Tone::entity},
          {.text = label_from(graph, relation.relation, tie.one)},
          {.text = name_of(graph, tie.other), .tone = Tone::entity},
          status_piece(relation),
          {.text = std::to_string(relation.origins)},
          {.text = relation.relation.valid.text()},
          quantity_piece(relation.relation)};
}

}  // namespace

std::string text_of(const AmongAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  page.line(count_words(answer.relations_found, "relation", "relations") + " among them, between " +
            count_words(answer.ties.size(), "pair", "pairs") + ".");
  std::vector<std::vector<Piece>> rows;
  for (const Tie& tie : answer.ties) {
    for (const RelationId id : tie.relations) rows.push_back(relation_row(answer.graph, tie, id));
  }
  if (!rows.empty()) page.blank();
  page.table({{.header = "Entity", .give = Give::flexible},
              {.header = "Relation", .give = Give::flexible},
              {.header = "Entity", .give = Give::flexible},
              {.header = "Status"},
              {.header = "Origins", .align = Align::right},
              {.header = "Valid"},
              {.header = "Quantity", .give = Give::flexible}},
             rows);
  if (answer.groups.size() > 1) {
    page.blank();
    page.line("They hang together in " + count_words(answer.groups.size(), "group", "groups") + ":",
              Tone::title);
    put_groups(page, answer.graph, answer.groups);
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
