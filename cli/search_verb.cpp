#include "cli/search_verb.h"

#include <set>

#include "cli/interrupt.h"
#include "query/question_parts.h"

namespace relata::cli {

void add_search_options(cxxopts::Options& options, Shown shown) {
  add_view_options(options);
  add_limit_options(options);
  add_output_options(options, shown);
  add_snapshot_option(options);
}

void add_results_option(cxxopts::Options& options, const char* description) {
  options.add_options("Question")("max-results", description, one_value(), "N");
}

void read_results_max(const Command& command, std::size_t& results_max) {
  constexpr std::uint64_t most = 100'000'000;
  if (command.has("max-results")) results_max = command.count("max-results", 1, most);
}

void add_degree_option(cxxopts::Options& options) {
  options.add_options("Question")(
      "max-degree", "not through what has more relations, whatever the view", one_value(), "N");
}

void add_cost_options(cxxopts::Options& options) {
  options.add_options("Question")(
      "hub-penalty", "going through an entity costs X for each doubling of its relations",
      one_value(),
      "X")("type-cost", "relations of TYPE cost X times as much, 0.01 to 100; may be repeated",
           many_values(), "TYPE=X");
}

void read_costs(const Command& command, double& hub_penalty, std::vector<TypeCost>& type_costs) {
  if (command.has("hub-penalty")) hub_penalty = command.number("hub-penalty", 0, 100);
  for (const std::string& text : command.texts("type-cost")) {
    const std::size_t equals = text.rfind('=');
    const bool has_both = equals != std::string::npos && equals > 0;
    const std::string times = has_both ? text.substr(equals + 1) : "";
    char* end = nullptr;
    const double value = std::strtod(times.c_str(), &end);
    if (times.empty() || *end != '\0' || !(value >= 0.01 && value <= 100)) {
      command.refuse_as("type-cost", "\"" + text +
                                         "\" is not a relation type, = and a number from 0.01 to "
                                         "100, as met_with=2");
    }
    type_costs.push_back({.relation_type = text.substr(0, equals), .times = value});
  }
}

void read_degree_max(const Command& command, std::optional<std::uint64_t>& degree_max) {
  constexpr std::uint64_t most = 1'000'000'000'000;
  if (command.has("max-degree")) degree_max = command.count("max-degree", 0, most);
}

NamedEntities entities_of(const OpenedStore& opened, const std::vector<std::string>& names) {
  NamedEntities entities;
  for (const std::string& name : names) {
    const Entity entity = resolve_entity(*opened.store, opened.at, name, opened.metonyms);
    entities.ids.push_back(entity.id);
    entities.names.push_back(shown_name(entity));
  }
  return entities;
}

std::string told(const NamedEntities& entities) {
  constexpr std::size_t told_max = 8;
  std::vector<std::string> names;
  std::set<EntityId> known;
  for (std::size_t i = 0; i < entities.ids.size(); ++i) {
    if (known.insert(entities.ids[i]).second) names.push_back(entities.names[i]);
  }
  if (names.size() > told_max) {
    const std::size_t others = names.size() - (told_max - 1);  // two or more
    names.resize(told_max - 1);
    names.push_back(grouped(others) + " others");
  }
  return join_words(names);
}

std::string asked_with(const Command& command) {
  std::vector<std::string> asked;
  for (const char* option :
       {"batch", "metonyms", "direction", "max-hops", "max-degree", "hub-penalty", "type-cost",
        "weight", "in-time-order", "best", "order-by", "per-entity"}) {
    for (const std::string& value : command.texts(option)) {
      asked.push_back(std::string("--") + option + " " + value);
    }
  }
  for (const char* flag : {"all", "ego"}) {
    if (command.has(flag)) asked.push_back(std::string("--") + flag);
  }
  return joined(asked, " ");
}

RenderOptions titled(const Command& command, const OpenedStore& opened, std::string title,
                     const View& view) {
  RenderOptions options = render_options(command);
  options.title = std::move(title);
  options.view = describe_view(*opened.store, opened.at, view);
  if (options.view.empty()) options.view = "all evidence";
  options.asked_with = asked_with(command);
  options.stop = interrupt_token();
  return options;
}

}  // namespace relata::cli
