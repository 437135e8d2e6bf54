#include "export/brief_types.h"

#include <algorithm>
#include <array>

namespace relata {
namespace {

struct Row {
  std::string_view type;
  BriefType is;
};

constexpr BriefType state{.theme = BriefTheme::standing, .lasts = true};
constexpr BriefType dealing{.theme = BriefTheme::dealings};
constexpr BriefType aid{.theme = BriefTheme::aid};
constexpr BriefType force{.theme = BriefTheme::force};
constexpr BriefType event{.theme = BriefTheme::events};

// Sorted by type.
constexpr std::array<Row, 63> rows = {{
    {"accused", dealing},
    {"aided", aid},
    {"allied_with", {.theme = BriefTheme::dealings, .lasts = true}},
    {"arrested", force},
    {"associated_with", state},
    {"attacked", force},
    {"borders", state},
    {"capital_of", state},
    {"captured", force},
    {"caused", event},
    {"citizen_of", state},
    {"commands", state},
    {"communicated_with", dealing},
    {"concluded", event},
    {"controls", state},
    {"cooperated_with", dealing},
    {"criticized", dealing},
    {"demanded_from", dealing},
    {"deployed_to", force},
    {"deployed_troops_to", force},
    {"drove_out", force},
    {"entered", force},
    {"fought_against", force},
    {"fought_alongside", force},
    {"fought_in", force},
    {"founded", {.theme = BriefTheme::standing}},
    {"funds", {.theme = BriefTheme::aid, .lasts = true}},
    {"held_territory_in", force},
    {"holds_office_in", state},
    {"killed", force},
    {"launched", event},
    {"leads", state},
    {"liberated", force},
    {"located_in", state},
    {"member_of", state},
    {"met_with", dealing},
    {"negotiated_with", dealing},
    {"opposed", dealing},
    {"ordered", event},
    {"owns", state},
    {"parent_of", state},
    {"part_of", state},
    {"participated_in", event},
    {"planned", event},
    {"praised", dealing},
    {"preceded", event},
    {"protested_against", dealing},
    {"published", dealing},
    {"related_to", state},
    {"sanctioned", dealing},
    {"signed_with", dealing},
    {"spokesperson_of", state},
    {"spouse_of", state},
    {"subordinate_to", state},
    {"supplied_arms_to", aid},
    {"supplied_to", aid},
    {"supported", dealing},
    {"thanked", dealing},
    {"threatened", dealing},
    {"took_place_in", event},
    {"trades_with", {.theme = BriefTheme::aid, .lasts = true}},
    {"trained", aid},
    {"withdrew_from", force},
}};
static_assert(std::is_sorted(rows.begin(), rows.end(),
                             [](const Row& a, const Row& b) { return a.type < b.type; }));

}  // namespace

BriefType brief_type(std::string_view type) {
  const auto found =
      std::lower_bound(rows.begin(), rows.end(), type,
                       [](const Row& row, std::string_view wanted) { return row.type < wanted; });
  return found != rows.end() && found->type == type ? found->is : BriefType{};
}

std::string_view word(BriefSectionKind kind) {
  switch (kind) {
    case BriefSectionKind::identity:
      return "identity";
    case BriefSectionKind::connection:
      return "connection";
    case BriefSectionKind::confirmed:
      return "confirmed";
    case BriefSectionKind::reported:
      return "reported";
    case BriefSectionKind::hearsay:
      return "hearsay";
    case BriefSectionKind::contested:
      return "contested";
    case BriefSectionKind::uncertain:
      return "uncertain";
    case BriefSectionKind::denied:
      return "denied";
    case BriefSectionKind::unknown:
      return "unknown";
  }
  return {};
}

std::string_view word(BriefTheme theme) {
  switch (theme) {
    case BriefTheme::standing:
      return "standing";
    case BriefTheme::dealings:
      return "dealings";
    case BriefTheme::aid:
      return "aid";
    case BriefTheme::force:
      return "force";
    case BriefTheme::events:
      return "events";
    case BriefTheme::other:
      return "other";
  }
  return {};
}

}  // namespace relata
