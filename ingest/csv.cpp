#include "ingest/csv.h"

#include <relata/error.h>
#include <algorithm>
#include <array>
#include <optional>

#include "graph/words.h"
#include "ingest/csv_guess.h"
#include "ingest/field_meaning.h"
#include "ingest/foreign_values.h"
#include "ingest/graph_records.h"
#include "ingest/json_fields.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

using enum ColumnUse;

constexpr std::size_t uses = static_cast<std::size_t>(ignore) + 1;

class CsvReading {
 public:
  CsvReading(InputStream& input, RecordSink& sink)
      : input_(input), sink_(sink), mapping_(sink.mapping()) {}

  void read() {
    const TableShape shape{.delimiter = mapping_.delimiter.value_or(delimiter_of(first_line())),
                           .quote = mapping_.quote,
                           .comment = mapping_.comment};
    for (const auto& [use, value] : mapping_.values) values_[place(use)] = value;
    TableRows rows(input_, shape, sink_.record_bytes_max());
    for (TableRows::Row row; rows.next(sink_, row);) {
      if (names_.empty()) {
        take_header(row);
        if (mapping_.has_header) continue;
      }
      sink_.begin(row.line);
      try {
        take(row);
      } catch (Refusal& refusal) {
        sink_.refuse(std::move(refusal));
      }
    }
  }

 private:
  static std::size_t place(ColumnUse use) { return static_cast<std::size_t>(use); }

  [[nodiscard]] std::string_view first_line() const {
    const Beginning beginning{.text = input_.beginning(), .is_whole = true};
    return beginning.first_line(mapping_.comment);
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw Error(ErrorCode::input, "reading " + input_.file().path + ": " + why);
  }

