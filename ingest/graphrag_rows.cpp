#include "ingest/graphrag_rows.h"

#include <algorithm>

#include "ingest/foreign_values.h"
#include "ingest/mention_types.h"
#include "ingest/staging.h"

namespace relata {
namespace {

std::string entity_key(std::string_view title) { return "graphrag:" + std::string(title); }

std::string document_key(std::string_view kind, std::string_view id) {
  return "graphrag:" + std::string(kind) + "/" + std::string(id);
}

bool is_nothing(std::string_view text) {
  return text.empty() || text == "NONE" || text == "None" || text == "nan" || text == "null";
}

}  // namespace

void GraphRagRows::put(GraphRagTable table, const std::vector<GraphRagCell>& cells) {
  cells_ = &cells;
  try {
    switch (table) {
      case GraphRagTable::entities:
        return put_entity();
      case GraphRagTable::relationships:
        return put_relationship();
      case GraphRagTable::text_units:
        return put_text_unit();
      case GraphRagTable::documents:
        return put_document();
      case GraphRagTable::covariates:
        return put_covariate();
    }
  } catch (Refusal& refusal) {
    sink_.refuse(std::move(refusal));
  }
}

const GraphRagCell* GraphRagRows::cell(std::string_view column) const {
  const auto found = std::find_if(cells_->begin(), cells_->end(),
                                  [&](const GraphRagCell& each) { return each.column == column; });
  return found == cells_->end() ? nullptr : &*found;
}

std::string_view GraphRagRows::text(std::string_view column) const {
  const GraphRagCell* const found = cell(column);
  return found == nullptr || is_nothing(found->text) ? std::string_view() : found->text;
}

std::vector<std::string_view> GraphRagRows::items(std::string_view column) const {
  const GraphRagCell* const found = cell(column);
  if (found == nullptr || is_nothing(found->text)) return {};
  if (!found->items.empty() || found->text.starts_with('[')) return found->items;
  return {found->text};
}

std::vector<Property> GraphRagRows::properties(
    std::initializer_list<std::string_view> columns) const {
  std::vector<Property> made;
  for (const GraphRagCell& each : *cells_) {
    const bool is_used = std::find(columns.begin(), columns.end(), each.column) != columns.end();
    if (is_used || is_nothing(each.text) || each.column.empty()) continue;
    if (each.column.ends_with("_embedding")) {
      sink_.warn("embeddings are left out");
    } else if (each.items.empty()) {
      made.push_back(
          {.name = std::string(each.column), .value = std::string(each.text), .kind = each.kind});
    } else {
      for (const std::string_view item : each.items) {
        made.push_back({.name = std::string(each.column), .value = std::string(item)});
      }
    }
  }
  return made;
}

std::string GraphRagRows::mention(std::string_view title) {
  std::string key = entity_key(title);
  sink_.mention(key, "", title);
  return key;
}

std::string GraphRagRows::unit(std::string_view id) {
  std::string key = document_key("text_unit", id);
  sink_.add(DocumentRecord{.key = key});
  return key;
}

void GraphRagRows::put_entity() {
  const std::string_view column = cell("title") != nullptr ? "title" : "name";
  const std::string_view title = text(column);
  if (title.empty()) throw Refusal{.field = std::string(column), .reason = "expected a title"};
  const std::string key = entity_key(title);
  const std::string type = mention_type_of(text("type"));
  EntityRecord entity{.key = key, .type = type};
  entity.names.push_back({.text = title, .language = {}, .kind = NameKind::canonical});
  entity.properties = properties({column, "type"});
  if (type == unknown_type) sink_.mention(key, "");  // declares the type
  sink_.add(entity);
}

void GraphRagRows::put_relationship() {
  const std::string_view source = text("source");
  const std::string_view target = text("target");
  if (source.empty()) throw Refusal{.field = "source", .reason = "expected an entity's title"};
  if (target.empty()) throw Refusal{.field = "target", .reason = "expected an entity's title"};
  const std::string id(text("id"));
  const std::string key = id.empty() ? id : document_key("relationship", id);
  const std::string source_key = mention(source);
  const std::string target_key = mention(target);
  RelationRecord relation;
  relation.key = key;
  relation.type = "associated_with";
  relation.source = source_key;
  relation.target = target_key;
  relation.properties = properties({"id", "source", "target", "text_unit_ids"});
  std::vector<std::string> units;
  for (const std::string_view unit_id : items("text_unit_ids")) units.push_back(unit(unit_id));
  for (const std::string& document : units) relation.claims.push_back({.document = document});
  if (units.empty()) relation.claims.emplace_back();  // of the table itself
  sink_.add(relation);
}

// Units of one document are not independent of each other: each relays it.
void GraphRagRows::put_text_unit() {
  const std::string_view id = text("id");
  if (id.empty()) throw Refusal{.field = "id", .reason = "expected the id of the text unit"};
  std::vector<std::string> wholes;
  for (const std::string_view column : {"document_id", "document_ids"}) {
    for (const std::string_view whole : items(column)) {
      wholes.push_back(document_key("document", whole));
    }
  }
  for (const std::string& whole : wholes) sink_.add(DocumentRecord{.key = whole});
  const std::string key = document_key("text_unit", id);
  DocumentRecord document{.key = key};
  for (const std::string& whole : wholes) {
    document.relays.push_back({.reference = whole, .is_speaker = false});
  }
  document.properties = properties({"id", "text", "document_id", "document_ids", "entity_ids",
                                    "relationship_ids", "covariate_ids"});
  sink_.add(document);
}

void GraphRagRows::put_document() {
  const std::string_view id = text("id");
  if (id.empty()) throw Refusal{.field = "id", .reason = "expected the id of the document"};
  const std::string key = document_key("document", id);
  DocumentRecord document{.key = key, .title = text("title")};
  const auto date = date_of_timestamp(text("creation_date"));
  if (date) document.date = *date;
  document.properties = properties(
      {"id", "title", "text", "raw_content", "text_unit_ids", date ? "creation_date" : ""});
  sink_.add(document);
}

void GraphRagRows::put_covariate() {
  const std::string_view subject = text("subject_id");
  if (subject.empty()) {
    throw Refusal{.field = "subject_id", .reason = "expected an entity's title"};
  }
  std::vector<Property> phrase;
  std::string type = types_.type_of(text("type"), phrase);
  if (type.empty()) type = types_.type_of(text("covariate_type"), phrase);
  if (type.empty()) throw Refusal{.field = "type", .reason = "expected what kind of claim it is"};
  ClaimRecord claim{.quote = text("source_text")};
  const std::string_view status = text("status");
  if (status == "FALSE") {
    claim.stance = Stance::denied;
  } else if (status != "TRUE") {
    claim.stance = Stance::uncertain;
    if (status != "SUSPECTED") {
      sink_.warn("a claim whose status is not TRUE, FALSE or SUSPECTED is taken as uncertain");
    }
  }
  const std::string subject_key = mention(subject);
  // A claim on a subject alone is a relation to itself.
  const std::string_view object = text("object_id");
  const std::string object_key = object.empty() ? subject_key : mention(object);
  const std::string id(text("id"));
  const std::string key = id.empty() ? id : document_key("covariate", id);
  const std::string_view unit_id = text("text_unit_id");
  const std::string document = unit_id.empty() ? std::string() : unit(unit_id);
  claim.document = document;
  RelationRecord relation;
  relation.key = key;
  relation.type = type;
  relation.source = subject_key;
  relation.target = object_key;
  const auto from = date_of_timestamp(text("start_date"));
  const auto to = date_of_timestamp(text("end_date"));
  const bool is_in_order = !from || !to || from->first_day() <= to->last_day();
  if (from && is_in_order) relation.valid.from = *from;
  if (to && is_in_order) relation.valid.to = *to;
  if (!is_in_order) sink_.warn("a claim that ends before it begins has its dates as properties");
  relation.properties =
      properties({"id", "type", "subject_id", "object_id", "source_text", "text_unit_id",
                  from && is_in_order ? "start_date" : "", to && is_in_order ? "end_date" : ""});
  relation.properties.insert(relation.properties.end(), phrase.begin(), phrase.end());
  relation.claims.push_back(claim);
  sink_.add(relation);
}

}  // namespace relata
