#pragma once

// Answers as text, JSON, CSV and GraphViz diagrams.
//
// Rendering is a pure function of the answer: sorted, the same bytes each time, every text escaped
// for its format. docs/json.md describes the JSON shapes; they only grow.
//
//     const auto answer = relata::find_paths(*store, now, {.from = kim, .to = kursk});
//     std::cout << relata::render(answer, relata::Format::dot, {.title = "Kim Jong Un to Kursk"});

#include <relata/according.h>
#include <relata/among.h>
#include <relata/analyze.h>
#include <relata/brief.h>
#include <relata/common_neighbors.h>
#include <relata/connect.h>
#include <relata/cut.h>
#include <relata/diff.h>
#include <relata/neighborhood.h>
#include <relata/pattern.h>
#include <relata/resolve.h>
#include <relata/retract.h>
#include <relata/search.h>
#include <relata/sources.h>
#include <relata/timeline.h>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

enum class Format : std::uint8_t {
  text,   // tables and trees for a terminal
  json,   // one object
  jsonl,  // one object a line: entities, documents, relations with their claims
  csv,    // one row for each claim of each relation; RFC 4180, formulas neutralised
  dot,    // a GraphViz graph
  svg,    // the same, laid out by GraphViz
  png,
  markdown,  // of briefs only
};

[[nodiscard]] std::optional<Format> parse_format(std::string_view name);

[[nodiscard]] std::vector<std::string> brief_languages();  // "en", "id"

struct RenderOptions {
  std::string title;       // the question, in words
  std::string view;        // the view, in words (describe_view)
  std::string asked_with;  // text and diagrams, but briefs: the question's other options, as given
  // Text only: colours and wide characters for a terminal, and its width in columns.
  enum class Color : std::uint8_t { none, ansi } color = Color::none;
  int width = 100;
  // Text only: how many claims of a relation are shown before "and N more".
  std::size_t claims_max = 20;
  // Of a ClaimsAnswer in text: each claim with its quote, or who holds which side, as a table; in
  // diagrams sides say who on each line.
  enum class Claims : std::uint8_t { each, sides } claims = Claims::each;
  enum class Timing : std::uint8_t { hidden, shown } timing = Timing::hidden;
  // CSV only: text that a spreadsheet would take for a formula gets a leading apostrophe, control
  // characters are shown as escapes; raw writes every cell as it is.
  enum class CsvCells : std::uint8_t { neutralised, raw } csv_cells = CsvCells::neutralised;
  // Briefs only: what they are told in, one of brief_languages(); Error{usage} for another.
  std::string language = "en";
  // SVG and PNG only: Error{stopped} when Graphviz draws for longer, or is asked to stop.
  int drawing_seconds_max = 120;
  std::stop_token stop = {};
};

// Text and PNG bytes alike come back as a string. SVG and PNG need Graphviz's `dot` on the PATH:
// Error{not_found} says how to install it.
[[nodiscard]] std::string render(const PathAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const MatchAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const NeighborhoodAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const TimelineAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const ClaimsAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const DiffAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const AccordingAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const SourcesAnswer& answer, Format format,
                                 const RenderOptions& options = {});
// Sentences that cite numbered sources, which are listed at the end; as JSON with the relations
// that each rests on. The options' title is not used.
[[nodiscard]] std::string render(const BriefAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const CutAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const ConnectAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const CommonAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const AmongAnswer& answer, Format format,
                                 const RenderOptions& options = {});

// The smaller answers: Error{usage} for the diagram formats.
[[nodiscard]] std::string render(const std::vector<EntityAnswer>& entities, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const Statistics& statistics, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const Schema& schema, Format format,
                                 const RenderOptions& options = {});

[[nodiscard]] std::string render(const ResolveAnswer& answer, Format format,
                                 const RenderOptions& options = {});
[[nodiscard]] std::string render(const AnalysisAnswer& answer, Format format,
                                 const RenderOptions& options = {});

// Everything that a store holds, as lines of relata's own format (docs/input.md): types that a new
// store does not begin with, entities, documents, relations with their claims, judgements.
// Ingesting them gives a store of the same records, judged as this one, and its dump is the same,
// byte for byte: the order does not depend on ids, so every record is read twice. Claims that were
// retracted can be left out, with relations that have no others and the judgements on documents and
// batches; what comes back counts both. `write` gets whole lines, about a megabyte at a time; what
// it throws ends the dump.
enum class Retracted : std::uint8_t { left_out, taken };
struct LeftOut {
  std::uint64_t claims = 0;
  std::uint64_t judgements = 0;
};
LeftOut dump(const Store& store, const Snapshot& at,
             const std::function<void(std::string_view lines)>& write,
             Retracted retracted = Retracted::taken);

// What came in when, oldest first.
[[nodiscard]] std::string render(const std::vector<Batch>& batches, Format format,
                                 const RenderOptions& options = {});
// What a retraction or its restoring did.
[[nodiscard]] std::string render(const RetractAnswer& answer, Format format,
                                 const RenderOptions& options = {});

}  // namespace relata
