#pragma once

// The evidence a question is asked in.
//
// Every search and export takes a view, and evaluates it while it runs: a relation outside the view
// is never crossed. A claim is in the view if it passes all of the claim filters; a relation is in
// the view if it passes all of the relation filters and at least one of its claims is in the view.
// Status and origins are counted over the claims in the view only. The default view takes
// everything.
//
//     relata::View view;
//     view.known_by = *relata::PartialDate::parse("2025-04-25");
//     view.speakers_without = {south_korea};
//     view.origins_min = 2;

#include <relata/date.h>
#include <relata/id.h>
#include <relata/model.h>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace relata {

// What the claims in a view add up to.
enum class Status : std::uint8_t {
  confirmed,  // enough independent origins assert it (View::confirmed_at), none denies
  reported,   // asserted, by fewer origins than that, none denies
  contested,  // asserted and denied
  denied,     // denied only
  uncertain,  // neither asserted nor denied
};

// What to do with what only possibly fits a partial date.
enum class Doubt : std::uint8_t { leave_out, take };

struct View {
  // Claim filters. An empty list filters nothing.
  PartialDate known_by;            // claims reported by its last day; unknown date: all
  std::vector<EntityId> speakers;  // only claims of these speakers
  std::vector<EntityId> speakers_without;
  std::vector<DocumentId> documents;  // only claims in these documents
  std::vector<DocumentId> documents_without;
  std::vector<EntityId> publishers;  // only claims in documents of these publishers
  std::vector<EntityId> publishers_without;
  std::vector<std::string> languages;        // only claims in documents in these languages
  std::optional<Confidence> confidence_min;  // leaves out claims that state none

  // Relation filters.
  Period valid;                             // relations that held during it
  std::vector<std::string> relation_types;  // by name
  std::vector<std::string> relation_types_without;
  std::vector<std::string> entity_types;  // of every entity reached but the ends asked for;
                                          // by name, kinds of a type included
  std::vector<std::string> entity_types_without;
  std::vector<EntityId> entities_without;  // not reached either
  int origins_min = 0;                     // independent origins that assert it
  std::vector<Status> statuses;

  // Claims that were retracted (relata/retract.h) are in no view but one that asks for them.
  bool with_retracted = false;

  // How dates that only possibly fit are taken, for known_by and valid alike. What is left out for
  // this reason is counted in the answer.
  Doubt doubt = Doubt::leave_out;
  int confirmed_at = 2;  // asserting origins from which on a relation is confirmed. 1..255.
};

}  // namespace relata
