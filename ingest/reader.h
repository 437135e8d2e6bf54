#pragma once

// One format that can be read. Each has a file of its own, named after it, and a line in the table
// of readers.cpp; nothing else knows it.

#include <array>
#include <cstdint>
#include <string_view>

#include "ingest/input_stream.h"
#include "ingest/record_sink.h"

namespace relata {

// How an input begins, for readers to recognise.
struct Beginning {
  std::string_view name;  // of the file, without a suffix of compression; "" for standard input
  std::string_view text;  // the first bytes, unpacked
  bool is_whole = false;  // there are no more
  std::string_view path;  // of the file, for those that lie beside it; "" for standard input

  // The first line that is neither blank nor, where `comment` is given, begins with it; without its
  // end. Empty if there is none.
  [[nodiscard]] std::string_view first_line(std::string_view comment = {}) const;
  // The same, or as much of it as there is: one line may be longer than the beginning.
  [[nodiscard]] std::string_view first_line_so_far() const;
  // Of the first `lines` lines that are there whole: do all have this many fields?
  [[nodiscard]] bool has_columns(std::size_t columns, char delimiter, std::size_t lines = 5) const;
};

// The likeliest reader is taken; of equals the first in the table.
enum class Likelihood : std::uint8_t {
  none,
  possible,  // it would take it, as it would much else
  likely,
  certain,  // nothing else looks so
};

// How a file of rejected records, which are mended and ingested again, is made of an input.
enum class Cut : std::uint8_t {
  lines,  // what stands before the first record, and the lines of those that were rejected
  json,   // the document without items that were taken
  xml,    // the same
  whole,  // all of it: records are told by their place, or by others that stand elsewhere
  rdf,    // where statements are lines, as lines; else the document without what was taken
};

struct Reader {
  const char* name;   // for --as
  const char* title;  // "FollowTheMoney entities"
  const char* files;  // how its files are called: "*.ftm.json, *.ijson"
  const char* example;
  PlaceUnit place_unit;  // in which its records are counted for reports
  // Types that the format brings along, as schema files. They extend the store's schema, whose
  // types win.
  std::array<const char*, 2> schemas;
  Likelihood (*recognize)(const Beginning& beginning);
  // Puts every record of the input into the sink. A record that is wrong is refused there; only
  // what makes the rest unreadable may be thrown, as Error{input}.
  void (*read)(InputStream& input, RecordSink& sink);
  Cut cut = Cut::lines;
  // What may be left out of such a file: of JSON the objects in the arrays of these paths, as
  // JsonItems has them ("": documents that follow each other); of XML the elements of these names.
  std::array<const char*, 6> cut_out = {};
};

}  // namespace relata
