#include "export/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace relata {

namespace {

bool is_lower_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// English units only, and only those that take a plural: "soldier", not "km" or "personnel".
std::string unit_words(const std::string& unit) {
  constexpr std::array<std::string_view, 4> plural_already = {"people", "percent", "personnel",
                                                              "troops"};
  const bool takes_plural =
      unit.size() >= 4 && is_lower_ascii(unit) && unit.back() != 's' &&
      std::find(plural_already.begin(), plural_already.end(), unit) == plural_already.end();
  return takes_plural ? unit + "s" : unit;
}

std::string grouped_digits(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  std::size_t at = std::min(digits.find('.'), digits.size());
  while (at > first + 3) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string amount(double number) {
  std::string text = number_text(number);
  const bool is_plain = text.find_first_not_of("-.0123456789") == std::string::npos;
  return is_plain ? grouped_digits(std::move(text)) : text;
}

std::string range_words(const Quantity& quantity) {
  if (quantity.low && quantity.high) {
    return *quantity.low == *quantity.high
               ? amount(*quantity.low)
               : amount(*quantity.low) + " to " + amount(*quantity.high);
  }
  if (quantity.low) return "more than " + amount(*quantity.low);
  return "at most " + amount(*quantity.high);
}

}  // namespace

std::string_view word(const std::optional<Status>& status) {
  return status ? word(*status) : "no claim";
}

std::string count_words(std::uint64_t count, std::string_view one, std::string_view many) {
  return grouped(count) + " " + std::string(count == 1 ? one : many);
}

std::string time_words(std::int64_t unix_ms) {
  using namespace std::chrono;
  const sys_seconds time = floor<seconds>(sys_time<milliseconds>(milliseconds(unix_ms)));
  const sys_days day = floor<days>(time);
  const hh_mm_ss clock(time - day);
  const auto two = [](auto number) {
    const std::string digits = std::to_string(number);
    return digits.size() < 2 ? "0" + digits : digits;
  };
  return PartialDate::from_day(day).text() + "T" + two(clock.hours().count()) + ":" +
         two(clock.minutes().count()) + ":" + two(clock.seconds().count()) + "Z";
}

std::string exact_time_words(std::int64_t unix_ms) {
  constexpr std::int64_t second = 1000;
  const std::int64_t rest = (unix_ms % second + second) % second;
  std::string text = time_words(unix_ms);
  if (rest == 0) return text;
  text.back() = '.';
  return text + std::to_string(second + rest).substr(1) + "Z";
}

std::string grouped(std::uint64_t number) { return grouped_digits(std::to_string(number)); }

std::string quantity_words(const Quantity& quantity) {
  std::string text;
  const bool is_range = quantity.low || quantity.high;
  if (quantity.best) {
    text = amount(*quantity.best);
    const bool is_exact = quantity.low == quantity.best && quantity.high == quantity.best;
    if (is_range && !is_exact) text += " (" + range_words(quantity) + ")";
  } else if (is_range) {
    text = range_words(quantity);
  }
  if (text.empty() || quantity.unit.empty()) return text + quantity.unit;
  const bool is_one = quantity.best == 1.0 && !is_range;
  return text + " " + (is_one ? quantity.unit : unit_words(quantity.unit));
}

std::string bytes_words(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
  double size = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (size >= 1024 && unit + 1 < units.size()) {
    size /= 1024;
    ++unit;
  }
  return number_text(std::round(size * 10) / 10) + " " + units.at(unit);
}

const std::string& name_of(const AnswerGraph& graph, EntityId id) {
  return shown_name(graph.entity(id).entity);
}

std::string names_of(const AnswerGraph& graph, const std::vector<EntityId>& ids) {
  std::vector<std::string> names;
  for (const EntityId id : ids) names.push_back(name_of(graph, id));
  return joined(names, ", ");
}

const std::string& publisher_of(const AnswerGraph& graph, const Document& document) {
  return document.publisher.is_some() ? name_of(graph, document.publisher) : document.key;
}

const std::string& origin_name(const AnswerGraph& graph, const Origin& origin) {
  return origin.entity.is_some() ? name_of(graph, origin.entity)
                                 : graph.document(origin.document).key;
}

std::vector<std::string> relay_names(const AnswerGraph& graph, const ClaimEvidence& claim) {
  std::vector<std::string> names = {origin_name(graph, claim.origin)};
  for (auto document = claim.chain.rbegin(); document != claim.chain.rend(); ++document) {
    const std::string& name = publisher_of(graph, graph.document(*document));
    if (name != names.back()) names.push_back(name);
  }
  return names;
}

std::string label_from(const AnswerGraph& graph, const Relation& relation, EntityId end) {
  const RelationTypeLabel& type = graph.relation_type(relation.type);
  const std::string& label = type.label.empty() ? type.name : type.label;
  if (relation.source == end || type.is_symmetric) return label;
  return type.inverse_label.empty() ? "<- " + label : type.inverse_label;
}

std::string group_words(const NeighborGroup& group) {
  std::string words = (group.label.empty() ? group.type : group.label) + ": ";
  if (group.listed < group.found) words += grouped(group.listed) + " of ";
  return words + grouped(group.found);
}

EntityId other_end(const Relation& relation, EntityId end) {
  return relation.source == end ? relation.target : relation.source;
}

std::string sentence(const AnswerGraph& graph, const Relation& relation) {
  return name_of(graph, relation.source) + " " + label_from(graph, relation, relation.source) +
         " " + name_of(graph, relation.target);
}

std::string attribution(const AnswerGraph& graph, const ClaimEvidence& claim) {
  const bool is_narrated = !claim.claim.speaker.is_some();
  const std::string& who = is_narrated ? publisher_of(graph, graph.document(claim.claim.document))
                                       : name_of(graph, claim.claim.speaker);
  const std::string narrator = is_narrated ? "the narration of " + who : who;
  switch (claim.claim.stance) {
    case Stance::asserted:
      return (is_narrated ? "narrated by " : "asserted by ") + who;
    case Stance::denied:
      return "denied by " + narrator;
    case Stance::uncertain:
      return "called uncertain by " + narrator;
  }
  return narrator;
}

std::vector<std::string> claim_details(const ClaimEvidence& claim) {
  std::vector<std::string> details;
  details.push_back(claim.reported.is_known() ? claim.reported.text() : "undated");
  if (claim.claim.confidence) {
    details.push_back("confidence " + confidence_text(*claim.claim.confidence));
  }
  if (claim.is_in_view == Certainty::possible) details.emplace_back("only possibly in this view");
  return details;
}

std::vector<std::string> relation_details(const RelationEvidence& relation) {
  std::vector<std::string> details;
  details.push_back(relation.origins == 0
                        ? "no origin asserts it"
                        : count_words(static_cast<std::uint64_t>(relation.origins),
                                      "independent origin", "independent origins"));
  if (const std::size_t denied = count_origins(relation).denied; denied > 0) {
    details.push_back(count_words(denied, "origin denies it", "origins deny it"));
  }
  if (relation.relation.valid.is_known()) {
    details.push_back("valid " + relation.relation.valid.text());
  }
  if (relation.is_valid == Certainty::possible) {
    details.emplace_back("only possibly in the period asked for");
  }
  if (relation.relation.quantity) details.push_back(quantity_words(*relation.relation.quantity));
  return details;
}

std::string origin_names(const AnswerGraph& graph, const RelationEvidence& relation,
                         Stance stance) {
  std::vector<std::string> names;
  for (const ClaimEvidence& claim : relation.claims) {
    if (claim.claim.stance != stance) continue;
    const std::string& name = origin_name(graph, claim.origin);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return joined(names, ", ");
}

StanceCounts count_origins(const RelationEvidence& relation) {
  std::set<Origin> asserted;
  std::set<Origin> denied;
  for (const ClaimEvidence& claim : relation.claims) {
    if (claim.claim.stance == Stance::asserted) asserted.insert(claim.origin);
    if (claim.claim.stance == Stance::denied) denied.insert(claim.origin);
  }
  return {.asserted = asserted.size(), .denied = denied.size()};
}

std::string change_words(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::appeared:
      return "New";
    case ChangeKind::withdrawn:
      return "Withdrawn";
    case ChangeKind::confirmed:
      return "Now confirmed";
    case ChangeKind::contested:
      return "Now contested";
    case ChangeKind::changed:
      return "Otherwise changed";
  }
  return {};
}

int strength(Status status) {
  switch (status) {
    case Status::confirmed:
      return 4;
    case Status::reported:
      return 3;
    case Status::contested:
      return 2;
    case Status::uncertain:
      return 1;
    case Status::denied:
      return 0;
  }
  return 0;
}

Status hop_status(const AnswerGraph& graph, const Hop& hop) {
  Status best = Status::denied;
  for (const RelationId id : hop.relations) {
    const Status status = graph.relation(id).status;
    if (strength(status) > strength(best)) best = status;
  }
  return best;
}

std::size_t weakest_hop(const AnswerGraph& graph, const Path& path) {
  std::size_t weakest = 0;
  for (std::size_t i = 1; i < path.hops.size(); ++i) {
    const Status status = hop_status(graph, path.hops[i]);
    if (strength(status) < strength(hop_status(graph, path.hops[weakest]))) weakest = i;
  }
  return weakest;
}

std::string path_words(const AnswerGraph& graph, const Path& path) {
  std::string words = name_of(graph, path.from);
  for (const Hop& hop : path.hops) {
    const Relation& relation = graph.relation(hop.relations.front()).relation;
    words += " - " + label_from(graph, relation, hop.from);
    if (hop.relations.size() > 1) words += " (+" + std::to_string(hop.relations.size() - 1) + ")";
    words += " → " + name_of(graph, hop.to);
  }
  return words;
}

std::string weight_words(PathWeight weight, std::size_t hops, double cost, double toll) {
  const std::string number = number_text(cost);
  const std::string for_hubs = number_text(toll);
  const std::string of_it = toll == 0 ? "" : ", " + for_hubs + " of it for hubs";
  switch (weight) {
    case PathWeight::hops:
      if (toll == 0 && cost == static_cast<double>(hops)) break;
      return "cost " + number + of_it;
    case PathWeight::age:
      return "cost by age " + number + of_it;
    case PathWeight::support:
      return "cost by support " + number + of_it;
    case PathWeight::credible:
      return "credibility " + number +
             (toll == 0 ? "" : ", multiplied by " + for_hubs + " for hubs");
    case PathWeight::widest:
      return "credibility of the weakest hop " + number;
  }
  return {};
}

std::string order_words(TimeOrder order, const Path& path) {
  if (order == TimeOrder::any || path.hops.empty()) return {};
  const bool is_certain = path.in_order == Certainty::certain;
  const std::string words = is_certain ? "in order of time" : "only possibly in order of time";
  if (!path.arrival.is_known()) return words;
  return words + (is_certain ? ", done by " : ", done at the earliest on ") + path.arrival.text();
}

std::string matches_words(const MatchAnswer& answer) {
  const auto& limits = answer.limits_hit;
  const bool may_be_more = answer.matches_found == answer.question.counted_max &&
                           std::find(limits.begin(), limits.end(), Limit::results) != limits.end();
  return grouped(answer.matches_found) + (may_be_more ? " or more" : "");
}

std::vector<std::string> caveats(const Shortfall& shortfall) {
  std::vector<std::string> lines;
  for (const Limit limit : shortfall.limits_hit) {
    switch (limit) {
      case Limit::hops:
        lines.emplace_back("Incomplete: nothing farther than the limit on hops was looked for.");
        break;
      case Limit::visited:
        lines.emplace_back("Incomplete: the limit on entities visited was reached.");
        break;
      case Limit::results:
        lines.emplace_back("Incomplete: there are more results than the limit lists.");
        break;
      case Limit::time:
        lines.emplace_back("Incomplete: the time limit was reached.");
        break;
    }
  }
  if (shortfall.is_stopped)
    lines.emplace_back("Incomplete: the search was stopped before its end.");
  if (shortfall.counters.doubtful_dates > 0) {
    lines.push_back(
        count_words(shortfall.counters.doubtful_dates, "relation was", "relations were") +
        " left out because a date only possibly fits; doubtful dates can be taken on request.");
  }
  const std::uint64_t hubs = shortfall.counters.hubs_held_back;
  if (hubs > 0) {
    lines.push_back(count_words(hubs, "entity was", "entities were") +
                    " not gone through for having more relations than asked for.");
  }
  return lines;
}

std::string bits_words(const ResolveReason& reason) {
  if (reason.forbids) return "forbids";
  const double tenths = std::round(reason.weight * 10) / 10;
  return (tenths > 0 ? "+" : "") + number_text(tenths);
}

std::string_view word(Extent extent) {
  switch (extent) {
    case Extent::none:
      return "none";
    case Extent::partial:
      return "partial";
    case Extent::complete:
      return "complete";
  }
  return {};
}

std::vector<std::string> caveats(const ResolveAnswer& answer) {
  std::vector<std::string> lines;
  const auto& short_of = answer.shortfall;
  if (answer.proposals_found > answer.proposals.size()) {
    lines.push_back("only the first " + grouped(answer.proposals.size()) + " of " +
                    grouped(answer.proposals_found) +
                    " pairs are listed; --max-results lists more");
  }
  if (short_of.keys > 0) {
    lines.push_back(count_words(short_of.keys, "key was", "keys were") +
                    " too common to compare by, up to " + grouped(short_of.entities) +
                    " entities each; --max-block compares more");
  }
  if (short_of.names > 0) {
    lines.push_back(count_words(short_of.names, "name", "names") +
                    " of entities with very many were not compared");
  }
  if (short_of.is_pairs_max) {
    lines.push_back("only the first " + grouped(answer.pairs_compared) +
                    " pairs were compared; --max-pairs compares more");
  }
  return lines;
}

}  // namespace relata
