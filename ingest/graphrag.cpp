#include "ingest/graphrag.h"

#include <algorithm>
#include <deque>

#include "ingest/foreign_values.h"
#include "ingest/graphrag_rows.h"
#include "ingest/json_fields.h"
#include "ingest/json_objects.h"
#include "ingest/json_outline.h"
#include "ingest/mention_types.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

constexpr const char* no_table =
    "expected the columns of a table of GraphRAG: of entities, relationships, text units, "
    "documents "
    "or covariates";

// Lists are printed by Python or NumPy, ['a' 'b'] or ['a', 'b'], or are JSON. Ids hold no quotes.
std::vector<std::string_view> items_of(std::string_view cell) {
  std::vector<std::string_view> items;
  for (std::size_t at = cell.find_first_of("'\""); at < cell.size();) {
    const std::size_t end = std::min(cell.find(cell[at], at + 1), cell.size());
    const std::string_view item = cell.substr(at + 1, end - at - 1);
    if (!item.empty()) items.push_back(item);
    at = end < cell.size() ? cell.find_first_of("'\"", end + 1) : cell.size();
  }
  return items;
}

bool is_list_column(std::string_view name) { return name.ends_with("_ids"); }

GraphRagCell cell_of(std::string_view column, std::string_view text) {
  GraphRagCell cell{.column = column, .text = text};
  if (is_list_column(column) && without_blanks(text).starts_with('[')) cell.items = items_of(text);
  const bool is_number = !is_list_column(column) && number_of(text) && !column.ends_with("id");
  if (is_number || (column == "human_readable_id" && number_of(text))) {
    cell.kind = ValueKind::number;
  }
  return cell;
}

void read_csv(InputStream& input, RecordSink& sink) {
  TableRows rows(input, {}, sink.record_bytes_max());
  GraphRagRows records(sink);
  TableRows::Row row;
  if (!rows.next(sink, row)) return;
  const TableHeader header(row);
  const auto table = graphrag_table_of(
      [&](std::string_view name) { return header.column(name) != TableHeader::absent; });
  if (!table) {
    sink.begin(row.line);
    return sink.refuse({.field = "", .reason = no_table});
  }
  const std::size_t width = header.names().size();
  std::vector<GraphRagCell> cells;
  while (rows.next(sink, row)) {
    sink.begin(row.line);
    if (row.cells.size() != width) {
      sink.refuse(why_not_so_wide(row, width));
      continue;
    }
    cells.clear();
    for (std::size_t i = 0; i < width; ++i) {
      cells.push_back(cell_of(header.names()[i], row.cells[i]));
    }
    records.put(*table, cells);
  }
}

// Objects and lists of lists keep their JSON text, which stands in `texts`.
GraphRagCell cell_of(const Value& member, std::deque<std::string>& texts) {
  GraphRagCell cell{.column = member.name()};
  switch (member.kind()) {
    case JsonKind::null:
      break;
    case JsonKind::boolean:
      cell.kind = ValueKind::boolean;
      cell.text = member.text();
      break;
    case JsonKind::number:
      cell.kind = ValueKind::number;
      cell.text = member.text();
      break;
    case JsonKind::text:
      return cell_of(member.name(), text_field(member, member.name()));
    case JsonKind::array:
      for (const auto item : member) {
        if (item.kind() != JsonKind::text) continue;
        cell.items.push_back(text_field(item, member.name()));
      }
      [[fallthrough]];
    case JsonKind::object:
      texts.push_back(JsonLine::to_text(member));
      cell.text = texts.back();
      break;
  }
  return cell;
}

void read_json(InputStream& input, RecordSink& sink) {
  JsonObjects objects(input, sink.record_bytes_max());
  GraphRagRows records(sink);
  std::vector<GraphRagCell> cells;
  std::deque<std::string> texts;
  for (Value object; objects.next(sink, object);) {
    cells.clear();
    texts.clear();
    try {
      for (const auto member : object) cells.push_back(cell_of(member, texts));
      const auto table = graphrag_table_of([&](std::string_view name) {
        return std::any_of(cells.begin(), cells.end(),
                           [&](const GraphRagCell& cell) { return cell.column == name; });
      });
      if (!table) refuse("", no_table);
      records.put(*table, cells);
    } catch (Refusal& refusal) {
      sink.refuse(std::move(refusal));
    }
  }
}

Likelihood recognize_csv(const Beginning& beginning) {
  std::vector<std::string_view> names = split_list(beginning.first_line(), ",");
  for (std::string_view& name : names) {
    if (name.size() > 1 && name.front() == '"' && name.back() == '"') {
      name = name.substr(1, name.size() - 2);
    }
  }
  const auto has = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (!has("id")) return Likelihood::none;
  return graphrag_table_of(has) ? Likelihood::certain : Likelihood::none;
}

Likelihood recognize_json(const Beginning& beginning) {
  const auto has = [&](std::string_view name) {
    return begins_with_members(beginning.text, {name});
  };
  if (!has("id") || !has("human_readable_id")) return Likelihood::none;
  return graphrag_table_of(has) ? Likelihood::certain : Likelihood::none;
}

}  // namespace

const Reader graphrag_reader = {
    .name = "graphrag",
    .title = "GraphRAG tables as CSV",
    .files = "entities.csv, relationships.csv, text_units.csv, documents.csv, covariates.csv",
    .example =
        "id,human_readable_id,source,target,description,weight,text_unit_ids\n"
        "1,0,ANN,NORTH BANK,Ann owns the bank.,2,[]",
    .place_unit = PlaceUnit::line,
    .schemas = {mention_schema},
    .recognize = recognize_csv,
    .read = read_csv,
};

const Reader graphrag_json_reader = {
    .name = "graphrag-json",
    .title = "GraphRAG tables as JSON",
    .files = "entities.json, relationships.json, text_units.json, documents.json, covariates.json",
    .example =
        R"([{"id":"1","human_readable_id":0,"source":"ANN","target":"CO","text_unit_ids":[]}])",
    .place_unit = PlaceUnit::byte,
    .schemas = {mention_schema},
    .recognize = recognize_json,
    .read = read_json,
    .cut = Cut::json,
    .cut_out = {"", "/"},
};

}  // namespace relata
