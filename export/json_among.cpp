#include "export/json_answers.h"
#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {

std::string json_of(const AmongAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "among", options);
  const AmongQuery& question = answer.question;
  begin_question(json);
  put_keys(json, "entities", answer.graph, question.entities);
  json.count_field("results_max", question.results_max);
  end_question(json, answer.graph, question);
  json.count_field("relations_found", answer.relations_found);
  json.key("ties");
  json.begin_array();
  for (const Tie& tie : answer.ties) {
    json.begin_object();
    json.field("one", key_of(answer.graph, tie.one));
    json.field("other", key_of(answer.graph, tie.other));
    json.count_field("relations_found", tie.relations_found);
    put_keys(json, "relations", answer.graph, tie.relations);
    json.end_object();
  }
  json.end_array();
  put_groups(json, answer.graph, answer.groups);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const CommonAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "common", options);
  const CommonQuery& question = answer.question;
  begin_question(json);
  put_keys(json, "entities", answer.graph, question.entities);
  json.count_field("results_max", question.results_max);
  end_question(json, answer.graph, question);
  json.count_field("neighbors_found", answer.neighbors_found);
  json.key("score");
  json.number(answer.score);
  json.key("neighbors");
  json.begin_array();
  for (const CommonNeighbor& neighbor : answer.neighbors) {
    json.begin_object();
    json.field("entity", key_of(answer.graph, neighbor.entity));
    json.count_field("degree", neighbor.degree);
    put_hops(json, answer.graph, neighbor.hops);
    json.end_object();
  }
  json.end_array();
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

}  // namespace relata
