#include <relata/among.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  add_results_option(options, "relations that are listed; default: 1000");
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const NamedEntities named = entities_of(opened, command.arguments());
  AmongQuery query{.entities = named.ids,
                   .view = view_of(command, opened),
                   .limits = limits_of(command),
                   .stop = interrupt_token()};
  read_results_max(command, query.results_max);
  return rendered(command, opened, find_among(*opened.store, opened.at, query),
                  "What relates " + told(named) + " to each other?");
}

}  // namespace

const Verb among_verb = {
    .name = "among",
    .arguments = "A B...",
    .arguments_min = 2,
    .arguments_max = 100'000,
    .summary = "Every relation among some entities, and which of them hang together by these.",
    .examples =
        "relata among Russia \"North Korea\" Kursk Putin \"Kim Jong Un\"\n"
        "relata among Russia \"North Korea\" Ukraine --status confirmed --format dot",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
