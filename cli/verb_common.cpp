#include <relata/common_neighbors.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  add_results_option(options, "entities that are listed; default: 100");
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const NamedEntities named = entities_of(opened, command.arguments());
  CommonQuery query{.entities = named.ids,
                    .view = view_of(command, opened),
                    .limits = limits_of(command),
                    .stop = interrupt_token()};
  read_results_max(command, query.results_max);
  return rendered(command, opened, find_common_neighbors(*opened.store, opened.at, query),
                  "Who is related to each of " + told(named) + "?");
}

}  // namespace

const Verb common_verb = {
    .name = "common",
    .arguments = "A B...",
    .arguments_min = 2,
    .arguments_max = 1'000,
    .summary = "Who is related to each of several entities, what tells most of them first.",
    .examples =
        "relata common Russia \"North Korea\"\n"
        "relata common Putin Kursk --known-by 2025-04-25 --format svg --output common.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
