#include "ingest/ftm.h"

#include "ingest/foreign_values.h"
#include "ingest/ftm_records.h"
#include "ingest/json_fields.h"
#include "ingest/json_lines.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

// An entity and those that are nested in it, outermost first.
class Flattened {
 public:
  explicit Flattened(const Value& entity) { add(entity); }

  std::vector<FtmEntity> entities;

 private:
  std::size_t add(const Value& object);
  void read_properties(std::size_t place, const Value& properties);
  void read_value(std::size_t place, std::string_view property, const Value& item);
  void read_nested(std::size_t place, std::string_view property, const Value& object);
  void read_context(std::size_t place, const Value& member);
};

PartialDate date_seen(const Value& member, std::string_view name) {
  const auto date = date_of_timestamp(text_field(member, name));
  if (!date) refuse(std::string(name), "expected a time like 2024-08-06T12:00:00");
  return *date;
}

std::size_t Flattened::add(const Value& object) {
  expect_kind(object, JsonKind::object, "");
  const std::size_t place = entities.size();
  entities.emplace_back();
  const auto id = member_of(object, "id");
  if (!id) refuse("id", "expected the entity's id");
  entities[place].id = key_field(*id, "id");
  const auto schema = member_of(object, "schema");
  if (!schema) refuse("schema", "expected the entity's schema");
  entities[place].schema = ftm_schema(key_field(*schema, "schema"));
  if (entities[place].schema == nullptr) {
    refuse("schema",
           "\"" + std::string(schema->text().substr(0, 60)) + "\" is no schema of FollowTheMoney");
  }
  for (const auto member : object) {
    const std::string_view name = member.name();
    if (member.kind() == JsonKind::null || name == "id" || name == "schema") continue;
    if (name == "properties") {
      read_properties(place, member);
    } else {
      read_context(place, member);
    }
  }
  return place;
}

void Flattened::read_context(std::size_t place, const Value& member) {
  FtmEntity& entity = entities[place];
  const std::string_view name = member.name();
  if (name == "datasets" && member.kind() == JsonKind::array) {
    for (const auto item : member) entity.datasets.push_back(key_field(item, name));
  }
  if (name == "first_seen") entity.first_seen = date_seen(member, name);
  if (name == "last_seen") entity.last_seen = date_seen(member, name);
  if (name == "last_change") entity.last_change = date_seen(member, name);
  if (name == "caption") {
    entity.caption = text_field(member, name);
    if (entity.caption == entity.schema->name) return;  // for want of a name
  }
  // Of an edge, its claims say it.
  const bool is_claimed = name == "datasets" || name == "first_seen" || name == "last_seen";
  if (!is_claimed || !entity.schema->is_edge()) add_properties(name, member, entity.context);
}

void Flattened::read_properties(std::size_t place, const Value& properties) {
  expect_kind(properties, JsonKind::object, "properties");
  for (const auto member : properties) {
    const std::string_view name = member.name();
    if (name.empty() || name.find('\0') != std::string_view::npos) {
      refuse("properties", "a property's name is neither empty nor has it a zero character");
    }
    if (member.kind() != JsonKind::array) {
      read_value(place, name, member);
      continue;
    }
    for (const auto item : member) read_value(place, name, item);
  }
}

void Flattened::read_value(std::size_t place, std::string_view property, const Value& item) {
  FtmEntity& entity = entities[place];
  switch (item.kind()) {
    case JsonKind::null:
      return;
    case JsonKind::text:
      if (!item.text().empty()) {
        entity.values.push_back({.property = property, .text = text_field(item, property)});
      }
      return;
    case JsonKind::number:
    case JsonKind::boolean:
      entity.values.push_back(
          {.property = property,
           .text = item.text(),
           .kind = item.kind() == JsonKind::number ? ValueKind::number : ValueKind::boolean});
      return;
    case JsonKind::array:
      return add_properties(property, item, entity.context);
    case JsonKind::object:
      if (member_of(item, "schema")) return read_nested(place, property, item);
      return add_properties(property, item, entity.context);
  }
}

// The property refers to the nested entity, or it is how a property of the nested entity is called
// from here. Else it links the two under its own name.
void Flattened::read_nested(std::size_t place, std::string_view property, const Value& object) {
  const std::size_t nested_place = add(object);
  FtmEntity& outer = entities[place];
  FtmEntity& nested = entities[nested_place];
  if (outer.schema->reference(property) == nullptr) {
    const auto* reversed = nested.schema->reference_reversed(property);
    if (reversed != nullptr) {
      nested.values.push_back({.property = reversed->property, .text = outer.id});
      return;
    }
  }
  outer.values.push_back({.property = property, .text = nested.id, .is_link = true});
}

Value entity_of(const Value& record) {
  expect_kind(record, JsonKind::object, "");
  const auto op = member_of(record, "op");
  if (!op) return record;
  const std::string_view what = text_field(*op, "op");
  if (what == "DEL") refuse("op", "nothing that was taken is ever deleted");
  if (what != "ADD" && what != "MOD") refuse("op", "expected ADD, MOD or DEL");
  const auto entity = member_of(record, "entity");
  if (!entity) refuse("entity", "expected the entity");
  return *entity;
}

// The text after the name of a member, as it is written; empty if it is not there.
std::string_view text_after(std::string_view line, std::string_view name) {
  const std::size_t found = line.find("\"" + std::string(name) + "\"");
  if (found == std::string_view::npos) return {};
  const std::size_t begin = line.find_first_not_of(" \t:", found + name.size() + 2);
  if (begin == std::string_view::npos || line[begin] != '"') return {};
  return line.substr(begin + 1, line.find('"', begin + 1) - begin - 1);
}

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line_so_far();
  if (!line.starts_with('{')) return Likelihood::none;
  const bool is_delta =
      line.find("\"entity\"") != std::string_view::npos && !text_after(line, "op").empty();
  const bool is_entity = line.find("\"properties\"") != std::string_view::npos &&
                         ftm_schema(text_after(line, "schema")) != nullptr;
  if (is_entity) return Likelihood::certain;
  return is_delta ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  JsonLines lines(input, sink.record_bytes_max());
  FtmRecords records(sink);
  for (JsonLines::Record record; lines.next(sink, record);) {
    try {
      const Flattened flattened(entity_of(record.value));
      for (const FtmEntity& entity : flattened.entities) records.put(entity);
    } catch (Refusal& refusal) {
      sink.refuse(std::move(refusal));
    }
  }
}

}  // namespace

const Reader ftm_reader = {
    .name = "ftm",
    .title = "FollowTheMoney entities",
    .files = "*.ftm.json, *.ijson, *.jsonl",
    .example = R"({"id":"p1","schema":"Person","properties":{"name":["Ivan Petrov"]}})",
    .place_unit = PlaceUnit::line,
    .schemas = {ftm_types},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
