#pragma once

// Drawing with Graphviz: its `dot` is run as a child process, without a shell.

#include <stop_token>
#include <string>
#include <string_view>

namespace relata {

struct Drawing {
  std::string_view dot;     // the graph
  std::string_view format;  // "svg" or "png"
  int seconds_max = 120;
  std::stop_token stop = {};
  std::string program = "dot";  // looked for on the PATH
};

// The picture's bytes. Throws Error{not_found} if the program is not installed, Error{stopped} if
// it takes too long or is asked to stop, Error{usage} if the picture is too large for a bitmap,
// Error{io} with what it said if it fails.
[[nodiscard]] std::string draw(const Drawing& drawing);

}  // namespace relata
