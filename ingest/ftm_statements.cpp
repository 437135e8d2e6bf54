#include "ingest/ftm_statements.h"

#include <array>
#include <utility>

#include "ingest/foreign_values.h"
#include "ingest/ftm_statement_group.h"
#include "ingest/json_fields.h"
#include "ingest/json_lines.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

// Of the older packed form, which has no header.
constexpr std::array<std::string_view, 10> unnamed_columns = {
    "entity_id",      "prop",   "value",    "dataset",    "lang",
    "original_value", "target", "external", "first_seen", "last_seen"};

bool is_true(std::string_view text) { return text == "t" || text == "true" || text == "1"; }

// What a column or member of that name says. The type of a property and the statement's own id
// follow from the rest.
void set_field(FtmStatement& statement, std::string_view name, std::string_view text) {
  struct Field {
    std::string_view name;
    std::string FtmStatement::*text;
  };
  static constexpr std::array fields = std::to_array<Field>({
      {"canonical_id", &FtmStatement::canonical_id},
      {"entity_id", &FtmStatement::entity_id},
      {"schema", &FtmStatement::schema},
      {"prop", &FtmStatement::prop},
      {"value", &FtmStatement::value},
      {"dataset", &FtmStatement::dataset},
      {"origin", &FtmStatement::origin},
      {"lang", &FtmStatement::lang},
      {"original_value", &FtmStatement::original_value},
      {"first_seen", &FtmStatement::first_seen},
      {"last_seen", &FtmStatement::last_seen},
  });
  for (const Field& field : fields) {
    if (field.name == name) {
      statement.*field.text = text;
      return;
    }
  }
  if (name == "external") {
    statement.is_external = is_true(text);
  } else if (name == "target") {
    if (!is_true(text)) return;
    statement.others.push_back({.name = "target", .value = "true", .kind = ValueKind::boolean});
  } else if (name != "prop_type" && name != "id" && !name.empty() && !text.empty()) {
    statement.others.push_back({.name = std::string(name), .value = std::string(text)});
  }
}

// "Person:name" is the property name of a Person.
void split_packed(FtmStatement& statement) {
  const std::size_t colon = statement.prop.find(':');
  if (!statement.schema.empty() || colon == std::string::npos) return;
  statement.schema = statement.prop.substr(0, colon);
  statement.prop.erase(0, colon + 1);
}

bool is_header(const TableRows::Row& row) {
  const TableHeader header(row);
  return header.column("entity_id") != TableHeader::absent &&
         header.column("prop") != TableHeader::absent &&
         header.column("value") != TableHeader::absent;
}

void read_table(InputStream& input, RecordSink& sink) {
  TableRows rows(input, {}, sink.record_bytes_max());
  FtmStatementGroup group(sink);
  std::vector<std::string> columns(unnamed_columns.begin(), unnamed_columns.end());
  bool is_first = true;
  for (TableRows::Row row; rows.next(sink, row);) {
    if (std::exchange(is_first, false) && is_header(row)) {
      columns = TableHeader(row).names();
      continue;
    }
    sink.begin(row.line);
    if (row.cells.size() != columns.size()) {
      sink.refuse(why_not_so_wide(row, columns.size()));
      continue;
    }
    FtmStatement statement;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      set_field(statement, columns[i], row.cells[i]);
    }
    split_packed(statement);
    group.add(std::move(statement));
  }
  group.put();
}

FtmStatement statement_of(const JsonLine::Value& record) {
  expect_kind(record, JsonKind::object, "");
  FtmStatement statement;
  for (const auto member : record) {
    const std::string_view name = member.name();
    switch (member.kind()) {
      case JsonKind::null:
        break;
      case JsonKind::text:
        set_field(statement, name, text_field(member, name));
        break;
      case JsonKind::number:
      case JsonKind::boolean:
        set_field(statement, name, member.text());
        break;
      case JsonKind::array:
      case JsonKind::object:
        add_properties(name, member, statement.others);
        break;
    }
  }
  split_packed(statement);
  return statement;
}

void read_lines(InputStream& input, RecordSink& sink) {
  JsonLines lines(input, sink.record_bytes_max());
  FtmStatementGroup group(sink);
  for (JsonLines::Record record; lines.next(sink, record);) {
    try {
      group.add(statement_of(record.value));
    } catch (Refusal& refusal) {
      sink.refuse(std::move(refusal));
    }
  }
  group.put();
}

bool is_json(std::string_view beginning) {
  return beginning.substr(0, beginning.find_first_of(",\n")).find('{') != std::string_view::npos;
}

// Is a line one of the older packed form: does its second cell name a schema and a property?
bool is_unnamed(std::string_view line) {
  const std::size_t begin = line.find(',');
  if (begin == std::string_view::npos) return false;
  std::string_view prop = line.substr(begin + 1, line.find(',', begin + 1) - begin - 1);
  if (prop.starts_with('"')) prop.remove_prefix(1);
  const std::size_t colon = prop.find(':');
  return colon != std::string_view::npos && ftm_schema(prop.substr(0, colon)) != nullptr;
}

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line_so_far();
  const auto has = [&](std::string_view name) { return line.find(name) != std::string_view::npos; };
  if (line.starts_with('{')) {
    const bool is_statement = has("\"entity_id\"") && has("\"prop\"") && has("\"value\"");
    return is_statement ? Likelihood::certain : Likelihood::none;
  }
  const bool is_named = has("entity_id") && has("prop") && has("value") && has("dataset");
  return is_named || is_unnamed(line) ? Likelihood::certain : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  is_json(input.beginning()) ? read_lines(input, sink) : read_table(input, sink);
}

}  // namespace

const Reader ftm_statements_reader = {
    .name = "ftm-statements",
    .title = "FollowTheMoney statements",
    .files = "*.statements.csv, *.pack.csv, *.jsonl",
    .example =
        "canonical_id,entity_id,prop,schema,value,dataset\n"
        "p1,p1,name,Person,Ivan Petrov,list",
    .place_unit = PlaceUnit::line,
    .schemas = {ftm_types},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
