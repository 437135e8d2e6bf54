#include "ingest/csv_guess.h"

#include <algorithm>
#include <map>
#include <set>

#include "ingest/field_meaning.h"
#include "ingest/foreign_values.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

// So many that numbers which begin again in a later part of the table are seen to.
constexpr std::size_t rows_max = 1000;

struct Table {
  std::vector<std::vector<std::string>> rows;
  [[nodiscard]] std::size_t width() const { return rows.empty() ? 0 : rows.front().size(); }
};

std::string comment_of(std::string_view text) {
  return text.starts_with('#') || text.starts_with('%') ? std::string(text.substr(0, 1)) : "";
}

std::string_view first_row_of(std::string_view text, std::string_view comment) {
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || (!comment.empty() && line.starts_with(comment))) continue;
    return line;
  }
  return {};
}

// Do all values of the column fit that are there, from the first row on?
template <class Fits>
bool all_of(const Table& table, std::size_t column, std::size_t first, const Fits& fits) {
  bool has_any = false;
  for (std::size_t i = first; i < table.rows.size(); ++i) {
    if (column >= table.rows[i].size() || table.rows[i][column].empty()) continue;
    has_any = true;
    if (!fits(table.rows[i][column])) return false;
  }
  return has_any;
}

bool is_number(const std::string& cell) { return number_of(cell).has_value(); }
bool is_date(const std::string& cell) { return date_of_written(cell).has_value(); }

// A name rather than an id: more than one word, or letters alone.
bool is_name(const std::string& cell) {
  return std::none_of(cell.begin(), cell.end(), [](char c) {
    return (c >= '0' && c <= '9') || std::string_view("_:/#").find(c) != std::string_view::npos;
  });
}

// R and pandas leave the column of row names unnamed, where it is the first.
bool has_unnamed_rows(const std::vector<std::string>& header) {
  return header.size() > 1 && header.front().empty();
}

bool has_header(const Table& table) {
  const auto& first = table.rows.front();
  std::set<std::string> names;
  bool is_known = false;
  bool differs = false;
  for (std::size_t i = has_unnamed_rows(first) ? 1 : 0; i < first.size(); ++i) {
    if (first[i].empty() || is_number(first[i]) || !names.insert(first[i]).second) return false;
    is_known = is_known || parse_column_use(type_name_of(first[i])) ||
               meaning_of_field(first[i]) != FieldMeaning::none;
    differs = differs || all_of(table, i, 1, is_number);
  }
  return is_known || differs;
}

std::optional<ColumnUse> use_of(FieldMeaning meaning) {
  switch (meaning) {
    case FieldMeaning::id:
      return ColumnUse::id;
    case FieldMeaning::name:
    case FieldMeaning::label:
      return ColumnUse::name;
    case FieldMeaning::title:
      return ColumnUse::title;
    case FieldMeaning::alias:
      return ColumnUse::alias;
    case FieldMeaning::type:
      return ColumnUse::type;
    case FieldMeaning::source:
      return ColumnUse::source;
    case FieldMeaning::target:
      return ColumnUse::target;
    case FieldMeaning::from:
      return ColumnUse::from;
    case FieldMeaning::to:
      return ColumnUse::to;
    case FieldMeaning::at:
      return ColumnUse::date;
    case FieldMeaning::address:
    case FieldMeaning::document:
      return ColumnUse::document;
    case FieldMeaning::publisher:
      return ColumnUse::publisher;
    case FieldMeaning::speaker:
      return ColumnUse::speaker;
    case FieldMeaning::stance:
      return ColumnUse::stance;
    case FieldMeaning::reported:
      return ColumnUse::reported;
    case FieldMeaning::confidence:
      return ColumnUse::confidence;
    case FieldMeaning::quote:
      return ColumnUse::quote;
    case FieldMeaning::first_name:
    case FieldMeaning::last_name:
    case FieldMeaning::none:
      return std::nullopt;
  }
  return std::nullopt;
}

class Guess {
 public:
  Guess(const Table& table, Mapping& mapping) : table_(table), mapping_(mapping) {}

  void make() {
    mapping_.has_header = has_header(table_);
    mapping_.has_header ? by_names() : by_content();
    settle();
  }

 private:
  [[nodiscard]] std::size_t first_row() const { return mapping_.has_header ? 1 : 0; }

  [[nodiscard]] std::size_t count(ColumnUse use) const {
    return static_cast<std::size_t>(
        std::count_if(mapping_.columns.begin(), mapping_.columns.end(),
                      [&](const auto& column) { return column.second == use; }));
  }

  void add(std::size_t column, ColumnUse use) {
    const bool has_name = mapping_.has_header && !table_.rows.front()[column].empty();
    mapping_.columns.emplace_back(
        has_name ? table_.rows.front()[column] : std::to_string(column + 1), use);
  }

