#include "ingest/gdelt_gkg.h"

#include <relata/lookup.h>
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "ingest/foreign_values.h"
#include "ingest/gdelt_documents.h"
#include "ingest/gdelt_gkg_blocks.h"
#include "ingest/row_properties.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

constexpr const char* schema = R"({
  "relation_types": [
    {"name": "named_near", "label": "is named near", "symmetric": true}
  ]
})";

// Names stand near each other within about two sentences of English. A list of names would be
// linked with all of itself, so that each goes with those that follow next only.
constexpr std::uint32_t characters_max = 200;
constexpr std::size_t neighbours_max = 16;
constexpr std::size_t names_max = 10'000;  // of one document

constexpr std::array column_names = {"GKGRECORDID",
                                     "DATE",
                                     "SourceCollectionIdentifier",
                                     "SourceCommonName",
                                     "DocumentIdentifier",
                                     "V1Counts",
                                     "V2.1Counts",
                                     "V1Themes",
                                     "V2Themes",
                                     "V1Locations",
                                     "V2Locations",
                                     "V1Persons",
                                     "V2Persons",
                                     "V1Organizations",
                                     "V2Organizations",
                                     "V2Tone",
                                     "V2.1Dates",
                                     "V2GCAM",
                                     "SharingImage",
                                     "RelatedImages",
                                     "SocialImageEmbeds",
                                     "SocialVideoEmbeds",
                                     "Quotations",
                                     "AllNames",
                                     "Amounts",
                                     "TranslationInfo",
                                     "Extras"};
constexpr std::size_t columns_count = column_names.size();
constexpr std::size_t id_column = 0;
constexpr std::size_t date_column = 1;
constexpr std::size_t kind_column = 2;
constexpr std::size_t source_column = 3;
constexpr std::size_t document_column = 4;
constexpr std::size_t places1_column = 9;
constexpr std::size_t places_column = 10;
constexpr std::size_t persons1_column = 11;
constexpr std::size_t persons_column = 12;
constexpr std::size_t organizations1_column = 13;
constexpr std::size_t organizations_column = 14;
constexpr std::size_t tone_column = 15;
constexpr std::size_t quotations_column = 22;
constexpr std::size_t translation_column = 25;
constexpr std::size_t extras_column = 26;

// Kept as they stand: lists of blocks that have no place in the model, and those that say where
// in the document each name stands.
constexpr std::array kept_columns = {5, 6, 7, 8, 10, 12, 14, 16, 17, 18, 19, 20, 21, 23, 24, 25};

constexpr std::array tone_names = {"Tone",
                                   "PositiveScore",
                                   "NegativeScore",
                                   "Polarity",
                                   "ActivityReferenceDensity",
                                   "SelfGroupReferenceDensity",
                                   "WordCount"};

std::string_view type_of_place(std::string_view kind) {
  if (kind == "1") return "country";
  return kind == "2" || kind == "5" ? "region" : "place";
}

std::string key_of_place(const GkgPlace& place) {
  return "gdelt:place:" + std::string(place.country) + "/" +
         std::string(place.feature.empty() ? place.name : place.feature);
}

// The rows of one input; text of a record is good until the next.
class Documents {
 public:
  explicit Documents(RecordSink& sink) : sink_(sink) {}

  void take(const TableRows::Row& row) {
    const auto& cells = row.cells;
    if (cells.size() != columns_count) {
      Refusal refusal = why_not_so_wide(row, columns_count);
      refusal.reason += "; GKG 1.0 has other columns and is not read";
      return sink_.refuse(std::move(refusal), RecordKind::document);
    }
    const auto refuse = [&](const char* field, const char* reason) {
      sink_.refuse({.field = field, .reason = reason}, RecordKind::document);
    };
    if (cells[id_column].empty()) return refuse("GKGRECORDID", "expected the record's number");
    const auto date = date_of_digits(cells[date_column]);
    if (!date) return refuse("DATE", "expected a time, YYYYMMDDHHMMSS");
    if (cells[document_column].empty()) return refuse("DocumentIdentifier", "expected a document");
    named_.clear();
    keys_.clear();
    rest_.clear();
    put_named(row, persons_column, persons1_column, "person");
    put_named(row, organizations_column, organizations1_column, "organization");
    put_places(row);
    put_document(row, *date);
    link_near(cells[document_column]);
  }

