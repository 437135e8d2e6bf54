#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  add_results_option(options, "relations that are listed; default: 100");
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  ClaimsQuery query{.about = command.argument(0),
                    .view = view_of(command, opened),
                    .limits = limits_of(command),
                    .stop = interrupt_token()};
  read_results_max(command, query.results_max);
  std::string title = "Who says what about \"" + query.about + "\"?";
  return rendered(command, opened, find_claims(*opened.store, opened.at, query), std::move(title));
}

}  // namespace

const Verb claims_verb = {
    .name = "claims",
    .arguments = "RELATION|TEXT",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "Who says what of a relation: by its key, or a phrase in it, its ends or quotes.",
    .examples =
        "relata claims liberated --status contested\n"
        "relata claims deployment-2024 --known-by 2025-04-25",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
