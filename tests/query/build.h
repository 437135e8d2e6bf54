#pragma once

// Stores for tests, written down in a few lines each.
//
//     StoreBuilder build;
//     const EntityId a = build.entity("a"), b = build.entity("b");
//     build.relate(a, b);  // by a document of its own
//     build.commit();

#include <relata/neighborhood.h>
#include <relata/pattern.h>
#include <relata/search.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace relata::testing {

struct EntitySpec {
  std::string type = "person";
  std::vector<Name> names = {};
};

struct DocumentSpec {
  EntityId publisher = {};
  std::string language = "en";
  std::string date = "2025-01-01";  // "": unknown
  std::vector<Relay> relays = {};
};

struct ClaimSpec {
  DocumentId document = {};  // none: the builder's own document
  EntityId speaker = {};
  Stance stance = Stance::asserted;
  std::string reported = "";
  std::optional<int> confidence = {};  // Confidence::parts
  std::string quote = "";
  std::vector<DocumentId> via = {};
};

struct RelationSpec {
  std::string type = "supplied_to";
  std::string key = "";    // "": made from the id
  std::string valid = "";  // Period::parse
  std::vector<ClaimSpec> claims = {ClaimSpec{}};
};

[[nodiscard]] PartialDate date(std::string_view text);  // "": unknown

class StoreBuilder {
 public:
  explicit StoreBuilder(const std::string& own_date = "2025-01-01");  // of its own document

  EntityId entity(const std::string& key, const EntitySpec& spec = {});
  DocumentId document(const std::string& key, const DocumentSpec& spec = {});
  RelationId relate(EntityId source, EntityId target, const RelationSpec& spec = {});
  // More claims on a relation of an earlier batch.
  void claim(RelationId relation, const std::vector<ClaimSpec>& claims);
  // Makes what was added a batch of the store.
  void commit();

  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] Snapshot now() const { return store_->snapshot(); }
  [[nodiscard]] Graph graph() const { return Graph(*store_, now()); }

 private:
  void add_claims(RelationRow& row, const std::vector<ClaimSpec>& claims);

  std::unique_ptr<Store> store_;
  Changes changes_;
  std::vector<RelationRow> rows_;  // of all batches; their keys are not kept
  DocumentId own_document_;
  BatchNumber head_ = 0;
};

// What an answer says, all of it but its counters.
[[nodiscard]] std::string digest(const PathAnswer& answer);
[[nodiscard]] std::string digest(const MatchAnswer& answer);
[[nodiscard]] std::string digest(const NeighborhoodAnswer& answer);
[[nodiscard]] std::string digest(const AnswerGraph& graph);

// The entities of each path: "0 4 7".
[[nodiscard]] std::vector<std::string> sequences(const std::vector<Path>& paths);
[[nodiscard]] std::vector<std::string> sequences(const PathAnswer& answer);

}  // namespace relata::testing
