#include "ingest/named_rows.h"

#include <algorithm>

#include "ingest/foreign_values.h"
#include "ingest/row_properties.h"

namespace relata {

NamedRows::NamedRows(InputStream& input, TableShape shape, RecordSink& sink, ColumnNames needed,
                     ColumnNames missing)
    : sink_(sink), rows_(input, shape, sink.record_bytes_max()), missing_(missing) {
  if (!rows_.next(sink, row_)) return;
  header_.emplace(row_);
  for (const std::string_view column : needed) {
    if (header_->column(column) != TableHeader::absent) continue;
    why_unreadable_ = "the first row has to name the columns, and none is \"" +
                      std::string(column) + "\"; put the header there";
    sink.begin(row_.line);
    sink.refuse({.field = "", .reason = why_unreadable_});
    return;
  }
}

bool NamedRows::next() {
  while (rows_.next(sink_, row_)) {
    sink_.begin(row_.line);
    if (!why_unreadable_.empty()) {
      sink_.refuse({.field = "", .reason = why_unreadable_});
    } else if (row_.cells.size() != header_->names().size()) {
      sink_.refuse(why_not_so_wide(row_, header_->names().size()));
    } else {
      return true;
    }
  }
  return false;
}

std::string_view NamedRows::cell_at(std::size_t column) const {
  const std::string_view cell = TableHeader::cell(row_, column);
  const bool is_missing = std::find(missing_.begin(), missing_.end(), cell) != missing_.end();
  return is_missing ? std::string_view() : cell;
}

std::string_view NamedRows::cell(std::string_view column) const {
  return cell_at(header_->column(column));
}

void NamedRows::add_others(const std::vector<std::string_view>& told,
                           const std::vector<std::string_view>& numbers,
                           std::vector<Property>& properties) const {
  const auto has = [](const std::vector<std::string_view>& columns, std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  for (std::size_t i = 0; i < header_->names().size(); ++i) {
    const std::string& name = header_->names()[i];
    if (has(told, name)) continue;
    (has(numbers, name) ? add_number : add_text)(properties, name, cell_at(i));
  }
}

bool names_columns(const Beginning& beginning, char delimiter, ColumnNames columns) {
  std::vector<std::string_view> found;
  const std::string separator(1, delimiter);
  for (std::string_view cell : split_list(beginning.first_line(), separator)) {
    if (cell.size() > 1 && cell.starts_with('"') && cell.ends_with('"')) {
      cell = cell.substr(1, cell.size() - 2);
    }
    found.push_back(cell);
  }
  return std::all_of(columns.begin(), columns.end(), [&](std::string_view column) {
    return std::find(found.begin(), found.end(), column) != found.end();
  });
}

}  // namespace relata
