#include "export/text_answers.h"
#include "export/text_page.h"
#include "export/words.h"

namespace relata {
namespace {

// "met with: confirmed; thanked: reported": as it reads from the entity that was asked for.
std::string hop_words(const AnswerGraph& graph, const Hop& hop) {
  std::vector<std::string> words;
  for (const RelationId id : hop.relations) {
    const RelationEvidence& relation = graph.relation(id);
    words.push_back(label_from(graph, relation.relation, hop.from) + ": " +
                    std::string(word(relation.status)));
  }
  return joined(words, "; ");
}

std::string summary_of(const CommonAnswer& answer) {
  if (answer.neighbors_found == 0) return "No entity is related to each of them in this view.";
  return count_words(answer.neighbors_found, "entity is", "entities are") +
         " related to each of them; the fewer relations one has, the more it tells. Closeness: " +
         number_text(answer.score) + ".";
}

}  // namespace

std::string text_of(const CommonAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  page.paragraph({}, {{.text = summary_of(answer)}});
  std::vector<Column> columns = {{.header = "Entity", .give = Give::flexible},
                                 {.header = "Type"},
                                 {.header = "Relations", .align = Align::right}};
  for (const EntityId id : answer.question.entities) {
    columns.push_back({.header = "From " + name_of(answer.graph, id), .give = Give::flexible});
  }
  std::vector<std::vector<Piece>> rows;
  for (const CommonNeighbor& neighbor : answer.neighbors) {
    const EntityAnswer& entity = answer.graph.entity(neighbor.entity);
    std::vector<Piece> row = {
        {.text = shown_name(entity.entity), .tone = Tone::entity},
        {.text = entity.label.empty() ? entity.type : entity.label, .tone = Tone::dim},
        {.text = grouped(neighbor.degree)}};
    for (const Hop& hop : neighbor.hops) row.push_back({.text = hop_words(answer.graph, hop)});
    rows.push_back(std::move(row));
  }
  if (!rows.empty()) page.blank();
  page.table(columns, rows);
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
