#include "query/openings.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "query/smallest_sets.h"

namespace relata {
namespace {

std::vector<QuestionPart> parts_in(const OpeningProblem& problem, const PathQuery& query) {
  return parts_of(problem.store, problem.at, problem.has_retractions, query);
}

PathQuery without(PartKind part, PathQuery query) {
  copy_part(part, without_parts(query), query);
  return query;
}

// The changed questions, in order.
std::vector<Opening> told(const OpeningProblem& problem, std::vector<LeastChange> changes) {
  std::stable_sort(changes.begin(), changes.end(), [](const LeastChange& a, const LeastChange& b) {
    return std::tie(a.rank, a.hops) < std::tie(b.rank, b.hops);
  });
  std::vector<Opening> openings;
  for (const LeastChange& change : changes) {
    openings.push_back(opening_between(problem, change.question, change.hops));
  }
  return openings;
}

// May a claim enter the view when the part is given up?
bool lets_claims_in(PartKind part) {
  switch (part) {
    case PartKind::known_by:
    case PartKind::speakers:
    case PartKind::speakers_without:
    case PartKind::documents:
    case PartKind::documents_without:
    case PartKind::publishers:
    case PartKind::publishers_without:
    case PartKind::languages:
    case PartKind::confidence:
    case PartKind::retracted:
      return true;
    case PartKind::hops:
    case PartKind::direction:
    case PartKind::degree:
    case PartKind::valid:
    case PartKind::relation_types:
    case PartKind::relation_types_without:
    case PartKind::entity_types:
    case PartKind::entity_types_without:
    case PartKind::entities_without:
    case PartKind::origins:
    case PartKind::statuses:
      break;
  }
  return false;
}

// Sets of the parts of one question.
class PartSets {
 public:
  PartSets(const OpeningProblem& problem, std::vector<QuestionPart> parts)
      : problem_(problem), parts_(std::move(parts)) {}

  [[nodiscard]] std::vector<OpenSet> smallest() const {
    SetProblem sets{.parts = static_cast<int>(parts_.size()),
                    .try_set = [&](PartSet set) { return problem_.tries.try_path(without(set)); },
                    .is_cut = problem_.tries.is_cut};
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (lets_claims_in(parts_[i].kind)) sets.claim_parts |= bit(i);
      if (parts_[i].kind == PartKind::statuses) sets.statuses = bit(i);
    }
    return smallest_sets(sets);
  }

  // Each part of the set as near to what was asked as the others allow. Where a search is cut, what
  // is left of them stays given up.
  [[nodiscard]] LeastChange brought_back(const OpenSet& open) const {
    LeastChange now{.question = without(open.set), .hops = open.hops};
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if ((open.set & bit(i)) == 0) continue;
      PathQuery asked = now.question;
      copy_part(parts_[i].kind, problem_.query, asked);
      // With fewer claims than were given up the statuses that were asked for may do.
      if (!is_monotone_in_claims(problem_.query.view)) {
        if (const auto hops = problem_.tries.try_path(asked)) {
          now.question = std::move(asked);
          now.hops = *hops;
          continue;
        }
      }
      std::vector<LeastChange> less;
      if (!problem_.tries.is_cut()) {
        less = least_changes(problem_.schema, parts_[i].kind, asked, problem_.tries);
      }
      const int rank = less.empty() ? a_whole_part : less.front().rank;
      if (!less.empty()) {
        now.question = std::move(less.front().question);
        now.hops = less.front().hops;
      }
      now.rank = std::max(now.rank, rank);
    }
    return now;
  }

 private:
  [[nodiscard]] static PartSet bit(std::size_t part) { return PartSet{1} << part; }
  [[nodiscard]] PathQuery without(PartSet set) const {
    const PathQuery nothing = without_parts(problem_.query);
    PathQuery changed = problem_.query;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if ((set & bit(i)) != 0) copy_part(parts_[i].kind, nothing, changed);
    }
    return changed;
  }

  const OpeningProblem& problem_;
  std::vector<QuestionPart> parts_;
};

}  // namespace

Opening opening_between(const OpeningProblem& problem, const PathQuery& changed, int hops) {
  Opening opening{.hops = hops,
                  .view = changed.view,
                  .direction = changed.direction,
                  .hops_max = changed.hops_max,
                  .degree_max = changed.degree_max};
  const std::vector<QuestionPart> after = parts_in(problem, changed);
  for (const QuestionPart& part : parts_in(problem, problem.query)) {
    const auto same = std::find_if(after.begin(), after.end(), [&](const QuestionPart& other) {
      return other.kind == part.kind;
    });
    const std::string with = same == after.end() ? "" : same->words;
    if (with != part.words) opening.changes.push_back({.instead_of = part.words, .with = with});
  }
  return opening;
}

std::vector<Opening> openings_by_one(const OpeningProblem& problem) {
  const PathTries& tries = problem.tries;
  std::vector<LeastChange> found;
  for (const QuestionPart& part : parts_in(problem, problem.query)) {
    if (part.kind == PartKind::hops || part.kind == PartKind::direction) continue;
    if (tries.is_cut()) break;
    PathQuery given_up = without(part.kind, problem.query);
    const auto hops = tries.try_path(given_up);
    // What opens nothing at its widest opens nothing before, unless claims can take a status away.
    if (!hops && is_monotone_in_claims(problem.query.view)) continue;
    std::vector<LeastChange> less = least_changes(problem.schema, part.kind, problem.query, tries);
    if (less.empty() && hops) {
      less.push_back({.rank = a_whole_part, .question = std::move(given_up), .hops = *hops});
    }
    std::move(less.begin(), less.end(), std::back_inserter(found));
  }
  return told(problem, std::move(found));
}

JointOpenings openings_by_several(const OpeningProblem& problem) {
  const PartSets sets(problem, parts_in(problem, problem.query));
  std::vector<OpenSet> open = sets.smallest();
  std::stable_sort(open.begin(), open.end(),
                   [](const OpenSet& a, const OpenSet& b) { return a.hops < b.hops; });
  const std::size_t listed = std::min(open.size(), joint_openings_max);
  std::vector<LeastChange> found;
  for (std::size_t i = 0; i < listed; ++i) found.push_back(sets.brought_back(open[i]));
  return {.openings = told(problem, std::move(found)), .others = open.size() - listed};
}

std::string opening_words(const Opening& opening) {
  std::vector<std::string> words;
  for (const PartChange& change : opening.changes) {
    words.push_back(change.with.empty()
                        ? "giving up \"" + change.instead_of + "\""
                        : "\"" + change.with + "\" instead of \"" + change.instead_of + "\"");
  }
  return join_words(words) + (words.size() == 1 ? " leaves" : " leave") + " one of " +
         hops_in_words(opening.hops);
}

}  // namespace relata
