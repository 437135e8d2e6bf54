#pragma once

// What the verbs that search have in common: options in, a rendered answer out.

#include <relata/search.h>

#include <string>

#include "cli/output_options.h"
#include "cli/view_options.h"

namespace relata::cli {

// View, limits, output.
void add_search_options(cxxopts::Options& options);

// The question's title, and its view in words.
[[nodiscard]] RenderOptions titled(const Command& command, const OpenedStore& opened,
                                   std::string title, const View& view);

template <class Answer>
[[nodiscard]] Outcome rendered(const Command& command, const OpenedStore& opened,
                               const Answer& answer, std::string title,
                               Format by_default = Format::text) {
  const RenderOptions options = titled(command, opened, std::move(title), answer.question.view);
  return {.output = render(answer, output_format(command, by_default), options)};
}

}  // namespace relata::cli
