#include "export/json_answers.h"
#include "export/json_parts.h"

namespace relata {
namespace {

void put_flag(JsonWriter& json, std::string_view name, bool value) {
  json.key(name);
  json.boolean(value ? "true" : "false");
}

void put_number(JsonWriter& json, std::string_view name, double value) {
  json.key(name);
  json.number(value);
}

void put_proposal(JsonWriter& json, const ResolveAnswer& answer, const Proposal& proposal) {
  json.begin_object();
  json.field("a", answer.entity(proposal.a).entity.key);
  json.field("b", answer.entity(proposal.b).entity.key);
  put_number(json, "score", proposal.score);
  put_flag(json, "is_safe", proposal.is_safe);
  json.key("reasons");
  json.begin_array();
  for (const ResolveReason& reason : proposal.reasons) {
    json.begin_object();
    json.field("rule", reason.rule);
    json.field("words", reason.words);
    put_number(json, "weight", reason.weight);
    if (reason.forbids) put_flag(json, "forbids", true);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

// An entity that is in no pair is not in the answer.
void put_asked(JsonWriter& json, std::string_view name, const ResolveAnswer& answer, EntityId id) {
  for (const EntityAnswer& one : answer.entities) {
    if (one.entity.id == id) json.field(name, one.entity.key);
  }
}

void put_question(JsonWriter& json, const ResolveAnswer& answer) {
  const ResolveQuery& question = answer.question;
  json.key("question");
  json.begin_object();
  put_asked(json, "about", answer, question.about);
  put_asked(json, "with", answer, question.with);
  put_texts(json, "without_rules", question.without_rules);
  put_number(json, "score_min", question.score_min);
  json.count_field("proposals_max", question.proposals_max);
  json.count_field("block_max", question.block_max);
  json.count_field("pairs_max", question.pairs_max);
  json.end_object();
}

void put_shortfall(JsonWriter& json, const ResolveShortfall& shortfall) {
  json.key("shortfall");
  json.begin_object();
  json.count_field("keys", shortfall.keys);
  json.count_field("entities", shortfall.entities);
  json.count_field("names", shortfall.names);
  put_flag(json, "is_pairs_max", shortfall.is_pairs_max);
  json.end_object();
}

}  // namespace

std::string json_of(const ResolveAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  json.begin_object();
  json.field("answer", "resolution");
  json.optional_field("title", options.title);
  put_question(json, answer);
  json.count_field("proposals_found", answer.proposals_found);
  json.count_field("pairs_compared", answer.pairs_compared);
  put_shortfall(json, answer.shortfall);
  json.key("proposals");
  json.begin_array();
  for (const Proposal& proposal : answer.proposals) put_proposal(json, answer, proposal);
  json.end_array();
  json.key("entities");
  json.begin_array();
  for (const EntityAnswer& entity : answer.entities) put_entity(json, entity, JsonDetail::evidence);
  json.end_array();
  json.end_object();
  return json.take_line();
}

std::string json_lines_of(const ResolveAnswer& answer) {
  std::string lines;
  for (const Proposal& proposal : answer.proposals) {
    JsonWriter json;
    put_proposal(json, answer, proposal);
    lines += json.take_line();
  }
  return lines;
}

}  // namespace relata
