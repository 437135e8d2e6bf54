#include "export/brief_story.h"
#include "export/json_answers.h"
#include "export/json_frame.h"
#include "export/json_parts.h"

namespace relata {
namespace {

void put_question(JsonWriter& json, const BriefAnswer& answer) {
  const BriefQuery& question = answer.question;
  begin_question(json);
  json.field("entity", key_of(answer.graph, question.entity));
  if (question.other.is_some()) {
    json.field("other", key_of(answer.graph, question.other));
    json.count_field("hops_max", static_cast<std::uint64_t>(question.hops_max));
    json.count_field("paths_max", question.paths_max);
  }
  json.count_field("relations_max", question.relations_max);
  end_question(json, answer.graph, question);
}

void put_sentence(JsonWriter& json, const AnswerGraph& graph, const BriefSentence& sentence) {
  json.begin_object();
  json.field("text", sentence.text);
  put_keys(json, "relations", graph, sentence.relations);
  json.key("citations");
  json.begin_array();
  for (const std::size_t number : sentence.citations) json.count(number);
  json.end_array();
  json.end_object();
}

// One sentence after the other, in the order of the text.
void put_section(JsonWriter& json, const AnswerGraph& graph, const BriefSection& section) {
  json.begin_object();
  json.field("section", word(section.kind));
  json.field("heading", section.heading);
  json.key("paragraphs");
  json.begin_array();
  for (const BriefParagraph& paragraph : section.paragraphs) {
    json.begin_object();
    if (!paragraph.head.empty()) {
      json.field("theme", word(paragraph.theme));
      json.field("heading", paragraph.head);
    }
    json.key("sentences");
    json.begin_array();
    for (const BriefSentence& sentence : paragraph.sentences) put_sentence(json, graph, sentence);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void put_source(JsonWriter& json, const AnswerGraph& graph, const ClaimEvidence& claim,
                std::size_t number, const BriefLanguage& language) {
  const BriefSourceWords words = source_words(language, graph, claim);
  json.begin_object();
  json.count_field("number", number);
  json.field("who", words.who);
  if (claim.claim.speaker.is_some()) json.field("speaker", key_of(graph, claim.claim.speaker));
  put_origin(json, graph, claim.origin);
  json.optional_field("reported", claim.reported.text());
  json.field("document", key_of(graph, claim.claim.document));
  json.field("address", words.address);
  put_keys(json, "chain", graph, claim.chain);
  json.optional_field("quote", claim.claim.quote);
  json.end_object();
}

}  // namespace

std::string json_of(const BriefAnswer& answer, const RenderOptions& options) {
  const BriefLanguage& language = brief_language(options.language);
  const BriefStory story = tell(answer, options);
  JsonWriter json;
  RenderOptions told = options;
  told.title = story.title;
  told.view = story.view;
  begin_answer(json, "brief", told);
  json.field("language", language.code);
  put_question(json, answer);
  json.count_field("relations_found", answer.relations_found);
  if (answer.question.other.is_some()) json.count_field("paths_found", answer.paths_found);
  json.key("sections");
  json.begin_array();
  for (const BriefSection& section : story.sections) put_section(json, answer.graph, section);
  json.end_array();
  json.key("sources");
  json.begin_array();
  for (std::size_t i = 0; i < story.sources.size(); ++i) {
    put_source(json, answer.graph, *story.sources[i], i + 1, language);
  }
  json.end_array();
  put_graph(json, answer.graph);
  end_answer(json, answer, options);
  return json.take_line();
}

}  // namespace relata
