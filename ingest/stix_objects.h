#pragma once

// What becomes of the objects of STIX.

#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/json_line.h"
#include "ingest/record_sink.h"

namespace relata {

// The types of STIX, as a schema file.
extern const char* const stix_types;

class StixObjects {
 public:
  explicit StixObjects(RecordSink& sink) : sink_(sink) {}

  // Puts the object into the sink, as the record that was begun. Throws RefusedField.
  void take(const JsonLine::Value& object);
  // What could be told only when all objects were there.
  void finish();

 private:
  using Value = JsonLine::Value;

  // What all objects have.
  struct Common {
    std::string_view id;
    std::string_view type;
    std::string_view creator;
    std::string_view description;
    PartialDate created;
    PartialDate modified;  // the same, where it is not said
    std::optional<Confidence> confidence;
    bool is_revoked = false;
  };
  // A report that speaks of a relationship, which may stand after it.
  struct ReportedRelation {
    RecordPlace place;
    std::string report;
    std::string relation;
    PartialDate reported;
  };

  [[nodiscard]] bool is_outdated(const Value& object, const Common& common);
  [[nodiscard]] Common common_of(const Value& object) const;

  void put_entity(const Value& object, const Common& common);
  void add_names(const Value& object);
  void add_own_properties(const Value& object, const Common& common);
  void put_report_document(const Value& object, const Common& common);
  void put_references(const Value& object, const Common& common);
  void put_reference(std::string_view property, const Value& id, const Common& common);
  void put_phases(const Value& object, const Common& common);

  void put_relationship(const Value& object, const Common& common);
  void put_with_citations(const Value& object, const Common& common);
  void put_sighting(const Value& object, const Common& common);
  void put_opinion(const Value& object, const Common& common);

  // An object that another refers to; its id tells its type.
  std::string_view mention(const Value& id, std::string_view field);
  // The collection of what the object's creator made; empty if that is not told.
  std::string_view creator_document(const Common& common);
  // As the creator's, made and changed, of relation_.
  void add_claims(const Common& common, ClaimRecord claim);
  void add_own_claims(const Common& common);

  RecordSink& sink_;
  std::unordered_map<std::string, std::string> modified_;  // by id: of every object that was met
  std::unordered_map<std::string, std::string> creator_documents_;
  std::vector<ReportedRelation> reported_;
  EntityRecord entity_;
  RelationRecord relation_;
};

}  // namespace relata
