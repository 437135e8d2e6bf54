#include "cli/search_verb.h"

namespace relata::cli {

void add_search_options(cxxopts::Options& options) {
  add_view_options(options);
  add_limit_options(options);
  add_output_options(options, Shown::search);
  add_snapshot_option(options);
}

RenderOptions titled(const Command& command, const OpenedStore& opened, std::string title,
                     const View& view) {
  RenderOptions options = render_options(command);
  options.title = std::move(title);
  options.view = describe_view(*opened.store, opened.at, view);
  if (options.view.empty()) options.view = "all evidence";
  return options;
}

}  // namespace relata::cli
