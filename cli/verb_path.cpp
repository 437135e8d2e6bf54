#include <relata/lookup.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")("all", "all shortest paths, not only the first")(
      "max-hops", "longer paths are not looked for, 1 to 64; default: 8",
      cxxopts::value<std::vector<std::string>>(),
      "N")("max-paths", "with --all: how many are listed; default: 100",
           cxxopts::value<std::vector<std::string>>(), "N");
  add_direction_option(options);
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const Entity from =
      resolve_entity(*opened.store, opened.at, command.argument(0), opened.metonyms);
  const Entity to = resolve_entity(*opened.store, opened.at, command.argument(1), opened.metonyms);
  PathQuery query{.from = from.id,
                  .to = to.id,
                  .view = view_of(command, opened),
                  .kind = command.has("all") ? PathKind::all_shortest : PathKind::shortest,
                  .direction = direction_of(command),
                  .limits = limits_of(command),
                  .stop = interrupt_token()};
  if (command.has("max-hops")) {
    query.hops_max = static_cast<int>(command.count("max-hops", 1, 64));
  }
  if (command.has("max-paths")) query.paths_max = command.count("max-paths", 1, 1'000'000);
  return rendered(command, opened, find_paths(*opened.store, opened.at, query),
                  "How is " + shown_name(from) + " connected with " + shown_name(to) + "?");
}

}  // namespace

const Verb path_verb = {
    .name = "path",
    .arguments = "A B",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "The shortest path between two entities, with the evidence of each hop.",
    .examples =
        "relata path \"Kim Jong Un\" Kursk --known-by 2025-04-25\n"
        "relata path Putin Kim --all --without-speaker Kremlin\n"
        "relata path Putin Kursk --format svg --output kursk.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
