#include "ingest/json_lines.h"

#include "ingest/foreign_values.h"

namespace relata {

bool JsonLines::next(RecordSink& sink, Record& record) {
  for (LineReader::Line line; lines_.next(line);) {
    if (!line.is_too_long && without_blanks({line.text, line.size}).empty()) continue;
    sink.begin(line.number);
    if (line.is_too_long) {
      sink.refuse(why_too_long(line, line_bytes_max_));
      continue;
    }
    if (const auto problem = line_.parse(line.text, line.size)) {
      sink.refuse(
          {.field = "",
           .reason = "bad JSON at byte " + std::to_string(problem->offset) + ": " + problem->what});
      continue;
    }
    record = {.line = line.number, .value = line_.root()};
    return true;
  }
  return false;
}

}  // namespace relata
