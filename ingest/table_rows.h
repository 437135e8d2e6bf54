#pragma once

// The rows of a table of text: cells between commas, tabs or another byte, quoted or not.
//
//     TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none},
//     sink.record_bytes_max()); for (TableRows::Row row; rows.next(sink, row);) {
//       sink.begin(row.line);
//       if (row.cells.size() != 16) { sink.refuse(why_not_so_wide(row, 16)); continue; }
//       ...
//     }

#include <csv.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/line_reader.h"
#include "ingest/record_sink.h"

namespace relata {

struct TableShape {
  static constexpr char none = '\0';

  char delimiter = ',';
  char quote = '"';  // doubled within a quoted cell; none: quotes are text like any other
  std::string_view comment = {};  // lines that begin with it are passed over; empty: none are
};

class TableRows {
 public:
  TableRows(InputStream& input, TableShape shape, std::size_t row_bytes_max);
  ~TableRows();
  TableRows(const TableRows&) = delete;
  TableRows& operator=(const TableRows&) = delete;

  // Cells are as they stand, blanks too; an empty one without quotes has no data().
  struct Row {
    std::uint64_t line = 0;  // where it begins
    std::vector<std::string_view> cells;
  };

  // The next row, good until the next call; blank lines are none. What is no row is refused in the
  // sink as a record of its own: too long, not UTF-8, holding zero bytes, a quote that is never
  // closed. After the last the next line is a row again.
  [[nodiscard]] bool next(RecordSink& sink, Row& row);

 private:
  struct Line {
    std::uint64_t number = 0;
    std::string text;
    const char* end = "\n";
  };
  struct ParsedCell {
    std::size_t begin = 0;  // in text_
    std::size_t size = 0;
    bool is_given = false;  // false: empty, without quotes
  };

  void begin_parsing();
  [[nodiscard]] bool next_line(RecordSink& sink, Line& line);
  void split(std::string_view text, Row& row) const;
  // False if it ends within quotes.
  [[nodiscard]] bool parse(std::string_view text);
  void read_quoted(RecordSink& sink);
  void give_parsed(Row& row);
  void forget_rows();
  static void take_cell(void* cell, std::size_t size, void* self);
  static void take_row(int end, void* self);

  TableShape shape_;
  LineReader lines_;
  std::size_t row_bytes_max_;
  csv_parser parser_{};
  Line line_;
  std::deque<Line> again_;  // that a quote had swallowed
  // The rows of a line; a lone carriage return ends one too, so there may be several.
  std::string text_;
  std::vector<ParsedCell> cells_;
  std::vector<std::size_t> row_ends_;  // in cells_
  std::size_t rows_given_ = 0;
  std::uint64_t first_line_ = 0;     // of the first of them
  std::uint64_t rows_in_lines_ = 0;  // that began within a line so far
};

// What most likely stands between the cells of a line: the likely one that is there most often
// outside of quotes and braces; else a blank, or a comma if there is none either.
[[nodiscard]] char delimiter_of(std::string_view line);

[[nodiscard]] Refusal why_not_so_wide(const TableRows::Row& row, std::size_t columns);

// The columns of a table by their names.
class TableHeader {
 public:
  explicit TableHeader(const TableRows::Row& header);

  static constexpr std::size_t absent = ~std::size_t{0};
  // The column of that name, or absent.
  [[nodiscard]] std::size_t column(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  // The cell of that column; empty where the column or the cell is absent.
  [[nodiscard]] static std::string_view cell(const TableRows::Row& row, std::size_t column) {
    return column < row.cells.size() ? row.cells[column] : std::string_view();
  }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string_view, std::size_t> columns_;
};

}  // namespace relata
