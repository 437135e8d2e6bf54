#include "query/least_way.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>

namespace relata {
namespace {

using Place = WayLabels::Place;

// The labels, joined. Nothing is read from the graph: each label knows what it may come from.
class JoinedWays {
 public:
  JoinedWays(const WayLabels& forward, const WayLabels& backward, const Way& whole)
      : forward_(forward), backward_(backward), whole_(whole) {
    std::vector<Place> open = meetings();
    for (const Place place : open) after_.try_emplace(place);
    while (!open.empty()) {
      const Place place = open.back();
      open.pop_back();
      forward_.for_each_before(place, [&](Place before) {
        const auto [known, is_new] = after_.try_emplace(before);
        known->second.push_back(place);
        if (is_new) open.push_back(before);
      });
    }
  }

  [[nodiscard]] LeastWay least() const {
    Station at = first();
    LeastWay found{.vertices = {at.vertex}, .hop_costs = {}};
    while (at.way.hops < whole_.hops) {
      const Station next = next_after(at);
      found.vertices.push_back(next.vertex);
      found.hop_costs.push_back(next.way.cost - at.way.cost);
      at = next;
    }
    return found;
  }

 private:
  // A vertex, and what the path has cost when it gets there.
  struct Station {
    std::uint64_t vertex = 0;
    Way way;
  };

  [[nodiscard]] Way rest_after(const Way& way) const {
    return {.cost = whole_.cost - way.cost, .hops = whole_.hops - way.hops};
  }
  [[nodiscard]] std::vector<Place> meetings() const {
    std::vector<Place> meetings;
    for (Place place = 0; place < forward_.all().size(); ++place) {
      const WayLabels::Label& label = forward_[place];
      if (label.cost > whole_.cost || label.hops > whole_.hops) continue;
      const Place rest = backward_.find(label.vertex, rest_after(label.way()));
      if (rest != WayLabels::nowhere) meetings.push_back(place);
    }
    return meetings;
  }
  [[nodiscard]] Station first() const {
    std::optional<Station> least;
    for (const auto& [place, after] : after_) {
      const WayLabels::Label& label = forward_[place];
      if (label.hops == 0 && (!least || label.vertex < least->vertex)) {
        least = {.vertex = label.vertex, .way = {}};
      }
    }
    return least.value();
  }
  [[nodiscard]] Station next_after(const Station& at) const {
    std::optional<Station> least;
    const auto consider = [&](std::uint64_t vertex, const Way& way) {
      if (!least || vertex < least->vertex) least = {.vertex = vertex, .way = way};
    };
    const auto known = after_.find(forward_.find(at.vertex, at.way));
    if (known != after_.end()) {
      for (const Place place : known->second) {
        consider(forward_[place].vertex, forward_[place].way());
      }
    }
    const Place rest = backward_.find(at.vertex, rest_after(at.way));
    if (rest != WayLabels::nowhere) {
      backward_.for_each_before(rest, [&](Place place) {
        consider(backward_[place].vertex, rest_after(backward_[place].way()));
      });
    }
    return least.value();
  }

  const WayLabels& forward_;
  const WayLabels& backward_;
  const Way whole_;
  // The forward labels on the paths, and those that come after each.
  boost::unordered_flat_map<Place, std::vector<Place>> after_;
};

}  // namespace

LeastWay least_way(const WayLabels& forward, const WayLabels& backward, const Way& whole) {
  return JoinedWays(forward, backward, whole).least();
}

}  // namespace relata
