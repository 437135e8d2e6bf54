#include "cli/view_options.h"

#include <relata/lookup.h>

#include <algorithm>
#include <cmath>

#include "graph/date_words.h"
#include "graph/near_words.h"
#include "graph/words.h"

namespace relata::cli {
namespace {

std::vector<EntityId> entities_named(const Command& command, const std::string& option,
                                     const OpenedStore& opened) {
  std::vector<EntityId> ids;
  for (const std::string& name : command.texts(option)) {
    ids.push_back(resolve_entity(*opened.store, opened.at, name, opened.metonyms).id);
  }
  return ids;
}

std::vector<DocumentId> documents_named(const Command& command, const std::string& option,
                                        const OpenedStore& opened) {
  const std::vector<std::string> texts = command.texts(option);
  const std::vector<std::string_view> keys(texts.begin(), texts.end());
  std::vector<DocumentId> found;
  for (const std::uint64_t id : opened.store->ids(opened.at, KeyKind::document, keys)) {
    if (id == DocumentId::none_value) {
      throw Error(ErrorCode::not_found, "the option --" + option + ": no document has the key \"" +
                                            std::string(keys[found.size()]) +
                                            "\"; `relata export --format jsonl` lists them");
    }
    found.push_back({id});
  }
  return found;
}

// A type that no schema knows would make every answer empty, which is no answer.
template <class Type>
std::vector<std::string> types_named(const Command& command, const std::string& option,
                                     const char* kind, const std::vector<Type>& known) {
  std::vector<std::string> names;
  for (const std::string& name : command.words(option)) {
    const bool is_given = std::find(names.begin(), names.end(), name) != names.end();
    if (!is_given) names.push_back(name);
    const bool is_known = std::any_of(known.begin(), known.end(),
                                      [&](const Type& type) { return type.name == name; });
    if (is_known) continue;
    throw Error(ErrorCode::not_found,
                "the option --" + option + ": " + unknown_type_words(kind, name, known));
  }
  return names;
}

Confidence confidence_of(const Command& command, const std::string& option) {
  const double value = command.number(option, 0, 1);
  return {.parts = static_cast<std::uint16_t>(std::lround(value * Confidence::parts_max))};
}

std::vector<Status> statuses_of(const Command& command) {
  std::vector<Status> statuses;
  for (const std::string& name : command.words("status")) {
    const auto status = parse_status(name);
    if (!status) {
      command.refuse("status", "confirmed, reported, contested, denied or uncertain, with commas");
    }
    statuses.push_back(*status);
  }
  return statuses;
}

}  // namespace

void add_view_options(cxxopts::Options& options) {
  add_name_options(options);
  options.add_options("View")("known-by", "claims reported by then: 2025, 2025-04, 2025-04-25",
                              one_value(), "DATE")(
      "valid", "relations that held then: 2024, 2024-08..2025", one_value(), "PERIOD")(
      "relation-type", "relations of these types, with commas", many_values(), "TYPES")(
      "entity-type", "through entities of these types and their kinds only", many_values(),
      "TYPES")("avoid", "not through this entity; may be repeated", many_values(), "NAME")(
      "avoid-entity-type", "not through entities of these types and their kinds", many_values(),
      "TYPES")("avoid-relation-type", "no relations of these types", many_values(), "TYPES")(
      "speaker", "claims of this speaker only, never narration; may be repeated", many_values(),
      "NAME")("without-speaker", "no claims of this speaker", many_values(), "NAME")(
      "document", "claims in this document only", many_values(), "KEY")(
      "without-document", "no claims in this document", many_values(), "KEY")(
      "publisher", "claims in this publisher's documents only", many_values(), "NAME")(
      "without-publisher", "no claims in this publisher's documents", many_values(), "NAME")(
      "language", "claims in documents in these languages: en,id", many_values(), "TAGS")(
      "min-confidence", "claims of this confidence or more, 0 to 1", one_value(), "X")(
      "min-origins", "relations that so many independent origins assert", one_value(), "N")(
      "status", "confirmed, reported, contested, denied, uncertain, with commas", many_values(),
      "STATUSES")("confirmed-at", "origins from which on a relation is confirmed; default: 2",
                  one_value(), "N")("take-doubtful", "take what a partial date only possibly fits")(
      "with-retracted", "claims that were retracted as well (`relata retract`)");
}

View view_of(const Command& command, const OpenedStore& opened) {
  View view;
  if (command.has("known-by")) {
    const auto date = PartialDate::parse(command.text("known-by"));
    if (!date) command.refuse_as("known-by", no_date_words(command.text("known-by")));
    view.known_by = *date;
  }
  if (command.has("valid")) {
    const auto period = Period::parse(command.text("valid"));
    if (!period) command.refuse_as("valid", no_period_words(command.text("valid")));
    view.valid = *period;
  }
  const Schema schema = opened.store->schema(opened.at);
  const auto relation_types = [&](const char* option) {
    return types_named(command, option, "relation", schema.relation_types());
  };
  const auto entity_types = [&](const char* option) {
    return types_named(command, option, "entity", schema.entity_types());
  };
  view.relation_types = relation_types("relation-type");
  view.relation_types_without = relation_types("avoid-relation-type");
  view.entity_types = entity_types("entity-type");
  view.entity_types_without = entity_types("avoid-entity-type");
  view.entities_without = entities_named(command, "avoid", opened);
  view.speakers = entities_named(command, "speaker", opened);
  view.speakers_without = entities_named(command, "without-speaker", opened);
  view.documents = documents_named(command, "document", opened);
  view.documents_without = documents_named(command, "without-document", opened);
  view.publishers = entities_named(command, "publisher", opened);
  view.publishers_without = entities_named(command, "without-publisher", opened);
  view.languages = command.words("language");
  if (command.has("min-confidence")) view.confidence_min = confidence_of(command, "min-confidence");
  if (command.has("min-origins")) {
    view.origins_min = static_cast<int>(command.count("min-origins", 0, 255));
  }
  view.statuses = statuses_of(command);
  if (command.has("confirmed-at")) {
    view.confirmed_at = static_cast<int>(command.count("confirmed-at", 1, 255));
  }
  if (command.has("take-doubtful")) view.doubt = Doubt::take;
  view.with_retracted = command.has("with-retracted");
  return view;
}

void add_limit_options(cxxopts::Options& options) {
  options.add_options("Limit")("max-visited", "entities that a search may visit; default: 20000000",
                               one_value(), "N")(
      "max-ms", "milliseconds that a search may take; default: 60000, 0: any", one_value(), "N");
}

SearchLimits limits_of(const Command& command) {
  SearchLimits limits;
  if (command.has("max-visited")) {
    limits.visited_max = command.count("max-visited", 1, UINT64_MAX);
  }
  if (command.has("max-ms")) limits.time_ms_max = command.count("max-ms", 0, 86'400'000);
  return limits;
}

void add_direction_option(cxxopts::Options& options) {
  options.add_options("Question")(
      "direction", "forward, reverse (symmetric types lead both ways) or any; default: any",
      one_value(), "WAY");
}

Direction direction_of(const Command& command) {
  if (!command.has("direction")) return Direction::any;
  const auto direction = parse_direction(command.text("direction"));
  if (!direction) command.refuse("direction", "forward, reverse or any");
  return *direction;
}

}  // namespace relata::cli
