#include "ingest/id_quads.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string>
#include <unordered_set>

#include "ingest/country_names.h"
#include "ingest/foreign_values.h"
#include "ingest/quad_dictionaries.h"
#include "ingest/quad_types.h"
#include "ingest/row_properties.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

constexpr std::size_t rows_max = 2'000'000;

struct TypeWord {
  std::string_view word;
  std::string_view type;
};

constexpr std::array type_words = {
    TypeWord{"COMP", "company"},
    TypeWord{"CONCEPT", "topic"},
    TypeWord{"ECON_INDICATOR", "economic_indicator"},
    TypeWord{"EVENT", "event"},
    TypeWord{"FIN_INSTRUMENT", "financial_instrument"},
    TypeWord{"GPE", "place"},
    TypeWord{"ORG", "organization"},
    TypeWord{"ORG/GOV", "government_body"},
    TypeWord{"ORG/REG", "government_body"},
    TypeWord{"PERSON", "person"},
    TypeWord{"PRODUCT", "product"},
    TypeWord{"SECTOR", "industry_sector"},
};

std::string_view type_of(const QuadDictionaries::Entity& entity) {
  if (entity.type == "GPE" && country_named(entity.name)) return "country";
  const auto found = std::find_if(type_words.begin(), type_words.end(),
                                  [&](const TypeWord& t) { return t.word == entity.type; });
  return found == type_words.end() ? std::string_view() : found->type;
}

using Quad = std::array<std::uint64_t, 4>;

// Nothing if it is no row of numbers.
std::optional<Quad> quad_of(const std::vector<std::string_view>& cells) {
  Quad quad{};
  if (cells.size() != quad.size() && cells.size() != quad.size() + 1) return std::nullopt;
  for (std::size_t i = 0; i < quad.size(); ++i) {
    const std::string_view text = without_blanks(cells[i]);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quad[i]);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  }
  return quad;
}

class Quads {
 public:
  Quads(const InputFile& file, RecordSink& sink) : dictionaries_(file), sink_(sink) {}

  void take(const TableRows::Row& row) {
    if (!dictionaries_.why_none().empty()) return refuse(row, "", dictionaries_.why_none());
    const auto quad = quad_of(row.cells);
    if (!quad) {
      return refuse(row, "",
                    "expected 4 or 5 numbers between tabs: subject, relation, object, time");
    }
    const auto& [subject, relation, object, time] = *quad;
    if (dictionaries_.entity(subject) == nullptr) return refuse_id(row, "subject", subject);
    if (dictionaries_.entity(object) == nullptr) return refuse_id(row, "object", object);
    if (dictionaries_.relation(relation) == nullptr) return refuse_id(row, "relation", relation);
    if (!dictionaries_.has_times()) {
      sink_.begin(row.line);
      sink_.warn("there is no time2id.txt beside the input: when facts held is not known");
      return put(*quad, {}, {});
    }
    const auto place = dictionaries_.time_place(time);
    if (!place) return refuse_id(row, "time", time);
    held_[{subject, relation, object}].push_back({.line = row.line, .time = time, .place = *place});
    if (++rows_ >= rows_max) {
      end();
      sink_.warn("consecutive times of facts that stand millions of rows apart are not joined");
    }
  }

  void end() {
    for (auto& [triple, rows] : held_) put_runs(triple, rows);
    held_.clear();
    rows_ = 0;
  }

 private:
  struct Held {
    std::uint64_t line = 0;
    std::uint64_t time = 0;
    std::uint32_t place = 0;
  };
  using Triple = std::array<std::uint64_t, 3>;

  void refuse(const TableRows::Row& row, const char* field, std::string reason) {
    sink_.begin(row.line);
    sink_.refuse({.field = field, .reason = std::move(reason)}, RecordKind::relation);
  }

  void refuse_id(const TableRows::Row& row, const char* field, std::uint64_t id) {
    refuse(row, field, std::to_string(id) + " is in no dictionary beside the input");
  }

