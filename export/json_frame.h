#pragma once

// What the JSON of every search begins and ends with.

#include <relata/export.h>

#include <string_view>

#include "export/json_parts.h"
#include "export/json_writer.h"
#include "graph/words.h"

namespace relata {

// What every answer begins with.
inline void begin_answer(JsonWriter& json, std::string_view kind, const RenderOptions& options) {
  json.begin_object();
  json.field("answer", kind);
  json.optional_field("title", options.title);
  json.optional_field("view_words", options.view);
}

inline void put_degree_max(JsonWriter& json, const std::optional<std::uint64_t>& degree_max) {
  if (degree_max) json.count_field("degree_max", *degree_max);
}

inline void put_costs(JsonWriter& json, double hub_penalty,
                      const std::vector<TypeCost>& type_costs) {
  if (hub_penalty > 0) {
    json.key("hub_penalty");
    json.number(hub_penalty);
  }
  if (type_costs.empty()) return;
  json.key("type_costs");
  json.begin_array();
  for (const TypeCost& cost : type_costs) {
    json.begin_object();
    json.field("type", cost.relation_type);
    json.key("times");
    json.number(cost.times);
    json.end_object();
  }
  json.end_array();
}

inline void put_search_limits(JsonWriter& json, const SearchLimits& limits) {
  json.count_field("visited_max", limits.visited_max);
  json.count_field("time_ms_max", limits.time_ms_max);
}

inline void begin_question(JsonWriter& json) {
  json.key("question");
  json.begin_object();
}
// With what every question has, and is told of in the graph of its answer.
template <class Question>
void end_question(JsonWriter& json, const AnswerGraph& graph, const Question& question) {
  put_search_limits(json, question.limits);
  put_view(json, graph, question.view);
  json.end_object();
}

// What every answer of a search ends with.
template <class Answer>
void end_answer(JsonWriter& json, const Answer& answer, const RenderOptions& options) {
  json.key("limits_hit");
  json.begin_array();
  for (const Limit limit : answer.limits_hit) json.text(word(limit));
  json.end_array();
  json.flag_field("is_stopped", answer.is_stopped);
  json.key("counters");
  json.begin_object();
  json.count_field("entities_visited", answer.counters.entities_visited);
  json.count_field("relations_tested", answer.counters.relations_tested);
  json.count_field("evidence_read", answer.counters.evidence_read);
  json.count_field("doubtful_dates", answer.counters.doubtful_dates);
  if (answer.counters.hubs_held_back > 0) {
    json.count_field("hubs_held_back", answer.counters.hubs_held_back);
  }
  if (options.timing == RenderOptions::Timing::shown) {
    json.key("milliseconds");
    json.number(answer.counters.milliseconds);
  }
  json.end_object();
  json.end_object();
}

}  // namespace relata
