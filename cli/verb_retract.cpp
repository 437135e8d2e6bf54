#include <relata/retract.h>

#include <algorithm>
#include <charconv>

#include "cli/interrupt.h"
#include "cli/output_options.h"

namespace relata::cli {
namespace {

std::optional<BatchNumber> batch_in(std::string_view text) {
  BatchNumber number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The key of a document, else the number of a batch; "batch:3" is never a document.
JudgementSubject subject_of(const Store& store, const Snapshot& at, const std::string& named) {
  constexpr std::string_view batch_prefix = "batch:";
  if (named.starts_with(batch_prefix)) {
    if (const auto number = batch_in(std::string_view(named).substr(batch_prefix.size()))) {
      return *number;
    }
  }
  const std::string_view key = named;
  const DocumentId document{store.ids(at, KeyKind::document, {&key, 1}).front()};
  if (document.is_some()) return document;
  if (const auto number = batch_in(named)) return *number;
  throw Error(ErrorCode::not_found, "looking for \"" + named +
                                        "\": no document has this key, and it is no number of a "
                                        "batch; `relata claims` shows the documents of claims, "
                                        "`relata batches` lists batches");
}

Outcome record(const Command& command, JudgementKind kind) {
  const auto store = open_store(command.store_path(), OpenMode::write);
  RetractQuery query{.subject = subject_of(*store, store->snapshot(), command.argument(0)),
                     .kind = kind,
                     .who = command.text("by"),
                     .why = command.text("why"),
                     .stop = interrupt_token()};
  if (command.has("max-results")) {
    query.results_max = command.count("max-results", 0, 1'000'000'000);
  }
  const Format format = report_format(command);
  return {.output = render(retract(*store, query), format, render_options(command))};
}

void add_options(cxxopts::Options& options) {
  add_judgement_options(options);
  options.add_options("Limit")("max-results",
                               "changed relations that are listed; all are counted; default: 1000",
                               one_value(), "N");
  add_output_options(options, Shown::report);
}

}  // namespace

const Verb retract_verb = {
    .name = "retract",
    .arguments = "DOCUMENT|BATCH",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "Take the claims of a document or a batch out of every view; nothing is deleted.",
    .examples =
        "relata retract https://example.org/1 --by Ana --why \"withdrawn by the outlet\"\n"
        "relata retract batch:3",
    .add_options = add_options,
    .run = [](const Command& command) { return record(command, JudgementKind::retracted); }};

const Verb restore_verb = {
    .name = "restore",
    .arguments = "DOCUMENT|BATCH",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "Undo a retraction: its claims count again.",
    .examples = "relata restore https://example.org/1 --by Ana",
    .add_options = add_options,
    .run = [](const Command& command) { return record(command, JudgementKind::restored); }};

}  // namespace relata::cli
