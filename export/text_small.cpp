#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/words.h"

namespace relata {

namespace {

std::string other_names(const Entity& entity) {
  std::string text;
  const std::string& shown = shown_name(entity);
  for (const Name& name : entity.names) {
    if (name.text == shown) continue;
    if (!text.empty()) text += "; ";
    text += name.text;
    std::string details = name.language;
    if (name.kind != NameKind::alias && name.kind != NameKind::canonical) {
      details += (details.empty() ? "" : ", ") + std::string(word(name.kind));
    }
    if (!details.empty()) text += " (" + details + ")";
  }
  return text;
}

void put_card(TextPage& page, const EntityAnswer& answer) {
  page.paragraph({}, entity_pieces(answer));
  page.line("key: " + answer.entity.key, Tone::dim);
  std::vector<std::vector<Piece>> names;
  for (const Name& name : answer.entity.names) {
    names.push_back({{.text = name.text},
                     {.text = name.language, .tone = Tone::dim},
                     {.text = std::string(word(name.kind)), .tone = Tone::dim}});
  }
  if (!names.empty()) page.blank();
  page.table(
      {{.header = "Name", .give = Give::flexible}, {.header = "Language"}, {.header = "Kind"}},
      names);
  std::vector<std::vector<Piece>> properties;
  for (const Property& property : answer.entity.properties) {
    properties.push_back({{.text = property.name, .tone = Tone::dim}, {.text = property.value}});
  }
  if (!properties.empty()) page.blank();
  page.table({{.header = "Property"}, {.header = "Value", .give = Give::flexible}}, properties);
}

std::vector<std::vector<Piece>> count_rows(const std::vector<TypeCount>& counts) {
  std::vector<std::vector<Piece>> rows;
  for (const TypeCount& count : counts) {
    rows.push_back({{.text = count.type}, {.text = grouped(count.count)}});
  }
  return rows;
}

// "person, organization", or what an empty list stands for.
std::string types_words(const std::vector<std::string>& types) {
  return types.empty() ? "any" : joined(types, ", ");
}

}  // namespace

std::string text_of(const std::vector<EntityAnswer>& entities, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  if (entities.empty()) page.line("No entity.");
  if (entities.size() == 1) {
    put_card(page, entities.front());
    return page.take();
  }
  std::vector<std::vector<Piece>> rows;
  for (const EntityAnswer& entity : entities) {
    rows.push_back({{.text = shown_name(entity.entity), .tone = Tone::entity},
                    {.text = entity.label.empty() ? entity.type : entity.label},
                    {.text = entity.entity.key, .tone = Tone::dim},
                    {.text = other_names(entity.entity)}});
  }
  page.table({{.header = "Name", .give = Give::flexible},
              {.header = "Type"},
              {.header = "Key", .give = Give::flexible},
              {.header = "Other names", .give = Give::flexible}},
             rows);
  return page.take();
}

std::string text_of(const Statistics& statistics, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  std::vector<std::vector<Piece>> rows;
  const auto put = [&](const char* name, std::string value) {
    rows.push_back({{.text = name, .tone = Tone::dim}, {.text = std::move(value)}});
  };
  put("entities", grouped(statistics.entities));
  put("names", grouped(statistics.names));
  put("relations", grouped(statistics.relations));
  put("claims", grouped(statistics.claims));
  put("documents", grouped(statistics.documents));
  put("independent origins", grouped(statistics.origins));
  put("batches", grouped(statistics.batches));
  if (statistics.valid.is_known()) put("valid", statistics.valid.text());
  if (statistics.reported.is_known()) put("reported", statistics.reported.text());
  put("on disk", bytes_words(statistics.bytes_on_disk));
  if (statistics.relations > 0) {
    put("bytes a relation", grouped(statistics.bytes_on_disk / statistics.relations));
  }
  page.table({{.header = "Store"}, {.header = "", .align = Align::right}}, rows);
  const auto put_types = [&](const char* header, const std::vector<TypeCount>& counts) {
    if (counts.empty()) return;
    page.blank();
    page.table({{.header = header}, {.header = "Count", .align = Align::right}},
               count_rows(counts));
  };
  put_types("Entity type", statistics.entity_types);
  put_types("Relation type", statistics.relation_types);
  return page.take();
}

std::string text_of(const std::vector<Batch>& batches, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  if (batches.empty()) page.line("No batch: the store is empty.");
  std::vector<std::vector<Piece>> rows;
  for (const Batch& batch : batches) {
    rows.push_back({{.text = grouped(batch.number)},
                    {.text = time_words(batch.recorded_unix_ms), .tone = Tone::dim},
                    {.text = batch.source},
                    {.text = grouped(batch.entities)},
                    {.text = grouped(batch.documents)},
                    {.text = grouped(batch.relations)},
                    {.text = grouped(batch.claims)}});
  }
  page.table({{.header = "Batch", .align = Align::right},
              {.header = "Recorded"},
              {.header = "From", .give = Give::flexible},
              {.header = "Entities", .align = Align::right},
              {.header = "Documents", .align = Align::right},
              {.header = "Relations", .align = Align::right},
              {.header = "Claims", .align = Align::right}},
             rows);
  return page.take();
}

std::string text_of(const Schema& schema, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  const auto origin = [](const auto& type) {
    return Piece{.text = type.is_declared ? "" : "met in input", .tone = Tone::dim};
  };
  std::vector<std::vector<Piece>> entities;
  for (const EntityType& type : schema.entity_types()) {
    entities.push_back({{.text = type.name},
                        {.text = type.label},
                        {.text = type.parent, .tone = Tone::dim},
                        origin(type)});
  }
  page.table({{.header = "Entity type"},
              {.header = "Label", .give = Give::flexible},
              {.header = "Kind of"},
              {.header = ""}},
             entities);
  page.blank();
  std::vector<std::vector<Piece>> relations;
  for (const RelationType& type : schema.relation_types()) {
    relations.push_back({{.text = type.name},
                         {.text = type.label},
                         {.text = type.is_symmetric ? "symmetric" : type.inverse_label},
                         {.text = types_words(type.source_types), .tone = Tone::dim},
                         {.text = types_words(type.target_types), .tone = Tone::dim},
                         origin(type)});
  }
  page.table({{.header = "Relation type"},
              {.header = "Label", .give = Give::flexible},
              {.header = "Inverse", .give = Give::flexible},
              {.header = "From", .give = Give::flexible},
              {.header = "To", .give = Give::flexible},
              {.header = ""}},
             relations);
  return page.take();
}

}  // namespace relata
