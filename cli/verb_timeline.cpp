#include <relata/lookup.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")("max-results", "events that are listed; default: 1000",
                                  cxxopts::value<std::vector<std::string>>(), "N");
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const Entity entity =
      resolve_entity(*opened.store, opened.at, command.argument(0), opened.metonyms);
  TimelineQuery query{.entity = entity.id,
                      .view = view_of(command, opened),
                      .limits = limits_of(command),
                      .stop = interrupt_token()};
  if (command.has("max-results")) query.results_max = command.count("max-results", 1, 100'000'000);
  return rendered(command, opened, find_timeline(*opened.store, opened.at, query),
                  "What happened to " + shown_name(entity) + ", and when?");
}

}  // namespace

const Verb timeline_verb = {
    .name = "timeline",
    .arguments = "ENTITY",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "The relations of an entity by date.",
    .examples =
        "relata timeline Kursk\n"
        "relata timeline Korut --valid 2024..2025 --format svg --output timeline.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
