#include "ingest/neo4j_csv.h"

#include <relata/error.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

#include "ingest/foreign_values.h"
#include "ingest/graph_records.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

struct Column {
  enum class Role : std::uint8_t { property, id, start, end, label, type, ignored };
  Role role = Role::property;
  std::string name;
  std::string space;  // of ids
  std::string label;  // that the space's nodes have by the header
  ValueKind kind = ValueKind::text;
  bool is_array = false;
};

bool is_number(std::string_view type) {
  for (const std::string_view number : {"int", "long", "float", "double", "byte", "short"}) {
    if (type == number) return true;
  }
  return false;
}

// "Person" of "ID(Person){label:Person}" between those signs.
std::string between(std::string_view text, char open, char close) {
  const std::size_t begin = text.find(open);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find(close, begin);
  return std::string(text.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1));
}

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

Column::Role role_of(std::string_view word) {
  using enum Column::Role;
  if (word == "id") return id;
  if (word == "start_id") return start;
  if (word == "end_id") return end;
  if (word == "label") return label;
  if (word == "type") return type;
  return word == "ignore" ? ignored : property;
}

// Of "name:string[]", "personId:ID(Person)", ":TYPE", "born" and "at:datetime{timezone:Z}".
Column column_of(std::string_view cell) {
  cell = without_blanks(cell);
  const std::size_t colon = cell.substr(0, cell.find('{')).rfind(':');
  Column column{.name = std::string(cell.substr(0, colon))};
  if (colon == std::string_view::npos) return column;
  const std::string_view whole = cell.substr(colon + 1);
  std::string word = lower(whole.substr(0, whole.find_first_of("({")));
  column.is_array = word.ends_with("[]");
  if (column.is_array) word.resize(word.size() - 2);
  column.role = role_of(word);
  using enum Column::Role;
  if (column.role == id || column.role == start || column.role == end) {
    column.space = between(whole, '(', ')');
    const std::string options = between(whole, '{', '}');
    if (options.starts_with("label:")) column.label = options.substr(6);
  }
  column.kind = word == "boolean" ? ValueKind::boolean
                : is_number(word) ? ValueKind::number
                                  : ValueKind::text;
  return column;
}

bool is_header(const std::vector<Column>& columns) {
  return std::any_of(columns.begin(), columns.end(), [](const Column& column) {
    return column.role == Column::Role::id || column.role == Column::Role::start ||
           column.role == Column::Role::end;
  });
}

bool is_header_line(std::string_view line) {
  const std::string small = lower(line);
  for (const std::string_view type : {":id", ":start_id", ":end_id"}) {
    for (std::size_t at = small.find(type); at != std::string::npos;
         at = small.find(type, at + 1)) {
      const std::size_t after = at + type.size();
      if (after == small.size() ||
          std::string_view(",;|\t ({\"").find(small[after]) != std::string_view::npos) {
        return true;
      }
    }
  }
  return false;
}

// "persons" of "persons-part1.csv.gz", "persons_2.csv" and "persons.csv".
std::string table_name(const fs::path& path) {
  std::string stem = path.filename().string();
  stem.resize(std::min(stem.find('.'), stem.size()));
  std::size_t end = stem.size();
  while (end > 0 && stem[end - 1] >= '0' && stem[end - 1] <= '9') --end;
  if (end == stem.size() || end == 0) return stem;
  std::string_view name = std::string_view(stem).substr(0, end);
  const auto drop = [&](std::string_view ending) {
    if (name.size() > ending.size() && lower(name).ends_with(ending)) {
      name.remove_suffix(ending.size());
    }
  };
  drop("-");
  drop("_");
  drop("part");
  drop("-");
  drop("_");
  return std::string(name);
}

// The header of a file that has none of its own.
std::optional<fs::path> header_beside(std::string_view path) {
  if (path.empty() || path == "-") return std::nullopt;
  const fs::path file(path);
  for (const char* const ending : {"-header", "_header", "-headers", "_headers", ".header"}) {
    const fs::path header = file.parent_path() / (table_name(file) + ending + ".csv");
    std::error_code ignored;
    if (header == file || !fs::is_regular_file(header, ignored)) continue;
    std::ifstream stream(header);
    std::string line;
    if (std::getline(stream, line) && is_header_line(line)) return header;
  }
  return std::nullopt;
}

