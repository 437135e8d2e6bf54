#pragma once

// What judgements on documents and batches bear on.

#include <relata/store.h>
#include <span>
#include <stop_token>
#include <vector>

namespace relata {

// The relations with claims of each subject, by id. Reads every relation once, whatever the number
// of subjects. Error{stopped}.
[[nodiscard]] std::vector<std::vector<RelationRef>> relations_of(
    const Store& store, const Snapshot& at, std::span<const JudgementSubject> subjects,
    const std::stop_token& stop = {});

// As a judgement carries them; `refs` are in order.
[[nodiscard]] std::vector<RelationRange> ranges_of(std::span<const RelationRef> refs);

}  // namespace relata
