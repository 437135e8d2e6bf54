#include <relata/sources.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  add_results_option(options, "sources that are listed, and relations; default: 100");
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  SourcesQuery query{
      .view = view_of(command, opened), .limits = limits_of(command), .stop = interrupt_token()};
  if (!command.arguments().empty()) query.about = command.argument(0);
  read_results_max(command, query.results_max);
  std::string title = query.about.empty()
                          ? std::string("What does this rest on?")
                          : "What does that which is said of \"" + query.about + "\" rest on?";
  return rendered(command, opened, find_sources(*opened.store, opened.at, query), std::move(title));
}

}  // namespace

const Verb sources_verb = {
    .name = "sources",
    .arguments = "[RELATION|TEXT]",
    .arguments_min = 0,
    .arguments_max = 1,
    .summary = "What hangs on one source alone, what is hearsay, and when nothing was said.",
    .examples =
        "relata sources --known-by 2025-04-25\n"
        "relata sources Kursk --format csv",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
