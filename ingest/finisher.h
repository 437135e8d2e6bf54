#pragma once

// From staged records to a batch: what each reference means, what the store knows already, which
// records cannot be taken, and the ids of the new ones.

#include <relata/store.h>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/report_builder.h"
#include "ingest/staging.h"

namespace relata {

class Finisher {
 public:
  Finisher(Store& store, const Snapshot& at, Staging& staging, ReportBuilder& report);

  // Leaves in the staging's changes what is new, with ids. False if there is nothing new.
  bool run();

 private:
  // What an entity reference stands for; no id and a reason if that cannot be said.
  struct Meaning {
    EntityId id;
    std::string why_none;
  };

  struct EntityFacts {
    EntityTypeId type;
    std::string key;
  };

  // finisher.cpp
  void settle_entities();
  void settle_names();
  void settle_publishers();
  void learn_types();
  void take_entities();
  [[nodiscard]] std::string why_ambiguous(const std::vector<EntityId>& candidates,
                                          std::string_view name) const;
  [[nodiscard]] EntityId entity(std::uint64_t reference, const char* field) const;

  // finisher_documents.cpp
  void settle_documents();
  void compare_known_documents();
  [[nodiscard]] std::optional<Refusal> resolve_document(StagedDocument& staged);
  void refuse_broken_chains();
  void refuse_cycles();
  void take_documents();
  void refuse_document(std::uint32_t place, Refusal refusal);
  [[nodiscard]] DocumentId document(std::uint64_t reference, const char* field) const;

  // finisher_relations.cpp
  void settle_relations();
  [[nodiscard]] std::optional<Refusal> resolve_relation(RelationRow& row);
  [[nodiscard]] std::optional<Refusal> check_ends(const RelationRow& row, RecordPlace place);
  void make_key(RelationRow& row);
  void join_repeated_rows();
  void compare_known_relations();
  void compare_known_chunk(const std::vector<std::uint32_t>& rows);
  void drop_refused_rows();
  void number_new_relations();
  [[nodiscard]] bool is_used_document(DocumentId id) const;

  enum class RowFate : std::uint8_t { taken, refused, joined, known };

  Store& store_;
  Snapshot at_;
  Staging& staging_;
  ReportBuilder& report_;
  StoreInfo ends_;
  std::vector<Meaning> meanings_;               // by entity reference
  std::vector<EntityId> entity_ids_;            // by place in the staging; none if refused
  std::vector<DocumentId> document_ids_;        // by reference; none if unknown or refused
  std::vector<std::string> document_refusals_;  // by reference, why
  std::vector<DocumentId> stored_documents_;    // by place in the staging; none if new
  std::vector<bool> is_refused_document_;       // by place in the staging; or nothing is new in it
  std::vector<RowFate> fates_;                  // by row
  std::map<std::uint32_t, std::vector<std::uint32_t>> joined_;  // rows that repeat an earlier one
  std::unordered_map<EntityId, EntityFacts> facts_;  // of every entity that is referred to
};

}  // namespace relata
