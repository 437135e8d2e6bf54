#include "ingest/held_quads.h"

#include <algorithm>

namespace relata {

void HeldQuads::add(std::string_view triple, Row row) {
  const auto [place, is_first] = triples_.try_emplace(std::string(triple));
  if (is_first) order_.push_back(&*place);
  place->second.push_back(std::move(row));
  ++rows_;
}

std::vector<HeldQuads::Interval> HeldQuads::joined(std::vector<Row> rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::pair(a.date, a.end) < std::pair(b.date, b.end);
  });
  std::vector<Interval> intervals;
  std::vector<std::size_t> open;  // intervals without an end, the latest last
  const Row* before = nullptr;
  std::size_t place = 0;  // of the interval that the row before went to
  for (const Row& row : rows) {
    const bool is_repeated =
        before != nullptr && before->date == row.date && before->end == row.end;
    before = &row;
    if (is_repeated) {
      intervals[place].rows.push_back(row);
      continue;
    }
    const bool closes = row.end == QuadEnd::until && !open.empty();
    if (closes) {
      // One that begins on the same date is more likely the next.
      const bool is_next = intervals[open.back()].valid.from == row.date && open.size() > 1;
      const auto chosen = open.end() - (is_next ? 2 : 1);
      place = *chosen;
      open.erase(chosen);
    } else {
      place = intervals.size();
      intervals.emplace_back();
    }
    Interval& interval = intervals[place];
    if (row.end == QuadEnd::since) {
      interval.valid.from = row.date;
      open.push_back(place);
    } else {
      interval.valid.to = row.date;
    }
    interval.rows.push_back(row);
  }
  return intervals;
}

}  // namespace relata
