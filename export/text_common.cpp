#include "export/text_answers.h"
#include "export/text_evidence.h"
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
  if (answer.neighbors_found == 0) {
    return is_cut(answer) ? "Whether any entity is related to each of them is not known."
                          : "No entity is related to each of them in this view.";
  }
  return count_words(answer.neighbors_found, "entity is", "entities are") +
         " related to each of them; the fewer relations one has, the more it tells. Closeness: " +
         number_text(answer.score) + ".";
}

std::vector<Piece> row_of(const AnswerGraph& graph, const CommonNeighbor& neighbor) {
  const EntityAnswer& entity = graph.entity(neighbor.entity);
  return {{.text = shown_name(entity.entity), .tone = Tone::entity},
          type_piece(entity),
          {.text = grouped(neighbor.degree)}};
}

std::vector<Column> neighbor_columns() {
  return {{.header = "Entity", .give = Give::flexible},
          {.header = "Type"},
          {.header = "Relations", .align = Align::right}};
}

// A column for each of the entities that were asked for.
void put_wide(TextPage& page, const CommonAnswer& answer) {
  std::vector<Column> columns = neighbor_columns();
  for (const EntityId id : answer.question.entities) {
    columns.push_back({.header = "From " + name_of(answer.graph, id), .give = Give::flexible});
  }
  std::vector<std::vector<Piece>> rows;
  for (const CommonNeighbor& neighbor : answer.neighbors) {
    std::vector<Piece> row = row_of(answer.graph, neighbor);
    for (const Hop& hop : neighbor.hops) row.push_back({.text = hop_words(answer.graph, hop)});
    rows.push_back(std::move(row));
  }
  page.table(columns, rows);
}

// A row for each of them.
void put_long(TextPage& page, const CommonAnswer& answer) {
  std::vector<Column> columns = neighbor_columns();
  columns.push_back({.header = "From", .give = Give::flexible});
  columns.push_back({.header = "Linked by", .give = Give::flexible});
  std::vector<std::vector<Piece>> rows;
  for (const CommonNeighbor& neighbor : answer.neighbors) {
    std::vector<Piece> row = row_of(answer.graph, neighbor);  // later rows do without it
    for (const Hop& hop : neighbor.hops) {
      row.push_back({.text = name_of(answer.graph, hop.from), .tone = Tone::entity});
      row.push_back({.text = hop_words(answer.graph, hop)});
      rows.push_back(std::move(row));
      row.assign(neighbor_columns().size(), {});
    }
  }
  page.table(columns, rows);
}

}  // namespace

std::string text_of(const CommonAnswer& answer, const RenderOptions& options) {
  constexpr std::size_t columns_max = 4;
  TextPage page(options);
  page.heading();
  page.paragraph({}, {{.text = summary_of(answer)}});
  if (!answer.neighbors.empty()) {
    page.blank();
    if (answer.question.entities.size() <= columns_max) {
      put_wide(page, answer);
    } else {
      put_long(page, answer);
    }
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
