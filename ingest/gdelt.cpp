#include "ingest/gdelt.h"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/cameo.h"
#include "ingest/country_names.h"
#include "ingest/foreign_values.h"
#include "ingest/row_properties.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

constexpr std::size_t columns_count = 61;
constexpr std::size_t id_column = 0;
constexpr std::size_t day_column = 1;
constexpr std::size_t actor1_column = 5;  // code, name and eight more codes
constexpr std::size_t actor2_column = 15;
constexpr std::size_t is_root_column = 25;
constexpr std::size_t event_code_column = 26;
constexpr std::size_t quad_class_column = 29;
constexpr std::size_t geo_column = 35;  // three places of eight columns
constexpr std::size_t action_name_column = 52;
constexpr std::size_t added_column = 59;
constexpr std::size_t address_column = 60;

// From is_root_column up to geo_column.
constexpr std::array event_names = {
    "IsRootEvent",    "EventCode",   "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources",    "NumArticles",   "AvgTone"};
constexpr std::array place_names = {"Actor1Geo_", "Actor2Geo_", "ActionGeo_"};
constexpr std::array geo_names = {"Type",     "FullName", "CountryCode", "ADM1Code",
                                  "ADM2Code", "Lat",      "Long",        "FeatureID"};
constexpr std::array actor_names = {"CountryCode",   "KnownGroupCode", "EthnicCode",
                                    "Religion1Code", "Religion2Code",  "Type1Code",
                                    "Type2Code",     "Type3Code"};

struct RoleType {
  std::string_view role;  // three letters of an actor's code
  std::string_view type;
};

// Roles whose bearers are of one type; that of the others, like students or settlers, stays open.
constexpr std::array role_types = {
    RoleType{"MIL", "armed_forces"},    RoleType{"GOV", "government_body"},
    RoleType{"COP", "government_body"}, RoleType{"LEG", "government_body"},
    RoleType{"JUD", "government_body"}, RoleType{"SPY", "intelligence_service"},
    RoleType{"PTY", "political_party"}, RoleType{"REB", "armed_group"},
    RoleType{"UAF", "armed_group"},     RoleType{"SEP", "armed_group"},
    RoleType{"MNC", "company"},         RoleType{"IGO", "organization"},
    RoleType{"NGO", "organization"},
};

std::string_view type_of_actor(std::string_view code, std::string_view name) {
  constexpr std::size_t part_size = 3;  // of a code: a country, a group, a religion, a role
  if (const auto country = country_named(name); country && country->alpha_3 == code) {
    return "country";
  }
  for (std::size_t at = 0; at + part_size <= code.size(); at += part_size) {
    for (const RoleType& role : role_types) {
      if (code.substr(at, part_size) == role.role) return role.type;
    }
  }
  return {};
}

// The rows of one input; text of a record is good until the next.
class Events {
 public:
  explicit Events(RecordSink& sink) : sink_(sink) {}

  void take(const TableRows::Row& row) {
    if (auto refusal = read(row)) return sink_.refuse(std::move(*refusal), RecordKind::relation);
    put_document(row);
    put_ends(row);
    put_relation(row);
  }

 private:
  struct Actor {
    std::string key;  // empty: the row has none
    std::string_view name;
  };

  std::optional<Refusal> read(const TableRows::Row& row) {
    if (row.cells.size() != columns_count) {
      Refusal refusal = why_not_so_wide(row, columns_count);
      refusal.reason += "; events of GDELT 1.0 have 57 or 58 and are not read";
      return refusal;
    }
    const auto& cells = row.cells;
    if (cells[id_column].empty()) {
      return Refusal{.field = "GLOBALEVENTID", .reason = "expected the event's number"};
    }
    const auto day = date_of_digits(cells[day_column]);
    if (!day || day->precision() != Precision::day) {
      return why_no("SQLDATE", cells[day_column], "day; expected YYYYMMDD");
    }
    const auto added = date_of_digits(cells[added_column]);
    if (!added) return why_no("DATEADDED", cells[added_column], "time; expected YYYYMMDDHHMMSS");
    event_ = cameo_event(cells[event_code_column]);
    if (event_ == nullptr) return why_no("EventCode", cells[event_code_column], "CAMEO code");
    day_ = *day;
    added_ = *added;
    read_actor(row, actor1_column, actor1_);
    read_actor(row, actor2_column, actor2_);
    if (actor1_.key.empty() && actor2_.key.empty()) {
      return Refusal{.field = "Actor1Code", .reason = "expected at least one actor"};
    }
    return std::nullopt;
  }

  static Refusal why_no(const char* field, std::string_view cell, const char* what) {
    return {.field = field, .reason = "\"" + std::string(cell) + "\" is no " + what};
  }

  static void read_actor(const TableRows::Row& row, std::size_t column, Actor& actor) {
    const std::string_view code = row.cells[column];
    actor.key.clear();
    actor.name = row.cells[column + 1];
    if (code.empty() && actor.name.empty()) return;
    actor.key.append("gdelt:").append(code).append("|").append(actor.name);
  }

