#include "ingest/table_rows.h"

#include <relata/error.h>
#include <algorithm>
#include <array>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

// A quoted cell may hold so much; a quote that is never closed swallows no more.
constexpr std::size_t quoted_lines_bytes_max = std::size_t{1} << 20;

int no_space(unsigned char) { return 0; }  // blanks belong to their cells

}  // namespace

TableRows::TableRows(InputStream& input, TableShape shape, std::size_t row_bytes_max)
    : shape_(shape), lines_(input, row_bytes_max), row_bytes_max_(row_bytes_max) {
  begin_parsing();
}

TableRows::~TableRows() { csv_free(&parser_); }

void TableRows::begin_parsing() {
  if (csv_init(&parser_, CSV_EMPTY_IS_NULL) != 0) {
    throw Error(ErrorCode::io, "reading a table: out of memory");
  }
  csv_set_delim(&parser_, static_cast<unsigned char>(shape_.delimiter));
  csv_set_quote(&parser_, static_cast<unsigned char>(shape_.quote));
  csv_set_space_func(&parser_, no_space);
}

void TableRows::take_cell(void* cell, std::size_t size, void* self) {
  auto& rows = *static_cast<TableRows*>(self);
  rows.cells_.push_back({.begin = rows.text_.size(), .size = size, .is_given = cell != nullptr});
  if (cell != nullptr) rows.text_.append(static_cast<const char*>(cell), size);
}

void TableRows::take_row(int, void* self) {
  auto& rows = *static_cast<TableRows*>(self);
  if (!rows.row_ends_.empty()) ++rows.rows_in_lines_;
  rows.row_ends_.push_back(rows.cells_.size());
}

bool TableRows::parse(std::string_view text) {
  if (csv_parse(&parser_, text.data(), text.size(), take_cell, take_row, this) != text.size()) {
    throw Error(ErrorCode::io,
                std::string("reading a table: ") + csv_strerror(csv_error(&parser_)));
  }
  constexpr int between_rows = 0;
  return parser_.pstate == between_rows;
}

bool TableRows::next_line(RecordSink& sink, Line& line) {
  if (!again_.empty()) {
    line = std::move(again_.front());
    again_.pop_front();
    return true;
  }
  for (LineReader::Line read; lines_.next(read);) {
    if (read.is_too_long) {
      sink.begin(read.number);
      sink.refuse(why_too_long(read.size, row_bytes_max_));
      continue;
    }
    line.number = read.number;
    line.text.assign(read.text, read.size);
    line.end = read.has_return ? "\r\n" : "\n";
    return true;
  }
  return false;
}

void TableRows::forget_rows() {
  text_.clear();
  cells_.clear();
  row_ends_.clear();
  rows_given_ = 0;
}

// Reads the rows that begin in a line, and the further lines that lie within their quotes.
void TableRows::read_quoted(RecordSink& sink) {
  forget_rows();
  first_line_ = line_.number + rows_in_lines_;
  std::vector<Line> within;
  std::size_t bytes = line_.text.size();
  std::optional<Refusal> refusal = why_no_text(line_.text);
  for (bool is_open = !parse(line_.text + line_.end); is_open;) {
    Line& line = within.emplace_back();
    const bool has_line = next_line(sink, line);
    if (!has_line) within.pop_back();
    bytes += line.text.size();
    if (!has_line || bytes > std::min(row_bytes_max_, quoted_lines_bytes_max)) {
      refusal = Refusal{.field = "",
                        .reason = "a quote is opened and not closed in the next " +
                                  std::to_string(bytes) + " bytes; double the quotes of a cell"};
      again_.insert(again_.begin(), std::make_move_iterator(within.begin()),
                    std::make_move_iterator(within.end()));
      csv_free(&parser_);
      begin_parsing();
      break;
    }
    if (!refusal) refusal = why_no_text(line.text);
    is_open = !parse(line.text + line.end);
  }
  if (!refusal) return;
  forget_rows();
  sink.begin(first_line_);
  sink.refuse(std::move(*refusal));
}

void TableRows::give_parsed(Row& row) {
  const std::size_t first = rows_given_ == 0 ? 0 : row_ends_[rows_given_ - 1];
  row.line = first_line_ + rows_given_;
  row.cells.clear();
  for (std::size_t i = first; i < row_ends_[rows_given_]; ++i) {
    const ParsedCell& cell = cells_[i];
    row.cells.push_back(cell.is_given ? std::string_view(text_).substr(cell.begin, cell.size)
                                      : std::string_view());
  }
  ++rows_given_;
}

void TableRows::split(std::string_view text, Row& row) const {
  row.cells.clear();
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(text.find(shape_.delimiter, begin), text.size());
    row.cells.push_back(end == begin ? std::string_view() : text.substr(begin, end - begin));
    if (end == text.size()) return;
    begin = end + 1;
  }
}

bool TableRows::next(RecordSink& sink, Row& row) {
  for (;;) {
    if (rows_given_ < row_ends_.size()) {
      give_parsed(row);
      return true;
    }
    if (!next_line(sink, line_)) return false;
    if (line_.text.empty()) continue;
    if (!shape_.comment.empty() && line_.text.starts_with(shape_.comment)) continue;
    if (shape_.quote != TableShape::none) {
      read_quoted(sink);
      continue;
    }
    if (auto refusal = why_no_text(line_.text)) {
      sink.begin(line_.number);
      sink.refuse(std::move(*refusal));
      continue;
    }
    row.line = line_.number;
    split(line_.text, row);
    return true;
  }
}

char delimiter_of(std::string_view line) {
  constexpr std::string_view likely = "\t|;,";  // the first of equals
  std::array<std::size_t, likely.size()> counts{};
  bool is_quoted = false;
  int braces = 0;
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '{' || c == '[') ++braces;
    if ((c == '}' || c == ']') && braces > 0) --braces;
    const std::size_t place = braces == 0 ? likely.find(c) : std::string_view::npos;
    if (place != std::string_view::npos) ++counts[place];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  if (*most > 0) return likely[static_cast<std::size_t>(most - counts.begin())];
  return line.find(' ') != std::string_view::npos ? ' ' : ',';
}

Refusal why_not_so_wide(const TableRows::Row& row, std::size_t columns) {
  return {.field = "",
          .reason = "expected " + std::to_string(columns) + " columns, found " +
                    std::to_string(row.cells.size())};
}

TableHeader::TableHeader(const TableRows::Row& header) {
  names_.assign(header.cells.begin(), header.cells.end());
  for (std::size_t i = 0; i < names_.size(); ++i) columns_.emplace(names_[i], i);
}

std::size_t TableHeader::column(std::string_view name) const {
  const auto found = columns_.find(name);
  return found == columns_.end() ? absent : found->second;
}

}  // namespace relata
