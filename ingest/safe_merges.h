#pragma once

// What is safe merges by itself when its entities come in.

#include <relata/ingest.h>

namespace relata {

// Of the entities from `first` on, which are new. Gives how many pairs were judged one.
std::uint64_t merge_what_is_safe(Store& store, EntityId first, const IngestQuery& query);

}  // namespace relata
