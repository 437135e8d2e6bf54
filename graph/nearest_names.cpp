#include "graph/nearest_names.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace relata {
namespace {

// Folded names are valid UTF-8, so the lead byte tells the length.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  };
  const char32_t lead = byte(at);
  if (lead < 0x80) return ++at, lead;
  if (lead < 0xE0) return at += 2, ((lead & 0x1F) << 6) | (byte(at - 1) & 0x3F);
  if (lead < 0xF0) {
    at += 3;
    return ((lead & 0x0F) << 12) | ((byte(at - 2) & 0x3F) << 6) | (byte(at - 1) & 0x3F);
  }
  at += 4;
  return ((lead & 0x07) << 18) | ((byte(at - 3) & 0x3F) << 12) | ((byte(at - 2) & 0x3F) << 6) |
         (byte(at - 1) & 0x3F);
}

auto order(const NameMatch& match) {
  return std::tuple(match.distance, std::string_view(match.folded), match.entity);
}

}  // namespace

NearestNames::NearestNames(std::string_view folded, std::size_t limit) : limit_(limit) {
  for (std::size_t at = 0; at < folded.size() && length_ < 64; ++length_) {
    const char32_t code_point = next_code_point(folded, at);
    const std::uint64_t bit = std::uint64_t{1} << length_;
    if (code_point < ascii_positions_.size()) {
      ascii_positions_[code_point] |= bit;
    } else {
      other_positions_[code_point] |= bit;
    }
  }
  distance_max_ = std::max(1, length_ / 3);
}

std::uint64_t NearestNames::positions(char32_t code_point) const {
  if (code_point < ascii_positions_.size()) return ascii_positions_[code_point];
  const auto found = other_positions_.find(code_point);
  return found == other_positions_.end() ? 0 : found->second;
}

int NearestNames::distance(std::string_view folded) const {
  std::uint64_t plus = ~std::uint64_t{0};
  std::uint64_t minus = 0;
  const std::uint64_t last = std::uint64_t{1} << (length_ - 1);
  int score = length_;
  for (std::size_t at = 0; at < folded.size();) {
    const std::uint64_t equal = positions(next_code_point(folded, at));
    const std::uint64_t diagonal = (((equal & plus) + plus) ^ plus) | equal | minus;
    std::uint64_t horizontal_plus = minus | ~(diagonal | plus);
    std::uint64_t horizontal_minus = plus & diagonal;
    if ((horizontal_plus & last) != 0) ++score;
    if ((horizontal_minus & last) != 0) --score;
    horizontal_plus = (horizontal_plus << 1) | 1;
    horizontal_minus <<= 1;
    plus = horizontal_minus | ~(diagonal | horizontal_plus);
    minus = horizontal_plus & diagonal;
  }
  return score;
}

void NearestNames::offer(std::string_view folded, EntityId entity, NameKind kind) {
  // A code point has at most four bytes, so a name this much longer or shorter cannot be near.
  const auto length = static_cast<std::size_t>(length_);
  const auto edits = static_cast<std::size_t>(distance_max_);
  if (length == 0 || folded.size() + edits < length || folded.size() > 4 * (length + edits)) {
    return;
  }
  const int edits_needed = distance(folded);
  if (edits_needed > distance_max_) return;
  matches_.push_back(
      {.folded = std::string(folded), .entity = entity, .kind = kind, .distance = edits_needed});
  if (matches_.size() > 64 * (limit_ + 1)) shrink();
}

void NearestNames::shrink() {
  std::sort(matches_.begin(), matches_.end(),
            [](const NameMatch& a, const NameMatch& b) { return order(a) < order(b); });
  std::set<EntityId> seen;
  std::erase_if(matches_,
                [&](const NameMatch& match) { return !seen.insert(match.entity).second; });
  if (matches_.size() > limit_) matches_.resize(limit_);
  if (matches_.size() == limit_ && limit_ > 0) distance_max_ = matches_.back().distance;
}

std::vector<NameMatch> NearestNames::take() {
  shrink();
  return std::move(matches_);
}

}  // namespace relata
