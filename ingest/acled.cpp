#include "ingest/acled.h"

#include <algorithm>
#include <array>
#include <deque>
#include <string>

#include "ingest/foreign_values.h"
#include "ingest/named_rows.h"
#include "ingest/row_properties.h"

namespace relata {
namespace {

constexpr const char* schema = R"({
  "entity_types": [
    {"name": "population_group", "label": "group of people"}
  ],
  "relation_types": [
    {"name": "involved_in", "label": "was involved in", "inverse": "involved", "target": ["event"]},
    {"name": "involved_with", "label": "was in one event with", "symmetric": true}
  ]
})";

const std::vector<std::string_view> told_columns = {
    "event_id_cnty", "event_date", "actor1",  "assoc_actor_1", "inter1", "actor2",
    "assoc_actor_2", "inter2",     "country", "location",      "source", "notes"};
const std::vector<std::string_view> number_columns = {
    "year", "time_precision", "latitude", "longitude", "geo_precision", "fatalities", "timestamp"};

// The columns of actors, and of what kind those are.
struct ActorColumn {
  const char* name;
  const char* kind;  // nullptr: not said
};
constexpr std::array actor_columns = {
    ActorColumn{"actor1", "inter1"}, ActorColumn{"assoc_actor_1", nullptr},
    ActorColumn{"actor2", "inter2"}, ActorColumn{"assoc_actor_2", nullptr}};

struct TypeOf {
  std::string_view begin;  // of a name, or a kind of actor in numbers or words
  std::string_view type;
};
constexpr std::array types_of_names = {
    TypeOf{"Military Forces of ", "armed_forces"}, TypeOf{"Police Forces of ", "government_body"},
    TypeOf{"Government of ", "government_body"},   TypeOf{"Civilians (", "population_group"},
    TypeOf{"Protesters (", "population_group"},    TypeOf{"Rioters (", "population_group"}};
constexpr std::array types_of_kinds = {
    TypeOf{"2", "armed_group"},      TypeOf{"Rebel group", "armed_group"},
    TypeOf{"3", "armed_group"},      TypeOf{"Political militia", "armed_group"},
    TypeOf{"4", "armed_group"},      TypeOf{"Identity militia", "armed_group"},
    TypeOf{"5", "population_group"}, TypeOf{"Rioters", "population_group"},
    TypeOf{"6", "population_group"}, TypeOf{"Protesters", "population_group"},
    TypeOf{"7", "population_group"}, TypeOf{"Civilians", "population_group"}};

std::string_view type_of_actor(std::string_view name, std::string_view kind) {
  for (const TypeOf& known : types_of_names) {
    if (name.starts_with(known.begin)) return known.type;
  }
  for (const TypeOf& known : types_of_kinds) {
    if (kind == known.begin) return known.type;
  }
  return {};
}

std::string two_digits(std::string_view number) {
  return (number.size() == 1 ? "0" : "") + std::string(number);
}

// 2023-01-31, 31 January 2023 or 31-Jan-23.
std::optional<PartialDate> date_of(std::string_view text) {
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto parts = split_list(text, text.find(' ') == std::string_view::npos ? "-" : " ");
  if (parts.size() != 3 || parts[1].size() < 3) {
    const auto date = date_of_timestamp(text);
    return date && date->precision() == Precision::day ? date : std::nullopt;
  }
  const auto month = std::find(months.begin(), months.end(), parts[1].substr(0, 3));
  if (month == months.end()) return std::nullopt;
  std::string year(parts[2]);
  if (year.size() == 2) year.insert(0, year < "90" ? "20" : "19");  // the first events are of 1997
  return PartialDate::parse(year + "-" + two_digits(std::to_string(month - months.begin() + 1)) +
                            "-" + two_digits(parts[0]));
}

// The day may lie anywhere in its week (2) or month (3).
Period period_of(PartialDate day, std::string_view precision) {
  if (precision == "3") {
    const PartialDate month = coarsened(day, Precision::month);
    return {.from = month, .to = month};
  }
  if (precision != "2") return {.from = day, .to = day};
  const std::chrono::days almost_a_week{6};
  return {
      .from = coarsened(PartialDate::from_day(day.first_day() - almost_a_week), Precision::month),
      .to = coarsened(PartialDate::from_day(day.first_day() + almost_a_week), Precision::month)};
}

class Events {
 public:
  Events(NamedRows& rows, RecordSink& sink) : rows_(rows), sink_(sink) {}

  // Puts the row that `rows` stands at.
  void take() {
    id_ = rows_.cell("event_id_cnty");
    const auto day = date_of(rows_.cell("event_date"));
    if (id_.empty()) return refuse("event_id_cnty", "expected the event's id");
    if (!day) return refuse("event_date", "expected a day, like 2023-01-31 or 31 January 2023");
    if (rows_.cell("actor1").empty()) return refuse("actor1", "expected the name of an actor");
    valid_ = period_of(*day, rows_.cell("time_precision"));
    event_ = "acled:event:" + std::string(id_);
    put_sources();
    put_event();
    for (const ActorColumn& column : actor_columns) put_actors(column);
    put_pair();
    put_place();
  }

 private:
  void refuse(const char* field, const char* reason) {
    sink_.refuse({.field = field, .reason = reason});
  }

