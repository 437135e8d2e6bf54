#include <relata/according.h>
#include <relata/lookup.h>

#include <algorithm>

#include "cli/interrupt.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")("all", "all shortest paths of each world, not only the first")(
      "max-hops", "longer paths are not looked for, 1 to 64; default: 8", one_value(), "N");
  add_degree_option(options);
  add_cost_options(options);
  add_direction_option(options);
  add_search_options(options);
}

Entity named(const OpenedStore& opened, const std::string& name) {
  return resolve_entity(*opened.store, opened.at, name, opened.metonyms);
}

// One speaker, or several with commas; a name that holds one itself is tried first.
Camp camp_of(const OpenedStore& opened, const std::string& text) {
  if (!find_entities(*opened.store, opened.at, text, opened.metonyms).entities.empty()) {
    const Entity speaker = named(opened, text);
    return {.name = shown_name(speaker), .speakers = {speaker.id}};
  }
  Camp camp;
  std::vector<std::string> names;
  for (std::string part : split_at_commas(text)) {
    part.erase(0, std::min(part.find_first_not_of(' '), part.size()));
    const Entity speaker = named(opened, part);
    camp.speakers.push_back(speaker.id);
    names.push_back(shown_name(speaker));
  }
  camp.name = joined(names, ", ");
  return camp;
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const Entity from = named(opened, command.argument(0));
  const Entity to = named(opened, command.argument(1));
  if (command.has("speaker")) {
    command.refuse("speaker",
                   "nothing: each of the arguments after the second is a world's speaker");
  }
  AccordingQuery query{
      .path = {.from = from.id,
               .to = to.id,
               .view = view_of(command, opened),
               .kind = command.has("all") ? PathKind::all_shortest : PathKind::shortest,
               .direction = direction_of(command),
               .limits = limits_of(command),
               .stop = interrupt_token()},
      .camps = {}};
  if (command.has("max-hops")) {
    query.path.hops_max = static_cast<int>(command.count("max-hops", 1, 64));
  }
  read_degree_max(command, query.path.degree_max);
  read_costs(command, query.path.hub_penalty, query.path.type_costs);
  for (const char* option : {"hub-penalty", "type-cost"}) {
    if (command.has("all") && command.has(option)) {
      command.refuse_as(option, "all shortest paths are by hops alone; take --all away");
    }
  }
  for (std::size_t i = 2; i < command.arguments().size(); ++i) {
    query.camps.push_back(camp_of(opened, command.argument(i)));
  }
  const AccordingAnswer answer = find_according(*opened.store, opened.at, query);
  const RenderOptions options = titled(
      command, opened,
      "How is " + shown_name(from) + " connected with " + shown_name(to) + ", according to whom?",
      answer.question.path.view);
  return rendered(command, answer, options);
}

}  // namespace

const Verb according_verb = {
    .name = "according-to",
    .arguments = "A B SPEAKER...",
    .arguments_min = 3,
    .arguments_max = 64,
    .summary = "The path in each speaker's own world, side by side, and where they part.",
    .examples =
        "relata according-to \"Kim Jong Un\" Kursk \"South Korean intelligence\" "
        "\"Central Military Commission (DPRK)\"\n"
        "relata according-to Russia Kursk \"Kremlin, Russia\" Zelenskiy --format svg "
        "--output worlds.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
