#pragma once

// What a search has cost so far, and whether it must end: limits, deadline, a request to stop.

#include <relata/answer.h>
#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace relata {

// What a part of a question cost, and what cut it short, told with the whole.
inline void add(const Counters& more, Counters& counters) {
  counters.entities_visited += more.entities_visited;
  counters.relations_tested += more.relations_tested;
  counters.evidence_read += more.evidence_read;
  counters.doubtful_dates += more.doubtful_dates;
  counters.hubs_held_back += more.hubs_held_back;
  counters.milliseconds += more.milliseconds;
}
inline void add(Limit limit, std::vector<Limit>& limits) {
  if (std::find(limits.begin(), limits.end(), limit) == limits.end()) limits.push_back(limit);
}

class SearchWatch {
 public:
  SearchWatch(const SearchLimits& limits, std::stop_token stop)
      : limits_(limits), stop_(std::move(stop)), begin_(Clock::now()) {}

  // Counts relations that were looked at. The clock is read every few thousand.
  void test(std::uint64_t relations) {
    counters_.relations_tested += relations;
    if (counters_.relations_tested >= next_look_) look();
  }
  // Counts an entity that was reached.
  void visit() {
    if (++counters_.entities_visited > limits_.visited_max) hit(Limit::visited);
  }
  void read_evidence(std::uint64_t relations) {
    counters_.evidence_read += relations;
    look();
  }
  void leave_out_for_doubt(RelationId relation) { doubtful_.push_back(relation); }
  // Counts an entity that was not gone through for having too many relations.
  void hold_back(EntityId hub) { held_back_.insert(hub.value); }

  // Must the search end? Once true, it stays so.
  [[nodiscard]] bool is_cut() const { return is_stopped_ || limit_.has_value(); }
  // The same, with a look at the clock.
  [[nodiscard]] bool is_cut_now() {
    look();
    return is_cut();
  }
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }
  [[nodiscard]] std::optional<Limit> limit() const { return limit_; }

  // The limits for what comes after, in what is left of the time.
  [[nodiscard]] SearchLimits rest() const {
    SearchLimits rest = limits_;
    if (rest.time_ms_max != 0) {
      const auto spent = static_cast<std::uint64_t>(milliseconds());
      rest.time_ms_max = spent < rest.time_ms_max ? rest.time_ms_max - spent : 1;
    }
    return rest;
  }
  [[nodiscard]] const std::stop_token& stop() const { return stop_; }

  [[nodiscard]] Counters counters() {
    std::sort(doubtful_.begin(), doubtful_.end());
    doubtful_.erase(std::unique(doubtful_.begin(), doubtful_.end()), doubtful_.end());
    counters_.doubtful_dates = doubtful_.size();
    counters_.hubs_held_back = held_back_.size();
    counters_.milliseconds = milliseconds();
    return counters_;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::uint64_t look_interval = 4096;

  void hit(Limit limit) {
    if (!limit_) limit_ = limit;
  }
  void look() {
    next_look_ = counters_.relations_tested + look_interval;
    if (stop_.stop_requested()) is_stopped_ = true;
    const bool is_late =
        limits_.time_ms_max != 0 && milliseconds() > static_cast<double>(limits_.time_ms_max);
    if (is_late) hit(Limit::time);
  }
  [[nodiscard]] double milliseconds() const {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin_).count();
  }

  SearchLimits limits_;
  std::stop_token stop_;
  Clock::time_point begin_;
  std::uint64_t next_look_ = look_interval;
  std::optional<Limit> limit_;
  bool is_stopped_ = false;
  Counters counters_;
  std::vector<RelationId> doubtful_;  // met from either end, so maybe twice
  boost::unordered_flat_set<std::uint64_t> held_back_;
};

// What ended the search and what it cost, as an answer says it.
template <class Answer>
void finish(Answer& answer, SearchWatch& watch) {
  if (watch.limit()) add(*watch.limit(), answer.limits_hit);
  answer.is_stopped = watch.is_stopped();
  answer.counters = watch.counters();
}

}  // namespace relata
