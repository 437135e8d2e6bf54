#pragma once

// What becomes of entities of FollowTheMoney, whichever way they are written: JSON or statements.
//
// An edge with both ends becomes a relation for each pair of them; anything else an entity, with a
// relation for each property that refers to another. Claims are by the entity's publisher or its
// datasets, in the documents that its sourceUrl and proof name.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/ftm_model.h"
#include "ingest/record_sink.h"

namespace relata {

struct FtmValue {
  std::string_view property;
  std::string_view text;
  ValueKind kind = ValueKind::text;
  std::string_view language = {};  // BCP 47
  bool is_link = false;            // it refers to an entity, though the model does not say so
};

// Text lives elsewhere.
struct FtmEntity {
  std::string_view id;
  const FtmSchema* schema = nullptr;
  std::string_view caption = {};
  std::vector<FtmValue> values;
  std::vector<Property> context;  // what stands beside the model's properties
  std::vector<std::string_view> datasets;
  PartialDate first_seen;  // by the datasets' collector
  PartialDate last_seen;
  PartialDate last_change;
};

class FtmRecords {
 public:
  explicit FtmRecords(RecordSink& sink) : sink_(sink) {}

  // Puts the entity into the sink, as parts of the record that was begun.
  void put(const FtmEntity& entity) { put(entity, entity); }
  // Puts what `part` says of the entity; its type, ends and dates are those of the whole.
  void put(const FtmEntity& whole, const FtmEntity& part);

 private:
  struct Extent {
    Period valid;
    std::optional<Quantity> quantity;
    std::vector<std::string_view> held;  // properties that it holds as they were
  };

  void put_node(const FtmEntity& whole, const FtmEntity& part);
  void put_document(const FtmEntity& whole);
  void put_references(const FtmEntity& whole, const FtmEntity& part);
  void put_edge(const FtmEntity& whole, const FtmEntity& part);
  void put_relation(std::string_view type, std::string_view source, std::string_view target);
  [[nodiscard]] Extent extent_of(const FtmEntity& whole);
  void read_start(const FtmEntity& whole, Extent& extent);
  [[nodiscard]] PartialDate date_of(const FtmEntity& whole, std::string_view property,
                                    Extent& extent);
  // The claims of relation_.
  void add_claims(const FtmEntity& part);
  [[nodiscard]] std::vector<std::string_view> speakers_of(const FtmEntity& part);
  void add_claim(std::string_view document, std::string_view speaker, const FtmEntity& part);
  // The document and the entity of that dataset, which have one key.
  std::string_view dataset_key(std::string_view dataset);

  RecordSink& sink_;
  std::set<std::string, std::less<>> dataset_keys_;  // of every dataset that was met
  EntityRecord entity_;
  RelationRecord relation_;
};

// What a property of FollowTheMoney refers to the entity as.
[[nodiscard]] std::optional<NameKind> ftm_name_kind(std::string_view property);

}  // namespace relata
