#include "sample.h"

namespace relata::sample {

Statistics statistics() {
  return {.entities = 1234567,
          .relations = 20,
          .claims = 31,
          .documents = 6,
          .names = 80,
          .origins = 9,
          .batches = 1,
          .entity_types = {{.type = "person", .count = 4}, {.type = "country", .count = 5}},
          .relation_types = {{.type = "leads", .count = 2}},
          .valid = Period::parse("2011-12..2025-04-28").value(),
          .reported = Period::parse("2024-10..2025-04-28").value(),
          .bytes_on_disk = 5 << 20};
}

Schema schema() {
  Schema schema;
  schema.add(EntityType{.name = "organization", .label = "organization"});
  schema.add(EntityType{.name = "news_agency", .label = "news agency", .parent = "organization"});
  schema.add(EntityType{.name = "satellite", .label = "satellite", .is_declared = false});
  schema.add(RelationType{.name = "leads",
                          .label = "leads",
                          .inverse_label = "is led by",
                          .source_types = {"person"},
                          .target_types = {"organization", "country"}});
  schema.add(RelationType{.name = "allied_with", .label = "is allied with", .is_symmetric = true});
  return schema;
}

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = {
      "plain \"quoted\" name",
      "back\\slash \\N \\G \\E \\T tail\\",
      "line\nbreak\r\nand\ttab",
      "<script>alert(1)</script>",
      "</TD></TR></TABLE>> ]; evil -> node; //",
      "&amp; &lt; &#60; ]]> <!-- -->",
      "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://evil.example\x1b\\link",
      "right to left \xE2\x80\xAE override \xE2\x81\xA6 isolate",
      "C1 \xC2\x9B"
      "31m and DEL \x7f",
      "=cmd|' /C calc'!A0",
      "+1+1",
      "-2+3",
      "@SUM(1)",
      "\t=1",
      "＝1+1",
      "invalid \xFF\xFE bytes \xC3",
      "comma, \"and\" quote",
      "",
      " ",
      "javascript:alert(1)",
      "line\xE2\x80\xA8separator \xEF\xBB\xBF bom \xF3\xA0\x80\x81 tag",
      "%n %s ${HOME} $(id) `id`"};
  return texts;
}

ClaimsAnswer hostile() {
  GraphBuilder builder;
  const std::vector<std::string>& texts = hostile_texts();
  std::vector<EntityId> entities;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    entities.push_back(builder.entity(
        texts[i] + std::to_string(i), i % 2 == 0 ? texts[i] : "person",
        {{.text = texts[i], .language = "en"}, {.text = texts[i] + "김", .language = texts[i]}}));
  }
  ClaimsAnswer answer{.question = {.about = texts[6]}};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    builder.type(texts[i] + "type", texts[i], texts[i] + "inverse");
    const EntityId next = entities[(i + 1) % entities.size()];
    const DocumentId document =
        builder.document(i == 3 ? "https://evil.example/\"onclick=alert(1)" : texts[i] + "document",
                         entities[i], texts[i], "2024", {next});
    const Quantity quantity = {.low = -5, .unit = texts[i]};
    answer.relations.push_back(
        builder.relation({.key = texts[i],
                          .type = texts[i] + "type",
                          .source = entities[i],
                          .target = next,
                          .valid = "2024",
                          .quantity = quantity,
                          .claims = {{.document = document, .quote = texts[i]},
                                     {.document = document,
                                      .speaker = next,
                                      .stance = Stance::denied,
                                      .quote = "quote: " + texts[i]}}}));
  }
  answer.relations_found = answer.relations.size();
  answer.graph = std::move(builder.graph);
  return answer;
}

}  // namespace relata::sample
