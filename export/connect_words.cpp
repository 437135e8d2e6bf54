#include "export/connect_words.h"

#include <algorithm>

#include "export/words.h"

namespace relata {
namespace {

std::size_t hops_of(const ConnectAnswer& answer) {
  std::size_t hops = 0;
  for (const Path& leg : answer.legs) hops += leg.hops.size();
  return hops;
}

// What is known of other trees.
std::string bound_words(const ConnectAnswer& answer) {
  const ConnectQuery& question = answer.question;
  const bool is_by_hops = question.weight == PathWeight::hops && question.hub_penalty == 0 &&
                          question.type_costs.empty();
  if (answer.is_least) return is_by_hops ? "none has fewer" : "none is better";
  if (!answer.weight_bound) return "how much better another may be is not known";
  if (is_by_hops) return "none has fewer than " + number_text(*answer.weight_bound);
  return "none is better than " + number_text(*answer.weight_bound);
}

}  // namespace

std::string tree_words(const ConnectAnswer& answer) {
  if (answer.groups.size() > 1) {
    const std::string groups = count_words(answer.groups.size(), "group", "groups");
    const bool is_bounded = std::find(answer.limits_hit.begin(), answer.limits_hit.end(),
                                      Limit::hops) != answer.limits_hit.end();
    if (is_cut(answer)) {
      return "Whether they all hang together is not known; so far they are " + groups + ". " +
             answer.why_apart;
    }
    const std::string within =
        count_words(static_cast<std::uint64_t>(answer.question.hops_max), "hop", "hops");
    return (is_bounded ? "By ways of at most " + within + " they" : std::string("They")) +
           " do not all hang together: " + groups + ". " + answer.why_apart;
  }
  const std::size_t hops = hops_of(answer);
  std::string words = "A tree of " + count_words(hops, "hop", "hops");
  const std::string weight = weight_words(answer.question.weight, hops, answer.weight, answer.toll);
  if (!weight.empty()) words += ", " + weight + ",";
  return words + " joins them; " + bound_words(answer) + ".";
}

}  // namespace relata
