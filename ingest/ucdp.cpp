#include "ingest/ucdp.h"

#include <algorithm>
#include <deque>
#include <string>

#include "ingest/foreign_values.h"
#include "ingest/named_rows.h"
#include "ingest/row_properties.h"
#include "ingest/ucdp_sources.h"

namespace relata {
namespace {

constexpr const char* schema = R"({
  "entity_types": [
    {"name": "population_group", "label": "group of people"}
  ]
})";

const std::vector<std::string_view> told_columns = {
    "id",         "conflict_new_id", "conflict_name",   "side_a",        "side_a_new_id",
    "side_b",     "side_b_new_id",   "source_article",  "source_office", "source_date",
    "adm_1",      "adm_2",           "source_headline", "country",       "where_coordinates",
    "country_id", "date_start",      "date_end",        "gwnoa",         "gwnob"};
const std::vector<std::string_view> quantity_columns = {"low", "best", "high"};
const std::vector<std::string_view> number_columns = {"year",
                                                      "number_of_sources",
                                                      "where_prec",
                                                      "latitude",
                                                      "longitude",
                                                      "deaths_a",
                                                      "deaths_b",
                                                      "deaths_civilians",
                                                      "deaths_unknown",
                                                      "event_clarity",
                                                      "date_prec",
                                                      "low",
                                                      "best",
                                                      "high",
                                                      "type_of_violence"};

constexpr std::string_view one_sided = "3";  // a type of violence
constexpr std::string_view civilians = "Civilians";

// How finely the dates are known: to days, months or years.
Precision precision_of(std::string_view date_prec) {
  if (date_prec == "4") return Precision::month;
  return date_prec == "5" ? Precision::year : Precision::day;
}

class Events {
 public:
  Events(NamedRows& rows, RecordSink& sink) : rows_(rows), sink_(sink) {}

  // Puts the row that `rows` stands at.
  void take() {
    id_ = rows_.cell("id");
    const auto start = date_of_timestamp(rows_.cell("date_start"));
    const std::string_view last = rows_.cell("date_end");
    const auto end = last.empty() ? start : date_of_timestamp(last);
    if (id_.empty()) return refuse("id", "expected the event's number");
    if (!start) return refuse("date_start", "expected a day, YYYY-MM-DD");
    if (!end) return refuse("date_end", "expected a day, YYYY-MM-DD");
    if (rows_.cell("side_a").empty()) return refuse("side_a", "expected the name of a side");
    if (rows_.cell("side_b").empty()) return refuse("side_b", "expected the name of a side");
    const Precision precision = precision_of(rows_.cell("date_prec"));
    valid_ = {.from = coarsened(*start, precision), .to = coarsened(*end, precision)};
    put_sources();
    side_a_ = put_side("side_a", "side_a_new_id", "gwnoa");
    side_b_ = put_side("side_b", "side_b_new_id", "gwnob");
    put_violence();
    put_event();
  }

 private:
  void refuse(const char* field, const char* reason) {
    sink_.refuse({.field = field, .reason = reason}, RecordKind::relation);
  }

  // The reports as documents, and the claims that all relations of the row have.
  void put_sources() {
    claims_.clear();
    document_keys_.clear();
    const std::vector<UcdpSource> sources = ucdp_sources(rows_.cell("source_article"));
    put_speaker(sources);
    for (const UcdpSource& source : sources) {
      const std::string publisher = "ucdp:source:" + std::string(source.office);
      document_keys_.push_back("ucdp:report:" + std::string(source.text));
      if (!source.office.empty()) sink_.mention(publisher, "organization", source.office);
      sink_.add(DocumentRecord{.key = document_keys_.back(),
                               .title = source.headline,
                               .publisher = source.office.empty() ? std::string_view() : publisher,
                               .date = source.date});
      claims_.push_back(
          {.document = document_keys_.back(), .speaker = speaker_, .quote = source.headline});
    }
    if (claims_.empty()) claims_.emplace_back();
  }

  // Whom the one report of an event says it has it from, if that is one and another.
  void put_speaker(const std::vector<UcdpSource>& sources) {
    speaker_.clear();
    const std::string_view original = without_blanks(rows_.cell("source_original"));
    const bool is_one = original.find_first_of(";,/\n") == std::string_view::npos;
    if (sources.size() != 1 || original.empty() || !is_one) return;
    if (original == sources.front().office) return;
    speaker_ = "ucdp:source:" + std::string(original);
    sink_.mention(speaker_, "", original);
  }

  // Gives its key.
  std::string put_side(const char* column, const char* id_column, const char* state_column) {
    const std::string_view name = rows_.cell(column);
    const std::string_view number = rows_.cell(id_column);
    std::string key = "ucdp:actor:" + std::string(number.empty() ? name : number);
    std::string full_name(name);
    std::string_view type = "armed_group";
    if (name.starts_with("Government of ")) type = "government_body";
    if (name == civilians) {
      // One number stands for those of all countries, who are not one entity.
      type = "population_group";
      const std::string_view country = rows_.cell("country");
      key.append(":").append(country);
      if (!country.empty()) full_name.append(" (").append(country).append(")");
    }
    sink_.mention(key, type);
    EntityRecord record{
        .key = key, .type = {}, .names = {{.text = full_name, .kind = NameKind::canonical}}};
    add_text(record.properties, "gwno", rows_.cell(state_column));
    sink_.add(record);
    return key;
  }

