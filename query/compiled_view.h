#pragma once

// A view, made ready for being asked millions of times: type names as bitmaps, dates as day
// numbers, lists as sorted ids.
//
// It judges a relation twice. judge() looks at the summary that lies with the adjacency: it refuses
// what no claim could save, takes what every reading allows, and leaves the rest open. The claims
// decide that (query/evidence.h). A summary never refuses what the claims would take. Most
// relations of a narrow view are refused by a comparison of numbers: refuses() is that much of
// judge().

#include <relata/adjacency.h>
#include <relata/answer.h>
#include <relata/schema.h>
#include <relata/view.h>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/retractions.h"

namespace relata {

enum class Verdict : std::uint8_t {
  no,
  doubtful,  // would be in the view if what is only possible were taken
  maybe,     // the claims decide
  yes,
};

// A language tag, whose case says nothing.
[[nodiscard]] std::string lower_case(std::string tag);

// A set of statuses, a bit for each.
class StatusSet {
 public:
  void insert(Status status) { bits_ |= bit(status); }
  [[nodiscard]] bool has(Status status) const { return (bits_ & bit(status)) != 0; }
  [[nodiscard]] bool is_empty() const { return bits_ == 0; }
  [[nodiscard]] bool meets(StatusSet other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] bool is_within(StatusSet other) const { return (bits_ & ~other.bits_) == 0; }

 private:
  [[nodiscard]] static unsigned bit(Status status) { return 1U << static_cast<unsigned>(status); }
  unsigned bits_ = 0;
};

class CompiledView {
 public:
  // Throws Error{not_found} for a type that the schema does not know, Error{usage} for a number out
  // of its range.
  CompiledView(const View& view, const Schema& schema,
               std::shared_ptr<const Retractions> retractions);

  // Takes every relation: nothing needs to be judged.
  [[nodiscard]] bool takes_all() const { return !judges_relations_ && takes_all_entities(); }
  // Takes every relation between entities that it takes.
  [[nodiscard]] bool takes_all_relations() const { return !judges_relations_; }
  [[nodiscard]] bool takes_all_entities() const {
    return entity_types_.empty() && entities_.is_empty();
  }
  [[nodiscard]] bool has_claim_filters() const { return has_date_filter_ || has_other_filters(); }
  // Can judge() leave a relation open?
  [[nodiscard]] bool needs_claims() const {
    return has_claim_filters() || origins_min_ > 0 || !statuses_.is_empty() ||
           retractions_ != nullptr;
  }
  [[nodiscard]] bool is_retracted(const Claim& claim) const {
    return retractions_ != nullptr && retractions_->has(claim);
  }
  // Are all of a relation's claims in?
  [[nodiscard]] bool takes_all_claims(RelationId relation) const {
    return !has_claim_filters() && !is_retracted_in(relation);
  }

  [[nodiscard]] bool takes_entity(EntityId id, EntityTypeId type) const {
    const bool takes_type =
        entity_types_.empty() || (type.value < entity_types_.size() && entity_types_[type.value]);
    return takes_type && entities_.takes(id.value);
  }
  [[nodiscard]] bool refuses(const AdjacencyEntry& entry) const {
    const std::int32_t to = entry.valid.to.packed();
    const bool is_to_a_day = (to & 3) == static_cast<int>(Precision::day);
    return entry.valid.from.packed() > bounds_.from_max || (is_to_a_day && to < bounds_.to_min) ||
           entry.reported.packed() > bounds_.reported_max ||
           entry.confidence_max < bounds_.confidence_min || !takes_type(entry.type);
  }
  [[nodiscard]] Verdict judge(const AdjacencyEntry& entry) const {
    return refuses(entry) ? Verdict::no : judge_rest(entry);
  }
  // Of the types that it takes, are some symmetric: the same in both directions?
  [[nodiscard]] bool takes_symmetric() const { return !symmetric_types_.empty(); }
  [[nodiscard]] bool is_symmetric(RelationTypeId type) const {
    return type.value < symmetric_types_.size() && symmetric_types_[type.value];
  }
  [[nodiscard]] PruneHint hint() const;

