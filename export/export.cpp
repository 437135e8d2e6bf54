#include <relata/error.h>
#include <relata/export.h>

#include <algorithm>
#include <array>

#include "export/brief_story.h"
#include "export/csv.h"
#include "export/dot_answers.h"
#include "export/graphviz.h"
#include "export/json_answers.h"
#include "export/text_answers.h"

namespace relata {

namespace {

struct FormatName {
  std::string_view name;
  Format format;
};

constexpr std::array<FormatName, 8> format_names = {{
    {"text", Format::text},
    {"json", Format::json},
    {"jsonl", Format::jsonl},
    {"csv", Format::csv},
    {"dot", Format::dot},
    {"svg", Format::svg},
    {"png", Format::png},
    {"markdown", Format::markdown},
}};

std::string drawn(const std::string& dot, std::string_view format, const RenderOptions& options) {
  return draw({.dot = dot,
               .format = format,
               .seconds_max = options.drawing_seconds_max,
               .stop = options.stop});
}

[[noreturn]] void refuse_markdown() {
  throw Error(ErrorCode::usage,
              "rendering Markdown: only briefs are told in it; choose another format");
}

// The answers of searches: a graph with its evidence, in every format.
template <class Answer>
std::string render_search(const Answer& answer, Format format, const RenderOptions& options) {
  switch (format) {
    case Format::text:
      return text_of(answer, options);
    case Format::json:
      return json_of(answer, options);
    case Format::jsonl:
      return json_lines_of(answer.graph);
    case Format::csv:
      return csv_of(answer.graph, options);
    case Format::dot:
      return dot_of(answer, options);
    case Format::svg:
      return drawn(dot_of(answer, options), "svg", options);
    case Format::png:
      return drawn(dot_of(answer, options), "png", options);
    case Format::markdown:
      refuse_markdown();
  }
  return {};
}

[[noreturn]] void refuse_diagram(const char* what) {
  throw Error(ErrorCode::usage, std::string("rendering ") + what +
                                    ": there is no diagram of that; choose text, json, jsonl or "
                                    "csv");
}

// The smaller answers: one JSON object is one line already.
template <class Answer>
std::string render_small(const Answer& answer, Format format, const RenderOptions& options,
                         const char* what) {
  switch (format) {
    case Format::text:
      return text_of(answer, options);
    case Format::json:
    case Format::jsonl:
      return json_of(answer, options);
    case Format::csv:
      return csv_of(answer, options);
    case Format::dot:
    case Format::svg:
    case Format::png:
      refuse_diagram(what);
    case Format::markdown:
      refuse_markdown();
  }
  return {};
}

}  // namespace

std::optional<Format> parse_format(std::string_view name) {
  const auto found = std::find_if(format_names.begin(), format_names.end(),
                                  [&](const FormatName& known) { return known.name == name; });
  if (found == format_names.end()) return std::nullopt;
  return found->format;
}

std::string render(const PathAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const MatchAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const NeighborhoodAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const TimelineAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const ClaimsAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const DiffAnswer& answer, Format format, const RenderOptions& options) {
  return format == Format::csv ? csv_of(answer, options) : render_search(answer, format, options);
}

std::string render(const AccordingAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const SourcesAnswer& answer, Format format, const RenderOptions& options) {
  return format == Format::csv ? csv_of(answer, options) : render_search(answer, format, options);
}

std::string render(const BriefAnswer& answer, Format format, const RenderOptions& options) {
  if (format == Format::markdown) return markdown_of(answer, options);
  const bool is_drawn = format == Format::dot || format == Format::svg || format == Format::png;
  if (!is_drawn) return render_search(answer, format, options);
  RenderOptions titled = options;
  const BriefStory story = tell(answer, options);
  titled.title = story.title;
  titled.view = story.view;
  return render_search(answer, format, titled);
}

std::string render(const CutAnswer& answer, Format format, const RenderOptions& options) {
  return format == Format::csv ? csv_of(answer, options) : render_search(answer, format, options);
}

std::string render(const ConnectAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const AmongAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const CommonAnswer& answer, Format format, const RenderOptions& options) {
  return render_search(answer, format, options);
}

std::string render(const std::vector<EntityAnswer>& entities, Format format,
                   const RenderOptions& options) {
  if (format == Format::jsonl) return json_lines_of(entities);
  return render_small(entities, format, options, "entities");
}

std::string render(const Statistics& statistics, Format format, const RenderOptions& options) {
  return render_small(statistics, format, options, "statistics");
}

std::string render(const std::vector<Batch>& batches, Format format, const RenderOptions& options) {
  return render_small(batches, format, options, "batches");
}

std::string render(const RetractAnswer& answer, Format format, const RenderOptions& options) {
  return render_small(answer, format, options, "a retraction");
}

std::string render(const ResolveAnswer& answer, Format format, const RenderOptions& options) {
  if (format == Format::jsonl) return json_lines_of(answer);
  return render_small(answer, format, options, "pairs");
}

std::string render(const AnalysisAnswer& answer, Format format, const RenderOptions& options) {
  if (format == Format::jsonl) return json_lines_of(answer);
  return render_small(answer, format, options, "an analysis");
}

std::string render(const Schema& schema, Format format, const RenderOptions& options) {
  return render_small(schema, format, options, "a schema");
}

}  // namespace relata