  void put_violence() {
    const bool is_one_sided = rows_.cell("type_of_violence") == one_sided;
    const std::string key = "ucdp:" + std::string(id_);
    RelationRecord record{.key = key,
                          .type = is_one_sided ? "attacked" : "fought_against",
                          .source = side_a_,
                          .target = side_b_,
                          .valid = valid_,
                          .quantity = deaths()};
    std::vector<std::string_view> told = told_columns;
    if (record.quantity) told.insert(told.end(), quantity_columns.begin(), quantity_columns.end());
    rows_.add_others(told, number_columns, record.properties);
    record.claims = claims_;
    sink_.add(record);
  }

  // Nothing if none is given, or they contradict each other.
  std::optional<Quantity> deaths() {
    Quantity quantity{.low = number_of(rows_.cell("low")),
                      .best = number_of(rows_.cell("best")),
                      .high = number_of(rows_.cell("high")),
                      .unit = "death"};
    if (!quantity.low && !quantity.best && !quantity.high) return std::nullopt;
    const double least = quantity.low.value_or(quantity.best.value_or(*quantity.high));
    const double best = quantity.best.value_or(least);
    if (least <= best && best <= quantity.high.value_or(best)) return quantity;
    sink_.warn("low, best and high are not in order, so that the deaths are properties only");
    return std::nullopt;
  }

  void put_event() {
    const std::string key = "ucdp:event:" + std::string(id_);
    const std::string_view where = rows_.cell("where_coordinates");
    std::string name(rows_.cell("side_a"));
    name.append(" - ").append(rows_.cell("side_b"));
    if (!where.empty()) name.append(", ").append(where);
    name += ", " + valid_.text();
    sink_.add(EntityRecord{
        .key = key, .type = "event", .names = {{.text = name, .kind = NameKind::canonical}}});
    put_link(side_a_, "participated_in", key);
    if (rows_.cell("side_b") != civilians) put_link(side_b_, "participated_in", key);
    const std::string_view conflict = rows_.cell("conflict_new_id");
    if (!conflict.empty()) {
      const std::string whole = "ucdp:conflict:" + std::string(conflict);
      sink_.mention(whole, "armed_conflict", rows_.cell("conflict_name"));
      put_link(key, "part_of", whole);
    }
    put_place(key, where);
  }

  void put_place(const std::string& event, std::string_view where) {
    const std::string_view country = rows_.cell("country");
    const std::string_view number = rows_.cell("country_id");
    const std::string country_key =
        "ucdp:country:" + std::string(number.empty() ? country : number);
    if (!country.empty()) sink_.mention(country_key, "country", country);
    if (where.empty() || where == country) {
      if (!country.empty()) put_link(event, "took_place_in", country_key);
      return;
    }
    std::string key = "ucdp:place:";
    for (const char* const column : {"country", "adm_1", "adm_2"}) {
      key.append(rows_.cell(column)).append("/");
    }
    key.append(where);
    EntityRecord record{
        .key = key, .type = "place", .names = {{.text = where, .kind = NameKind::canonical}}};
    add_text(record.properties, "adm_1", rows_.cell("adm_1"));
    add_text(record.properties, "adm_2", rows_.cell("adm_2"));
    sink_.add(record);
    put_link(event, "took_place_in", key);
    if (country.empty()) return;
    // Of the data set itself, for all events of the place.
    sink_.add(RelationRecord{
        .type = "located_in", .source = key, .target = country_key, .claims = {ClaimRecord()}});
  }

  void put_link(std::string_view source, std::string_view type, std::string_view target) {
    sink_.add(RelationRecord{
        .type = type, .source = source, .target = target, .valid = valid_, .claims = claims_});
  }

  NamedRows& rows_;
  RecordSink& sink_;
  std::string_view id_;
  Period valid_;
  std::string side_a_;
  std::string side_b_;
  std::string speaker_;
  std::deque<std::string> document_keys_;  // of the claims
  std::vector<ClaimRecord> claims_;
};

Likelihood recognize(const Beginning& beginning) {
  return names_columns(beginning, ',', {"id", "dyad_name", "side_a", "side_b", "date_start"})
             ? Likelihood::certain
             : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  NamedRows rows(input, {}, sink, {"id", "side_a", "side_b", "date_start"});
  Events events(rows, sink);
  while (rows.next()) events.take();
}

}  // namespace

const Reader ucdp_reader = {
    .name = "ucdp",
    .title = "UCDP Georeferenced Event Dataset",
    .files = "GEDEvent*.csv",
    .example =
        "id,dyad_name,side_a,side_b,date_start,date_end\n"
        "1,A - B,Government of A,B,2024-08-06,2024-08-07",
    .place_unit = PlaceUnit::line,
    .schemas = {schema},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
