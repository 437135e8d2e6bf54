#include <relata/lookup.h>
#include <relata/neighborhood.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")("hops", "how far, 1 to 64; default: 1", one_value(), "N")(
      "order-by", "which come first at one distance: id, support, recency, degree; default: id",
      one_value(),
      "HOW")("max-entities", "how many are listed, the nearest first; default: 10000", one_value(),
             "N")("per-entity", "how many each entity adds at most, the first by --order-by",
                  one_value(), "N")("ego", "with all relations among those that are listed")(
      "group", "count them, and show them apart, by: type", one_value(), "HOW")(
      "max-degree", "nothing beyond what has more relations, whatever the view", one_value(), "N");
  add_direction_option(options);
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const Entity center =
      resolve_entity(*opened.store, opened.at, command.argument(0), opened.metonyms);
  NeighborhoodQuery query{.center = center.id,
                          .view = view_of(command, opened),
                          .direction = direction_of(command),
                          .limits = limits_of(command),
                          .stop = interrupt_token()};
  if (command.has("hops")) query.hops = static_cast<int>(command.count("hops", 1, 64));
  read_degree_max(command, query.degree_max);
  if (command.has("max-entities")) {
    query.entities_max = command.count("max-entities", 1, 100'000'000);
  }
  if (command.has("per-entity")) query.per_entity_max = command.count("per-entity", 1, 100'000'000);
  if (command.has("order-by")) {
    const auto order = parse_neighbor_order(command.text("order-by"));
    if (!order) command.refuse("order-by", "id, support, recency or degree");
    query.order = *order;
  }
  query.is_ego_network = command.has("ego");
  query.counts_types = command.has("group");
  if (query.counts_types && command.text("group") != "type") command.refuse("group", "type");
  std::string title = "What is " + shown_name(center) + " connected with?";
  if (query.hops > 1)
    title =
        "What lies within " + std::to_string(query.hops) + " hops of " + shown_name(center) + "?";
  return rendered(command, opened, find_neighborhood(*opened.store, opened.at, query),
                  std::move(title));
}

}  // namespace

const Verb neighbors_verb = {
    .name = "neighbors",
    .arguments = "A",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "What an entity is connected with, up to some hops away.",
    .examples =
        "relata neighbors Kursk\n"
        "relata neighbors DPRK --hops 2 --status confirmed --format dot\n"
        "relata neighbors Russia --hops 2 --per-entity 3 --order-by support\n"
        "relata neighbors Kursk --ego --group type --format svg --output kursk.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
