#pragma once

// What the searches ought to answer, found the slow way: every claim is read and weighed, every
// path is walked.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/query/build.h"

namespace relata::testing {

class Oracle {
 public:
  Oracle(const Store& store, const Snapshot& at, const View& view);

  struct Judged {
    bool is_in = false;
    bool is_in_with_doubt = false;  // if possible dates were taken
    Status status = Status::reported;
    int origins = 0;
    std::size_t claims = 0;
  };
  [[nodiscard]] const Judged& judged(RelationId relation) const { return judged_.at(relation); }
  [[nodiscard]] const std::map<RelationId, RelationClaims>& relations() const { return relations_; }
  [[nodiscard]] const std::map<DocumentId, Document>& documents() const { return documents_; }
  // How many relations there are from and to it, in the view or not.
  [[nodiscard]] std::uint64_t degree(EntityId entity) const;
  // From then on what has more relations is as what the view leaves out.
  void hold_back(std::uint64_t degree_max);
  [[nodiscard]] bool takes_entity(EntityId entity) const { return !outside_.contains(entity); }
  // Those in the view between entities that it takes.
  [[nodiscard]] std::vector<RelationId> everything() const;

  // Every shortest path that the question asks for, as "0 4 7", in order of ids.
  [[nodiscard]] std::vector<std::string> shortest(const PathQuery& query) const;
  // Every path that passes no entity twice and holds no shorter one that the question asks for,
  // too; fewest hops first.
  [[nodiscard]] std::vector<std::string> simple(const PathQuery& query) const;
  [[nodiscard]] std::optional<int> distance(EntityId from, EntityId to, Direction direction) const;
  struct Removed {
    std::set<RelationId> relations;
    std::set<EntityId> entities;
  };
  // Is there a way that keeps clear of what was removed?
  [[nodiscard]] bool is_connected(EntityId from, EntityId to, Direction direction,
                                  const Removed& removed) const;
  // The relations in the view that lead from one to the other.
  [[nodiscard]] std::vector<RelationId> between(EntityId from, EntityId to,
                                                Direction direction) const;
  // By distance and id.
  [[nodiscard]] std::vector<std::pair<int, EntityId>> around(EntityId center, Direction direction,
                                                             int hops) const;
  // May the relation be crossed that way? One of a symmetric type may be both ways.
  [[nodiscard]] bool leads(RelationId relation, Direction way, Direction asked) const {
    return asked == Direction::any || asked == way || symmetric_.contains(relation);
  }
  // How many entities can be reached, the entity itself included.
  [[nodiscard]] std::size_t component(EntityId entity) const;

 private:
  struct Way {
    EntityId to;
    RelationId relation;
  };

  void judge(const RelationClaims& relation, const View& view);
  [[nodiscard]] std::vector<Way> ways(EntityId from, Direction direction) const;
  using Sequence = std::vector<EntityId>;
  [[nodiscard]] std::set<Sequence> shortest_leg(const std::vector<EntityId>& from,
                                                const std::vector<EntityId>& to,
                                                Direction direction,
                                                const std::set<EntityId>& asked_for) const;
  // Of every entity from `from`, through those that the view takes or the question asks for.
  [[nodiscard]] std::map<EntityId, int> distances(EntityId from, Direction direction,
                                                  const std::set<EntityId>& asked_for) const;

  std::map<DocumentId, Document> documents_;
  std::map<RelationId, RelationClaims> relations_;
  std::map<RelationId, Judged> judged_;
  std::set<RelationId> symmetric_;
  std::set<EntityId> outside_;
  std::vector<Judgement> judgements_;  // that count in the view
};

}  // namespace relata::testing
