#pragma once

// The records of JSON Lines: one value a line.
//
//     JsonLines lines(input, sink.record_bytes_max());
//     for (JsonLines::Record record; lines.next(sink, record);) take(record.value, sink);

#include "ingest/json_line.h"
#include "ingest/lines_ahead.h"
#include "ingest/record_sink.h"

namespace relata {

class JsonLines {
 public:
  JsonLines(InputStream& input, std::size_t line_bytes_max)
      : lines_(input, line_bytes_max), line_bytes_max_(line_bytes_max) {}

  struct Record {
    std::uint64_t line = 0;
    JsonLine::Value value;
  };

  // The next line that can be parsed, begun in the sink and good until the next call. Blank lines
  // are none; what cannot be parsed is refused in the sink.
  [[nodiscard]] bool next(RecordSink& sink, Record& record);

 private:
  struct Parsed {
    JsonLine line;
    std::optional<JsonLine::Problem> problem;

    void parse(char* text, std::size_t size) { problem = line.parse(text, size); }
  };

  LinesAhead<Parsed> lines_;
  std::size_t line_bytes_max_;
};

}  // namespace relata
