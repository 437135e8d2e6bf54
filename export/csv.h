#pragma once

// Answers as CSV (RFC 4180): a header, one row for each claim of each relation, CRLF.

#include <relata/export.h>

#include <string>
#include <vector>

namespace relata {

[[nodiscard]] std::string csv_of(const AnswerGraph& graph, const RenderOptions& options);
[[nodiscard]] std::string csv_of(const std::vector<EntityAnswer>& entities,
                                 const RenderOptions& options);
// One row for each change.
[[nodiscard]] std::string csv_of(const DiffAnswer& answer, const RenderOptions& options);
// One row for each source.
[[nodiscard]] std::string csv_of(const SourcesAnswer& answer, const RenderOptions& options);
// One row for each member of each cut.
[[nodiscard]] std::string csv_of(const CutAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string csv_of(const Statistics& statistics, const RenderOptions& options);
[[nodiscard]] std::string csv_of(const Schema& schema, const RenderOptions& options);
[[nodiscard]] std::string csv_of(const std::vector<Batch>& batches, const RenderOptions& options);
[[nodiscard]] std::string csv_of(const RetractAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string csv_of(const ResolveAnswer& answer, const RenderOptions& options);
[[nodiscard]] std::string csv_of(const AnalysisAnswer& answer, const RenderOptions& options);

}  // namespace relata
