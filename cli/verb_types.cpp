#include "cli/output_options.h"

namespace relata::cli {
namespace {

Outcome run(const Command& command) {
  // Without a store these are the types that a new one begins with.
  Schema schema = Schema::built_in();
  if (command.names_store()) {
    const OpenedStore opened = open_to_read(command);
    schema = opened.store->schema(opened.at);
  }
  return {.output = render(schema, output_format(command), render_options(command))};
}

}  // namespace

const Verb types_verb = {
    .name = "types",
    .arguments = "",
    .arguments_min = 0,
    .arguments_max = 0,
    .summary = "The types of entities and relations: of a store, or those built in.",
    .examples =
        "relata types\n"
        "relata types --store kursk.store --format json",
    .add_options = add_table_options,
    .run = run};

}  // namespace relata::cli