  void by_names() {
    for (std::size_t i = 0; i < table_.width(); ++i) {
      const std::string& name = table_.rows.front()[i];
      if (name.empty()) {  // the rows' own names say something, their numbers do not
        add(i, all_of(table_, i, first_row(), is_number) ? ColumnUse::ignore : ColumnUse::property);
        continue;
      }
      auto use = parse_column_use(type_name_of(name));
      if (!use) use = use_of(meaning_of_field(name));
      const bool is_time = use == ColumnUse::from || use == ColumnUse::to || use == ColumnUse::date;
      const bool has_dates = all_of(table_, i, first_row(), is_date);
      if (is_time && !has_dates) {  // "from" and "to" of an edge list
        use = use == ColumnUse::from ? ColumnUse::source
              : use == ColumnUse::to ? ColumnUse::target
                                     : ColumnUse::property;
      }
      const bool is_taken = !use || (count(*use) > 0 && *use != ColumnUse::alias);
      add(i, is_taken ? ColumnUse::property : *use);
    }
  }

  // Two columns of ids of one kind are an edge list.
  void by_content() {
    const bool are_ends =
        table_.width() >= 2 && all_of(table_, 0, 0, is_number) == all_of(table_, 1, 0, is_number);
    for (std::size_t i = 0; i < table_.width(); ++i) {
      if (i == 0) {
        add(i, are_ends ? ColumnUse::source : ColumnUse::id);
      } else if (i == 1) {
        add(i, are_ends ? ColumnUse::target : ColumnUse::name);
      } else {
        const bool is_free =
            are_ends && count(ColumnUse::date) == 0 && !all_of(table_, i, 0, is_number_or_small);
        add(i, is_free && all_of(table_, i, 0, is_date) ? ColumnUse::date : ColumnUse::property);
      }
    }
  }

  // A year or an amount: it might be either.
  static bool is_number_or_small(const std::string& cell) {
    return cell.size() < 8 && is_number(cell);
  }

  [[nodiscard]] std::size_t column_of(ColumnUse use) const {
    const auto found = std::find_if(mapping_.columns.begin(), mapping_.columns.end(),
                                    [&](const auto& column) { return column.second == use; });
    return static_cast<std::size_t>(found - mapping_.columns.begin());
  }

  // Is it no id of rows: one value beside several names? Numbers often begin again in each part.
  [[nodiscard]] bool is_id_of_several() const {
    const std::size_t id = column_of(ColumnUse::id);
    const std::size_t name = column_of(ColumnUse::name);
    std::map<std::string, std::string> names;
    for (std::size_t i = first_row(); i < table_.rows.size(); ++i) {
      const auto& row = table_.rows[i];
      if (std::max(id, name) >= row.size() || row[id].empty() || row[name].empty()) continue;
      if (names.emplace(row[id], row[name]).first->second != row[name]) return true;
    }
    return false;
  }

  // What only one of the kinds of rows has is nothing in the other.
  void settle() {
    const bool has_ends = count(ColumnUse::source) + count(ColumnUse::source_name) > 0 &&
                          count(ColumnUse::target) + count(ColumnUse::target_name) > 0;
    std::size_t place = 0;
    for (auto& [name, use] : mapping_.columns) {
      const std::size_t column = place++;
      if (has_ends) {
        const bool is_of_entity = use == ColumnUse::id || use == ColumnUse::name ||
                                  use == ColumnUse::alias || use == ColumnUse::entity_type;
        if (is_of_entity) use = ColumnUse::property;
        const bool has_names = all_of(table_, column, first_row(), is_name);
        if (use == ColumnUse::source && has_names) use = ColumnUse::source_name;
        if (use == ColumnUse::target && has_names) use = ColumnUse::target_name;
      } else {
        const bool is_kept = use == ColumnUse::ignore || use == ColumnUse::id ||
                             use == ColumnUse::name || use == ColumnUse::alias ||
                             use == ColumnUse::type || use == ColumnUse::entity_type;
        if (!is_kept) use = ColumnUse::property;
        if (use == ColumnUse::type) use = ColumnUse::entity_type;
      }
    }
    if (is_id_of_several()) mapping_.columns[column_of(ColumnUse::id)].second = ColumnUse::property;
    if (has_ends && count(ColumnUse::type) == 0) {
      mapping_.values.emplace_back(ColumnUse::type, "linked_to");
    }
    const bool has_key = count(ColumnUse::id) + count(ColumnUse::name) > 0;
    if (!has_ends && !has_key && !mapping_.columns.empty()) {
      const bool is_ignored = mapping_.columns.front().second == ColumnUse::ignore;
      mapping_.columns[is_ignored ? 1 : 0].second = ColumnUse::id;
    }
    if (!has_ends && count(ColumnUse::entity_type) == 0) {
      mapping_.values.emplace_back(ColumnUse::entity_type, "unknown");
    }
  }

  const Table& table_;
  Mapping& mapping_;
};

}  // namespace

Mapping guess_mapping(InputStream& input, RecordSink& sink, const std::string& scope) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::string_view text = input.beginning();
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  Mapping mapping;
  mapping.comment = comment_of(text);
  mapping.delimiter = delimiter_of(first_row_of(text, mapping.comment));
  mapping.ids = scope;
  TableRows rows(input, {.delimiter = *mapping.delimiter, .quote = '"', .comment = mapping.comment},
                 sink.record_bytes_max());
  Table table;
  for (TableRows::Row row; table.rows.size() < rows_max && rows.next(sink, row);) {
    table.rows.emplace_back(row.cells.begin(), row.cells.end());
  }
  if (!table.rows.empty()) Guess(table, mapping).make();
  return mapping;
}

}  // namespace relata
