#include <relata/lookup.h>
#include <relata/resolve.h>

#include <cstdlib>

#include "cli/interrupt.h"
#include "cli/output_options.h"
#include "export/words.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")("min-score", "pairs of this score or more, 0 to 1; default: 0.5",
                                  one_value(), "X")(
      "without-rule", "as if there were no such rule; may be repeated", many_values(), "RULE");
  options.add_options("Limit")("max-results", "pairs that are listed; default: 1000", one_value(),
                               "N")(
      "max-block", "entities that may share a key that brings them together; default: 100",
      one_value(), "N")("max-pairs", "pairs that are compared; default: 5000000", one_value(), "N");
  add_name_options(options);
  add_table_options(options);
}

double score_of(const Command& command) {
  const std::string given = command.text("min-score");
  char* end = nullptr;
  const double score = std::strtod(given.c_str(), &end);
  if (given.empty() || *end != '\0' || !(score >= 0 && score <= 1)) {
    command.refuse("min-score", "a number from 0 to 1");
  }
  return score;
}

ResolveQuery query_of(const Command& command, const OpenedStore& opened) {
  ResolveQuery query{.without_rules = command.words("without-rule"), .stop = interrupt_token()};
  const auto& names = command.arguments();
  if (!names.empty())
    query.about = resolve_entity(*opened.store, opened.at, names[0], opened.metonyms).id;
  if (names.size() > 1)
    query.with = resolve_entity(*opened.store, opened.at, names[1], opened.metonyms).id;
  if (command.has("min-score")) query.score_min = score_of(command);
  if (command.has("max-results"))
    query.proposals_max = command.count("max-results", 0, 100'000'000);
  if (command.has("max-block")) query.block_max = command.count("max-block", 2, 100'000);
  if (command.has("max-pairs")) query.pairs_max = command.count("max-pairs", 1, 1'000'000'000);
  return query;
}

Outcome run(const Command& command) {
  const OpenedStore opened = open_to_read(command);
  const ResolveAnswer answer = resolve(*opened.store, opened.at, query_of(command, opened));
  const Format format = output_format(command);
  if (format == Format::csv || format == Format::jsonl) {
    for (const std::string& line : caveats(answer)) say(line);
  }
  return {.output = render(answer, format, render_options(command))};
}

}  // namespace

const Verb resolve_verb = {
    .name = "resolve",
    .arguments = "[A [B]]",
    .arguments_min = 0,
    .arguments_max = 2,
    .summary =
        "Which entities seem to be one: pairs with a score and reasons; of A; or why A and B.",
    .examples =
        "relata resolve\n"
        "relata resolve Zelensky --min-score 0.2\n"
        "relata resolve korut dprk\n"
        "relata resolve --format csv --output pairs.csv",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
