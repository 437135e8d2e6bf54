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
          {.text = std::string(word(relation.status)), .tone = tone_of(relation.status)},
          {.text = std::to_string(relation.origins)},
          {.text = relation.relation.valid.text()},
          {.text = relation.relation.quantity ? quantity_words(*relation.relation.quantity) : ""}};
}

void put_groups(TextPage& page, const AmongAnswer& answer) {
  page.line("They hang together in " + count_words(answer.groups.size(), "group", "groups") + ":",
            Tone::title);
  for (const auto& group : answer.groups) {
    page.paragraph({.first = "  ", .rest = "    "}, {{.text = names_of(answer.graph, group)}});
  }
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
    put_groups(page, answer);
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
