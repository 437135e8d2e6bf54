#pragma once

// What a batch is called in the store, so that it is never committed twice and the batches of one
// call are known for what they are.

#include <relata/ingest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/input_stream.h"

namespace relata {

// "RUN/3/CONTENT", the last of a call "RUN/5-last/CONTENT"; CONTENT alone where the call cannot be
// told, as from standard input.
struct BatchName {
  std::string run;  // the same for the same call on the same inputs; may be empty
  std::uint32_t part = 1;
  bool is_last = true;
  std::string content;  // of the records, and of the state of the store that they were settled on
};

[[nodiscard]] std::string to_text(const BatchName& name);
// Nothing if it names no call.
[[nodiscard]] std::optional<BatchName> batch_name(std::string_view id);

// By the options that decide what becomes of the inputs, and their paths, sizes and times of
// change. Empty with standard input, which leaves nothing to be known again by.
[[nodiscard]] std::string run_of(const IngestQuery& query, const std::vector<InputFile>& files,
                                 const std::string& store_uuid);
// What tells records apart that are not the same; one state of a store takes one batch.
[[nodiscard]] std::string content_id(const Changes& changes, const std::string& store_uuid);

}  // namespace relata
