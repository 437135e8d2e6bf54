#include "ingest/quad_types.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "ingest/cameo.h"
#include "ingest/country_names.h"
#include "ingest/foreign_values.h"
#include "ingest/icews_names.h"

namespace relata {
namespace {

// What quads of Wikidata, YAGO and FinDKG say most, beside the events of ICEWS: type, label,
// inverse label, and where they are sure the types of subject and object, else "-".
constexpr std::string_view fact_types = R"(
P6|has as head of government|heads the government of|-|person
P17|is in the country|has within it|-|country
P26|is married to|=|person|person
P27|is a citizen of|has as citizen|person|country
P31|is a|has as instance
P35|has as head of state|is head of state of|-|person
P36|has as capital|is the capital of|-|city
P39|holds the position|is held by|person|-
P47|borders|=
P54|plays for|has as player|person|organization
P69|was educated at|educated|person|organization
P97|has the title|is the title of
P102|is a member of the party|has as party member|person|political_party
P108|works for|employs|person|organization
P131|is in the region|contains|-|place
P137|is operated by|operates
P150|contains|is in the region|place|place
P166|received the award|was awarded to
P190|is twinned with|=|place|place
P286|is coached by|coaches|organization|person
P463|is a member of|has as member|-|organization
P512|holds the degree|is held as degree by|person|-
P527|has as part|is part of
P551|lives in|has as resident|person|place
P793|had the event|was an event of
P937|works in|is the work place of|person|place
P1346|was won by|won
P1376|is the capital of|has as capital|city|-
P1411|was nominated for|had as nominee
acted_in|acted in|had as actor|person|-
created|created|was created by
deals_with|trades with|=
died_in|died in|was the place of death of|person|place
directed|directed|was directed by|person|-
edited|edited|was edited by|person|-
graduated_from|graduated from|has as graduate|person|organization
happened_in|happened in|was the place of|event|-
has_academic_advisor|was advised by|advised|person|person
has_capital|has as capital|is the capital of|-|city
has_child|is a parent of|is a child of|person|person
has_currency|has the currency|is the currency of
has_neighbor|borders|=
has_official_language|has the official language|is official language of
has_won_prize|won the prize|was won by
influences|influenced|was influenced by
is_affiliated_to|is affiliated with|has as affiliate|-|organization
is_citizen_of|is a citizen of|has as citizen|person|country
is_connected_to|is connected to|=
is_interested_in|is interested in|interests
is_known_for|is known for|made known
is_leader_of|leads|is led by|person|-
is_located_in|is in|contains|-|place
is_married_to|is married to|=|person|person
is_politician_of|is a politician of|has as politician|person|-
lives_in|lives in|has as resident|person|place
participated_in|took part in|had as participant
plays_for|plays for|has as player|person|organization
was_born_in|was born in|is the birthplace of|person|place
works_at|works at|employs|person|organization
wrote_music_for|wrote music for|has music by|person|-
announce|announced|was announced by
control|controls|is controlled by
decrease|decreased|was decreased by
has|has|belongs to
impact|had an impact on|felt an impact of
introduce|introduced|was introduced by
invests_in|invests in|has as investor
is_member_of|is a member of|has as member
negative_impact_on|had a bad impact on|felt a bad impact of
operate_in|operates in|has as operator
participates_in|takes part in|has as participant
positive_impact_on|had a good impact on|felt a good impact of
produce|produces|is produced by
raise|raised|was raised by
relate_to|is related to|=
)";

constexpr std::string_view entity_types = R"(
{"name": "economic_indicator", "label": "economic indicator"},
{"name": "financial_instrument", "label": "financial instrument"},
{"name": "industry_sector", "label": "industry sector"},
{"name": "product", "label": "product"}
)";

// The types of a relation's ends, where they are sure.
struct Ends {
  std::string_view subject;
  std::string_view object;
};

Ends ends_of(std::string_view relation_type) {
  static const auto all = [] {
    std::unordered_map<std::string_view, Ends> made;
    for (const std::string_view line : split_list(fact_types, "\n")) {
      const std::vector<std::string_view> fields = split_list(line, "|");
      const auto type = [&](std::size_t i) {
        return i < fields.size() && fields[i] != "-" ? fields[i] : std::string_view();
      };
      made.emplace(fields[0], Ends{.subject = type(3), .object = type(4)});
    }
    return made;
  }();
  const auto found = all.find(relation_type);
  return found == all.end() ? Ends() : found->second;
}

std::string_view without_angles(std::string_view text) {
  return is_in_angles(text) ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

bool is_wikidata_id(std::string_view text, char letter) {
  return text.size() > 1 && text.front() == letter &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_in_angles(std::string_view text) {
  return text.size() > 2 && text.front() == '<' && text.back() == '>';
}

QuadRelation quad_relation(std::string_view name) {
  QuadRelation relation;
  relation.type =
      is_wikidata_id(name, 'P') ? std::string(name) : type_name_of(without_angles(name));
  const auto [subject, object] = ends_of(relation.type);
  relation.subject_type = subject;
  relation.object_type = object;
  return relation;
}

QuadActor quad_actor(std::string_view name, std::string_view type, std::string_view prefix) {
  if (is_wikidata_id(name, 'Q')) return {.key = std::string(name), .name = {}, .type = type};
  if (!is_in_angles(name)) {
    return {.key = std::string(prefix) + std::string(name),
            .name = std::string(name),
            .type = type.empty() ? type_of_icews_actor(name) : type};
  }
  const std::string id(without_angles(name));
  std::string words = id;
  std::replace(words.begin(), words.end(), '_', ' ');
  const bool is_country = (type.empty() || type == "place") && country_named(words).has_value();
  return {.key = "yago:" + id, .name = words, .type = is_country ? "country" : type};
}

const char* quads_schema() {
  static const std::string schema = [] {
    std::vector<TypeRow> types = cameo_types();
    for (const TypeRow& type : type_rows(fact_types)) types.push_back(type);
    return schema_of(types, entity_types);
  }();
  return schema.c_str();
}

}  // namespace relata
