#pragma once

// Drawing with Graphviz: its `dot` is run as a child process, without a shell.

#include <string>
#include <string_view>

namespace relata {

struct Drawing {
  std::string_view dot;     // the graph
  std::string_view format;  // "svg" or "png"
  int seconds_max = 120;
  std::string program = "dot";  // looked for on the PATH
};

// The picture's bytes. Throws Error{not_found} if the program is not installed, Error{stopped} if
// it takes too long, Error{io} with what it said if it fails.
[[nodiscard]] std::string draw(const Drawing& drawing);

}  // namespace relata
