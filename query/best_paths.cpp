#include "query/best_paths.h"

#include <algorithm>
#include <iterator>

namespace relata {

std::vector<BestPaths::Found> BestPaths::find(std::size_t paths_max) {
  leave_after(Candidate(), 0);
  while (outcome_ == PathOutcome::found && found_.size() < paths_max) {
    if (candidates_.empty()) {
      outcome_ = why_no_more();
      break;
    }
    const Candidate best = std::move(candidates_.extract(candidates_.begin()).value());
    found_.push_back({.path = best.path, .hop_costs = best.hop_costs});
    if (found_.size() < paths_max) leave(best);
  }
  return std::move(found_);
}

void BestPaths::leave(const Candidate& candidate) {
  for (std::size_t shared = candidate.shared; shared < candidate.path.size(); ++shared) {
    leave_after(candidate, shared);
    if (outcome_ == PathOutcome::cut) return;
  }
}

// The least path that has its first vertices with this one, and goes on in a way not taken yet.
void BestPaths::leave_after(const Candidate& candidate, std::size_t shared) {
  PathLeg leg = leg_after(candidate.path, shared);
  if (leg.from.empty()) return;
  Step step = find_least_(leg);
  switch (step.outcome) {
    case PathOutcome::found: {
      const auto before = static_cast<std::ptrdiff_t>(shared == 0 ? 0 : shared - 1);
      const auto put_before = [&](auto& rest, const auto& first) {
        rest.insert(rest.begin(), first.begin(), first.begin() + before);
      };
      put_before(step.path, candidate.path);
      if (!step.hop_costs.empty()) put_before(step.hop_costs, candidate.hop_costs);
      candidates_.insert(
          {.path = std::move(step.path), .hop_costs = std::move(step.hop_costs), .shared = shared});
      return;
    }
    case PathOutcome::cut:
      outcome_ = PathOutcome::cut;
      return;
    case PathOutcome::exhausted:
    case PathOutcome::too_far:
      dead_ends_.push_back(std::move(leg));
      return;
  }
}

PathLeg BestPaths::leg_after(const Sequence& path, std::size_t shared) const {
  PathLeg leg = whole_;
  const Sequence taken = taken_after(path, shared);
  Sequence begins;
  if (shared == 0) {
    std::set_difference(whole_.from.begin(), whole_.from.end(), taken.begin(), taken.end(),
                        std::back_inserter(begins));
  } else {
    begins = {path[shared - 1]};
    leg.barred_next = taken;
    leg.hops_max -= static_cast<int>(shared) - 1;
    leg.barred.insert(leg.barred.end(), path.begin(),
                      path.begin() + static_cast<std::ptrdiff_t>(shared) - 1);
  }
  // Where other paths begin.
  for (const std::uint64_t vertex : whole_.from) {
    const bool begins_here = std::binary_search(begins.begin(), begins.end(), vertex);
    if (!begins_here) leg.barred.push_back(vertex);
  }
  leg.from = std::move(begins);
  return leg;
}

// Which vertices come next in the paths that are known and begin like this one. Sorted.
BestPaths::Sequence BestPaths::taken_after(const Sequence& path, std::size_t shared) const {
  Sequence taken;
  for (const auto& [known, hop_costs] : found_) {
    const auto end = path.begin() + static_cast<std::ptrdiff_t>(shared);
    if (known.size() > shared && std::equal(path.begin(), end, known.begin())) {
      taken.push_back(known[shared]);
    }
  }
  std::sort(taken.begin(), taken.end());
  taken.erase(std::unique(taken.begin(), taken.end()), taken.end());
  return taken;
}

// Whether a side was exhausted before the hops were is a matter of which was expanded when; asked
// in an order that is the same on every model, the answer is, too.
PathOutcome BestPaths::why_no_more() {
  PathOutcome why = PathOutcome::exhausted;
  for (PathLeg& leg : dead_ends_) {
    leg.side = SideChoice::fewer_entities;
    const PathOutcome outcome = find_least_(leg).outcome;
    if (outcome == PathOutcome::cut) return outcome;
    if (outcome == PathOutcome::too_far) why = outcome;
  }
  return why;
}

}  // namespace relata
