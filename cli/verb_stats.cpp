#include "cli/output_options.h"

namespace relata::cli {
namespace {

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  return {.output = render(opened.store->statistics(opened.at), output_format(command),
                           render_options(command))};
}

}  // namespace

const Verb stats_verb = {
    .name = "stats",
    .arguments = "",
    .arguments_min = 0,
    .arguments_max = 0,
    .summary = "What the store holds: counts by type, dates, origins, bytes on disk.",
    .examples =
        "relata stats\n"
        "relata stats --format json",
    .add_options = add_table_options,
    .run = run};

}  // namespace relata::cli
