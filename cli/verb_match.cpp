#include <relata/pattern.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")(
      "from", "begin at this entity; may be repeated for any of several", many_values(), "NAME")(
      "to", "end at this entity; may be repeated for any of several", many_values(), "NAME")(
      "max-results", "matches that are listed; default: 100", one_value(), "N")(
      "max-counted", "matches that are counted; default: 1000000", one_value(), "N");
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const NamedEntities from = entities_of(opened, command.texts("from"));
  const NamedEntities to = entities_of(opened, command.texts("to"));
  MatchQuery query{.pattern = command.argument(0),
                   .view = view_of(command, opened),
                   .from = from.ids,
                   .to = to.ids,
                   .limits = limits_of(command),
                   .stop = interrupt_token(),
                   .metonyms = opened.metonyms};
  if (command.has("max-results")) query.matches_max = command.count("max-results", 1, 1'000'000);
  if (command.has("max-counted")) query.counted_max = command.count("max-counted", 1, UINT64_MAX);
  std::string title = "What fits " + query.pattern;
  if (!from.names.empty()) title += ", from " + joined(from.names, " or ");
  if (!to.names.empty()) title += ", to " + joined(to.names, " or ");
  return rendered(command, opened, find_matches(*opened.store, opened.at, query), title + "?");
}

}  // namespace

const Verb match_verb = {
    .name = "match",
    .arguments = "PATTERN",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "Paths of a given shape: types of entities and relations, direction, repetition.",
    .examples =
        "relata match 'person -[leads]-> country <-[part_of]- military_unit "
        "-[deployed_to|fought_in]->{1,3} place'\n"
        "relata match 'country <-[part_of]-{1,2} military_unit -[fought_in]-> *' --to Kursk\n"
        "relata match '\"Kim Jong Un\" -[*]- * -[*]- place' --known-by 2025-04-25",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
