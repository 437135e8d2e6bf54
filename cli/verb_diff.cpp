#include <relata/diff.h>

#include "cli/interrupt.h"
#include "cli/search_verb.h"
#include "cli/view_argument.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  add_results_option(options, "relations that are listed; default: 1000");
  add_search_options(options);
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  DiffQuery query{.before = view_argument(command, 0, opened),
                  .after = view_argument(command, 1, opened),
                  .limits = limits_of(command),
                  .stop = interrupt_token()};
  if (command.arguments().size() > 2) query.about = command.argument(2);
  read_results_max(command, query.results_max);
  const DiffAnswer answer = find_diff(*opened.store, opened.at, query);
  const auto words = [&](const View& view) {
    const std::string text = describe_view(*opened.store, opened.at, view);
    return text.empty() ? std::string("all evidence") : text;
  };
  RenderOptions options = render_options(command);
  options.title =
      query.about.empty() ? "What changed?" : "What changed about \"" + query.about + "\"?";
  options.view = "from " + words(answer.question.before) + " to " + words(answer.question.after);
  options.asked_with = asked_with(command);
  return rendered(command, answer, options);
}

}  // namespace

const Verb diff_verb = {
    .name = "diff",
    .arguments = "BEFORE AFTER [TEXT]",
    .arguments_min = 2,
    .arguments_max = 3,
    .summary = "What changes from one view to another: each a date, or view options.",
    .examples =
        "relata diff 2025-04-25 2025-04-28\n"
        "relata diff \"\" 'without-speaker=\"South Korean intelligence\"' troops --format svg "
        "--output "
        "diff.svg",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
