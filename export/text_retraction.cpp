#include "export/text_answers.h"
#include "export/text_page.h"
#include "export/words.h"

namespace relata {
namespace {

std::string subject_words(const RetractAnswer& answer) {
  if (const auto* document = std::get_if<DocumentId>(&answer.question.subject)) {
    return "document " + answer.graph.document(*document).key;
  }
  return "batch " + grouped(std::get<BatchNumber>(answer.question.subject));
}

std::string outcome_words(const RetractAnswer& answer) {
  const bool is_restored = answer.question.kind == JudgementKind::restored;
  if (answer.batch == 0) {
    return "Nothing new: " + subject_words(answer) +
           (is_restored ? " is not retracted." : " is retracted already, or has no claims.");
  }
  return std::string(is_restored ? "Restored " : "Retracted ") + subject_words(answer) + ": " +
         count_words(answer.claims, "claim", "claims") + " of " +
         count_words(answer.relations, "relation", "relations") +
         (is_restored ? " count again." : " count no more.");
}

enum class Kind : std::uint8_t { supports, others };

void put_changes(TextPage& page, const RetractAnswer& answer, Kind kind, const char* header,
                 std::uint64_t count) {
  if (count == 0) return;
  std::vector<std::vector<Piece>> rows;
  for (const StatusChange& change : answer.changes) {
    const bool is_other = change.before && change.after;
    if (is_other != (kind == Kind::others)) continue;
    const Relation& relation = answer.graph.relation(change.relation).relation;
    rows.push_back({{.text = sentence(answer.graph, relation)},
                    {.text = std::string(word(change.before)), .tone = Tone::dim},
                    {.text = std::string(word(change.after))},
                    {.text = relation.key, .tone = Tone::dim}});
  }
  page.blank();
  page.table({{.header = header, .give = Give::flexible},
              {.header = "Before"},
              {.header = "Now"},
              {.header = "Key"}},
             rows);
  if (rows.size() < count) {
    page.line("and " + grouped(count - rows.size()) + " more; --max-results lists more", Tone::dim);
  }
}

}  // namespace

std::string text_of(const RetractAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  page.line(outcome_words(answer));
  const bool is_restored = answer.question.kind == JudgementKind::restored;
  put_changes(page, answer, Kind::supports,
              is_restored ? "Supported again" : "Lost their last support", answer.supports);
  put_changes(page, answer, Kind::others, "Of another status", answer.others);
  return page.take();
}

}  // namespace relata