  // A document for each source, since it is not said which of its texts is meant.
  void put_sources() {
    claims_.clear();
    document_keys_.clear();
    const std::string_view notes = rows_.cell("notes");
    for (const std::string_view source : split_list(rows_.cell("source"), ";")) {
      const std::string publisher = "acled:source:" + std::string(source);
      sink_.mention(publisher, "organization", source);
      document_keys_.push_back("acled:report:" + std::string(id_) + "/" + std::string(source));
      sink_.add(DocumentRecord{.key = document_keys_.back(), .publisher = publisher});
      claims_.push_back({.document = document_keys_.back(), .quote = notes});
    }
    if (claims_.empty()) claims_.push_back({.quote = notes});
  }

  void put_event() {
    const std::string_view finer = rows_.cell("sub_event_type");
    std::string name(finer.empty() ? rows_.cell("event_type") : finer);
    if (!rows_.cell("location").empty()) name.append(", ").append(rows_.cell("location"));
    name += ", " + valid_.text();
    EntityRecord record{
        .key = event_, .type = "event", .names = {{.text = name, .kind = NameKind::canonical}}};
    rows_.add_others(told_columns, number_columns, record.properties);
    sink_.add(record);
  }

  static std::string key_of_actor(std::string_view name) { return "acled:" + std::string(name); }

  void put_actors(const ActorColumn& column) {
    const std::string_view kind =
        column.kind == nullptr ? std::string_view() : rows_.cell(column.kind);
    for (const std::string_view name : split_list(rows_.cell(column.name), ";")) {
      const std::string key = key_of_actor(name);
      sink_.mention(key, type_of_actor(name, kind), name);
      RelationRecord record{
          .type = "involved_in", .source = key, .target = event_, .valid = valid_};
      add_text(record.properties, "role", column.name);
      if (column.kind != nullptr) add_text(record.properties, column.kind, kind);
      record.claims = claims_;
      sink_.add(record);
    }
  }

  void put_pair() {
    const auto first = split_list(rows_.cell("actor1"), ";");
    const auto second = split_list(rows_.cell("actor2"), ";");
    if (first.empty() || second.empty()) return;
    const bool is_battle = rows_.cell("event_type") == "Battles";
    const std::string key = "acled:" + std::string(id_);
    const std::string source = key_of_actor(first.front());
    const std::string target = key_of_actor(second.front());
    RelationRecord record{.key = key,
                          .type = is_battle ? "fought_against" : "involved_with",
                          .source = source,
                          .target = target,
                          .valid = valid_};
    if (const auto deaths = number_of(rows_.cell("fatalities"))) {
      record.quantity = Quantity{.low = {}, .best = deaths, .high = {}, .unit = "death"};
    }
    add_text(record.properties, "event_type", rows_.cell("event_type"));
    record.claims = claims_;
    sink_.add(record);
  }

  void put_place() {
    const std::string_view country = rows_.cell("country");
    const std::string_view location = rows_.cell("location");
    const std::string country_key = "acled:country:" + std::string(country);
    if (!country.empty()) sink_.mention(country_key, "country", country);
    if (location.empty()) {
      if (!country.empty()) put_location(country_key);
      return;
    }
    std::string key = "acled:place:";
    for (const char* const column : {"country", "admin1", "admin2", "admin3"}) {
      key.append(rows_.cell(column)).append("/");
    }
    key.append(location);
    sink_.mention(key, "place", location);
    put_location(key);
    if (country.empty()) return;
    // Of the data set itself, for all events of the place.
    sink_.add(RelationRecord{
        .type = "located_in", .source = key, .target = country_key, .claims = {ClaimRecord()}});
  }

  void put_location(std::string_view place) {
    sink_.add(RelationRecord{.type = "took_place_in",
                             .source = event_,
                             .target = place,
                             .valid = valid_,
                             .claims = claims_});
  }

  NamedRows& rows_;
  RecordSink& sink_;
  std::string_view id_;
  std::string event_;
  Period valid_;
  std::deque<std::string> document_keys_;  // of the claims
  std::vector<ClaimRecord> claims_;
};

// Exports have commas or semicolons between cells.
bool has_header(const Beginning& beginning, char delimiter) {
  return names_columns(beginning, delimiter, {"event_id_cnty", "event_date", "event_type"});
}

Likelihood recognize(const Beginning& beginning) {
  return has_header(beginning, ',') || has_header(beginning, ';') ? Likelihood::certain
                                                                  : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  const Beginning beginning{.name = {}, .text = input.beginning()};
  const char delimiter = has_header(beginning, ';') ? ';' : ',';
  NamedRows rows(input, {.delimiter = delimiter}, sink,
                 {"event_id_cnty", "event_date", "event_type", "actor1"});
  Events events(rows, sink);
  while (rows.next()) events.take();
}

}  // namespace

const Reader acled_reader = {
    .name = "acled",
    .title = "ACLED events",
    .files = "*.csv",
    .example =
        "event_id_cnty,event_date,event_type,actor1,country\n"
        "UKR1,6 August 2024,Battles,Military Forces of Ukraine,Ukraine",
    .place_unit = PlaceUnit::line,
    .schemas = {schema},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
