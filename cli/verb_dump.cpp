#include "cli/interrupt.h"
#include "cli/output_options.h"
#include "export/words.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Output")("o,output", "write to a file instead", one_value(), "FILE");
  options.add_options("Dump")("without-retracted",
                              "no claims that were retracted, and no word of that");
  add_snapshot_option(options);
}

// Whoever read the dump has had enough of it.
struct ReaderIsGone {};

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  OutputStream output(command);
  const std::stop_token stop = interrupt_token();  // so that no half file stays
  try {
    const auto write = [&](std::string_view lines) {
      if (stop.stop_requested()) throw Error(ErrorCode::stopped, "the dump was stopped");
      if (!output.write(lines)) throw ReaderIsGone();
    };
    const LeftOut left_out =
        dump(*opened.records, opened.at, write,
             command.has("without-retracted") ? Retracted::left_out : Retracted::taken);
    output.finish();
    if (left_out.claims > 0) {
      say(count_words(left_out.claims, "claim was", "claims were") +
          " left out for being retracted");
    }
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
    .summary =
        "Every record and judgement as JSON Lines, of which `relata ingest` makes an equal store.",
    .examples =
        "relata dump --output everything.jsonl\n"
        "relata dump | zstd > everything.jsonl.zst",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
