#include <array>

#include "cli/verb.h"

namespace relata::cli {

std::span<const Verb> verbs() {
  // In the order in which a newcomer meets them.
  static const std::array<Verb, 33> all = {
      ingest_verb,    validate_verb,  formats_verb,   find_verb,  show_verb,    path_verb,
      connect_verb,   match_verb,     neighbors_verb, among_verb, common_verb,  claims_verb,
      according_verb, contested_verb, timeline_verb,  diff_verb,  sources_verb, brief_verb,
      cut_verb,       analyze_verb,   export_verb,    dump_verb,  batches_verb, resolve_verb,
      judge_verb,     merge_verb,     unmerge_verb,   why_verb,   retract_verb, restore_verb,
      stats_verb,     verify_verb,    types_verb};
  return all;
}

}  // namespace relata::cli