 private:
  // Somebody or something at one place of the document.
  struct Named {
    std::string key;
    std::string words;  // folded, of a place without what it lies in
    std::uint32_t at = 0;
    bool is_place = false;
  };

  void warn_of_broken(std::size_t blocks, std::size_t column) {
    if (blocks == 0) return;
    sink_.warn(std::string("blocks of ") + column_names[column] +
               " that are cut or broken are read as far as they go; they are kept as a property");
  }

  // Gives the key of what is called so, in one spelling for all.
  std::string put_name(std::string_view name, const std::string& type) {
    const std::string folded = fold_name(name);
    std::string key = "gdelt:" + type + ":" + (folded.empty() ? std::string(name) : folded);
    sink_.mention(key, type, name, "en");
    return key;
  }

  // Version 1 has the same names in small letters, and seldom one more.
  void put_named(const TableRows::Row& row, std::size_t column, std::size_t column1,
                 const std::string& type) {
    const auto found = gkg_names(row.cells[column]);
    warn_of_broken(found.broken, column);
    for (const GkgName& name : found.blocks) {
      std::string key = put_name(name.name, type);
      keys_.insert(key);
      named_.push_back({.key = std::move(key), .words = fold_name(name.name), .at = name.at});
    }
    for (const std::string_view name : split_list(row.cells[column1], ";")) {
      if (keys_.insert(put_name(name, type)).second) rest_.emplace_back(column1, name);
    }
  }

  // Of a country version 1 has the name; version 2 has the word that the text has for it.
  void put_places(const TableRows::Row& row) {
    const auto firsts = gkg_places(row.cells[places1_column], GkgVersion::v1);
    const auto found = gkg_places(row.cells[places_column], GkgVersion::v2);
    warn_of_broken(firsts.broken, places1_column);
    warn_of_broken(found.broken, places_column);
    for (const GkgPlace& place : firsts.blocks) put_place(place, NameKind::canonical);
    for (const GkgPlace& place : found.blocks) {
      std::string key = put_place(place, NameKind::weak);
      keys_.insert(key);
      named_.push_back({.key = std::move(key),
                        .words = fold_name(place.name.substr(0, place.name.find(','))),
                        .at = place.at,
                        .is_place = true});
    }
    const bool is_all_kept =
        firsts.broken == 0 &&
        std::all_of(firsts.blocks.begin(), firsts.blocks.end(),
                    [&](const GkgPlace& place) { return keys_.contains(key_of_place(place)); });
    if (!is_all_kept) rest_.emplace_back(places1_column, row.cells[places1_column]);
  }

  // Said once of each place and name in the input.
  std::string put_place(const GkgPlace& place, NameKind kind) {
    std::string key = key_of_place(place);
    const bool is_new = described_.insert(key).second;
    if (!described_.insert(key + "\n" + std::string(place.name)).second) return key;
    EntityRecord record{
        .key = key,
        .type = type_of_place(place.kind),
        .is_type_sure = false,
        .names = {{.text = place.name,
                   .language = "en",
                   .kind = is_new || place.kind != "1" ? NameKind::canonical : kind}}};
    if (is_new) {
      add_text(record.properties, "CountryCode", place.country);
      add_text(record.properties, "ADM1Code", place.adm1);
      add_number(record.properties, "Lat", place.latitude);
      add_number(record.properties, "Long", place.longitude);
    }
    add_text(record.properties, "ADM2Code", place.adm2);
    sink_.add(record);
    return key;
  }

  void put_document(const TableRows::Row& row, PartialDate date) {
    const auto& cells = row.cells;
    const std::string language = gdelt_language(cells[translation_column]);
    const std::string_view kind = cells[kind_column];
    DocumentRecord document{
        .key = cells[document_column],
        .publisher = gdelt_publisher(kind, cells[document_column], cells[source_column]),
        .language = language,
        .date = date};
    auto& properties = document.properties;
    add_text(properties, column_names[id_column], cells[id_column]);
    if (kind != gdelt_web_kind) add_text(properties, column_names[kind_column], kind);
    if (document.publisher != cells[source_column]) {
      add_text(properties, column_names[source_column], cells[source_column]);
    }
    for (const int column : kept_columns) {
      const auto at = static_cast<std::size_t>(column);
      add_text(properties, column_names[at], cells[at]);
    }
    for (const auto& [column, text] : rest_) add_text(properties, column_names[column], text);
    add_tone(cells[tone_column], properties);
    const auto quotations = gkg_quotations(cells[quotations_column]);
    warn_of_broken(quotations.broken, quotations_column);
    for (const std::string_view text : quotations.blocks) {
      add_text(properties, column_names[quotations_column], text);
    }
    for (const GkgElement& element : gkg_elements(cells[extras_column])) {
      if (element.name.empty()) warn_of_broken(1, extras_column);
      const bool is_title = element.name == "PAGE_TITLE" && document.title.empty();
      if (is_title) document.title = without_blanks(element.text);
      add_text(properties, element.name.empty() ? column_names[extras_column] : element.name,
               is_title ? std::string_view() : element.text);
    }
    sink_.add(document);
  }

