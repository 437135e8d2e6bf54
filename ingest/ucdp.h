#pragma once

#include "ingest/reader.h"

namespace relata {

// The Georeferenced Event Dataset of the Uppsala Conflict Data Program: one event of deadly
// violence a row, columns by the names in the header. A row is a relation between its two sides
// with the deaths as its quantity, and an event with its place and conflict; the reports it was
// coded from are the documents of their claims.
extern const Reader ucdp_reader;

}  // namespace relata
