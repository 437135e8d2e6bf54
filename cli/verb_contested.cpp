#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  add_results_option(options, "relations that are listed; default: 1000");
  add_search_options(options);
}

Outcome run(const Command& command) {
  constexpr std::size_t results_max = 1'000;
  const OpenedStore opened = open_to_read(command);
  ClaimsQuery query{.view = view_of(command, opened),
                    .results_max = results_max,
                    .limits = limits_of(command),
                    .stop = interrupt_token()};
  if (command.has("status")) command.refuse("status", "nothing: this verb asks for contested ones");
  query.view.statuses = {Status::contested};
  if (!command.arguments().empty()) query.about = command.argument(0);
  read_results_max(command, query.results_max);
  const ClaimsAnswer answer = find_claims(*opened.store, opened.at, query);
  std::string title = query.about.empty() ? std::string("What is contested, and by whom?")
                                          : "What is contested of \"" + query.about + "\"?";
  RenderOptions options = titled(command, opened, std::move(title), answer.question.view);
  options.claims = RenderOptions::Claims::sides;
  return rendered(command, answer, options);
}

}  // namespace

const Verb contested_verb = {
    .name = "contested",
    .arguments = "[RELATION|TEXT]",
    .arguments_min = 0,
    .arguments_max = 1,
    .summary = "Relations that some assert and others deny, and who holds which.",
    .examples =
        "relata contested --known-by 2025-04-28\n"
        "relata contested Kursk --format svg --output contested.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
