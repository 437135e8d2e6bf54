#pragma once

// The actor graph in every format that can be read, so that their figures can be compared. What a
// format cannot carry is left out; a format of annotated texts has sentences that name two actors.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "bench/actor_graph.h"

namespace relata::bench {

struct FormatSource {
  const ActorGraph& graph;
  std::filesystem::path directory;  // where the input is made; empty
  std::vector<std::string> dates;   // by day
};

// Returns the relations that it has written.
using WriteFormat = std::uint64_t (*)(const FormatSource& source);

struct FormatInput {
  const char* format;        // the reader's name
  const char* variant = "";  // of the format, where it has several: "Turtle"
  const char* input = "";    // in the directory; empty: the directory itself
  const char* known = "";    // in the directory, is in the store before
  const char* mapping = "";  // in the directory
  std::uint64_t parts = 1;   // records of relations that the reader makes of one relation
  WriteFormat write;
};

// All of them. At least one for each reader.
[[nodiscard]] std::vector<FormatInput> format_inputs();

[[nodiscard]] std::span<const FormatInput> graph_inputs();
[[nodiscard]] std::span<const FormatInput> knowledge_inputs();
[[nodiscard]] std::span<const FormatInput> event_inputs();
[[nodiscard]] std::span<const FormatInput> fact_inputs();
[[nodiscard]] std::span<const FormatInput> text_inputs();

// A file of an input. Throws Error{io} if it cannot be written.
class InputWriter {
 public:
  explicit InputWriter(const std::filesystem::path& path);

  [[gnu::format(printf, 2, 3)]] void print(const char* format, ...);
  void close();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string path_;
  std::unique_ptr<std::FILE, CloseFile> file_;
};

}  // namespace relata::bench
