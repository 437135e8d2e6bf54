#pragma once

// Answers as diagrams in GraphViz's DOT language.

#include <relata/export.h>

#include <string>

namespace relata {

[[nodiscard]] std::string dot_of(const PathAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const MatchAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const NeighborhoodAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const TimelineAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const ClaimsAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const DiffAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const AccordingAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const SourcesAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const BriefAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const CutAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const ConnectAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const CommonAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string dot_of(const AmongAnswer& answer, const RenderOptions& options);

}  // namespace relata
