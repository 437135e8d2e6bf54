#include <relata/lookup.h>

#include "cli/output_options.h"
#include "query/evidence.h"

namespace relata::cli {
namespace {

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  Entity entity = resolve_entity(*opened.store, opened.at, command.argument(0), opened.metonyms);
  const Schema schema = opened.store->schema(opened.at);
  const std::vector<EntityAnswer> answers = {entity_answer(std::move(entity), schema)};
  return {.output = render(answers, output_format(command), render_options(command))};
}

}  // namespace

const Verb show_verb = {
    .name = "show",
    .arguments = "ENTITY",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "One entity: its type, its names in every language, its properties.",
    .examples =
        "relata show Korut\n"
        "relata show 김정은 --format json",
    .add_options =
        [](cxxopts::Options& options) {
          add_name_options(options);
          add_table_options(options);
        },
    .run = run};

}  // namespace relata::cli
