#pragma once

// What every answer is made of: entities, relations with their evidence, documents.
//
// Answers are plain values, complete in themselves: rendering one needs neither the store nor the
// schema. Every list has a fixed order, so the same question gives the same bytes.

#include <relata/measure.h>
#include <relata/model.h>
#include <relata/view.h>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace relata {

// What a claim goes back to: its speaker; else whom the last document of its relay chain relays, or
// that document's publisher; else that document.
struct Origin {
  EntityId entity;
  DocumentId document;  // only if `entity` is none
  friend auto operator<=>(const Origin&, const Origin&) = default;
};

// One claim with the way it came: `chain` starts with the claim's document and ends with the
// document nearest the origin.
struct ClaimEvidence {
  Claim claim;
  std::vector<DocumentId> chain;
  Origin origin;
  PartialDate reported;                       // the claim's own date, else its document's
  Certainty is_in_view = Certainty::certain;  // possible: taken on request (View::doubt)
};

// What the claims of a relation add up to in a view.
struct Standing {
  Status status = Status::reported;
  int origins = 0;  // independent ones that assert it
  friend bool operator==(const Standing&, const Standing&) = default;
};

// A relation, and what the claims in the view say of it.
struct RelationEvidence {
  Relation relation;
  Status status = Status::reported;
  int origins = 0;                          // independent ones that assert it
  std::vector<ClaimEvidence> claims;        // those in the view; by reported date, document, order
  Certainty is_valid = Certainty::certain;  // in the view's valid period
};

// An entity as it is shown.
struct EntityAnswer {
  Entity entity;
  std::string type;                          // the type's name
  std::string label;                         // the type's label
  std::vector<std::string> kinds = {};       // names of the types it is a kind of, nearest first
  std::vector<EntityMeasure> measures = {};  // those that were asked for
};

struct RelationTypeLabel {
  RelationTypeId id;
  std::string name;
  std::string label;
  std::string inverse_label;
  bool is_symmetric = false;
};

// A closed piece of the graph: both ends of each relation, each document and actor that a claim or
// a document's relays name, and the entities and documents that the question and its view name.
struct AnswerGraph {
  std::vector<EntityAnswer> entities;             // by id
  std::vector<RelationEvidence> relations;        // by id
  std::vector<Document> documents;                // by id
  std::vector<RelationTypeLabel> relation_types;  // by id

  // Members by id; throws Error{not_found} if it is not in this answer.
  [[nodiscard]] const EntityAnswer& entity(EntityId id) const;
  [[nodiscard]] const RelationEvidence& relation(RelationId id) const;
  [[nodiscard]] const Document& document(DocumentId id) const;
  [[nodiscard]] const RelationTypeLabel& relation_type(RelationTypeId id) const;
};

// The name an entity is shown with: its first canonical name, its first name, or its key.
[[nodiscard]] const std::string& shown_name(const Entity& entity);

enum class Limit : std::uint8_t { hops, visited, results, time };

// What a search cost, and what cut it short.
struct Counters {
  std::uint64_t entities_visited = 0;
  std::uint64_t relations_tested = 0;
  std::uint64_t evidence_read = 0;   // relations whose claims had to decide
  std::uint64_t doubtful_dates = 0;  // relations left out because a date only possibly fitted
  std::uint64_t hubs_held_back = 0;  // entities that were met and not gone through (degree_max), by
                                     // whatever relation the claims might still refuse
  double milliseconds = 0;           // not part of the answer's identity: printed on request only
};

struct SearchLimits {
  std::uint64_t visited_max = 20'000'000;  // entities; a search that reaches it stops
  std::uint64_t time_ms_max = 60'000;      // 0: none
};

// How much of what was reached is read: all of its evidence, or which entities they are and how
// far, which costs a fraction for a hub with tens of thousands of relations.
enum class Detail : std::uint8_t { evidence, structure };

}  // namespace relata
