#include "export/json_answers.h"
#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {
namespace {

// Nothing where the relation is not in the view.
void put_standing(JsonWriter& json, const char* name, const std::optional<Standing>& standing) {
  if (!standing) return;
  json.key(name);
  json.begin_object();
  json.field("status", word(standing->status));
  json.count_field("origins", static_cast<std::uint64_t>(standing->origins));
  json.end_object();
}

}  // namespace

std::string json_of(const DiffAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "diff", options);
  const DiffQuery& question = answer.question;
  begin_question(json);
  json.optional_field("about", question.about);
  json.count_field("results_max", question.results_max);
  put_search_limits(json, question.limits);
  put_view(json, answer.graph, question.before, "before");
  put_view(json, answer.graph, question.after, "after");
  json.end_object();
  json.key("found");
  json.begin_object();
  for (std::size_t i = 0; i < change_kinds; ++i) {
    json.count_field(word(static_cast<ChangeKind>(i)), answer.found[i]);
  }
  json.count_field("unchanged", answer.unchanged);
  json.end_object();
  json.key("changes");
  json.begin_array();
  for (const RelationChange& change : answer.changes) {
    json.begin_object();
    json.field("change", word(change.kind));
    json.field("relation", key_of(answer.graph, change.relation));
    put_standing(json, "before", change.before);
    put_standing(json, "after", change.after);
    json.end_object();
  }
  json.end_array();
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

}  // namespace relata