  // --- For the claims -------------------------------------------------------------------------

  // Is the relation in, as far as its own type and valid time say?
  [[nodiscard]] Certainty takes_relation(const Relation& relation) const;
  // Is the claim in? `reported` is its own date, else its document's.
  [[nodiscard]] Certainty takes_claim(const Claim& claim, const Document& document,
                                      PartialDate reported) const;
  [[nodiscard]] Status status_of(unsigned stances, int origins) const;
  [[nodiscard]] bool takes_outcome(Status status, int origins) const;
  [[nodiscard]] bool needs_outcome() const { return origins_min_ > 0 || !statuses_.is_empty(); }
  [[nodiscard]] Doubt doubt() const { return doubt_; }

 private:
  // A list of ids that are asked for, or of those that are not wanted.
  struct IdFilter {
    std::vector<std::uint64_t> only;
    std::vector<std::uint64_t> without;
    [[nodiscard]] bool is_empty() const { return only.empty() && without.empty(); }
    [[nodiscard]] bool takes(std::uint64_t id) const;
  };
  struct Days {
    std::int64_t first = 0;
    std::int64_t last = 0;
  };
  // Dates as PartialDate::packed() has them, among which the unknown is the least.
  struct Bounds {
    std::int32_t from_max = std::numeric_limits<std::int32_t>::max();
    std::int32_t to_min = std::numeric_limits<std::int32_t>::min();
    std::int32_t reported_max = std::numeric_limits<std::int32_t>::max();
    std::uint16_t confidence_min = 0;
  };

  [[nodiscard]] bool takes_type(RelationTypeId type) const {
    return relation_types_.empty() ||
           (type.value < relation_types_.size() && relation_types_[type.value]);
  }
  [[nodiscard]] std::vector<bool> symmetric_types(const Schema& schema) const;
  [[nodiscard]] Bounds bounds() const;
  [[nodiscard]] Verdict judge_rest(const AdjacencyEntry& entry) const;
  [[nodiscard]] bool is_retracted_in(RelationId relation) const {
    return retractions_ != nullptr && retractions_->bears_on(relation);
  }
  [[nodiscard]] bool has_filter_by_source() const;
  [[nodiscard]] bool has_other_filters() const {
    return confidence_min_.has_value() || has_filter_by_source_;
  }
  [[nodiscard]] static Days days_of_date(PartialDate date);
  [[nodiscard]] Certainty held(const Period& valid) const;
  [[nodiscard]] Certainty known(PartialDate reported) const;
  [[nodiscard]] Verdict judge_summary(const AdjacencyEntry& entry) const;
  [[nodiscard]] Verdict judge_claims(const AdjacencyEntry& entry) const;
  [[nodiscard]] StatusSet possible_statuses(const AdjacencyEntry& entry) const;
  [[nodiscard]] Verdict judge_outcome(const AdjacencyEntry& entry, Verdict some_claim) const;

  bool judges_relations_ = false;
  bool has_date_filter_ = false;
  bool has_valid_filter_ = false;
  bool has_filter_by_source_ = false;
  Day known_by_{};
  DayRange valid_;
  std::optional<Confidence> confidence_min_;
  IdFilter speakers_;
  IdFilter documents_;
  IdFilter publishers_;
  IdFilter entities_;
  std::vector<std::string> languages_;  // in lower case
  std::vector<bool> relation_types_;    // by id; empty takes all
  std::vector<bool> entity_types_;      // by id; empty takes all
  std::vector<bool> symmetric_types_;   // by id; empty: it takes none
  int origins_min_ = 0;
  StatusSet statuses_;                              // empty takes all
  std::shared_ptr<const Retractions> retractions_;  // nullptr: none count
  Doubt doubt_ = Doubt::leave_out;
  int confirmed_at_ = 2;
  Bounds bounds_;
};

}  // namespace relata