  // Rows of one triple, of which consecutive times are one relation.
  void put_runs(const Triple& triple, std::vector<Held>& rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Held& a, const Held& b) { return a.place < b.place; });
    for (std::size_t first = 0; first < rows.size();) {
      std::size_t end = first + 1;
      while (end < rows.size() && rows[end].place - rows[end - 1].place <= 1) ++end;
      const Period valid = dictionaries_.period(rows[first].place, rows[end - 1].place);
      for (; first < end; ++first) {
        sink_.begin(rows[first].line);
        const Quad quad = {triple[0], triple[1], triple[2], rows[first].time};
        put(quad, valid, row_text(quad));
      }
    }
  }

  static std::string row_text(const Quad& quad) {
    std::string text;
    for (const std::uint64_t number : quad) {
      text.append(text.empty() ? "" : "\t").append(std::to_string(number));
    }
    return text;
  }

  void put(const Quad& quad, const Period& valid, const std::string& quote) {
    const QuadRelation relation = quad_relation(*dictionaries_.relation(quad[1]));
    if (relation.type.empty()) {
      return sink_.refuse({.field = "relation", .reason = "its name has no letters"},
                          RecordKind::relation);
    }
    const std::string subject = put_entity(quad[0], relation.subject_type);
    const std::string object = put_entity(quad[2], relation.object_type);
    RelationRecord record{
        .type = relation.type, .source = subject, .target = object, .valid = valid};
    if (!valid.is_known()) add_number(record.properties, "time", std::to_string(quad[3]));
    record.claims.push_back({.quote = quote});
    sink_.add(record);
  }

  // Gives its key.
  std::string put_entity(std::uint64_t id, std::string_view type_of_end) {
    const QuadDictionaries::Entity& entity = *dictionaries_.entity(id);
    const std::string_view own_type = type_of(entity);
    const QuadActor actor =
        quad_actor(entity.name, own_type.empty() ? type_of_end : own_type, "quads:");
    sink_.mention(actor.key, actor.type, actor.name);
    if (!described_.insert(id).second) return actor.key;
    EntityRecord record{.key = actor.key};
    add_text(record.properties, "entity type", entity.type);
    add_text(record.properties, "since", entity.since);
    add_text(record.properties, "until", entity.until);
    if (!record.properties.empty()) sink_.add(record);
    return actor.key;
  }

  QuadDictionaries dictionaries_;
  RecordSink& sink_;
  std::map<Triple, std::vector<Held>> held_;
  std::size_t rows_ = 0;
  std::unordered_set<std::uint64_t> described_;
};

// A dictionary is met in the directory of its quads; it is read with them, and is nothing by
// itself.
Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line();
  if (QuadDictionaries::is_dictionary(beginning.name)) {
    return line.find_first_of(",\t") == std::string_view::npos ? Likelihood::none
                                                               : Likelihood::certain;
  }
  if (!quad_of(split_list(line, "\t"))) return Likelihood::none;
  for (const char* const name : {"train.txt", "valid.txt", "test.txt"}) {
    if (beginning.name == name) return Likelihood::certain;
  }
  return Likelihood::likely;
}

void read(InputStream& input, RecordSink& sink) {
  if (QuadDictionaries::is_dictionary(input.file().name)) return;
  TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none}, sink.record_bytes_max());
  Quads quads(input.file(), sink);
  for (TableRows::Row row; rows.next(sink, row);) quads.take(row);
  quads.end();
}

}  // namespace

const Reader id_quads_reader = {
    .name = "id-quads",
    .title = "facts as numbers between tabs, with entity2id.txt and relation2id.txt beside them",
    .files = "train.txt, valid.txt, test.txt",
    .example =
        "==> entity2id.txt <==\n"
        "Ann\t0\n"
        "North Bank\t1\n"
        "==> relation2id.txt <==\n"
        "owns\t0\n"
        "==> train.txt <==\n"
        "0\t0\t1\t0",
    .place_unit = PlaceUnit::line,
    .schemas = {quads_schema()},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
