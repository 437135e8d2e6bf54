// The enumerators' own names are the words: options, JSON and tables spell them alike.

#include "graph/words.h"

#include <array>
#include <charconv>
#include <cmath>

namespace relata {

std::string_view word(Status status) {
  switch (status) {
    case Status::confirmed:
      return "confirmed";
    case Status::reported:
      return "reported";
    case Status::contested:
      return "contested";
    case Status::denied:
      return "denied";
    case Status::uncertain:
      return "uncertain";
  }
  return {};
}

std::string_view word(Stance stance) {
  switch (stance) {
    case Stance::asserted:
      return "asserted";
    case Stance::denied:
      return "denied";
    case Stance::uncertain:
      return "uncertain";
  }
  return {};
}

std::string_view word(Limit limit) {
  switch (limit) {
    case Limit::hops:
      return "hops";
    case Limit::visited:
      return "visited";
    case Limit::results:
      return "results";
    case Limit::time:
      return "time";
  }
  return {};
}

std::string_view word(Direction direction) {
  switch (direction) {
    case Direction::forward:
      return "forward";
    case Direction::reverse:
      return "reverse";
    case Direction::any:
      return "any";
  }
  return {};
}

std::string_view word(PathKind kind) {
  switch (kind) {
    case PathKind::shortest:
      return "shortest";
    case PathKind::all_shortest:
      return "all_shortest";
    case PathKind::best:
      return "best";
  }
  return {};
}

std::string_view word(PathWeight weight) {
  switch (weight) {
    case PathWeight::hops:
      return "hops";
    case PathWeight::age:
      return "age";
    case PathWeight::support:
      return "support";
    case PathWeight::credible:
      return "credible";
    case PathWeight::widest:
      return "widest";
  }
  return {};
}

std::string_view word(NeighborOrder order) {
  switch (order) {
    case NeighborOrder::id:
      return "id";
    case NeighborOrder::support:
      return "support";
    case NeighborOrder::recency:
      return "recency";
    case NeighborOrder::degree:
      return "degree";
  }
  return {};
}

std::string_view word(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::appeared:
      return "appeared";
    case ChangeKind::withdrawn:
      return "withdrawn";
    case ChangeKind::confirmed:
      return "confirmed";
    case ChangeKind::contested:
      return "contested";
    case ChangeKind::changed:
      return "changed";
  }
  return {};
}

std::string_view word(TimeOrder order) {
  switch (order) {
    case TimeOrder::any:
      return "any";
    case TimeOrder::fewest_hops:
      return "hops";
    case TimeOrder::earliest_arrival:
      return "arrival";
  }
  return {};
}

std::string_view word(NameKind kind) {
  switch (kind) {
    case NameKind::canonical:
      return "canonical";
    case NameKind::alias:
      return "alias";
    case NameKind::role:
      return "role";
    case NameKind::metonym:
      return "metonym";
    case NameKind::transliteration:
      return "transliteration";
    case NameKind::weak:
      return "weak";
  }
  return {};
}

std::string_view word(Certainty certainty) {
  switch (certainty) {
    case Certainty::impossible:
      return "impossible";
    case Certainty::possible:
      return "possible";
    case Certainty::certain:
      return "certain";
  }
  return {};
}

std::string_view word(JudgementKind kind) {
  switch (kind) {
    case JudgementKind::retracted:
      return "retracted";
    case JudgementKind::restored:
      return "restored";
    case JudgementKind::same:
      return "same";
    case JudgementKind::different:
      return "different";
    case JudgementKind::unsure:
      return "unsure";
    case JudgementKind::withdrawn:
      return "withdrawn";
  }
  return {};
}

std::string_view word(Precision precision) {
  switch (precision) {
    case Precision::year:
      return "year";
    case Precision::month:
      return "month";
    case Precision::day:
      return "day";
  }
  return {};
}

std::string_view word(Doubt doubt) {
  switch (doubt) {
    case Doubt::leave_out:
      return "leave_out";
    case Doubt::take:
      return "take";
  }
  return {};
}

std::string_view word(Measure measure) {
  switch (measure) {
    case Measure::degree:
      return "degree";
    case Measure::relations:
      return "relations";
    case Measure::pagerank:
      return "pagerank";
    case Measure::betweenness:
      return "betweenness";
    case Measure::closeness:
      return "closeness";
    case Measure::component:
      return "component";
    case Measure::brokerage:
      return "brokerage";
    case Measure::core:
      return "core";
    case Measure::community:
      return "community";
    case Measure::triangles:
      return "triangles";
  }
  return {};
}

namespace {

template <class Enum, std::size_t Count>
std::optional<Enum> enumerator_called(std::string_view name, const std::array<Enum, Count>& all) {
  for (const Enum one : all) {
    if (word(one) == name) return one;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Status> parse_status(std::string_view name) {
  return enumerator_called(name, std::array{Status::confirmed, Status::reported, Status::contested,
                                            Status::denied, Status::uncertain});
}

std::optional<Stance> parse_stance(std::string_view name) {
  return enumerator_called(name, std::array{Stance::asserted, Stance::denied, Stance::uncertain});
}

std::optional<NameKind> parse_name_kind(std::string_view name) {
  return enumerator_called(
      name, std::array{NameKind::canonical, NameKind::alias, NameKind::role, NameKind::metonym,
                       NameKind::transliteration, NameKind::weak});
}

std::optional<JudgementKind> parse_judgement_kind(std::string_view name) {
  return enumerator_called(
      name, std::array{JudgementKind::retracted, JudgementKind::restored, JudgementKind::same,
                       JudgementKind::different, JudgementKind::unsure, JudgementKind::withdrawn});
}

std::optional<Direction> parse_direction(std::string_view name) {
  return enumerator_called(name,
                           std::array{Direction::forward, Direction::reverse, Direction::any});
}

std::optional<TimeOrder> parse_time_order(std::string_view name) {
  return enumerator_called(name, std::array{TimeOrder::fewest_hops, TimeOrder::earliest_arrival});
}

std::optional<PathWeight> parse_path_weight(std::string_view name) {
  return enumerator_called(name, std::array{PathWeight::hops, PathWeight::age, PathWeight::support,
                                            PathWeight::credible, PathWeight::widest});
}

std::optional<Measure> parse_measure(std::string_view name) {
  return enumerator_called(
      name, std::array{Measure::degree, Measure::relations, Measure::pagerank, Measure::betweenness,
                       Measure::closeness, Measure::component, Measure::brokerage, Measure::core,
                       Measure::community, Measure::triangles});
}

std::optional<NeighborOrder> parse_neighbor_order(std::string_view name) {
  return enumerator_called(name, std::array{NeighborOrder::id, NeighborOrder::support,
                                            NeighborOrder::recency, NeighborOrder::degree});
}

std::string number_text(double number) {
  std::array<char, 64> digits{};
  // Numbers of ordinary size are written out, never as 1e+05.
  const double size = std::abs(number);
  const bool is_ordinary = number == 0 || (size >= 1e-6 && size < 1e15);
  const auto end = is_ordinary
                       ? std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                       std::chars_format::fixed)
                       : std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end.ptr};
}

std::string confidence_text(Confidence value) {
  return number_text(static_cast<double>(value.parts) / Confidence::parts_max);
}

std::string joined(std::span<const std::string> parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

}  // namespace relata
