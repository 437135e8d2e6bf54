#include <relata/brief.h>
#include <relata/lookup.h>

#include <algorithm>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")(
      "max-relations",
      "relations that are told, what is denied first, then by support; default: 100", one_value(),
      "N")("max-hops", "of two: longer paths are not looked for, 1 to 64; default: 8", one_value(),
           "N")("max-paths", "of two: of the shortest paths, so many are told; default: 3",
                one_value(), "N");
  add_search_options(options, Shown::brief);
  options.add_options("Output")("in", "what it is told in: en or id; default: en", one_value(),
                                "LANGUAGE");
}

Outcome run(const Command& command) {
  RenderOptions told = render_options(command);
  if (command.has("in")) told.language = command.text("in");
  const std::vector<std::string> languages = brief_languages();
  if (std::find(languages.begin(), languages.end(), told.language) == languages.end()) {
    command.refuse("in", joined(languages, " or "));
  }
  const OpenedStore opened = open_to_read(command);
  const auto named = [&](std::size_t place) {
    return resolve_entity(*opened.store, opened.at, command.argument(place), opened.metonyms).id;
  };
  BriefQuery query{.entity = named(0),
                   .view = view_of(command, opened),
                   .limits = limits_of(command),
                   .stop = interrupt_token()};
  if (command.arguments().size() > 1) query.other = named(1);
  if (command.has("max-relations")) {
    query.relations_max = command.count("max-relations", 1, 1'000'000);
  }
  if (command.has("max-hops")) {
    query.hops_max = static_cast<int>(command.count("max-hops", 1, 64));
  }
  if (command.has("max-paths")) query.paths_max = command.count("max-paths", 1, 1'000);
  const BriefAnswer answer = find_brief(*opened.store, opened.at, query);
  told.view = titled(command, opened, {}, answer.question.view).view;
  told.stop = interrupt_token();
  return rendered(command, answer, told);
}

}  // namespace

const Verb brief_verb = {.name = "brief",
                         .arguments = "A [B]",
                         .arguments_min = 1,
                         .arguments_max = 2,
                         .summary =
                             "What is said of an entity, or of two, in sentences that cite "
                             "sources; --format markdown too.",
                         .examples =
                             "relata brief \"North Korea\"\n"
                             "relata brief \"Kim Jong Un\" Kursk --known-by 2025-04-25\n"
                             "relata brief Korut --in id --format markdown --output korut.md",
                         .add_options = add_options,
                         .run = run};

}  // namespace relata::cli
