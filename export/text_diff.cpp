#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/words.h"

namespace relata {
namespace {

Piece status_piece(const std::optional<Standing>& standing) {
  if (!standing) return {};
  return {.text = std::string(word(standing->status)), .tone = tone_of(standing->status)};
}

Piece origins_piece(const RelationChange& change) {
  const auto number = [](const Standing& standing) { return std::to_string(standing.origins); };
  if (!change.before) return {.text = number(*change.after)};
  if (!change.after) return {.text = number(*change.before)};
  const std::string before = number(*change.before);
  const std::string after = number(*change.after);
  return {.text = before == after ? after : before + " → " + after};
}

std::vector<Piece> row_of(const AnswerGraph& graph, const RelationChange& change) {
  const RelationEvidence& relation = graph.relation(change.relation);
  return {{.text = sentence(graph, relation.relation)},
          {.text = relation.relation.valid.text()},
          status_piece(change.before),
          status_piece(change.after),
          origins_piece(change),
          {.text = origin_names(graph, relation, Stance::asserted)},
          {.text = origin_names(graph, relation, Stance::denied)}};
}

}  // namespace

std::string text_of(const DiffAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  const std::vector<Column> columns = {{.header = "Relation", .give = Give::flexible},
                                       {.header = "Valid"},
                                       {.header = "Before"},
                                       {.header = "After"},
                                       {.header = "Origins"},
                                       {.header = "Asserted by", .give = Give::flexible},
                                       {.header = "Denied by", .give = Give::flexible}};
  auto change = answer.changes.begin();
  for (std::size_t i = 0; i < change_kinds; ++i) {
    const auto kind = static_cast<ChangeKind>(i);
    std::vector<std::vector<Piece>> rows;
    for (; change != answer.changes.end() && change->kind == kind; ++change) {
      rows.push_back(row_of(answer.graph, *change));
    }
    if (answer.found[i] == 0) continue;
    std::string title =
        change_words(kind) + ": " + count_words(answer.found[i], "relation", "relations");
    if (rows.size() < answer.found[i]) title += ", " + grouped(rows.size()) + " listed";
    page.line(title, Tone::title);
    page.table(columns, rows);
    page.blank();
  }
  if (answer.changes.empty() && answer.unchanged == 0)
    page.line("No relation in these views fits.");
  page.line("Unchanged: " + count_words(answer.unchanged, "relation", "relations"));
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
