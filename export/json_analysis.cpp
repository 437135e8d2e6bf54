#include "export/json_answers.h"
#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {
namespace {

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

std::string json_of(const AnalysisAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "analysis", options);
  const AnalysisQuery& question = answer.question;
  begin_question(json);
  json.key("measures");
  json.begin_array();
  for (const Measure measure : question.measures) json.text(word(measure));
  json.end_array();
  json.count_field("entities_max", question.entities_max);
  json.count_field("exact_steps_max", question.exact_steps_max);
  json.count_field("sources", question.sources);
  json.count_field("pagerank_iterations_max",
                   static_cast<std::uint64_t>(question.pagerank_iterations_max));
  end_question(json, answer.graph, question);
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

}  // namespace relata