  void put_document(const TableRows::Row& row) {
    document_ = row.cells[address_column];
    if (document_.empty()) return;
    const std::string_view host = host_of(document_);
    // What is no address names a source of many texts, which has no one date.
    is_page_ = !host.empty();
    sink_.add(DocumentRecord{.key = document_,
                             .publisher = is_page_ ? host : document_,
                             .date = is_page_ ? added_ : PartialDate()});
  }

  void put_ends(const TableRows::Row& row) {
    put_actor(row, actor1_column, actor1_);
    put_actor(row, actor2_column, actor2_);
    if (!actor1_.key.empty() && !actor2_.key.empty()) return;
    event_key_ = "gdelt:event:" + std::string(row.cells[id_column]);
    event_name_ = event_->type;
    std::replace(event_name_.begin(), event_name_.end(), '_', ' ');
    const std::string_view place = row.cells[action_name_column];
    if (!place.empty()) event_name_.append(", ").append(place);
    event_name_ += ", " + day_.text();
    sink_.add(EntityRecord{.key = event_key_,
                           .type = "event",
                           .names = {{.text = event_name_, .kind = NameKind::canonical}}});
  }

  void put_actor(const TableRows::Row& row, std::size_t column, const Actor& actor) {
    if (actor.key.empty()) return;
    EntityRecord record{.key = actor.key, .type = type_of_actor(row.cells[column], actor.name)};
    if (!actor.name.empty()) {
      record.names.push_back({.text = actor.name, .kind = NameKind::canonical});
    }
    add_text(record.properties, "Code", row.cells[column]);
    for (std::size_t i = 0; i < actor_names.size(); ++i) {
      add_text(record.properties, actor_names[i], row.cells[column + 2 + i]);
    }
    sink_.add(record);
  }

  void put_relation(const TableRows::Row& row) {
    const std::string key = "gdelt:" + std::string(row.cells[id_column]);
    RelationRecord record{.key = key,
                          .type = event_->type,
                          .source = actor1_.key.empty() ? event_key_ : actor1_.key,
                          .target = actor2_.key.empty() ? event_key_ : actor2_.key,
                          .valid = {.from = day_, .to = day_}};
    for (std::size_t i = 0; i < event_names.size(); ++i) {
      const std::size_t column = is_root_column + i;
      const bool is_code = column >= event_code_column && column < quad_class_column;
      (is_code ? add_text : add_number)(record.properties, event_names[i], row.cells[column]);
    }
    for (std::size_t i = 0; i < place_names.size(); ++i) {
      add_place(row, geo_column + i * geo_names.size(), place_names[i], record.properties);
    }
    ClaimRecord claim{.document = document_};
    if (document_.empty() || !is_page_) claim.reported = added_;
    record.claims.push_back(claim);
    sink_.add(record);
  }

  static void add_place(const TableRows::Row& row, std::size_t first, const std::string& place,
                        std::vector<Property>& properties) {
    if (row.cells[first] == "0") return;  // the type of no place
    for (std::size_t i = 0; i < geo_names.size(); ++i) {
      const std::string name = place + geo_names[i];
      const bool is_number =
          name.ends_with("Type") || name.ends_with("Lat") || name.ends_with("Long");
      (is_number ? add_number : add_text)(properties, name, row.cells[first + i]);
    }
  }

  RecordSink& sink_;
  const CameoEvent* event_ = nullptr;
  PartialDate day_;
  PartialDate added_;
  Actor actor1_;
  Actor actor2_;
  std::string event_key_;
  std::string event_name_;
  std::string_view document_;
  bool is_page_ = false;
};

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line();
  if (beginning.name.ends_with(".export.CSV") && line.find('\t') != std::string_view::npos) {
    return Likelihood::certain;
  }
  if (!beginning.has_columns(columns_count, '\t')) return Likelihood::none;
  const auto cells = split_list(line.substr(0, line.find('\t', line.find('\t') + 1)), "\t");
  const bool has_day = cells.size() == 2 && cells[1].size() == 8 && date_of_digits(cells[1]);
  return has_day ? Likelihood::certain : Likelihood::possible;
}

void read(InputStream& input, RecordSink& sink) {
  TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none}, sink.record_bytes_max());
  Events events(sink);
  for (TableRows::Row row; rows.next(sink, row);) {
    sink.begin(row.line);
    events.take(row);
  }
}

}  // namespace

const Reader gdelt_reader = {
    .name = "gdelt",
    .title = "GDELT 2.0 events",
    .files = "*.export.CSV",
    .example =
        "1\t20240806\t\t\t\tRUS\tRUSSIA\tRUS\t\t\t\t\t\t\t\tUKR\tUKRAINE\tUKR\t\t\t\t\t\t\t\t1\t190"
        "\t190\t19\t4\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t20240806120000\tht"
        "tps://a.example/1",
    .place_unit = PlaceUnit::line,
    .schemas = {cameo_schema()},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
