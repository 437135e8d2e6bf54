#include "export/json_answers.h"

#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {
namespace {

void put_openings(JsonWriter& json, const PathAnswer& answer) {
  if (answer.openings.empty()) return;
  json.key("openings");
  json.begin_array();
  for (const Opening& opening : answer.openings) {
    json.begin_object();
    json.key("changes");
    json.begin_array();
    for (const PartChange& change : opening.changes) {
      json.begin_object();
      json.field("instead_of", change.instead_of);
      json.optional_field("with", change.with);
      json.end_object();
    }
    json.end_array();
    json.count_field("hops", static_cast<std::uint64_t>(opening.hops));
    json.field("direction", word(opening.direction));
    json.count_field("hops_max", static_cast<std::uint64_t>(opening.hops_max));
    if (opening.degree_max) json.count_field("degree_max", *opening.degree_max);
    put_view(json, answer.graph, opening.view);
    json.end_object();
  }
  json.end_array();
}

void put_groups(JsonWriter& json, const NeighborhoodAnswer& answer) {
  if (!answer.question.counts_types) return;
  json.key("groups");
  json.begin_array();
  for (const NeighborGroup& group : answer.groups) {
    json.begin_object();
    json.field("type", group.type);
    json.count_field("found", group.found);
    json.count_field("listed", group.listed);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string json_of(const PathAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "paths", options);
  const PathQuery& question = answer.question;
  begin_question(json);
  json.field("from", key_of(answer.graph, question.from));
  json.field("to", key_of(answer.graph, question.to));
  put_entities(json, "from_others", answer.graph, question.from_others);
  put_entities(json, "to_others", answer.graph, question.to_others);
  put_entities(json, "via", answer.graph, question.via);
  json.field("kind", word(question.kind));
  json.field("weight", word(question.weight));
  json.field("order", word(question.order));
  json.field("direction", word(question.direction));
  json.count_field("hops_max", static_cast<std::uint64_t>(question.hops_max));
  json.count_field("paths_max", question.paths_max);
  put_degree_max(json, question.degree_max);
  put_costs(json, question.hub_penalty, question.type_costs);
  end_question(json, answer.graph, question);
  json.count_field("paths_found", answer.paths_found);
  put_paths(json, "paths", answer.graph, answer.paths, question.order);
  json.optional_field("why_none", answer.why_none);
  put_openings(json, answer);
  if (answer.is_explanation_cut) json.flag_field("is_explanation_cut", true);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const MatchAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "matches", options);
  const MatchQuery& question = answer.question;
  begin_question(json);
  json.field("pattern", question.pattern);
  put_entities(json, "from", answer.graph, question.from);
  put_entities(json, "to", answer.graph, question.to);
  json.count_field("matches_max", question.matches_max);
  json.count_field("counted_max", question.counted_max);
  end_question(json, answer.graph, question);
  json.count_field("matches_found", answer.matches_found);
  put_paths(json, "matches", answer.graph, answer.matches);
  json.optional_field("why_none", answer.why_none);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const NeighborhoodAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "neighborhood", options);
  const NeighborhoodQuery& question = answer.question;
  begin_question(json);
  json.field("center", key_of(answer.graph, question.center));
  json.field("direction", word(question.direction));
  json.count_field("hops", static_cast<std::uint64_t>(question.hops));
  json.field("order", word(question.order));
  json.count_field("entities_max", question.entities_max);
  json.count_field("relations_max", question.relations_max);
  if (question.per_entity_max) json.count_field("per_entity_max", *question.per_entity_max);
  put_degree_max(json, question.degree_max);
  if (question.is_ego_network) json.flag_field("is_ego_network", true);
  if (question.counts_types) json.flag_field("counts_types", true);
  end_question(json, answer.graph, question);
  json.count_field("neighbors_found", answer.neighbors_found);
  put_groups(json, answer);
  json.key("neighbors");
  json.begin_array();
  for (const Neighbor& neighbor : answer.neighbors) {
    json.begin_object();
    json.field("entity", key_of(answer.graph, neighbor.entity));
    json.count_field("hops", static_cast<std::uint64_t>(neighbor.hops));
    if (neighbor.more > 0) json.count_field("more", neighbor.more);
    json.end_object();
  }
  json.end_array();
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const TimelineAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "timeline", options);
  const TimelineQuery& question = answer.question;
  begin_question(json);
  json.field("entity", key_of(answer.graph, question.entity));
  if (question.other.is_some()) json.field("other", key_of(answer.graph, question.other));
  if (question.unit) json.field("by", word(*question.unit));
  json.count_field("results_max", question.results_max);
  end_question(json, answer.graph, question);
  json.count_field("events_found", answer.events_found);
  json.key("events");
  json.begin_array();
  for (const TimelineEvent& event : answer.events) {
    json.begin_object();
    put_period(json, "when", event.when);
    json.flag_field("is_reported_date", event.is_reported_date);
    json.field("relation", key_of(answer.graph, event.relation));
    json.end_object();
  }
  json.end_array();
  if (question.unit) {
    json.key("periods");
    json.begin_array();
    for (const TimelinePeriod& period : answer.periods) {
      json.begin_object();
      json.optional_field("when", period.when.text());
      json.count_field("events", period.events);
      json.end_object();
    }
    json.end_array();
  }
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const ClaimsAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "claims", options);
  const ClaimsQuery& question = answer.question;
  begin_question(json);
  json.field("about", question.about);
  json.count_field("results_max", question.results_max);
  end_question(json, answer.graph, question);
  json.count_field("relations_found", answer.relations_found);
  put_keys(json, "relations_listed", answer.graph, answer.relations);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const std::vector<EntityAnswer>& entities, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "entities", options);
  json.key("entities");
  json.begin_array();
  for (const EntityAnswer& entity : entities) put_entity(json, entity, JsonDetail::evidence);
  json.end_array();
  json.end_object();
  return json.take_line();
}

std::string json_lines_of(const std::vector<EntityAnswer>& entities) {
  JsonWriter json;
  std::string lines;
  for (const EntityAnswer& entity : entities) {
    put_entity(json, entity, JsonDetail::record);
    lines += json.take_line();
  }
  return lines;
}

std::string json_lines_of(const AnswerGraph& graph) {
  std::string lines = json_lines_of(graph.entities);
  JsonWriter json;
  for (const Document& document : graph.documents) {
    put_document(json, graph, document);
    lines += json.take_line();
  }
  for (const RelationEvidence& relation : graph.relations) {
    put_relation(json, graph, relation, JsonDetail::record);
    lines += json.take_line();
  }
  return lines;
}

}  // namespace relata
