#include "query/hubs.h"

#include <bit>
#include <limits>

namespace relata {
namespace {

constexpr std::uint64_t no_end = std::numeric_limits<std::uint64_t>::max();

// How far degrees are counted: as far as it takes to tell what is asked.
std::uint64_t counted_to(const HubRule& rule) {
  const bool is_capped = !rule.are_charged && rule.degree_max && *rule.degree_max < no_end;
  return is_capped ? *rule.degree_max + 1 : no_end;
}

int doublings_of(std::uint64_t degree) {
  return degree == 0 ? 0 : static_cast<int>(std::bit_width(degree)) - 1;
}

}  // namespace

Hubs::Hubs(const Store& store, const Snapshot& at, SearchWatch& watch, const HubRule& rule)
    : watch_(watch), rule_(rule), reader_(store, at, counted_to(rule)) {}

bool Hubs::is_known(const DegreeBounds& bounds) const {
  const bool is_charge_open =
      rule_.are_charged && doublings_of(bounds.least) != doublings_of(bounds.most);
  if (is_charge_open) return false;
  return !rule_.degree_max || bounds.least > *rule_.degree_max || bounds.most <= *rule_.degree_max;
}

void Hubs::decide() {
  reader_.read(std::move(open_), [&] { return watch_.is_cut_now(); });
  open_.clear();
}

// What a search that was cut could not count is kept away from.
std::uint64_t Hubs::count(EntityId id) {
  if (const auto known = reader_.find(id)) return *known;
  open_.push_back(id);
  decide();
  return reader_.find(id).value_or(no_end);
}

bool Hubs::holds_back(EntityId id, const DegreeBounds& bounds) {
  if (!rule_.degree_max || bounds.most <= *rule_.degree_max) return false;
  const bool is_hub = bounds.least > *rule_.degree_max || count(id) > *rule_.degree_max;
  if (is_hub) watch_.hold_back(id);
  return is_hub;
}

int Hubs::doublings(EntityId id, const DegreeBounds& bounds) {
  if (bounds.least == bounds.most) return doublings_of(bounds.least);
  const auto told = doublings_.find(id.value);
  if (told != doublings_.end()) return told->second;
  const bool tells = doublings_of(bounds.least) == doublings_of(bounds.most);
  const int found = doublings_of(tells ? bounds.least : count(id));
  doublings_.emplace(id.value, found);
  return found;
}

}  // namespace relata
