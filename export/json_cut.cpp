#include "export/cut_words.h"
#include "export/json_answers.h"
#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {
namespace {

void put_cut(JsonWriter& json, const CutAnswer& answer, const Cut& cut) {
  const AnswerGraph& graph = answer.graph;
  const CutOf of = answer.question.of;
  json.begin_object();
  switch (of) {
    case CutOf::documents:
      put_keys(json, word(of), graph, cut.documents);
      break;
    case CutOf::entities:
    case CutOf::speakers:
    case CutOf::publishers:
      put_keys(json, word(of), graph, cut.entities);
      break;
    case CutOf::relations:
      break;
  }
  if (of != CutOf::entities) put_keys(json, "relations", graph, cut.relations);
  json.end_object();
}

}  // namespace

std::string json_of(const CutAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "cut", options);
  const CutQuery& question = answer.question;
  begin_question(json);
  json.field("from", key_of(answer.graph, question.from));
  json.field("to", key_of(answer.graph, question.to));
  json.field("of", word(question.of));
  json.field("direction", word(question.direction));
  json.count_field("results_max", question.results_max);
  put_degree_max(json, question.degree_max);
  end_question(json, answer.graph, question);
  json.field("outcome", word(answer.outcome));
  json.count_field("size", answer.size);
  json.key("cuts");
  json.begin_array();
  for (const Cut& cut : answer.cuts) put_cut(json, answer, cut);
  json.end_array();
  json.count_field("paths_found", answer.paths_found);
  put_paths(json, "paths", answer.graph, answer.paths);
  json.optional_field("why_none", answer.why_none);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

}  // namespace relata
