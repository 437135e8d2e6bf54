#pragma once

// Answers as JSON: one object each, or the records they hold, one a line. docs/json.md describes
// every field.

#include <relata/export.h>

#include <string>
#include <vector>

namespace relata {

[[nodiscard]] std::string json_of(const PathAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const MatchAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const NeighborhoodAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const TimelineAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const ClaimsAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const DiffAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const AccordingAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const SourcesAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const BriefAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const CutAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const ConnectAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const CommonAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const AmongAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const std::vector<EntityAnswer>& entities,
                                  const RenderOptions& options);
[[nodiscard]] std::string json_of(const Statistics& statistics, const RenderOptions& options);
[[nodiscard]] std::string json_of(const Schema& schema, const RenderOptions& options);
[[nodiscard]] std::string json_of(const std::vector<Batch>& batches, const RenderOptions& options);
[[nodiscard]] std::string json_of(const RetractAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const ResolveAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string json_of(const AnalysisAnswer& answer, const RenderOptions& options);

// Records of the input format: entities, documents, then relations with their claims.
[[nodiscard]] std::string json_lines_of(const AnswerGraph& graph);
[[nodiscard]] std::string json_lines_of(const std::vector<EntityAnswer>& entities);
// The entities that are listed, with their measures among their properties.
[[nodiscard]] std::string json_lines_of(const AnalysisAnswer& answer);
// A pair each.
[[nodiscard]] std::string json_lines_of(const ResolveAnswer& answer);

}  // namespace relata
