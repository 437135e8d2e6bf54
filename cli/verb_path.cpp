#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")("all", "all shortest paths, not only the first")(
      "best", "the N shortest paths that pass no entity twice", one_value(), "N")(
      "weight", "what is best: hops, age, support, credible, widest; default: hops", one_value(),
      "HOW")("max-hops", "longer paths are not looked for, 1 to 64; default: 8", one_value(), "N")(
      "max-paths", "with --all: how many are listed; default: 100", one_value(), "N")(
      "or-from", "begin at this one as well as at A; may be repeated", many_values(), "NAME")(
      "or-to", "end at this one as well as at B; may be repeated", many_values(), "NAME")(
      "in-time-order", "hops one after another in time, the best by: hops, arrival", one_value(),
      "HOW")("via", "through this one; may be repeated, in order", many_values(), "NAME");
  add_degree_option(options);
  add_cost_options(options);
  add_direction_option(options);
  add_search_options(options);
}

// The argument at `place`, and what the option adds to it.
NamedEntities ends_of(const Command& command, const OpenedStore& opened, std::size_t place,
                      const char* option) {
  std::vector<std::string> texts = command.texts(option);
  texts.insert(texts.begin(), command.argument(place));
  return entities_of(opened, texts);
}

std::vector<EntityId> others_of(const NamedEntities& entities) {
  return {entities.ids.begin() + 1, entities.ids.end()};
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const NamedEntities from = ends_of(command, opened, 0, "or-from");
  const NamedEntities to = ends_of(command, opened, 1, "or-to");
  const NamedEntities via = entities_of(opened, command.texts("via"));
  PathQuery query{.from = from.ids.front(),
                  .to = to.ids.front(),
                  .view = view_of(command, opened),
                  .kind = command.has("all") ? PathKind::all_shortest : PathKind::shortest,
                  .direction = direction_of(command),
                  .limits = limits_of(command),
                  .stop = interrupt_token(),
                  .from_others = others_of(from),
                  .to_others = others_of(to),
                  .via = via.ids};
  if (command.has("max-hops")) {
    query.hops_max = static_cast<int>(command.count("max-hops", 1, 64));
  }
  if (command.has("max-paths")) query.paths_max = command.count("max-paths", 1, 1'000'000);
  read_degree_max(command, query.degree_max);
  read_costs(command, query.hub_penalty, query.type_costs);
  if (command.has("weight")) {
    const auto weight = parse_path_weight(command.text("weight"));
    if (!weight) command.refuse("weight", "hops, age, support, credible or widest");
    query.weight = *weight;
  }
  if (command.has("in-time-order")) {
    const auto order = parse_time_order(command.text("in-time-order"));
    if (!order) command.refuse("in-time-order", "hops or arrival");
    query.order = *order;
  }
  if (command.has("best")) {
    if (command.has("all") || command.has("max-paths")) {
      command.refuse_as("best", "it lists so many by itself; take --all and --max-paths away");
    }
    query.kind = PathKind::best;
    query.paths_max = command.count("best", 1, 10'000);
  }
  std::string title =
      "How is " + joined(from.names, " or ") + " connected with " + joined(to.names, " or ");
  if (!via.names.empty()) title += " through " + joined(via.names, " and then ");
  return rendered(command, opened, find_paths(*opened.store, opened.at, query), title + "?");
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
        "relata path Putin Kursk --or-from \"Kim Jong Un\" --via \"North Korea\"\n"
        "relata path \"Kim Jong Un\" Kursk --avoid \"North Korea\" --avoid-entity-type person\n"
        "relata path \"Kim Jong Un\" Kursk --weight credible --best 3\n"
        "relata path \"Kim Jong Un\" Kursk --max-degree 10\n"
        "relata path \"Kim Jong Un\" Kursk --type-cost part_of=3\n"
        "relata path \"Kim Jong Un\" Kursk --in-time-order arrival --take-doubtful\n"
        "relata path Putin Kursk --format svg --output kursk.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
