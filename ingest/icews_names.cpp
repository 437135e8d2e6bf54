#include "ingest/icews_names.h"

#include <algorithm>
#include <array>

#include "ingest/country_names.h"

namespace relata {
namespace {

struct Role {
  std::string_view name;  // before the country in brackets
  std::string_view type;
};

constexpr std::array roles = {
    Role{"Air Force", "armed_forces"},
    Role{"Armed Band", "armed_group"},
    Role{"Armed Gang", "armed_group"},
    Role{"Armed Opposition", "armed_group"},
    Role{"Armed Rebel", "armed_group"},
    Role{"Army", "armed_forces"},
    Role{"Cabinet / Council of Ministers / Advisors", "government_body"},
    Role{"City Police", "government_body"},
    Role{"Congress", "government_body"},
    Role{"Court", "government_body"},
    Role{"Election Commission", "government_body"},
    Role{"Foreign Affairs", "government_body"},
    Role{"Government", "government_body"},
    Role{"House of Representatives", "government_body"},
    Role{"Insurgency", "armed_group"},
    Role{"Intelligence", "intelligence_service"},
    Role{"Legislature", "government_body"},
    Role{"Militia", "armed_group"},
    Role{"Military", "armed_forces"},
    Role{"National Police", "government_body"},
    Role{"Navy", "armed_forces"},
    Role{"Police", "government_body"},
    Role{"Senate", "government_body"},
};

}  // namespace

std::string_view type_of_icews_actor(std::string_view name) {
  if (country_named(name) || name == "Palestinian Territory, Occupied") return "country";
  const std::size_t bracket = name.find(" (");
  if (bracket == std::string_view::npos || !name.ends_with(')')) return {};
  const std::string_view role = name.substr(0, bracket);
  if (role.ends_with("Ministry")) return "government_body";
  const auto found = std::find_if(roles.begin(), roles.end(),
                                  [&](const Role& known) { return known.name == role; });
  return found == roles.end() ? std::string_view() : found->type;
}

}  // namespace relata
