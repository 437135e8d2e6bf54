#pragma once

// A diagram while it is drawn up: entities, relations, and a legend of what was used.

#include <relata/export.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace relata {

enum class NodeRole : std::uint8_t {
  ordinary,
  emphasised,
  cut,  // with a badge that says so
};

// How a relation is placed: `tail` is the end that the layout puts first, whichever way the
// relation points; its arrow still shows that.
struct EdgePlacement {
  std::string tail;  // node ids, quoted
  std::string head;
  bool is_reversed = false;    // `tail` is the relation's target
  bool holds_in_place = true;  // false: the layout ignores the relation
  std::string mark = {};       // set apart above the label: "New"
};

class DotPicture {
 public:
  DotPicture(const AnswerGraph& graph, const RenderOptions& options);

  // A node that is no entity, and one that shows an entity under an id of its own. Both give the
  // id as it is written in the graph. Beside entities' own nodes an id begins with "# ".
  std::string add_node(const std::string& id, const std::string& attributes);
  std::string add_entity(EntityId entity, NodeRole role, const std::string& id);
  // The entity's one node, added at first sight.
  std::string entity(EntityId entity, NodeRole role = NodeRole::ordinary);
  void add_relation(const RelationEvidence& relation, const EdgePlacement& placement);
  // The relation between its ends' own nodes, with `tail` first.
  void connect(const RelationEvidence& relation, EntityId tail, const std::string& mark = {});
  void add_statement(const std::string& statement);  // goes into the graph as it is

  // `attributes` are the layout's: "rankdir=LR". Each line of `note` begins a new one.
  [[nodiscard]] std::string finish(const std::string& attributes,
                                   const std::string& note = "") const;

 private:
  [[nodiscard]] int name_size(const EntityAnswer& entity, NodeRole role) const;
  [[nodiscard]] std::string title(const std::string& note) const;
  [[nodiscard]] std::string legend() const;

  const AnswerGraph& graph_;
  const RenderOptions& options_;
  std::optional<Measure> sized_by_;  // names are larger with more of it
  double measured_most_ = 0;
  std::map<std::string, std::string> nodes_;  // attributes by id: sorted
  std::vector<std::string> edges_;
  std::vector<std::string> statements_;
  std::map<std::string, const EntityAnswer*> types_used_;  // by label
  std::set<Status> statuses_used_;
  std::set<int> origins_used_;
};

}  // namespace relata
