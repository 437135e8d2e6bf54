#pragma once

// The parts of a question for a path, and what the least change of each is that opens one, found by
// trying every value and every set of members.

#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "tests/query/oracle.h"

namespace relata::testing {

// Questions like one that has no path, changed.
class Tries {
 public:
  Tries(const Store& store, const Snapshot& at, PathQuery query)
      : store_(store), at_(at), query_(std::move(query)), everything_(store, at, {}) {}

  [[nodiscard]] const PathQuery& query() const { return query_; }
  [[nodiscard]] std::optional<int> hops(const PathQuery& query) const;
  [[nodiscard]] Tries from(PathQuery other) const { return {store_, at_, std::move(other)}; }

  // The first of the values, as they are ordered, that opens a path.
  template <class Value, class Change>
  [[nodiscard]] std::optional<Value> first(const std::vector<Value>& values,
                                           const Change& change) const {
    for (const Value& value : values) {
      PathQuery changed = query_;
      change(changed, value);
      if (hops(changed)) return value;
    }
    return std::nullopt;
  }
  // Days on which something may begin to be known, or to have held; those after `asked`, or before.
  [[nodiscard]] std::vector<Day> days_after(Day asked) const;
  [[nodiscard]] std::vector<Day> days_before(Day asked) const;
  [[nodiscard]] std::vector<std::uint64_t> degrees_above(std::uint64_t asked) const;

 private:
  [[nodiscard]] std::set<Day> all_days() const;

  const Store& store_;
  const Snapshot& at_;
  PathQuery query_;
  Oracle everything_;
};

struct TestedPart {
  std::function<bool(const PathQuery&, const PathQuery&)> is_same;
  std::function<void(const PathQuery& from, PathQuery& to)> copy;
  // Whether the openings have its least change, and have one only if there is one. Of openings by
  // one part: all of them; by several: one, the question being with all else changed.
  std::function<void(const Tries&, const std::vector<Opening>&)> check;
};
// In the order in which several are brought back.
[[nodiscard]] const std::vector<TestedPart>& tested_parts();
inline constexpr std::size_t direction_place = 1;  // after the bound on hops
inline constexpr std::size_t statuses_place = 19;
// A question with nothing that any of them could forbid.
[[nodiscard]] PathQuery nothing_asked();

// What an opening says to ask.
[[nodiscard]] PathQuery opened(PathQuery asked, const Opening& opening);

}  // namespace relata::testing
