#include "export/json_answers.h"
#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {

std::string json_of(const ConnectAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "connection", options);
  const ConnectQuery& question = answer.question;
  begin_question(json);
  put_keys(json, "entities", answer.graph, question.entities);
  json.field("weight", word(question.weight));
  json.count_field("hops_max", static_cast<std::uint64_t>(question.hops_max));
  put_degree_max(json, question.degree_max);
  put_costs(json, question.hub_penalty, question.type_costs);
  end_question(json, answer.graph, question);
  put_groups(json, answer.graph, answer.groups);
  json.key("weight");
  json.number(answer.weight);
  if (answer.toll != 0) {
    json.key("toll");
    json.number(answer.toll);
  }
  if (answer.weight_bound) {
    json.key("weight_bound");
    json.number(*answer.weight_bound);
  }
  json.flag_field("is_least", answer.is_least);
  put_paths(json, "legs", answer.graph, answer.legs);
  json.optional_field("why_apart", answer.why_apart);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

}  // namespace relata
