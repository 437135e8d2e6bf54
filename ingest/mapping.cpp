#include "ingest/mapping.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <relata/error.h>
#include <array>
#include <fstream>
#include <iterator>

#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

constexpr std::array<std::string_view, 31> words = {
    "id",          "name",        "alias",       "entity_type", "source",        "target",
    "source_name", "target_name", "source_type", "target_type", "type",          "relation",
    "from",        "to",          "date",        "low",         "best",          "high",
    "unit",        "document",    "title",       "publisher",   "document_date", "language",
    "speaker",     "stance",      "reported",    "confidence",  "quote",         "property",
    "ignore"};
static_assert(words.size() == static_cast<std::size_t>(ColumnUse::ignore) + 1);

void read_words(const Value& object, std::string_view field, Mapping::Words& into) {
  expect_kind(object, JsonKind::object, field);
  for (const auto member : object) {
    const std::string place = std::string(field) + "." + std::string(member.name());
    const std::string ours(key_field(member, place));
    into.insert_or_assign(std::string(member.name()), ours);
    // Readers give types as names; a source's own word for one is the same type.
    if (field != "fields") into.emplace(type_name_of(member.name()), ours);
  }
}

void read_types(const Value& object, Mapping& mapping) {
  expect_kind(object, JsonKind::object, "types");
  for (const auto member : object) {
    if (member.name() == "entity_types") {
      read_words(member, "types.entity_types", mapping.entity_types);
    } else if (member.name() == "relation_types") {
      read_words(member, "types.relation_types", mapping.relation_types);
    } else {
      refuse("types." + std::string(member.name()), "expected entity_types or relation_types");
    }
  }
}

char sign_field(const Value& value, std::string_view field) {
  const std::string_view text = text_field(value, field);
  if (text.size() > 1) refuse(std::string(field), "expected one character, or none");
  return text.empty() ? '\0' : text.front();
}

void read_table(const Value& object, Mapping& mapping) {
  expect_kind(object, JsonKind::object, "table");
  for (const auto member : object) {
    const std::string field = "table." + std::string(member.name());
    if (member.name() == "delimiter") {
      mapping.delimiter = sign_field(member, field);
      if (mapping.delimiter == '\0') refuse(field, "expected one character");
    } else if (member.name() == "quote") {
      mapping.quote = sign_field(member, field);
    } else if (member.name() == "comment") {
      mapping.comment = text_field(member, field);
    } else if (member.name() == "header") {
      expect_kind(member, JsonKind::boolean, field);
      mapping.has_header = member.text() == "true";
    } else {
      refuse(field, "expected delimiter, quote, comment or header");
    }
  }
}

ColumnUse use_field(std::string_view word, const std::string& field) {
  if (const auto use = parse_column_use(word)) return *use;
  std::string all;
  for (const std::string_view each : words) all += (all.empty() ? "" : ", ") + std::string(each);
  refuse(field, "\"" + std::string(word) + "\" is no use of a column; there are " + all);
}

void read_columns(const Value& object, Mapping& mapping) {
  expect_kind(object, JsonKind::object, "columns");
  for (const auto member : object) {
    const std::string field = "columns." + std::string(member.name());
    mapping.columns.emplace_back(member.name(), use_field(text_field(member, field), field));
  }
}

void read_values(const Value& object, Mapping& mapping) {
  expect_kind(object, JsonKind::object, "values");
  for (const auto member : object) {
    const std::string field = "values." + std::string(member.name());
    const ColumnUse use = use_field(member.name(), field);
    mapping.values.emplace_back(use, key_field(member, field));
  }
}

Mapping mapping_of(const Value& root) {
  expect_kind(root, JsonKind::object, "");
  Mapping mapping;
  for (const auto member : root) {
    if (member.name() == "types") {
      read_types(member, mapping);
    } else if (member.name() == "fields") {
      read_words(member, "fields", mapping.fields);
    } else if (member.name() == "ids") {
      mapping.ids = text_field(member, "ids");
    } else if (member.name() == "lists") {
      mapping.lists = text_field(member, "lists");
    } else if (member.name() == "table") {
      read_table(member, mapping);
    } else if (member.name() == "columns") {
      read_columns(member, mapping);
    } else if (member.name() == "values") {
      read_values(member, mapping);
    } else {
      refuse(std::string(member.name()),
             "expected types, fields, ids, lists, table, columns or values");
    }
  }
  return mapping;
}

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(Writer& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write(Writer& writer, std::string_view name, std::string_view value) {
  write(writer, name);
  write(writer, value);
}

}  // namespace

std::string_view word(ColumnUse use) { return words.at(static_cast<std::size_t>(use)); }

std::optional<ColumnUse> parse_column_use(std::string_view word) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word) return static_cast<ColumnUse>(i);
  }
  return std::nullopt;
}

Mapping Mapping::read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) {
    throw Error(ErrorCode::not_found,
                "reading the mapping " + path + ": it cannot be read; check the path");
  }
  return parse(std::move(text), path);
}

Mapping Mapping::parse(std::string text, const std::string& source) {
  const auto fail = [&](const std::string& why) {
    throw Error(ErrorCode::input, "reading the mapping " + source + ": " + why);
  };
  JsonLine line;
  if (const auto problem = line.parse(text.data(), text.size())) {
    fail("bad JSON at byte " + std::to_string(problem->offset) + ": " + problem->what);
  }
  try {
    return mapping_of(line.root());
  } catch (const Refusal& refusal) {
    fail((refusal.field.empty() ? "" : refusal.field + ": ") + refusal.reason);
  }
  return {};
}

std::string Mapping::text() const {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  write(writer, "table");
  writer.StartObject();
  if (delimiter) write(writer, "delimiter", {&*delimiter, 1});
  if (quote != '"') write(writer, "quote", {&quote, quote == '\0' ? 0U : 1U});
  if (!comment.empty()) write(writer, "comment", comment);
  write(writer, "header");
  writer.Bool(has_header);
  writer.EndObject();
  if (ids) write(writer, "ids", *ids);
  if (!lists.empty()) write(writer, "lists", lists);
  write(writer, "columns");
  writer.StartObject();
  for (const auto& [name, use] : columns) {
    if (use != ColumnUse::property) write(writer, name, word(use));  // as what is not named
  }
  writer.EndObject();
  write(writer, "values");
  writer.StartObject();
  for (const auto& [use, value] : values) write(writer, word(use), value);
  writer.EndObject();
  writer.EndObject();
  return buffer.GetString();
}

std::string_view Mapping::ours(const Words& words, std::string_view theirs) {
  if (words.empty()) return theirs;
  const auto found = words.find(std::string(theirs));
  return found == words.end() ? theirs : std::string_view(found->second);
}

}  // namespace relata
