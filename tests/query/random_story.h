#pragma once

// Small random stores with everything that a view can ask for, and random views on them.

#include <random>
#include <vector>

#include "tests/query/build.h"

namespace relata::testing {

class RandomStory {
 public:
  explicit RandomStory(std::uint32_t seed);

  [[nodiscard]] StoreBuilder& build() { return build_; }
  [[nodiscard]] const std::vector<EntityId>& entities() const { return entities_; }

  [[nodiscard]] View view();
  [[nodiscard]] EntityId entity() { return entities_[below(entities_.size())]; }
  [[nodiscard]] std::vector<EntityId> some_entities(std::size_t most);  // none, too
  // Entities that the question does not ask for, in some of its views.
  void leave_out_some(PathQuery& query);
  [[nodiscard]] Direction direction() { return static_cast<Direction>(below(3)); }
  [[nodiscard]] std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  [[nodiscard]] bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  [[nodiscard]] std::string day();  // partial, within a few years; or ""
  [[nodiscard]] std::string valid();
  [[nodiscard]] std::vector<ClaimSpec> claims();
  void add_documents();
  void add_relations(std::size_t count);
  void judge_some();

  std::mt19937 random_;
  StoreBuilder build_;
  std::vector<EntityId> entities_;
  std::vector<DocumentId> documents_;
  std::vector<RelationId> relations_;
};

}  // namespace relata::testing
