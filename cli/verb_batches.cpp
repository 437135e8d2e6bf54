#include "cli/output_options.h"

namespace relata::cli {
namespace {

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  return {.output = render(opened.store->batches(opened.at), output_format(command),
                           render_options(command))};
}

}  // namespace

const Verb batches_verb = {.name = "batches",
                           .arguments = "",
                           .arguments_min = 0,
                           .arguments_max = 0,
                           .summary = "What came in when, from where, and how much of it was new.",
                           .examples =
                               "relata batches\n"
                               "relata batches --format json",
                           .add_options = add_table_options,
                           .run = run};

}  // namespace relata::cli
