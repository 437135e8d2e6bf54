#pragma once

// What the verbs that search have in common: options in, a rendered answer out.

#include <relata/search.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/output_options.h"
#include "cli/view_options.h"
#include "export/words.h"

namespace relata::cli {

// View, limits, output.
void add_search_options(cxxopts::Options& options, Shown shown = Shown::search);

// --max-results, described with its default.
void add_results_option(cxxopts::Options& options, const char* description);
void read_results_max(const Command& command, std::size_t& results_max);

// --max-degree, where the verb has it.
void add_degree_option(cxxopts::Options& options);
void read_degree_max(const Command& command, std::optional<std::uint64_t>& degree_max);
// --hub-penalty and --type-cost, the same.
void add_cost_options(cxxopts::Options& options);
void read_costs(const Command& command, double& hub_penalty, std::vector<TypeCost>& type_costs);

// Entities under the names that a title tells them by.
struct NamedEntities {
  std::vector<EntityId> ids;
  std::vector<std::string> names;
};
// "a, b and c"; of many the first, "and 12 others".
[[nodiscard]] std::string told(const NamedEntities& entities);
// Each of the names must fit one entity.
[[nodiscard]] NamedEntities entities_of(const OpenedStore& opened,
                                        const std::vector<std::string>& names);

// The options that bear on which answer there is and that neither title nor view tells.
[[nodiscard]] std::string asked_with(const Command& command);
// The question's title, its view in words, and what it was asked with.
[[nodiscard]] RenderOptions titled(const Command& command, const OpenedStore& opened,
                                   std::string title, const View& view);

// What an answer of records only has no place for: why there is none, and why it may not be all.
template <class Answer>
void say_what_is_missing(const Answer& answer) {
  if constexpr (requires { answer.why_none; }) {
    if (!answer.why_none.empty()) say(answer.why_none);
  }
  for (const std::string& line : caveats({answer.limits_hit, answer.counters, answer.is_stopped})) {
    say(line);
  }
}

// Limits on hops and results are part of what was asked; those on time and visits end a search that
// is not done.
template <class Answer>
[[nodiscard]] ExitCode exit_code_of(const Answer& answer) {
  if (answer.is_stopped) return ExitCode::stopped;
  return is_cut(answer) ? ExitCode::cut : ExitCode::done;
}

template <class Answer>
[[nodiscard]] Outcome rendered(const Command& command, const Answer& answer,
                               const RenderOptions& options, Format by_default = Format::text) {
  const Format format = output_format(command, by_default);
  if (format == Format::csv || format == Format::jsonl) say_what_is_missing(answer);
  return {.output = render(answer, format, options), .code = exit_code_of(answer)};
}

template <class Answer>
[[nodiscard]] Outcome rendered(const Command& command, const OpenedStore& opened,
                               const Answer& answer, std::string title,
                               Format by_default = Format::text) {
  return rendered(command, answer, titled(command, opened, std::move(title), answer.question.view),
                  by_default);
}

}  // namespace relata::cli
