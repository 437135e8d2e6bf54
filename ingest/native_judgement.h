#pragma once

// Judgements in relata's own format.

#include "ingest/json_line.h"
#include "ingest/records.h"

namespace relata {

// Throws Refusal.
[[nodiscard]] JudgementRecord read_judgement(const JsonLine::Value& record);
// The number of a batch among those of an input, from `least` on.
[[nodiscard]] std::uint32_t batch_field(const JsonLine::Value& value, std::string_view field,
                                        std::uint32_t least);

}  // namespace relata