  void add_tone(std::string_view cell, std::vector<Property>& properties) {
    const auto values = split_list(cell, ",");
    if (values.size() != tone_names.size()) {
      warn_of_broken(cell.empty() ? 0 : 1, tone_column);
      return add_text(properties, column_names[tone_column], cell);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      add_number(properties, tone_names[i], values[i]);
    }
  }

  // Of two names one of which holds the other it is not known that they are two: "Lisa Vander
  // Woude" is named as "Vander Woude" too, and Iowa in its Department of Natural Resources. Places
  // are not linked with each other: what lies near what, a map says.
  static bool are_two(const Named& a, const Named& b) {
    if (a.key == b.key || (a.is_place && b.is_place)) return false;
    return a.words.find(b.words) == std::string::npos && b.words.find(a.words) == std::string::npos;
  }

  void link_near(std::string_view document) {
    if (named_.size() > names_max) {
      sink_.warn("of a document with more than " + std::to_string(names_max) +
                 " names the further ones are not linked with those near them");
      named_.resize(names_max);
    }
    std::stable_sort(named_.begin(), named_.end(),
                     [](const Named& a, const Named& b) { return a.at < b.at; });
    std::set<std::pair<std::string_view, std::string_view>> pairs;
    for (auto one = named_.begin(); one != named_.end(); ++one) {
      std::size_t neighbours = 0;
      for (auto other = one + 1; other != named_.end() && neighbours < neighbours_max; ++other) {
        if (other->at - one->at > characters_max) break;
        if (!are_two(*one, *other)) continue;
        ++neighbours;
        pairs.insert(std::minmax<std::string_view>(one->key, other->key));
      }
    }
    for (const auto& [source, target] : pairs) {
      sink_.add(RelationRecord{.type = "named_near",
                               .source = source,
                               .target = target,
                               .claims = {{.document = document}}});
    }
  }

  RecordSink& sink_;
  std::vector<Named> named_;                                    // of the row
  std::unordered_set<std::string> keys_;                        // of the row, by version 2
  std::vector<std::pair<std::size_t, std::string_view>> rest_;  // that only version 1 has
  std::unordered_set<std::string> described_;
};

// A row may be longer than what is seen of the input: its first cells are enough.
Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line_so_far();
  if (beginning.name.ends_with(".gkg.csv") && line.find('\t') != std::string_view::npos) {
    return Likelihood::certain;
  }
  constexpr std::size_t time_size = 14;  // YYYYMMDDHHMMSS
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos || tab < time_size + 2) return Likelihood::none;
  const std::string_view id = line.substr(0, tab);
  const std::string_view time = line.substr(tab + 1, time_size);
  const bool is_record = id[time_size] == '-' && date_of_digits(id.substr(0, time_size)) &&
                         time.size() == time_size && date_of_digits(time) &&
                         line.substr(tab + 1 + time_size).starts_with('\t');
  return is_record ? Likelihood::certain : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none}, sink.record_bytes_max());
  Documents documents(sink);
  for (TableRows::Row row; rows.next(sink, row);) {
    sink.begin(row.line);
    documents.take(row);
  }
}

}  // namespace

const Reader gdelt_gkg_reader = {
    .name = "gdelt-gkg",
    .title = "GDELT's Global Knowledge Graph 2.1",
    .files = "*.gkg.csv",
    .example =
        "20240806120000-1\t20240806120000\t1\ta.example\thttps://a.example/1\t\t\t\t\t\t\t\tKim "
        "Jong Un,10;Vladimir Putin,60\t\t\t\t\t\t\t\t\t\t\t\t\t\t",
    .place_unit = PlaceUnit::line,
    .schemas = {schema},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
