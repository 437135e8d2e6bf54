#pragma once

// What is safe merges by itself when its entities come in.

#include <relata/ingest.h>
#include <string>

namespace relata {

struct SafeMerges {
  std::uint64_t count = 0;  // entities that were judged one with another
  std::string left_out;     // what bounds left out, in words; empty: nothing
};

// Of the entities from `first` on, which are new.
SafeMerges merge_what_is_safe(Store& store, EntityId first, const IngestQuery& query);

}  // namespace relata
