#pragma once

// The files that lie beside an input, packed or not: those under its name with another ending, as
// a text beside its annotations, and those under a name of their own, as dictionaries.

#include <optional>
#include <string>
#include <string_view>

#include "ingest/input_stream.h"
#include "ingest/records.h"

namespace relata {

class FilesBeside {
 public:
  // Of an input whose name ends with `ending`, ".ann" for example. Throws Refusal if it does not,
  // as standard input never does.
  FilesBeside(const InputFile& input, std::string_view ending, std::size_t bytes_max);

  // The whole file with that ending; nothing if there is none. Throws Refusal if it is no text that
  // can be taken.
  [[nodiscard]] std::optional<std::string> text_if_there(std::string_view ending) const;
  // Throws Refusal, too, if there is none.
  [[nodiscard]] std::string text(std::string_view ending) const;
  // Its name, without directories and packing.
  [[nodiscard]] std::string name(std::string_view ending) const;

 private:
  [[nodiscard]] std::string read(const std::string& path, const std::string& name) const;

  std::string stem_;  // of the path
  std::size_t bytes_max_;
};

// The file of that name beside another; nothing if there is none, or beside standard input.
[[nodiscard]] std::optional<InputFile> file_beside(const InputFile& input, const std::string& name);

}  // namespace relata
