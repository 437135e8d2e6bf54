#include <relata/lookup.h>

#include "cli/output_options.h"
#include "query/evidence.h"

namespace relata::cli {
namespace {

constexpr std::size_t results_default = 100;

void add_options(cxxopts::Options& options) {
  options.add_options("Question")("max-results", "entities that are listed; default: 100",
                                  one_value(), "N");
  add_name_options(options);
  add_table_options(options);
}

std::vector<FoundEntity> found_by(const std::string& name, std::size_t most,
                                  const OpenedStore& opened) {
  if (name.ends_with('*')) {
    std::string prefix = name;
    while (prefix.ends_with('*')) prefix.pop_back();
    return complete_name(*opened.store, opened.at, prefix, most + 1);
  }
  return find_entities(*opened.store, opened.at, name, opened.metonyms).entities;
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const std::string& name = command.argument(0);
  const std::size_t most =
      command.has("max-results") ? command.count("max-results", 1, 1'000'000) : results_default;
  std::vector<FoundEntity> found = found_by(name, most, opened);
  if (found.empty()) {
    // Says what is nearest, in the words that every verb uses.
    static_cast<void>(resolve_entity(*opened.store, opened.at, name, opened.metonyms));
  }
  if (found.size() > most) {
    say("only the first " + std::to_string(most) + " are listed; --max-results lists more");
    found.resize(most);
  }
  const Schema schema = opened.store->schema(opened.at);
  std::vector<EntityAnswer> answers;
  for (FoundEntity& one : found) answers.push_back(entity_answer(std::move(one.entity), schema));
  return {.output = render(answers, output_format(command), render_options(command))};
}

}  // namespace

const Verb find_verb = {
    .name = "find",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary =
        "The entities that a name fits, in any language and spelling; NAME* finds beginnings.",
    .examples =
        "relata find Pyongyang\n"
        "relata find 'kim*' --format json",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
