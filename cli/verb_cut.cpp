#include <relata/cut.h>
#include <relata/lookup.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"
#include "export/cut_words.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")(
      "of", "what is cut: relations, entities, documents, speakers, publishers; default: speakers",
      one_value(),
      "WHAT")("max-results", "cuts that are listed, and paths; default: 20", one_value(), "N");
  add_degree_option(options);
  add_direction_option(options);
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const auto named = [&](std::size_t place) {
    return resolve_entity(*opened.store, opened.at, command.argument(place), opened.metonyms);
  };
  const Entity from = named(0);
  const Entity to = named(1);
  CutQuery query{.from = from.id,
                 .to = to.id,
                 .view = view_of(command, opened),
                 .direction = direction_of(command),
                 .limits = limits_of(command),
                 .stop = interrupt_token()};
  if (command.has("of")) {
    const auto of = parse_cut_of(command.text("of"));
    if (!of) command.refuse("of", "relations, entities, documents, speakers or publishers");
    query.of = *of;
  }
  if (command.has("max-results")) query.results_max = command.count("max-results", 1, 1'000'000);
  read_degree_max(command, query.degree_max);
  return rendered(command, opened, find_cut(*opened.store, opened.at, query),
                  "Without which " + std::string(word(query.of)) + " is " + shown_name(from) +
                      " not connected with " + shown_name(to) + "?");
}

}  // namespace

const Verb cut_verb = {.name = "cut",
                       .arguments = "A B",
                       .arguments_min = 2,
                       .arguments_max = 2,
                       .summary = "The least that has to go before nothing connects two entities.",
                       .examples =
                           "relata cut \"Kim Jong Un\" Kursk --known-by 2025-04-25\n"
                           "relata cut Putin Kim --of relations --format svg --output ways.svg",
                       .add_options = add_options,
                       .run = run};

}  // namespace relata::cli
