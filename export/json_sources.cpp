#include "export/json_answers.h"
#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {
namespace {

void put_counts(JsonWriter& json, const char* name, const std::vector<std::uint64_t>& counts) {
  json.key(name);
  json.begin_array();
  for (const std::uint64_t count : counts) json.count(count);
  json.end_array();
}

void put_source(JsonWriter& json, const AnswerGraph& graph, const SourceLoad& source) {
  json.begin_object();
  put_origin(json, graph, source.origin);
  json.count_field("relations_alone", source.relations_alone);
  json.count_field("relations", source.relations);
  json.count_field("claims", source.claims);
  json.end_object();
}

void put_language(JsonWriter& json, const LanguageCoverage& language) {
  json.begin_object();
  json.field("lang", language.language);
  json.count_field("claims", language.claims);
  put_period(json, "reported", language.reported);
  json.key("silent");
  json.begin_array();
  for (const Period& period : language.silent) json.text(period.text());
  json.end_array();
  json.end_object();
}

}  // namespace

std::string json_of(const SourcesAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_answer(json, "sources", options);
  const SourcesQuery& question = answer.question;
  begin_question(json);
  json.optional_field("about", question.about);
  json.count_field("results_max", question.results_max);
  end_question(json, answer.graph, question);
  json.count_field("relations_found", answer.relations);
  json.count_field("claims_found", answer.claims);
  put_counts(json, "relations_by_origins", answer.relations_by_origins);
  put_counts(json, "claims_by_hands", answer.claims_by_hands);
  json.count_field("claims_without_month", answer.claims_without_month);
  json.count_field("sources_found", answer.sources_found);
  json.key("sources");
  json.begin_array();
  for (const SourceLoad& source : answer.sources) put_source(json, answer.graph, source);
  json.end_array();
  json.key("languages");
  json.begin_array();
  for (const LanguageCoverage& language : answer.languages) put_language(json, language);
  json.end_array();
  put_keys(json, "alone", answer.graph, answer.alone);
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

}  // namespace relata
