#pragma once

#include "ingest/reader.h"

namespace relata {

// Facts in columns between tabs, without a header: subject, relation, object, and when. The names
// are the ids. Three notations, told row by row:
//
//     South Korea  Host a visit  Chung Dong-young  2005-06-17            ICEWS: an event
//     Q42          P69           Q691283           occurSince  1971      Wikidata: one end
//     <A>          <playsFor>    <B>               <occursSince> "1971-##-##"  YAGO: either, or
//     none
//
// The beginning and the end of one fact stand on separate rows, anywhere. Those rows are kept until
// the input ends, at most `HeldQuads::rows_max` of them.
extern const Reader text_quads_reader;

}  // namespace relata
