#pragma once

// The CSV files that neo4j-admin imports: typed headers, ids in spaces, nodes and relations.
//
// A file whose first line is no such header has it in a file of its own beside it: the header of
// persons.csv, persons-part1.csv and persons_2.csv is persons-header.csv or persons_header.csv.

#include "ingest/reader.h"

namespace relata {

extern const Reader neo4j_csv_reader;

}  // namespace relata
