#include <relata/lookup.h>
#include <relata/timeline.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  add_results_option(options, "events that are listed; default: 1000");
  options.add_options("Question")("by", "count the events of each day, month or year", one_value(),
                                  "UNIT");
  add_search_options(options);
}

Precision unit_of(const Command& command) {
  const std::string unit = command.text("by");
  if (unit == "day") return Precision::day;
  if (unit == "month") return Precision::month;
  if (unit == "year") return Precision::year;
  command.refuse("by", "day, month or year");
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const Entity entity =
      resolve_entity(*opened.store, opened.at, command.argument(0), opened.metonyms);
  TimelineQuery query{.entity = entity.id,
                      .view = view_of(command, opened),
                      .limits = limits_of(command),
                      .stop = interrupt_token()};
  read_results_max(command, query.results_max);
  if (command.has("by")) query.unit = unit_of(command);
  std::string title = "What happened to " + shown_name(entity) + ", and when?";
  if (command.arguments().size() > 1) {
    const Entity other =
        resolve_entity(*opened.store, opened.at, command.argument(1), opened.metonyms);
    query.other = other.id;
    title =
        "What happened between " + shown_name(entity) + " and " + shown_name(other) + ", and when?";
  }
  return rendered(command, opened, find_timeline(*opened.store, opened.at, query), title);
}

}  // namespace

const Verb timeline_verb = {
    .name = "timeline",
    .arguments = "ENTITY [OTHER]",
    .arguments_min = 1,
    .arguments_max = 2,
    .summary = "The relations of an entity by date, or of a pair.",
    .examples =
        "relata timeline Kursk\n"
        "relata timeline Russia \"North Korea\" --by month\n"
        "relata timeline Korut --valid 2024..2025 --format svg --output timeline.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
