#include "cli/ingest_verb.h"

namespace relata::cli {
namespace {

// Against the store that is named, if there is one; else against an empty one.
std::unique_ptr<Store> store_to_compare(const Command& command) {
  std::error_code ignored;
  const bool is_there =
      command.names_store() && std::filesystem::exists(command.store_path(), ignored);
  return is_there ? open_store(command.store_path(), OpenMode::read) : make_memory_store();
}

Outcome run(const Command& command) {
  return take_in(command, *store_to_compare(command), Effect::dry_run);
}

}  // namespace

const Verb validate_verb = {
    .name = "validate",
    .arguments = "FILE...",
    .arguments_min = 1,
    .arguments_max = 10'000,
    .summary = "What ingest would take and reject, without writing anything.",
    .examples =
        "relata validate report.jsonl\n"
        "relata validate report.jsonl --store kursk.store --format json",
    .add_options = add_ingest_options,
    .run = run};

}  // namespace relata::cli
