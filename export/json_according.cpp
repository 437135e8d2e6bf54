#include "export/json_answers.h"
#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {
namespace {

void put_stands(JsonWriter& json, const AnswerGraph& graph,
                const std::vector<ComparedHop::Stand>& stands) {
  json.begin_array();
  for (const ComparedHop::Stand& stand : stands) {
    json.begin_object();
    json.field("relation", key_of(graph, stand.relation));
    json.field("status", word(stand.standing.status));
    json.count_field("origins", static_cast<std::uint64_t>(stand.standing.origins));
    json.end_object();
  }
  json.end_array();
}

void put_question(JsonWriter& json, const AccordingAnswer& answer) {
  const PathQuery& path = answer.question.path;
  begin_question(json);
  json.field("from", key_of(answer.graph, path.from));
  json.field("to", key_of(answer.graph, path.to));
  json.field("kind", word(path.kind));
  json.field("direction", word(path.direction));
  json.count_field("hops_max", static_cast<std::uint64_t>(path.hops_max));
  put_degree_max(json, path.degree_max);
  put_costs(json, path.hub_penalty, path.type_costs);
  put_search_limits(json, path.limits);
  put_view(json, answer.graph, path.view);
  json.key("camps");
  json.begin_array();
  for (const Camp& camp : answer.question.camps) {
    json.begin_object();
    json.field("name", camp.name);
    put_entities(json, "speakers", answer.graph, camp.speakers);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

std::string json_of(const AccordingAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "according_to", options);
  put_question(json, answer);
  json.key("worlds");
  json.begin_array();
  for (const PathAnswer& world : answer.worlds) {
    json.begin_object();
    put_paths(json, "paths", world.graph, world.paths);
    json.optional_field("why_none", world.why_none);
    json.end_object();
  }
  json.end_array();
  json.key("hops");
  json.begin_array();
  for (const ComparedHop& hop : answer.hops) {
    json.begin_object();
    json.field("from", key_of(answer.graph, hop.from));
    json.field("to", key_of(answer.graph, hop.to));
    json.flag_field("is_everywhere", hop.is_everywhere());
    json.key("stands");
    json.begin_array();
    for (const auto& stands : hop.stands) put_stands(json, answer.graph, stands);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

}  // namespace relata
