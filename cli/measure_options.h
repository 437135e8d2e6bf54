#pragma once

// The options that say what is measured, of verbs that analyse.

#include <relata/analyze.h>

#include <string>
#include <vector>

#include "cli/command.h"

namespace relata::cli {

// Every measure's name, with commas.
[[nodiscard]] std::string measure_names();
// The measures that the option names; Error{usage} for one that there is not.
[[nodiscard]] std::vector<Measure> measures_of(const Command& command, const std::string& option);

// --sources and --exact-steps.
void add_effort_options(cxxopts::Options& options);
void read_effort(const Command& command, AnalysisQuery& query);

}  // namespace relata::cli
