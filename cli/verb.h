#pragma once

// What the command line can do: one table of verbs, one file for each.

#include <cstddef>
#include <span>
#include <string>

#include "cli/exit_code.h"

namespace cxxopts {
class Options;
}

namespace relata::cli {

class Command;

// What a verb has to say. It is written when the store is closed, so that a reader who goes away
// leaves nothing behind.
struct Outcome {
  std::string output = {};  // to standard output, or where --output says
  ExitCode code = ExitCode::done;
  bool is_written = false;  // the verb wrote it by itself, piece by piece
};

struct Verb {
  const char* name;
  const char* arguments;  // as help shows them
  std::size_t arguments_min;
  std::size_t arguments_max;
  const char* summary;
  const char* examples;  // a line each
  void (*add_options)(cxxopts::Options& options);
  Outcome (*run)(const Command& command);
};

[[nodiscard]] std::span<const Verb> verbs();

// One file each, verb_ingest.cpp and so on.
extern const Verb ingest_verb;
extern const Verb validate_verb;
extern const Verb formats_verb;
extern const Verb find_verb;
extern const Verb show_verb;
extern const Verb resolve_verb;
extern const Verb path_verb;
extern const Verb match_verb;
extern const Verb neighbors_verb;
extern const Verb claims_verb;
extern const Verb timeline_verb;
extern const Verb contested_verb;
extern const Verb according_verb;
extern const Verb diff_verb;
extern const Verb sources_verb;
extern const Verb brief_verb;
extern const Verb analyze_verb;
extern const Verb cut_verb;
extern const Verb connect_verb;
extern const Verb among_verb;
extern const Verb common_verb;
extern const Verb export_verb;
extern const Verb dump_verb;
extern const Verb batches_verb;
extern const Verb judge_verb;
extern const Verb merge_verb;
extern const Verb unmerge_verb;
extern const Verb why_verb;
extern const Verb retract_verb;
extern const Verb restore_verb;
extern const Verb stats_verb;
extern const Verb verify_verb;
extern const Verb types_verb;

}  // namespace relata::cli
