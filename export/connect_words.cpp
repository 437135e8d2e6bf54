#include "export/connect_words.h"

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
  const bool is_by_hops = answer.question.weight == PathWeight::hops;
  if (answer.is_least) return is_by_hops ? "none has fewer" : "none is better";
  if (answer.weight_bound == 0) return "how much better another may be is not known";
  if (is_by_hops) return "none has fewer than " + number_text(answer.weight_bound);
  return "none is better than " + number_text(answer.weight_bound);
}

}  // namespace

std::string tree_words(const ConnectAnswer& answer) {
  if (answer.groups.size() > 1) {
    return "They do not all hang together: " +
           count_words(answer.groups.size(), "group", "groups") + ". " + answer.why_apart;
  }
  std::string words = "A tree of " + count_words(hops_of(answer), "hop", "hops");
  const std::string weight = weight_words(answer.question.weight, {.weight = answer.weight});
  if (!weight.empty()) words += ", " + weight + ",";
  return words + " joins them; " + bound_words(answer) + ".";
}

}  // namespace relata
