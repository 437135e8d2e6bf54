#include <relata/connect.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")(
      "weight", "what is best: hops, age, support, credible; default: hops", one_value(), "HOW")(
      "max-hops", "longer ways from one to another are not looked for, 1 to 64; default: 16",
      one_value(), "N");
  add_degree_option(options);
  add_cost_options(options);
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const NamedEntities named = entities_of(opened, command.arguments());
  ConnectQuery query{.entities = named.ids,
                     .view = view_of(command, opened),
                     .limits = limits_of(command),
                     .stop = interrupt_token()};
  if (command.has("max-hops")) {
    query.hops_max = static_cast<int>(command.count("max-hops", 1, 64));
  }
  if (command.has("weight")) {
    const auto weight = parse_path_weight(command.text("weight"));
    if (!weight) command.refuse("weight", "hops, age, support or credible");
    query.weight = *weight;
  }
  read_degree_max(command, query.degree_max);
  read_costs(command, query.hub_penalty, query.type_costs);
  return rendered(command, opened, find_connection(*opened.store, opened.at, query),
                  "How do " + told(named) + " hang together?");
}

}  // namespace

const Verb connect_verb = {
    .name = "connect",
    .arguments = "A B...",
    .arguments_min = 2,
    .arguments_max = 1000,
    .summary = "The small tree of relations that joins several entities, with its evidence.",
    .examples =
        "relata connect \"Kim Jong Un\" Putin Kursk\n"
        "relata connect \"Kim Jong Un\" Zelenskiy Kursk --weight credible --known-by 2025-04-28\n"
        "relata connect Putin \"Kim Jong Un\" Zelenskiy --max-degree 8\n"
        "relata connect \"Kim Jong Un\" Zelenskiy Reuters --format svg --output tree.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