  void take_header(const TableRows::Row& row) {
    const TableHeader header(row);
    names_ = header.names();
    column_uses_.assign(names_.size(), property);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (!mapping_.has_header) names_[i] = "column " + std::to_string(i + 1);
      if (names_[i].empty()) names_[i] = "column " + std::to_string(i + 1);
    }
    for (const auto& [name, use] : mapping_.columns) {
      std::size_t column = mapping_.has_header ? header.column(name) : TableHeader::absent;
      if (const auto number = number_of(name); column == TableHeader::absent && number) {
        if (*number >= 1 && *number <= static_cast<double>(names_.size())) {
          column = static_cast<std::size_t>(*number) - 1;
        }
      }
      if (column == TableHeader::absent) {
        fail("the mapping speaks of a column \"" + name + "\", which it does not have");
      }
      column_uses_[column] = use;
    }
    const auto has = [&](ColumnUse a, ColumnUse b) { return is_said(a) || is_said(b); };
    has_entity_ = has(id, name);
    has_source_ = has(source, source_name);
    has_target_ = has(target, target_name);
    const bool can_be = has_entity_ || (has_source_ && has_target_);
    if (!can_be) fail("the mapping names neither an id or name nor a source and a target");
    has_relation_ = has_source_ || has_target_;
    if (has_relation_ && !is_said(type)) {
      fail("the mapping names no type of the relations");
    }
  }

  [[nodiscard]] bool is_said(ColumnUse use) const {
    return !values_[place(use)].empty() ||
           std::find(column_uses_.begin(), column_uses_.end(), use) != column_uses_.end();
  }

  void take(const TableRows::Row& row) {
    if (row.cells.size() != names_.size()) {
      throw why_not_so_wide(row, names_.size());
    }
    cells_ = {};
    aliases_.clear();
    properties_.clear();
    for (std::size_t i = 0; i < row.cells.size(); ++i) take(row.cells[i], i);
    for (const ColumnUse use : {id, source, target}) join_parts(row, use);
    // Where the cells of the other end are empty, an entity has just no relation.
    const bool is_related = has_relation_ && (!has_entity_ || is_given(source, source_name) ||
                                              is_given(target, target_name));
    if (!is_related) keep(row, source, quote);
    std::string entity;
    if (has_entity_) entity = take_entity();
    if (is_related) take_relation(row, entity);
  }

  [[nodiscard]] bool is_given(ColumnUse by_id, ColumnUse by_name) const {
    return !text(by_id).empty() || !text(by_name).empty();
  }

  // Cells of these uses, which nothing has a place for in this row, are properties.
  void keep(const TableRows::Row& row, ColumnUse first, ColumnUse last) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (column_uses_[i] < first || column_uses_[i] > last || row.cells[i].empty()) continue;
      properties_.push_back({.name = names_[i], .value = std::string(row.cells[i])});
    }
  }

  void take(std::string_view cell, std::size_t column) {
    const ColumnUse use = column_uses_[column];
    const std::string_view text = without_blanks(cell);
    if (use == ignore || cell.data() == nullptr || is_part_of_id(use)) return;
    if (use == alias || (use == name && !mapping_.lists.empty())) {
      const auto items =
          mapping_.lists.empty() ? std::vector{text} : split_list(text, mapping_.lists);
      for (const std::string_view item : items) {
        std::string_view& first = cells_[place(name)];
        if (use == name && first.empty()) {
          first = item;
        } else {
          aliases_.push_back({.text = item, .language = language_of(column)});
        }
      }
    } else if (use == property || !cells_[place(use)].empty()) {
      const ValueKind kind = is_number_like(text) ? ValueKind::number : ValueKind::text;
      properties_.push_back({.name = names_[column], .value = std::string(cell), .kind = kind});
    } else {
      cells_[place(use)] = text;
    }
  }

  // Several columns may be parts of one id. It is none if one of them is empty.
  void join_parts(const TableRows::Row& row, ColumnUse use) {
    std::string& joined = joined_[place(use)];
    joined.clear();
    std::size_t parts = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (column_uses_[i] != use) continue;
      const std::string_view part = without_blanks(row.cells[i]);
      if (part.empty()) return void(cells_[place(use)] = {});
      joined += (parts++ == 0 ? "" : "/") + std::string(part);
    }
    if (parts > 0) cells_[place(use)] = joined;
  }

  static bool is_part_of_id(ColumnUse use) { return use == id || use == source || use == target; }

  // Such as JSON would have as a number: no sign of an id with leading zeros.
  static bool is_number_like(std::string_view text) {
    if (!number_of(text) || text.front() == '.') return false;
    const std::string_view digits = text.front() == '-' ? text.substr(1) : text;
    return digits.size() == 1 || digits.front() != '0' || digits[1] == '.';
  }

  std::string_view language_of(std::size_t column) {
    if (languages_.empty()) {
      for (const std::string& each : names_) languages_.push_back(language_of_name_field(each));
    }
    return languages_[column];
  }

  // The cell, or what the mapping says where it is empty.
  [[nodiscard]] std::string_view text(ColumnUse use) const {
    const std::string_view cell = cells_[place(use)];
    return cell.empty() ? std::string_view(values_[place(use)]) : cell;
  }

  // What the mapping itself says is a key as it stands.
  [[nodiscard]] std::string key_of(std::string_view id_text, ColumnUse by_id,
                                   ColumnUse by_name) const {
    const bool is_in_row = !cells_[place(by_id)].empty() ||
                           (values_[place(by_id)].empty() && !cells_[place(by_name)].empty());
    const bool is_own = !is_in_row || !mapping_.ids || mapping_.ids->empty() || is_address(id_text);
    return is_own ? std::string(id_text) : *mapping_.ids + ":" + std::string(id_text);
  }

  [[nodiscard]] static std::string type_of(std::string_view word, const Mapping::Words& ours) {
    const std::string_view said = Mapping::ours(ours, word);
    return said != word ? std::string(said) : type_of_word(word);
  }

  std::string take_entity() {
    const std::string_view its_name = text(name);
    const std::string_view its_id = text(id).empty() ? its_name : text(id);
    if (its_id.empty()) refuse("", "expected an id or a name");
    std::string key = key_of(its_id, id, name);
    const std::string its_type = type_of(text(entity_type), mapping_.entity_types);
    EntityRecord record{.key = key, .type = its_type == "unknown" ? std::string_view() : its_type};
    if (!its_name.empty()) record.names.push_back({.text = its_name, .kind = NameKind::canonical});
    record.names.insert(record.names.end(), aliases_.begin(), aliases_.end());
    record.properties = std::move(properties_);
    properties_.clear();
    // What says less than its word keeps it.
    if (its_type != type_name_of(text(entity_type)) && !text(entity_type).empty()) {
      record.properties.push_back({.name = "type", .value = std::string(text(entity_type))});
    }
    sink_.add(record);
    return key;
  }

  // An end is told by its id, else by its name; where no column has it, it is the row's entity.
  std::string end_of(ColumnUse by_id, ColumnUse by_name, ColumnUse by_type,
                     const std::string& entity, bool is_given) {
    if (!is_given) return entity;
    const std::string_view its_name = text(by_name);
    const std::string_view its_id = text(by_id).empty() ? its_name : text(by_id);
    if (its_id.empty()) refuse(std::string(word(by_id)), "expected an id or a name");
    std::string key = key_of(its_id, by_id, by_name);
    sink_.mention(key, type_of(text(by_type), mapping_.entity_types), its_name);
    return key;
  }

  PartialDate date_in(ColumnUse use) {
    const std::string_view given = text(use);
    if (given.empty()) return {};
    const auto date = date_of_written(given);
    if (date && is_date_alone(given)) return *date;
    properties_.push_back({.name = std::string(word(use)), .value = std::string(given)});
    if (!date) sink_.warn("what is no date is a property; expected 2024-08-06, 20240806, 6.8.2024");
    return date.value_or(PartialDate());
  }

  std::optional<double> number_in(ColumnUse use) {
    const std::string_view given = text(use);
    if (given.empty()) return std::nullopt;
    const auto number = number_of(given);
    if (!number) refuse(std::string(word(use)), "expected a number");
    return number;
  }

  ClaimRecord claim_of_row() {
    ClaimRecord claim{.document = text(document),
                      .speaker = text(speaker),
                      .reported = date_in(reported),
                      .quote = text(quote)};
    if (const std::string_view given = text(stance); !given.empty()) {
      const auto said = parse_stance(given);
      if (!said) refuse("stance", "expected asserted, denied or uncertain");
      claim.stance = *said;
    }
    if (const auto share = number_in(confidence)) {
      claim.confidence = confidence_of(*share);
      if (!claim.confidence) refuse("confidence", "expected a number from 0 to 1");
    }
    return claim;
  }

  void take_relation(const TableRows::Row& row, const std::string& entity) {
    RelationRecord record{.key = text(relation)};
    const std::string its_type = type_of(text(type), mapping_.relation_types);
    record.type = its_type;
    if (its_type.empty()) refuse("type", "expected the type of the relation");
    record.valid = {.from = date_in(from), .to = date_in(to)};
    if (record.valid.is_known()) {
      keep(row, date, date);
    } else {
      record.valid.from = record.valid.to = date_in(date);
    }
    const Quantity quantity{.low = number_in(low),
                            .best = number_in(best),
                            .high = number_in(high),
                            .unit = std::string(text(unit))};
    if (quantity.low || quantity.best || quantity.high) {
      record.quantity = quantity;
    } else {
      keep(row, unit, unit);
    }
    record.claims = {claim_of_row()};
    const std::string from_key = end_of(source, source_name, source_type, entity, has_source_);
    const std::string to_key = end_of(target, target_name, target_type, entity, has_target_);
    record.source = from_key;
    record.target = to_key;
    if (!text(speaker).empty()) sink_.mention(text(speaker), "", text(speaker));
    add_document(row);
    record.properties = std::move(properties_);
    sink_.add(record);
  }

  void add_document(const TableRows::Row& row) {
    if (text(document).empty()) return keep(row, title, language);
    const std::string tag = language_tag_of(text(language));
    DocumentRecord record{.key = text(document),
                          .title = text(title),
                          .publisher = text(publisher),
                          .language = tag,
                          .date = date_in(document_date)};
    sink_.add(record);
  }

  InputStream& input_;
  RecordSink& sink_;
  const Mapping& mapping_;
  std::vector<std::string> names_;  // of the columns
  std::vector<std::string> languages_;
  std::vector<ColumnUse> column_uses_;
  std::array<std::string, uses> values_;  // where no column says it
  bool has_entity_ = false;
  bool has_source_ = false;
  bool has_target_ = false;
  bool has_relation_ = false;
  // Of the row:
  std::array<std::string_view, uses> cells_;
  std::array<std::string, uses> joined_;  // ids of several parts
  std::vector<NameRecord> aliases_;
  std::vector<Property> properties_;
};

Likelihood recognize(const Beginning& beginning) {
  for (const std::string_view ending : {".csv", ".tsv", ".tab", ".edges", ".edgelist"}) {
    if (beginning.name.ends_with(ending)) return Likelihood::possible;
  }
  return Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  if (!sink.mapping().columns.empty()) return CsvReading(input, sink).read();
  const Mapping guess = guess_mapping(input, sink, GraphRecords::scope_of(input));
  if (guess.columns.empty()) return;  // no row
  throw Error(ErrorCode::input,
              "reading " + input.file().path +
                  ": nothing says what its columns are; correct this guess, save it, and give it "
                  "with --mapping FILE (what is not named is a property): " +
                  guess.text());
}

}  // namespace

const Reader csv_reader = {
    .name = "csv",
    .title = "tables and edge lists, by a mapping file",
    .files = "*.csv, *.tsv, *.edges",
    .example =
        "source,target,type,since\n"
        "Ann,North Bank,owns,2024",
    .place_unit = PlaceUnit::line,
    .schemas = {graph_schema},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
