#pragma once

// Adds up the rules that hold of one pair.

#include <array>
#include <string>

#include "ingest/pair_judge.h"
#include "ingest/resolve_rules.h"

namespace relata {

// Collects reasons; words are made only where they are wanted.
class Weighing {
 public:
  Weighing(PairScore& weighed, const std::array<bool, 64>& is_without, PairJudge::Words words)
      : weighed_(weighed), is_without_(is_without), words_(words) {}

  [[nodiscard]] bool takes(Rule rule) const { return !is_without_[static_cast<std::size_t>(rule)]; }

  // `degree`: how much of the rule's weight.
  template <class Said>
  void add(Rule rule, double degree, const Said& said) {
    if (!takes(rule)) return;
    const ResolveRule& info = rule_info(rule);
    const double weight = info.weight * degree;
    const bool forbids = info.forbids && degree == 1;
    if (forbids) weighed_.is_forbidden = true;
    weighed_.bits += weight;
    if (weight < 0) has_against_ = true;
    if (words_ == PairJudge::Words::none) return;
    const std::string detail = said();
    weighed_.reasons.push_back(
        {.rule = info.name,
         .words = std::string(info.words) + (detail.empty() ? "" : ": ") + detail,
         .weight = weight,
         .forbids = forbids});
  }

  [[nodiscard]] bool has_against() const { return has_against_; }

 private:
  PairScore& weighed_;
  const std::array<bool, 64>& is_without_;
  PairJudge::Words words_;
  bool has_against_ = false;
};

}  // namespace relata
