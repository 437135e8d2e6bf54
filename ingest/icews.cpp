#include "ingest/icews.h"

#include <string>

#include "ingest/cameo.h"
#include "ingest/foreign_values.h"
#include "ingest/icews_names.h"
#include "ingest/named_rows.h"
#include "ingest/row_properties.h"

namespace relata {
namespace {

const std::vector<std::string_view> told_columns = {
    "Event ID",       "Event Date",  "Source Name",    "Source Sectors",
    "Source Country", "Target Name", "Target Sectors", "Target Country",
    "Event Text",     "Story ID",    "Publisher"};
const std::vector<std::string_view> number_columns = {"Intensity", "Sentence Number", "Latitude",
                                                      "Longitude"};

class Events {
 public:
  Events(NamedRows& rows, RecordSink& sink) : rows_(rows), sink_(sink) {}

  // Puts the row that `rows` stands at.
  void take() {
    const std::string_view id = rows_.cell("Event ID");
    const std::string_view source = rows_.cell("Source Name");
    const std::string_view target = rows_.cell("Target Name");
    const auto day = date_of(rows_.cell("Event Date"));
    const std::string type = type_of_event();
    if (id.empty()) return refuse("Event ID", "expected the event's number");
    if (!day) return refuse("Event Date", "expected a day, YYYY-MM-DD or M/D/YYYY");
    if (type.empty()) return refuse("Event Text", "expected a CAMEO code, or a text with letters");
    if (source.empty()) return refuse("Source Name", "expected the name of an actor");
    if (target.empty()) return refuse("Target Name", "expected the name of an actor");

    const std::string source_key = put_actor(source, "Source Sectors", "Source Country");
    const std::string target_key = put_actor(target, "Target Sectors", "Target Country");
    // The number alone is not unique.
    const std::string key = "icews:" + std::string(id) + "/" + day->text();
    RelationRecord record{.key = key,
                          .type = type,
                          .source = source_key,
                          .target = target_key,
                          .valid = {.from = *day, .to = *day}};
    const std::string_view words = rows_.cell("Event Text");
    if (type_name_of(words) != type) add_text(record.properties, "Event Text", words);
    rows_.add_others(told_columns, number_columns, record.properties);
    const std::string document = put_story(record.properties);
    record.claims.push_back({.document = document});
    sink_.add(record);
  }

 private:
  void refuse(const char* field, const char* reason) {
    sink_.refuse({.field = field, .reason = reason}, RecordKind::relation);
  }

  // ISO days, and those of the file of 2017.
  static std::optional<PartialDate> date_of(std::string_view text) {
    const auto parts = split_list(text, "/");
    if (parts.size() != 3) {
      const auto date = date_of_timestamp(text);
      return date && date->precision() == Precision::day ? date : std::nullopt;
    }
    const auto two_digits = [](std::string_view part) {
      return (part.size() == 1 ? "0" : "") + std::string(part);
    };
    return PartialDate::parse(std::string(parts[2]) + "-" + two_digits(parts[0]) + "-" +
                              two_digits(parts[1]));
  }

  [[nodiscard]] std::string type_of_event() const {
    const std::string_view code = rows_.cell("CAMEO Code");
    const CameoEvent* const event = cameo_event(code);
    if (event != nullptr && event->code == code) return std::string(event->type);
    const std::string type = type_name_of(rows_.cell("Event Text"));
    return type.empty() && event != nullptr ? std::string(event->type) : type;
  }

  // Gives its key.
  std::string put_actor(std::string_view name, const char* sectors, const char* country) {
    std::string key = "icews:" + std::string(name);
    EntityRecord record{.key = key,
                        .type = type_of_icews_actor(name),
                        .names = {{.text = name, .kind = NameKind::canonical}}};
    add_text(record.properties, "Country", rows_.cell(country));
    for (const std::string_view sector : split_list(rows_.cell(sectors), ",")) {
      add_text(record.properties, "Sector", sector);
    }
    sink_.add(record);
    return key;
  }

  // Gives the key of the story's document; empty if the row has none.
  std::string put_story(std::vector<Property>& properties) {
    const std::string_view story = rows_.cell("Story ID");
    const std::string_view publisher = rows_.cell("Publisher");
    if (story.empty()) {
      add_text(properties, "Publisher", publisher);
      return {};
    }
    std::string key = "icews:story:" + std::string(story);
    sink_.add(DocumentRecord{.key = key, .publisher = publisher});
    return key;
  }

  NamedRows& rows_;
  RecordSink& sink_;
};

Likelihood recognize(const Beginning& beginning) {
  return names_columns(beginning, '\t', {"Event ID", "CAMEO Code", "Source Name", "Target Name"})
             ? Likelihood::certain
             : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  NamedRows rows(input, {.delimiter = '\t', .quote = TableShape::none}, sink,
                 {"Event ID", "Event Date", "Event Text", "Source Name", "Target Name"},
                 {"NA", "NULL"});
  Events events(rows, sink);
  while (rows.next()) events.take();
}

}  // namespace

const Reader icews_reader = {
    .name = "icews",
    .title = "ICEWS events",
    .files = "events.*.tab",
    .example =
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO "
        "Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence "
        "Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
        "1\t2018-01-01\tRussia\t\tRussian Federation\tMake "
        "statement\t010\t0.0\tChina\t\tChina\t7\t1\tDaily\t\t\t\tRussian Federation\t\t",
    .place_unit = PlaceUnit::line,
    .schemas = {cameo_schema()},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
