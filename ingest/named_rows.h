#pragma once

// The rows of a table whose first row names its columns.
//
//     NamedRows rows(input, {.delimiter = '\t'}, sink, {"Event ID", "Event Date"});
//     while (rows.next()) put(rows.cell("Event ID"));

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/reader.h"
#include "ingest/table_rows.h"

namespace relata {

using ColumnNames = std::initializer_list<std::string_view>;

class NamedRows {
 public:
  // A table that lacks one of the needed columns is refused row by row, its header too.
  // Cells that are one of the words `missing` count as empty.
  NamedRows(InputStream& input, TableShape shape, RecordSink& sink, ColumnNames needed,
            ColumnNames missing = {});

  // Begins the record of the next row in the sink. A row that is not as wide as the header is
  // refused, and the one after it is next.
  [[nodiscard]] bool next();

  // Of the row: empty if there is no such column, or nothing in it.
  [[nodiscard]] std::string_view cell(std::string_view column) const;
  // The cells of all columns that are not among the `told`, as properties: of these `numbers` as
  // numbers.
  void add_others(const std::vector<std::string_view>& told,
                  const std::vector<std::string_view>& numbers,
                  std::vector<Property>& properties) const;

 private:
  [[nodiscard]] std::string_view cell_at(std::size_t column) const;

  RecordSink& sink_;
  TableRows rows_;
  TableRows::Row row_;
  std::optional<TableHeader> header_;
  std::vector<std::string_view> missing_;
  std::string why_unreadable_;  // empty: the header is as it should be
};

// Has the first line of an input all these columns?
[[nodiscard]] bool names_columns(const Beginning& beginning, char delimiter, ColumnNames columns);

}  // namespace relata
