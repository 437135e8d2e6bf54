#pragma once

// Answers as an analyst reads them on a terminal.

#include <relata/export.h>

#include <string>
#include <vector>

namespace relata {

[[nodiscard]] std::string text_of(const PathAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const MatchAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const NeighborhoodAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const TimelineAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const ClaimsAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const DiffAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const AccordingAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const SourcesAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const BriefAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string markdown_of(const BriefAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const CutAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const ConnectAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const CommonAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const AmongAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const std::vector<EntityAnswer>& entities,
                                  const RenderOptions& options);
[[nodiscard]] std::string text_of(const Statistics& statistics, const RenderOptions& options);
[[nodiscard]] std::string text_of(const Schema& schema, const RenderOptions& options);
[[nodiscard]] std::string text_of(const std::vector<Batch>& batches, const RenderOptions& options);
[[nodiscard]] std::string text_of(const RetractAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const ResolveAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string text_of(const AnalysisAnswer& answer, const RenderOptions& options);

}  // namespace relata
