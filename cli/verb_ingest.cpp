#include "cli/ingest_verb.h"
#include "cli/output_options.h"

namespace relata::cli {
namespace {

namespace fs = std::filesystem;

// A new store is made only where there is nothing: what is there and is no store is left alone.
void create_if_absent(const fs::path& path) {
  std::error_code error;
  const bool is_absent = !fs::exists(path, error) || fs::is_empty(path, error);
  if (error || !is_absent) return;
  try {
    create_store(path);
  } catch (const Error& failure) {
    // Another process was faster: that store will do.
    if (failure.code() == ErrorCode::locked) return;
    throw;
  }
  say("made a new store in " + path.string());
}

Outcome run(const Command& command) {
  check_before(command);
  create_if_absent(command.store_path());
  const auto store = open_store(command.store_path(), OpenMode::write);
  return take_in(command, *store, Effect::commit);
}

}  // namespace

const Verb ingest_verb = {
    .name = "ingest",
    .arguments = "FILE...",
    .arguments_min = 1,
    .arguments_max = 10'000,
    .summary = "Take records in: files, directories, patterns, - for standard input.",
    .examples =
        "relata ingest datasets/kursk --store kursk.store\n"
        "extract | relata ingest - --document https://example.org/report --strict",
    .add_options = add_ingest_options,
    .run = run};

}  // namespace relata::cli
