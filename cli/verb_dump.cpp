#include "cli/interrupt.h"
#include "cli/output_options.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Output")("o,output", "write to a file instead",
                                cxxopts::value<std::vector<std::string>>(), "FILE");
  add_snapshot_option(options);
}

// Whoever read the dump has had enough of it.
struct ReaderIsGone {};

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  OutputStream output(command);
  const std::stop_token stop = interrupt_token();  // so that no half file stays
  try {
    dump(*opened.store, opened.at, [&](std::string_view lines) {
      if (stop.stop_requested()) throw Error(ErrorCode::stopped, "the dump was stopped");
      if (!output.write(lines)) throw ReaderIsGone();
    });
    output.finish();
  } catch (const ReaderIsGone&) {
  }
  return {.is_written = true};
}

}  // namespace

const Verb dump_verb = {
    .name = "dump",
    .arguments = "",
    .arguments_min = 0,
    .arguments_max = 0,
    .summary = "The whole store as JSON Lines, which `relata ingest` makes an equal store of.",
    .examples =
        "relata dump --output everything.jsonl\n"
        "relata dump | zstd > everything.jsonl.zst",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
