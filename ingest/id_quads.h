#pragma once

#include "ingest/reader.h"

namespace relata {

// Facts as numbers between tabs: subject, relation, object and time, and at times a fifth that says
// nothing. What they stand for is in files beside the input (QuadDictionaries), which are held in
// memory, and are no inputs of their own. Where these date the times, a fact at consecutive times
// is one relation: its rows, at most `rows_max` at a time, are kept until the input ends.
extern const Reader id_quads_reader;

}  // namespace relata
