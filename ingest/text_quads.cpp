#include "ingest/text_quads.h"

#include <algorithm>
#include <array>
#include <string>

#include "graph/date_words.h"
#include "ingest/foreign_values.h"
#include "ingest/held_quads.h"
#include "ingest/quad_types.h"
#include "ingest/row_properties.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

std::optional<QuadEnd> end_of(std::string_view word) {
  if (is_in_angles(word)) word = word.substr(1, word.size() - 2);
  if (word == "occurSince" || word == "occursSince") return QuadEnd::since;
  if (word == "occurUntil" || word == "occursUntil") return QuadEnd::until;
  return std::nullopt;
}

// Of 1971, 1971-05-03, "1971-05-##" and "971-##-##": what is known of it.
std::optional<PartialDate> date_of(std::string_view text) {
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  text = text.substr(0, text.find("-#"));
  std::string date(text);
  const std::size_t year_size = std::min(text.find('-'), text.size());
  constexpr std::size_t year_digits = 4;
  if (year_size > 0 && year_size < year_digits) date.insert(0, year_digits - year_size, '0');
  return PartialDate::parse(date);
}

class Quads {
 public:
  explicit Quads(RecordSink& sink) : sink_(sink) {}

  void take(const TableRows::Row& row) {
    const auto& cells = row.cells;
    const std::size_t width = cells.size();
    if (width < 3 || width > 5) {
      sink_.begin(row.line);
      return sink_.refuse({.field = "",
                           .reason = "expected 3 to 5 columns between tabs: subject, relation, "
                                     "object, and when; found " +
                                     std::to_string(width)});
    }
    if (width == 5) return take_end(row);
    sink_.begin(row.line);
    Period valid;
    if (width == 4) {
      const auto date = date_of(cells[3]);
      if (!date) return refuse_date(cells[3]);
      valid = {.from = *date, .to = *date};
    }
    put({cells[0], cells[1], cells[2]}, valid, {});
  }

  void end() {
    held_.release([&](std::string_view triple, const HeldQuads::Interval& interval) {
      const auto cells = cells_of(triple);
      for (const HeldQuads::Row& row : interval.rows) {
        sink_.begin(row.line);
        put(cells, interval.valid, std::string(triple) + "\t" + row.when);
      }
    });
  }

 private:
  using Triple = std::array<std::string_view, 3>;

  static Triple cells_of(std::string_view triple) {
    const std::size_t first = triple.find('\t');
    const std::size_t second = triple.find('\t', first + 1);
    return {triple.substr(0, first), triple.substr(first + 1, second - first - 1),
            triple.substr(second + 1)};
  }

  void refuse_date(std::string_view cell) {
    sink_.refuse({.field = "date", .reason = no_date_words(cell)}, RecordKind::relation);
  }

  // The row is begun when its fact is put, unless it is refused.
  void take_end(const TableRows::Row& row) {
    const auto& cells = row.cells;
    const auto which = end_of(cells[3]);
    const auto date = date_of(cells[4]);
    if (!which) {
      sink_.begin(row.line);
      return sink_.refuse({.field = "when", .reason = "expected occurSince or occurUntil"},
                          RecordKind::relation);
    }
    if (!date) {
      sink_.begin(row.line);
      return refuse_date(cells[4]);
    }
    const auto with_tab = [](std::string_view text) { return std::string(text) + "\t"; };
    held_.add(with_tab(cells[0]) + with_tab(cells[1]) + std::string(cells[2]),
              {.line = row.line,
               .end = *which,
               .date = *date,
               .when = with_tab(cells[3]) + std::string(cells[4])});
    if (!held_.is_full()) return;
    end();
    sink_.warn(
        "beginnings and ends of facts that stand more than a million rows apart are not joined");
  }

  void put(const Triple& cells, Period valid, const std::string& quote) {
    constexpr std::array fields = {"subject", "relation", "object"};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!cells[i].empty()) continue;
      return sink_.refuse({.field = fields[i], .reason = "expected a name"}, RecordKind::relation);
    }
    const QuadRelation relation = quad_relation(cells[1]);
    if (relation.type.empty()) {
      return sink_.refuse({.field = "relation", .reason = "expected a name with letters"},
                          RecordKind::relation);
    }
    const QuadActor subject = quad_actor(cells[0], relation.subject_type, "icews:");
    sink_.mention(subject.key, subject.type, subject.name);
    const bool is_of_wikidata = is_wikidata_id(cells[0], 'Q') && is_wikidata_id(cells[1], 'P');
    if (is_of_wikidata && !is_wikidata_id(cells[2], 'Q')) return put_value(subject, cells, valid);
    const QuadActor object = quad_actor(cells[2], relation.object_type, "icews:");
    sink_.mention(object.key, object.type, object.name);
    RelationRecord record{
        .type = relation.type, .source = subject.key, .target = object.key, .valid = valid};
    record.claims.push_back({.quote = quote});
    sink_.add(record);
  }

  // A number is nobody's relation: many have it, and are not connected by it.
  void put_value(const QuadActor& subject, const Triple& cells, const Period& valid) {
    const std::string time = valid.is_known() ? " (" + valid.text() + ")" : std::string();
    EntityRecord record{.key = subject.key};
    add_text(record.properties, cells[1], std::string(cells[2]) + time);
    sink_.add(record);
  }

  RecordSink& sink_;
  HeldQuads held_;
};

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line();
  const auto cells = split_list(line, "\t");
  const std::size_t tabs = static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t'));
  if (tabs + 1 != cells.size()) return Likelihood::none;
  if (cells.size() == 5 && end_of(cells[3]) && date_of(cells[4])) return Likelihood::certain;
  if (cells.size() == 4 && beginning.has_columns(4, '\t')) {
    const auto date = date_of(cells[3]);
    return date && date->precision() == Precision::day ? Likelihood::likely : Likelihood::none;
  }
  const bool is_yago = cells.size() == 3 && std::all_of(cells.begin(), cells.end(), is_in_angles);
  const bool is_iri = line.find("://") != std::string_view::npos;
  return is_yago && !is_iri ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none}, sink.record_bytes_max());
  Quads quads(sink);
  for (TableRows::Row row; rows.next(sink, row);) quads.take(row);
  quads.end();
}

}  // namespace

const Reader text_quads_reader = {
    .name = "text-quads",
    .title = "facts with dates between tabs (ICEWS, Wikidata, YAGO)",
    .files = "*.txt, *.tsv",
    .example = "South Korea\tHost a visit\tChung Dong-young\t2005-06-17",
    .place_unit = PlaceUnit::line,
    .schemas = {quads_schema()},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
