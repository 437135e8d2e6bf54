#include "ingest/triples.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <relata/schema.h>
#include <array>
#include <string>
#include <unordered_set>

#include "ingest/foreign_values.h"
#include "ingest/quad_types.h"
#include "ingest/row_properties.h"
#include "ingest/table_rows.h"
#include "ingest/triple_dictionaries.h"
#include "ingest/wikidata_types.h"

namespace relata {
namespace {

constexpr std::size_t columns_count = 3;

std::string json_text(std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer writer(buffer);
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return buffer.GetString();
}

class Triples {
 public:
  Triples(const InputFile& file, RecordSink& sink)
      : dictionaries_(file, sink.record_bytes_max()), sink_(sink) {
    known_types_.extend(wikidata_schema, "of Wikidata");
  }

  void take(const TableRows::Row& row) {
    if (rows_++ == 0) {
      for (const std::string& problem : dictionaries_.problems()) sink_.warn(problem);
    }
    if (row.cells.size() != columns_count) {
      return sink_.refuse(why_not_so_wide(row, columns_count), RecordKind::relation);
    }
    constexpr std::array fields = {"subject", "relation", "object"};
    for (std::size_t i = 0; i < columns_count; ++i) {
      if (!row.cells[i].empty()) continue;
      return sink_.refuse({.field = fields[i], .reason = "expected an id"}, RecordKind::relation);
    }
    put(row.cells[0], row.cells[1], row.cells[2]);
  }

 private:
  void put(std::string_view subject, std::string_view name, std::string_view object) {
    const QuadRelation relation = quad_relation(name);
    if (relation.type.empty()) {
      return sink_.refuse({.field = "relation", .reason = "expected a name with letters"},
                          RecordKind::relation);
    }
    const std::string source = put_entity(subject, relation.subject_type);
    // A number is nobody's relation: many have it, and are not connected by it.
    const bool is_of_wikidata = is_wikidata_id(subject, 'Q') && is_wikidata_id(name, 'P');
    if (is_of_wikidata && !is_wikidata_id(object, 'Q')) {
      EntityRecord record{.key = source};
      add_text(record.properties, relation.type, object);
      return sink_.add(record);
    }
    const std::string target = put_entity(object, relation.object_type);
    declare(relation.type, name);
    sink_.add(RelationRecord{
        .type = relation.type, .source = source, .target = target, .claims = {ClaimRecord()}});
  }

  // Types that Wikidata's readers know have labels for both directions already.
  void declare(const std::string& type, std::string_view name) {
    if (!declared_.insert(type).second || known_types_.relation_type(type)) return;
    const std::string_view label = dictionaries_.relation_label(name);
    if (label.empty()) return;
    sink_.declare(R"({"relation_types":[{"name":)" + json_text(type) + R"(,"label":)" +
                  json_text(label) + "}]}");
  }

  // Gives its key. What the dictionaries say of it is said once.
  std::string put_entity(std::string_view id, std::string_view type_of_end) {
    std::string_view type = type_of_end;
    for (const std::string& each : dictionaries_.classes(id)) {
      if (const auto known = type_of_wikidata_class(each); !known.empty()) {
        type = known;
        break;
      }
    }
    const QuadActor actor = quad_actor(id, type, "triples:");
    sink_.mention(actor.key, actor.type, actor.name);
    if (!described_.insert(std::string(id)).second) return actor.key;
    EntityRecord record{.key = actor.key};
    for (const TripleDictionaries::Name& name : dictionaries_.names(id)) {
      record.names.push_back(
          {.text = name.text, .language = name.language, .kind = NameKind::canonical});
      add_text(record.properties, "description." + name.language, name.description);
    }
    for (const std::string& each : dictionaries_.classes(id)) {
      add_text(record.properties, "type", dictionaries_.class_label(each));
    }
    if (!record.names.empty() || !record.properties.empty()) sink_.add(record);
    return actor.key;
  }

  TripleDictionaries dictionaries_;
  RecordSink& sink_;
  Schema known_types_ = Schema::built_in();
  std::unordered_set<std::string> declared_;
  std::unordered_set<std::string> described_;
  std::uint64_t rows_ = 0;
};

// A dictionary is met in the directory of its triples; it is read with them, and is nothing by
// itself.
bool is_dictionary(const Beginning& beginning) {
  if (!TripleDictionaries::is_dictionary(beginning.name)) return false;
  std::string_view text = without_blanks(beginning.text);
  if (!text.starts_with('{')) return false;
  text = without_blanks(text.substr(1));
  const std::string_view id = text.substr(0, text.find('"', 1));
  return id.starts_with('"') &&
         (is_wikidata_id(id.substr(1), 'Q') || is_wikidata_id(id.substr(1), 'P'));
}

Likelihood recognize(const Beginning& beginning) {
  if (is_dictionary(beginning)) return Likelihood::certain;
  const auto cells = split_list(beginning.first_line(), "\t");
  const bool is_triple = beginning.has_columns(columns_count, '\t') &&
                         cells.size() == columns_count && is_wikidata_id(cells[0], 'Q') &&
                         is_wikidata_id(cells[1], 'P') && is_wikidata_id(cells[2], 'Q');
  return is_triple ? Likelihood::certain : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  if (TripleDictionaries::is_dictionary(input.file().name)) return;
  TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none}, sink.record_bytes_max());
  Triples triples(input.file(), sink);
  for (TableRows::Row row; rows.next(sink, row);) {
    sink.begin(row.line);
    triples.take(row);
  }
}

}  // namespace

const Reader triples_reader = {
    .name = "triples",
    .title = "facts as three ids between tabs (CoDEx), with dictionaries beside them",
    .files = "*.txt",
    .example = "Q42\tP69\tQ691283",
    .place_unit = PlaceUnit::line,
    .schemas = {wikidata_schema},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
