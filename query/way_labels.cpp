#include "query/way_labels.h"

namespace relata {

WayLabels::Made WayLabels::reach(Vertex vertex, const Way& way, Place before) {
  const auto [first, is_new] = first_.try_emplace(vertex, nowhere);
  for (Place place = first->second; place != nowhere; place = labels_[place].sibling) {
    Label& known = labels_[place];
    if (known.way() == way) {
      if (known.before == before) return Made::nothing;  // a parallel relation
      ties_.push_back({.before = before, .next = known.tie});
      known.tie = static_cast<Place>(ties_.size() - 1);
      return Made::nothing;
    }
    if (known.cost <= way.cost && known.hops <= way.hops) return Made::nothing;
    if (known.cost >= way.cost && known.hops >= way.hops) known.is_surpassed = true;
  }
  const auto place = static_cast<Place>(labels_.size());
  labels_.push_back({.cost = way.cost,
                     .vertex = vertex,
                     .before = before,
                     .sibling = first->second,
                     .hops = static_cast<std::uint8_t>(way.hops)});
  first->second = place;
  open_.push_back({.way = way, .place = place});
  std::push_heap(open_.begin(), open_.end(), std::greater<>());
  return is_new ? Made::label_of_new_vertex : Made::label;
}

std::optional<WayLabels::Place> WayLabels::settle() {
  const Place place = open_.front().place;
  std::pop_heap(open_.begin(), open_.end(), std::greater<>());
  open_.pop_back();
  if (labels_[place].is_surpassed) return std::nullopt;
  labels_[place].is_settled = true;
  return place;
}

WayLabels::Place WayLabels::find(Vertex vertex, const Way& way) const {
  Place place = first_of(vertex);
  while (place != nowhere && labels_[place].way() != way) place = labels_[place].sibling;
  return place;
}

}  // namespace relata
