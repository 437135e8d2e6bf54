#include "ingest/json_lines.h"

namespace relata {

bool JsonLines::next(RecordSink& sink, Record& record) {
  while (const auto* line = lines_.next()) {
    sink.begin(line->number);
    if (line->is_too_long) {
      sink.refuse(why_too_long(line->size, line_bytes_max_));
    } else if (const auto& problem = line->parsed.problem) {
      sink.refuse(
          {.field = "",
           .reason = "bad JSON at byte " + std::to_string(problem->offset) + ": " + problem->what});
    } else {
      record = {.line = line->number, .value = line->parsed.line.root()};
      return true;
    }
  }
  return false;
}

}  // namespace relata
