#pragma once

// From staged records to a batch: what each reference means, what the store knows already, which
// records cannot be taken, and the ids of the new ones.
//
// Until everything is settled, what is new has a provisional id past the store's: an entity that of
// its place in the staging, a document that of its reference. So a batch that comes to nothing
// takes no ids, and what goes in is numbered in the order of its keys, whatever the order of the
// input.

#include <relata/store.h>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/report_builder.h"
#include "ingest/staging.h"

namespace relata {

class Finisher {
 public:
  // What refers to nothing known goes to `next`, for it may come yet; without a next it is refused.
  Finisher(Store& store, const Snapshot& at, Staging& staging, Staging* next,
           ReportBuilder& report);

  // Relations of later batches than this one (RelationRecord::in_batch) go to `later`. Before
  // run().
  void take_up_to(std::uint32_t batch, Staging* later);

  // Leaves in the staging's changes what is new. False if there is nothing new.
  bool run();
  // Gives it ids of the store; before a commit.
  void number_records();

  // After run(): what became of the claims that came in one batch (RelationRecord::in_batch).
  struct BatchClaims {
    std::uint64_t added = 0;
    std::map<BatchNumber, std::uint64_t> known;  // by the batch that the store has them from
  };
  [[nodiscard]] const std::map<std::uint32_t, BatchClaims>& batch_claims() const {
    return batch_claims_;
  }

 private:
  // Why an entity reference stands for nothing.
  struct NoMeaning {
    std::string why;
    bool is_ambiguous = false;
  };

  struct EntityFacts {
    EntityTypeId type;
    std::string_view key;
  };

  enum class Fate : std::uint8_t {
    taken,
    joined,   // adds to another record of its key
    known,    // says nothing new
    waiting,  // for what it refers to: it is in the next batch
    refused,
  };

  [[nodiscard]] bool is_new(EntityId id) const { return id.value >= ends_.entity_id_end; }
  // Until new relations are numbered.
  [[nodiscard]] static bool is_new(const RelationRow& row) { return !row.id.is_some(); }
  [[nodiscard]] bool is_new(DocumentId id) const { return id.value >= ends_.document_id_end; }

  // finisher.cpp
  void settle_entities();
  void settle_known_entity(StagedEntity& staged, const Entity& whole);
  void add_nearer_type(StagedEntity& staged, const std::string& type);
  void count_entity(bool is_news, RecordPlace place);
  void refuse_entity(const StagedEntity& staged, const Refusal& refusal);
  void settle_names();
  void settle_publishers();
  void learn_stored();
  void take_entities();
  [[nodiscard]] std::vector<bool> named_entities() const;
  [[nodiscard]] std::string why_ambiguous(const std::vector<EntityId>& candidates,
                                          std::string_view name) const;
  [[nodiscard]] EntityId entity(std::uint64_t reference, const char* field) const;
  // Of an entity that a reference stands for.
  [[nodiscard]] EntityFacts facts(EntityId id) const;

  // finisher_documents.cpp
  void settle_documents();
  [[nodiscard]] std::optional<Refusal> resolve_document(StagedDocument& staged);
  void compare_known_documents();
  void join_documents();
  void refuse_circles();
  void refuse_broken_chains();
  void refuse_document(std::uint32_t place, const Refusal& refusal);
  void refuse_whole_document(std::uint32_t place, const Refusal& refusal);
  void count_documents();
  void take_documents();
  [[nodiscard]] std::vector<bool> named_documents() const;
  [[nodiscard]] DocumentId document(std::uint64_t reference, const char* field) const;

  // finisher_waiting.cpp
  void hold_documents_back();
  void hold_relations_back();
  void hold_back(std::uint32_t row, Staging& next);
  [[nodiscard]] bool may_come(EntityId reference) const;
  [[nodiscard]] bool may_come(DocumentId reference) const;
  [[nodiscard]] bool waits(const Document& document) const;
  [[nodiscard]] bool waits(const RelationRow& row) const;

  // finisher_relations.cpp
  void settle_relations();
  void prefetch_ends(std::size_t place) const;
  void find_by_key();
  void find_in_store(const std::vector<std::uint32_t>& by_key);
  [[nodiscard]] std::optional<Refusal> resolve_relation(RelationRow& row);
  void resolve_claim(ClaimRow& claim);
  [[nodiscard]] std::optional<Refusal> check_ends(const RelationRow& row, RecordPlace place);
  void drop_repeated_claims(RelationRow& row);
  [[nodiscard]] std::string key_of_content(const RelationRow& row) const;
  void compare_known_relations();
  void compare_known_chunk(const std::vector<std::uint32_t>& rows);
  void drop_refused_rows();

  // finisher_joins.cpp
  void join_repeated_rows();
  [[nodiscard]] std::optional<Refusal> join_content(std::uint32_t row, std::uint32_t first);
  void join_claims(std::uint32_t first, const std::vector<std::uint32_t>& others);

  // finisher_batches.cpp
  void hold_later_batches();
  // `told`: those of the stored claims that were counted; a record may be there twice.
  void count_known(std::uint32_t row, const ClaimRow& claim, const RelationClaims& stored,
                   std::set<const Claim*>& told);
  void count_added();

  // finisher_numbers.cpp
  void number_relations();
  void order_claims();

  Store& store_;
  Snapshot at_;
  Staging& staging_;
  Staging* next_;
  Staging* later_ = nullptr;
  std::uint32_t batch_ = 0;  // what is of a later one goes there
  ReportBuilder& report_;
  StoreInfo ends_;
  std::vector<EntityId> entity_ids_;  // by reference; none if it stands for nothing
  std::unordered_map<std::uint32_t, NoMeaning> no_meanings_;  // by reference, of those
  std::vector<DocumentId> document_ids_;        // by reference; none if unknown or refused
  std::vector<bool> waiting_documents_;         // by reference: may come yet
  std::vector<std::string> document_refusals_;  // by reference, why
  std::vector<Fate> document_fates_;            // by place in the staging
  std::map<std::uint32_t, std::vector<std::uint32_t>> joined_documents_;  // beside the first
  std::vector<Fate> fates_;                                               // by row
  std::map<std::uint32_t, std::vector<std::uint32_t>> joined_;  // rows that repeat an earlier one
  std::vector<bool> adds_details_;                              // by row, of those that are joined
  std::map<std::uint32_t, BatchClaims> batch_claims_;
  std::unordered_map<EntityId, Entity> stored_;  // those of the store that are referred to
};

}  // namespace relata