std::string_view first_line_of(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

class Neo4jReading {
 public:
  Neo4jReading(InputStream& input, RecordSink& sink)
      : input_(input),
        sink_(sink),
        records_(input, sink, "neo4j", GraphRecords::Nodes::shared),
        file_type_(table_name(input.file().name)) {}

  void read() {
    std::string_view line = first_line_of(input_.beginning());
    if (is_header_line(line)) {
      shape_.delimiter = sink_.mapping().delimiter.value_or(delimiter_of(line));
    } else if (const auto header = header_beside(input_.file().path)) {
      read_header(*header);
    } else if (!line.empty()) {
      throw Error(ErrorCode::input,
                  "reading " + input_.file().path +
                      ": its first line is no header with :ID, or :START_ID and :END_ID, and " +
                      table_name(input_.file().name) + "-header.csv beside it is none either");
    }
    lists_ = sink_.mapping().lists;
    if (lists_.empty()) lists_ = shape_.delimiter == ';' ? "," : ";";
    TableRows rows(input_, shape_, sink_.record_bytes_max());
    for (TableRows::Row row; rows.next(sink_, row);) {
      if (columns_.empty()) {
        take_header(row);
      } else {
        take(row);
      }
    }
  }

 private:
  void read_header(const fs::path& path) {
    InputStream input({.path = path.string(), .name = path.filename().string()});
    shape_.delimiter =
        sink_.mapping().delimiter.value_or(delimiter_of(first_line_of(input.beginning())));
    TableRows rows(input, shape_, sink_.record_bytes_max());
    TableRows::Row row;
    if (rows.next(sink_, row)) take_header(row);
  }

  void take_header(const TableRows::Row& row) {
    for (const std::string_view cell : row.cells) columns_.push_back(column_of(cell));
    if (!is_header(columns_)) {
      throw Error(ErrorCode::input, "reading " + input_.file().path +
                                        ": its header has no column :ID, :START_ID or :END_ID");
    }
    is_edges_ = std::none_of(columns_.begin(), columns_.end(),
                             [](const Column& column) { return column.role == Column::Role::id; });
  }

  void take(const TableRows::Row& row) {
    sink_.begin(row.line);
    if (row.cells.size() != columns_.size()) {
      return sink_.refuse(why_not_so_wide(row, columns_.size()));
    }
    is_edges_ ? take_edge(row) : take_node(row);
  }

  // Parts of one id are several columns. Empty if one of them is.
  [[nodiscard]] std::string id_in(const TableRows::Row& row, Column::Role role) const {
    std::string id;
    std::string space;
    bool has_part = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].role != role) continue;
      const std::string_view cell = without_blanks(row.cells[i]);
      if (cell.empty()) return {};
      id += (has_part ? "/" : "") + std::string(cell);
      has_part = true;
      space = columns_[i].space;
    }
    return space.empty() || id.empty() ? id : space + ":" + id;
  }

  void add_fields(const TableRows::Row& row, std::vector<Property>& fields) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& column = columns_[i];
      const std::string_view cell = row.cells[i];
      if (column.role != Column::Role::property || cell.data() == nullptr) continue;
      const std::string name =
          column.name.empty() ? "column " + std::to_string(i + 1) : column.name;
      if (!column.is_array) {
        fields.push_back(property_of(name, without_blanks(cell), column.kind));
        continue;
      }
      for (const std::string_view item : split_list(cell, lists_)) {
        fields.push_back(property_of(name, item, column.kind));
      }
    }
  }

  void take_node(const TableRows::Row& row) {
    GraphNode node{.id = id_in(row, Column::Role::id)};
    if (node.id.empty()) return sink_.refuse({.field = ":ID", .reason = "a node needs an id"});
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].role != Column::Role::label) continue;
      for (const std::string_view label : split_list(row.cells[i], lists_)) {
        node.types.emplace_back(label);
      }
    }
    add_fields(row, node.fields);
    if (node.types.empty()) node.types.push_back(type_of_nodes());
    records_.add(std::move(node));
  }

  // Where no column says it: what the header says, else the space of the ids or the file.
  [[nodiscard]] std::string type_of_nodes() const {
    std::string space;
    for (const Column& column : columns_) {
      if (column.role != Column::Role::id) continue;
      if (!column.label.empty()) return column.label;
      space = column.space;
    }
    return space.empty() ? file_type_ : space;
  }

  void take_edge(const TableRows::Row& row) {
    GraphEdge edge{.source = id_in(row, Column::Role::start),
                   .target = id_in(row, Column::Role::end)};
    if (edge.source.empty() || edge.target.empty()) {
      return sink_.refuse({.field = edge.source.empty() ? ":START_ID" : ":END_ID",
                           .reason = "a relation needs the ids of two nodes"});
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].role == Column::Role::type) edge.type = without_blanks(row.cells[i]);
    }
    if (edge.type.empty()) edge.type = type_of_edges();
    add_fields(row, edge.fields);
    records_.add(std::move(edge));
  }

  // "knows" of Person_knows_Person.csv between ids of persons, else the file's name.
  [[nodiscard]] std::string type_of_edges() const {
    std::string source;
    std::string target;
    for (const Column& column : columns_) {
      if (column.role == Column::Role::start) source = lower(column.space) + "_";
      if (column.role == Column::Role::end) target = "_" + lower(column.space);
    }
    const std::string small = lower(file_type_);
    const std::size_t around = source.size() + target.size();
    if (source.size() > 1 && target.size() > 1 && small.size() > around &&
        small.starts_with(source) && small.ends_with(target)) {
      return file_type_.substr(source.size(), file_type_.size() - around);
    }
    return file_type_;
  }

  InputStream& input_;
  RecordSink& sink_;
  GraphRecords records_;
  std::string file_type_;
  TableShape shape_;
  std::string lists_;  // between the values of an array
  std::vector<Column> columns_;
  bool is_edges_ = false;
};

Likelihood recognize(const Beginning& beginning) {
  if (is_header_line(first_line_of(beginning.text))) return Likelihood::certain;
  return header_beside(beginning.path) ? Likelihood::certain : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) { Neo4jReading(input, sink).read(); }

}  // namespace

const Reader neo4j_csv_reader = {
    .name = "neo4j-csv",
    .title = "CSV files of neo4j-admin's import",
    .files = "*.csv, *-header.csv",
    .example =
        "personId:ID(Person),name,:LABEL\n"
        "7,Ann,Person",
    .place_unit = PlaceUnit::line,
    .schemas = {graph_schema},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
