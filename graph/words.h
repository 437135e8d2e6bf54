#pragma once

// The words that the rooms share: enumerators as options, input, JSON and tables spell them, and
// small pieces of text.

#include <relata/diff.h>
#include <relata/judgement.h>
#include <relata/neighborhood.h>
#include <relata/search.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace relata {

[[nodiscard]] std::string_view word(Status status);
[[nodiscard]] std::string_view word(Stance stance);
[[nodiscard]] std::string_view word(Limit limit);
[[nodiscard]] std::string_view word(Direction direction);
[[nodiscard]] std::string_view word(PathKind kind);
[[nodiscard]] std::string_view word(PathWeight weight);
[[nodiscard]] std::string_view word(ChangeKind kind);
[[nodiscard]] std::string_view word(TimeOrder order);
[[nodiscard]] std::string_view word(NameKind kind);
[[nodiscard]] std::string_view word(Certainty certainty);
[[nodiscard]] std::string_view word(Precision precision);
[[nodiscard]] std::string_view word(Doubt doubt);
[[nodiscard]] std::string_view word(JudgementKind kind);
[[nodiscard]] std::string_view word(Measure measure);
[[nodiscard]] std::string_view word(NeighborOrder order);

// Nothing for a word that is none of them.
[[nodiscard]] std::optional<Status> parse_status(std::string_view name);
[[nodiscard]] std::optional<Stance> parse_stance(std::string_view name);
[[nodiscard]] std::optional<NameKind> parse_name_kind(std::string_view name);
[[nodiscard]] std::optional<JudgementKind> parse_judgement_kind(std::string_view name);
[[nodiscard]] std::optional<Direction> parse_direction(std::string_view name);
[[nodiscard]] std::optional<TimeOrder> parse_time_order(std::string_view name);
[[nodiscard]] std::optional<PathWeight> parse_path_weight(std::string_view name);
[[nodiscard]] std::optional<Measure> parse_measure(std::string_view name);
[[nodiscard]] std::optional<NeighborOrder> parse_neighbor_order(std::string_view name);

[[nodiscard]] std::string number_text(double number);         // the shortest that gives it back
[[nodiscard]] std::string confidence_text(Confidence value);  // "0.8"
[[nodiscard]] std::string joined(std::span<const std::string> parts, std::string_view between);

}  // namespace relata
