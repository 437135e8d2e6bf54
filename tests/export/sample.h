#pragma once

// Answers built by hand: the Kursk story in small, with every status, and one full of hostile text.

#include <relata/export.h>

#include <optional>
#include <string>
#include <vector>

namespace relata::sample {

struct ClaimDraft {
  DocumentId document;
  EntityId speaker = {};
  Stance stance = Stance::asserted;
  std::string reported = {};  // empty: the document's date
  std::optional<double> confidence = {};
  std::string quote = {};
  std::optional<Span> span = {};
};

struct RelationDraft {
  std::string key;
  std::string type;
  EntityId source;
  EntityId target;
  std::string valid = {};
  std::optional<Quantity> quantity = {};
  std::vector<ClaimDraft> claims = {};
};

// Collects members in the order of their ids and works out status, origins and relay chains.
class GraphBuilder {
 public:
  EntityId entity(const std::string& key, const std::string& type, std::vector<Name> names);
  void type(const std::string& name, const std::string& label, const std::string& inverse);
  void symmetric_type(const std::string& name, const std::string& label);
  DocumentId document(const std::string& key, EntityId publisher, const std::string& language,
                      const std::string& date, std::vector<Relay> relays = {});
  RelationId relation(const RelationDraft& draft);

  AnswerGraph graph;

 private:
  [[nodiscard]] ClaimEvidence evidence(const ClaimDraft& draft) const;
};

// Four hops with parallel relations and all five statuses.
[[nodiscard]] PathAnswer path();
[[nodiscard]] PathAnswer no_path();
// Thirty entities in Latin, Cyrillic, Hangul and Arabic, two hops.
[[nodiscard]] NeighborhoodAnswer neighborhood();
// Of it only the first of each entity, by type, with a relation among them.
[[nodiscard]] NeighborhoodAnswer ego_network();
[[nodiscard]] TimelineAnswer timeline();
[[nodiscard]] ClaimsAnswer claims();
[[nodiscard]] Statistics statistics();
[[nodiscard]] Schema schema();

// Names, keys, types and quotes that try to break out of every format.
[[nodiscard]] const std::vector<std::string>& hostile_texts();
[[nodiscard]] ClaimsAnswer hostile();

}  // namespace relata::sample
