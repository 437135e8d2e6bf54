#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  add_view_options(options);
  add_output_options(options, Shown::search);
  add_snapshot_option(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  return rendered(command, opened,
                  find_everything(*opened.store, opened.at, view_of(command, opened)),
                  "Everything in " + command.store_path().filename().string(), Format::jsonl);
}

}  // namespace

const Verb export_verb = {
    .name = "export",
    .arguments = "",
    .arguments_min = 0,
    .arguments_max = 0,
    .summary = "Everything in a view. JSON Lines by default, which `relata ingest` reads again.",
    .examples =
        "relata export --output everything.jsonl\n"
        "relata export --known-by 2025-04-25 --format csv\n"
        "relata export --relation-type leads,part_of --format png --output offices.png",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
