#include "export/json_answers.h"

#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {

namespace {

void put_relation_keys(JsonWriter& json, const AnswerGraph& graph,
                       const std::vector<RelationId>& ids) {
  json.begin_array();
  for (const RelationId id : ids) json.text(key_of(graph, id));
  json.end_array();
}

}  // namespace

void put_path(JsonWriter& json, const AnswerGraph& graph, const Path& path, TimeOrder order) {
  json.begin_object();
  json.field("from", key_of(graph, path.from));
  json.key("weight");
  json.number(path.weight);
  if (order != TimeOrder::any) {
    json.field("in_order", word(path.in_order));
    json.optional_field("arrival", path.arrival.text());
  }
  if (!path.hops.empty()) {
    json.field("weakest_status", word(hop_status(graph, path.hops[weakest_hop(graph, path)])));
  }
  json.key("hops");
  json.begin_array();
  for (const Hop& hop : path.hops) {
    json.begin_object();
    json.field("from", key_of(graph, hop.from));
    json.field("to", key_of(graph, hop.to));
    json.field("status", word(hop_status(graph, hop)));
    json.key("relations");
    put_relation_keys(json, graph, hop.relations);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

namespace {

void put_paths(JsonWriter& json, const AnswerGraph& graph, const std::vector<Path>& paths,
               TimeOrder order = TimeOrder::any) {
  json.begin_array();
  for (const Path& path : paths) put_path(json, graph, path, order);
  json.end_array();
}

// What a measure says of the whole.
void put_column(JsonWriter& json, const MeasureColumn& column) {
  json.begin_object();
  json.field("measure", word(column.measure));
  json.field("extent", word(column.extent));
  json.flag_field("is_estimate", !column.standard_errors.empty());
  for (const Figure& figure : column.figures) {
    json.key(figure.name);
    json.digits(number_text(figure.value));
  }
  if (!column.sizes.empty()) {
    json.key("sizes");
    json.begin_array();
    for (const std::uint64_t size : column.sizes) json.count(size);
    json.end_array();
  }
  json.end_object();
}

void put_ranked(JsonWriter& json, const AnalysisAnswer& answer, std::size_t place) {
  json.begin_object();
  json.field("entity", key_of(answer.graph, answer.entities[place]));
  for (const MeasureColumn& column : answer.columns) {
    const std::string name(word(column.measure));
    if (column.values.empty()) continue;
    json.key(name);
    json.digits(number_text(column.values[place]));
    if (column.standard_errors.empty()) continue;
    json.key(name + "_standard_error");
    json.digits(number_text(column.standard_errors[place]));
  }
  json.end_object();
}

}  // namespace

std::string json_of(const PathAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "paths", options);
  const PathQuery& question = answer.question;
  json.key("question");
  json.begin_object();
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
  put_search_limits(json, question.limits);
  put_view(json, answer.graph, question.view);
  json.end_object();
  json.count_field("paths_found", answer.paths_found);
  json.key("paths");
  put_paths(json, answer.graph, answer.paths, question.order);
  json.optional_field("why_none", answer.why_none);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const MatchAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "matches", options);
  const MatchQuery& question = answer.question;
  json.key("question");
  json.begin_object();
  json.field("pattern", question.pattern);
  put_entities(json, "from", answer.graph, question.from);
  put_entities(json, "to", answer.graph, question.to);
  json.count_field("matches_max", question.matches_max);
  json.count_field("counted_max", question.counted_max);
  put_search_limits(json, question.limits);
  put_view(json, answer.graph, question.view);
  json.end_object();
  json.count_field("matches_found", answer.matches_found);
  json.key("matches");
  put_paths(json, answer.graph, answer.matches);
  json.optional_field("why_none", answer.why_none);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const NeighborhoodAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "neighborhood", options);
  const NeighborhoodQuery& question = answer.question;
  json.key("question");
  json.begin_object();
  json.field("center", key_of(answer.graph, question.center));
  json.field("direction", word(question.direction));
  json.count_field("hops", static_cast<std::uint64_t>(question.hops));
  json.count_field("entities_max", question.entities_max);
  put_search_limits(json, question.limits);
  put_view(json, answer.graph, question.view);
  json.end_object();
  json.key("neighbors");
  json.begin_array();
  for (const Neighbor& neighbor : answer.neighbors) {
    json.begin_object();
    json.field("entity", key_of(answer.graph, neighbor.entity));
    json.count_field("hops", static_cast<std::uint64_t>(neighbor.hops));
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
  json.key("question");
  json.begin_object();
  json.field("entity", key_of(answer.graph, question.entity));
  if (question.other.is_some()) json.field("other", key_of(answer.graph, question.other));
  if (question.unit) json.field("by", word(*question.unit));
  json.count_field("results_max", question.results_max);
  put_search_limits(json, question.limits);
  put_view(json, answer.graph, question.view);
  json.end_object();
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
  json.key("question");
  json.begin_object();
  json.field("about", question.about);
  json.count_field("results_max", question.results_max);
  put_search_limits(json, question.limits);
  put_view(json, answer.graph, question.view);
  json.end_object();
  json.count_field("relations_found", answer.relations_found);
  json.key("relations_listed");
  put_relation_keys(json, answer.graph, answer.relations);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_of(const AnalysisAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "analysis", options);
  const AnalysisQuery& question = answer.question;
  json.key("question");
  json.begin_object();
  json.key("measures");
  json.begin_array();
  for (const Measure measure : question.measures) json.text(word(measure));
  json.end_array();
  json.count_field("entities_max", question.entities_max);
  json.count_field("exact_steps_max", question.exact_steps_max);
  json.count_field("sources", question.sources);
  json.count_field("pagerank_iterations_max",
                   static_cast<std::uint64_t>(question.pagerank_iterations_max));
  put_search_limits(json, question.limits);
  put_view(json, answer.graph, question.view);
  json.end_object();
  json.count_field("entities_found", answer.entities_found);
  json.count_field("links_found", answer.links_found);
  json.count_field("relations_found", answer.relations_found);
  json.key("measures");
  json.begin_array();
  for (const MeasureColumn& column : answer.columns) put_column(json, column);
  json.end_array();
  json.key("ranking");
  json.begin_array();
  for (std::size_t place = 0; place < answer.entities.size(); ++place) {
    put_ranked(json, answer, place);
  }
  json.end_array();
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

std::string json_lines_of(const AnalysisAnswer& answer) {
  std::vector<EntityAnswer> entities;
  for (const EntityId id : answer.entities) entities.push_back(answer.graph.entity(id));
  return json_lines_of(entities);
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
