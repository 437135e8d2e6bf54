// The enumerators' own names are the words: options, JSON and tables spell them alike.

#include "export/words.h"

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

std::string_view word(Doubt doubt) {
  switch (doubt) {
    case Doubt::leave_out:
      return "leave_out";
    case Doubt::take:
      return "take";
  }
  return {};
}

}  // namespace relata
