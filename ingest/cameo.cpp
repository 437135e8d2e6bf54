#include "ingest/cameo.h"

#include <algorithm>
#include <string>
#include <vector>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

// code | type | label | inverse label, "=" where both directions mean the same. In order of codes,
// those of one root together.
constexpr std::string_view events_text = R"(
010|make_statement|made a statement on|was spoken of by
011|decline_comment|declined to comment on|was not commented on by
012|make_pessimistic_comment|spoke without hope of|was spoken of without hope by
013|make_optimistic_comment|spoke with hope of|was spoken of with hope by
014|consider_policy_option|considered a policy on|had its policy considered by
015|acknowledge_or_claim_responsibility|acknowledged responsibility towards|had responsibility acknowledged by
016|deny_responsibility|denied responsibility towards|had responsibility denied by
017|engage_in_symbolic_act|made a symbolic gesture towards|received a symbolic gesture from
018|make_empathetic_comment|voiced sympathy with|received sympathy from
019|express_accord|voiced agreement with|was agreed with by
020|make_an_appeal_or_request|appealed to|received an appeal from
021|appeal_for_material_cooperation|appealed for material cooperation to|received an appeal for material cooperation from
0211|appeal_for_economic_cooperation|appealed for economic cooperation to|received an appeal for economic cooperation from
0212|appeal_for_military_cooperation|appealed for military cooperation to|received an appeal for military cooperation from
0213|appeal_for_judicial_cooperation|appealed for judicial cooperation to|received an appeal for judicial cooperation from
0214|appeal_for_intelligence|appealed for intelligence to|received an appeal for intelligence from
022|appeal_for_diplomatic_cooperation_such_as_policy_support|appealed for diplomatic cooperation to|received an appeal for diplomatic cooperation from
023|appeal_for_aid|appealed for aid to|received an appeal for aid from
0231|appeal_for_economic_aid|appealed for economic aid to|received an appeal for economic aid from
0232|appeal_for_military_aid|appealed for military aid to|received an appeal for military aid from
0233|appeal_for_humanitarian_aid|appealed for humanitarian aid to|received an appeal for humanitarian aid from
0234|appeal_for_military_protection_or_peacekeeping|appealed for military protection to|received an appeal for military protection from
024|appeal_for_political_reform|appealed for political reform to|received an appeal for political reform from
0241|appeal_for_change_in_leadership|appealed for a change of leadership to|received an appeal for a change of leadership from
0242|appeal_for_policy_change|appealed for a change of policy to|received an appeal for a change of policy from
0243|appeal_for_rights|appealed for rights to|received an appeal for rights from
0244|appeal_for_change_in_institutions_regime|appealed for a change of institutions to|received an appeal for a change of institutions from
025|appeal_to_yield|appealed for concessions to|received an appeal for concessions from
0251|appeal_for_easing_of_administrative_sanctions|appealed for eased administrative sanctions to|received an appeal for eased administrative sanctions from
0252|appeal_for_easing_of_political_dissent|appealed for an end of dissent to|received an appeal for an end of dissent from
0253|appeal_for_release_of_persons_or_property|appealed for a release of people or property to|received an appeal for a release of people or property from
0254|appeal_for_easing_of_economic_sanctions_boycott_or_embargo|appealed for eased economic sanctions to|received an appeal for eased economic sanctions from
0255|appeal_for_target_to_allow_international_involvement_non_mediation|appealed for international involvement to|received an appeal for international involvement from
0256|appeal_for_de_escalation_of_military_engagement|appealed for military de-escalation to|received an appeal for military de-escalation from
026|appeal_to_others_to_meet_or_negotiate|appealed for talks with others to|received an appeal for talks with others from
027|appeal_to_others_to_settle_dispute|appealed for a settlement with others to|received an appeal for a settlement with others from
028|appeal_to_engage_in_or_accept_mediation|appealed for mediation to|received an appeal for mediation from
030|express_intent_to_cooperate|offered cooperation to|was offered cooperation by
031|express_intent_to_engage_in_material_cooperation|announced material cooperation to|was promised material cooperation by
0311|express_intent_to_cooperate_economically|announced economic cooperation to|was promised economic cooperation by
0312|express_intent_to_cooperate_militarily|announced military cooperation to|was promised military cooperation by
0313|express_intent_to_cooperate_on_judicial_matters|announced judicial cooperation to|was promised judicial cooperation by
0314|express_intent_to_cooperate_on_intelligence|announced intelligence cooperation to|was promised intelligence cooperation by
032|express_intent_to_engage_in_diplomatic_cooperation_such_as_policy_support|announced diplomatic cooperation to|was promised diplomatic cooperation by
033|express_intent_to_provide_material_aid|announced material aid to|was promised material aid by
0331|express_intent_to_provide_economic_aid|announced economic aid to|was promised economic aid by
0332|express_intent_to_provide_military_aid|announced military aid to|was promised military aid by
0333|express_intent_to_provide_humanitarian_aid|announced humanitarian aid to|was promised humanitarian aid by
0334|express_intent_to_provide_military_protection_or_peacekeeping|announced military protection to|was promised military protection by
034|express_intent_to_institute_political_reform|announced political reform to|was promised political reform by
0341|express_intent_to_change_leadership|announced a change of leadership to|was promised a change of leadership by
0342|express_intent_to_change_policy|announced a change of policy to|was promised a change of policy by
0343|express_intent_to_provide_rights|announced rights to|was promised rights by
0344|express_intent_to_change_institutions_regime|announced a change of institutions to|was promised a change of institutions by
035|express_intent_to_yield|announced concessions to|was promised concessions by
0351|express_intent_to_ease_administrative_sanctions|announced eased administrative sanctions to|was promised eased administrative sanctions by
0352|express_intent_to_ease_popular_dissent|announced eased control of dissent to|was promised eased control of dissent by
0353|express_intent_to_release_persons_or_property|announced a release of people or property to|was promised a release of people or property by
0354|express_intent_to_ease_economic_sanctions_boycott_or_embargo|announced eased economic sanctions to|was promised eased economic sanctions by
0355|express_intent_to_allow_international_involvement_non_mediation|announced international involvement to|was promised international involvement by
0356|express_intent_to_de_escalate_military_engagement|announced military de-escalation to|was promised military de-escalation by
036|express_intent_to_meet_or_negotiate|offered talks to|was offered talks by
037|express_intent_to_settle_dispute|offered a settlement to|was offered a settlement by
038|express_intent_to_accept_mediation|announced acceptance of mediation to|was promised acceptance of mediation by
039|express_intent_to_mediate|offered mediation to|was offered mediation by
040|consult|consulted with|=
041|discuss_by_telephone|spoke by telephone with|=
042|make_a_visit|visited|was visited by
043|host_a_visit|hosted a visit by|was hosted by
044|meet_at_a_third_location|met on neutral ground with|=
045|mediate|mediated with|had as mediator
046|engage_in_negotiation|negotiated with|=
050|engage_in_diplomatic_cooperation|cooperated diplomatically with|=
051|praise_or_endorse|praised or endorsed|was praised or endorsed by
052|defend_verbally|spoke in defence of|was defended in words by
053|rally_support_on_behalf_of|rallied support for|had support rallied by
054|grant_diplomatic_recognition|recognized diplomatically|was recognized diplomatically by
055|apologize|apologized to|received an apology from
056|forgive|forgave|was forgiven by
057|sign_formal_agreement|signed a formal agreement with|=
060|engage_in_material_cooperation|cooperated materially with|=
061|cooperate_economically|cooperated economically with|=
062|cooperate_militarily|cooperated militarily with|=
063|engage_in_judicial_cooperation|cooperated judicially with|=
064|share_intelligence_or_information|shared information with|received information from
070|provide_aid|gave aid to|received aid from
071|provide_economic_aid|gave economic aid to|received economic aid from
072|provide_military_aid|gave military aid to|received military aid from
073|provide_humanitarian_aid|gave humanitarian aid to|received humanitarian aid from
074|provide_military_protection_or_peacekeeping|gave military protection to|received military protection from
075|grant_asylum|gave asylum to|received asylum from
080|yield|yielded to|obtained concessions from
081|ease_administrative_sanctions|eased administrative sanctions on|had administrative sanctions eased by
0811|ease_restrictions_on_political_freedoms|eased limits on political freedoms on|had limits on political freedoms eased by
0812|ease_ban_on_political_parties_or_politicians|eased a political ban on|had a political ban eased by
0813|ease_curfew|eased a curfew on|had a curfew eased by
0814|ease_state_of_emergency_or_martial_law|eased a state of emergency on|had a state of emergency eased by
082|ease_political_dissent|eased dissent against|faced eased dissent from
083|accede_to_requests_or_demands_for_political_reform|gave in to demands for political reform from|was granted political reform by
0831|accede_to_demands_for_change_in_leadership|gave in to demands for a change of leadership from|was granted a change of leadership by
0832|accede_to_demands_for_change_in_policy|gave in to demands for a change of policy from|was granted a change of policy by
0833|accede_to_demands_for_rights|gave in to demands for rights from|was granted rights by
0834|accede_to_demands_for_change_in_institutions_regime|gave in to demands for a change of institutions from|was granted a change of institutions by
084|return_release|returned or released|was returned or released by
0841|return_release_person_s|returned or released people to|had people returned or released by
0842|return_release_property|returned property to|had property returned by
085|ease_economic_sanctions_boycott_embargo|eased economic sanctions on|had economic sanctions eased by
086|allow_international_involvement|let in international involvement of|was let in by
0861|receive_deployment_of_peacekeepers|received peacekeepers from|deployed peacekeepers to
0862|receive_inspectors|received inspectors from|sent inspectors to
0863|allow_humanitarian_access|gave humanitarian access to|received humanitarian access from
087|de_escalate_military_engagement|de-escalated militarily towards|saw military de-escalation by
0871|declare_truce_ceasefire|declared a ceasefire with|had a ceasefire declared by
0872|ease_military_blockade|eased a blockade of|had a blockade eased by
0873|demobilize_armed_forces|demobilized forces facing|saw forces demobilized by
0874|retreat_or_surrender_militarily|retreated from or surrendered to|made retreat or surrender
090|investigate|investigated|was investigated by
091|investigate_crime_corruption|investigated crime or corruption of|was investigated for crime or corruption by
092|investigate_human_rights_abuses|investigated human rights abuses of|was investigated for human rights abuses by
093|investigate_military_action|investigated military action of|was investigated for military action by
094|investigate_war_crimes|investigated war crimes of|was investigated for war crimes by
100|demand|made demands on|received demands from
101|demand_material_cooperation|demanded material cooperation from|received a demand for material cooperation from
1011|demand_economic_cooperation|demanded economic cooperation from|received a demand for economic cooperation from
1012|demand_military_cooperation|demanded military cooperation from|received a demand for military cooperation from
1013|demand_judicial_cooperation|demanded judicial cooperation from|received a demand for judicial cooperation from
1014|demand_intelligence_cooperation|demanded intelligence cooperation from|received a demand for intelligence cooperation from
102|demand_diplomatic_cooperation_such_as_policy_support|demanded diplomatic cooperation from|received a demand for diplomatic cooperation from
103|demand_material_aid|demanded material aid from|received a demand for material aid from
1031|demand_economic_aid|demanded economic aid from|received a demand for economic aid from
1032|demand_military_aid|demanded military aid from|received a demand for military aid from
1033|demand_humanitarian_aid|demanded humanitarian aid from|received a demand for humanitarian aid from
1034|demand_military_protection_or_peacekeeping|demanded military protection from|received a demand for military protection from
104|demand_political_reform|demanded political reform from|received a demand for political reform from
1041|demand_change_in_leadership|demanded a change of leadership from|received a demand for a change of leadership from
1042|demand_policy_change|demanded a change of policy from|received a demand for a change of policy from
1043|demand_rights|demanded rights from|received a demand for rights from
1044|demand_change_in_institutions_regime|demanded a change of institutions from|received a demand for a change of institutions from
105|demand_that_target_yields|demanded concessions from|received a demand for concessions from
1051|demand_easing_of_administrative_sanctions|demanded eased administrative sanctions from|received a demand for eased administrative sanctions from
1052|demand_easing_of_political_dissent|demanded an end of dissent from|received a demand for an end of dissent from
1053|demand_release_of_persons_or_property|demanded a release of people or property from|received a demand for a release of people or property from
1054|demand_easing_of_economic_sanctions_boycott_or_embargo|demanded eased economic sanctions from|received a demand for eased economic sanctions from
1055|demand_that_target_allows_international_involvement_non_mediation|demanded international involvement from|received a demand for international involvement from
1056|demand_de_escalation_of_military_engagement|demanded military de-escalation from|received a demand for military de-escalation from
106|demand_meeting_negotiation|demanded talks from|received a demand for talks from
107|demand_settling_of_dispute|demanded a settlement from|received a demand for a settlement from
108|demand_mediation|demanded mediation from|received a demand for mediation from
110|disapprove|disapproved of|met disapproval from
111|criticize_or_denounce|criticized or denounced|was criticized or denounced by
112|accuse|accused|was accused by
1121|accuse_of_crime_corruption|accused of crime or corruption:|was accused of crime or corruption by
1122|accuse_of_human_rights_abuses|accused of human rights abuses:|was accused of human rights abuses by
1123|accuse_of_aggression|accused of aggression:|was accused of aggression by
1124|accuse_of_war_crimes|accused of war crimes:|was accused of war crimes by
1125|accuse_of_espionage_treason|accused of espionage or treason:|was accused of espionage or treason by
113|rally_opposition_against|rallied opposition against|faced opposition rallied by
114|complain_officially|complained officially of|was complained of officially by
115|bring_lawsuit_against|sued|was sued by
116|find_guilty_or_liable_legally|found guilty or liable|was found guilty or liable by
120|reject|rejected|was rejected by
121|reject_material_cooperation|rejected material cooperation with|had material cooperation rejected by
1211|reject_economic_cooperation|rejected economic cooperation with|had economic cooperation rejected by
1212|reject_military_cooperation|rejected military cooperation with|had military cooperation rejected by
1213|reject_judicial_cooperation|rejected judicial cooperation with|had judicial cooperation rejected by
122|reject_request_or_demand_for_material_aid|rejected requests for material aid from|was refused material aid by
1221|reject_request_for_economic_aid|rejected requests for economic aid from|was refused economic aid by
1222|reject_request_for_military_aid|rejected requests for military aid from|was refused military aid by
1223|reject_request_for_humanitarian_aid|rejected requests for humanitarian aid from|was refused humanitarian aid by
1224|reject_request_for_military_protection_or_peacekeeping|rejected requests for military protection from|was refused military protection by
123|reject_request_or_demand_for_political_reform|rejected requests for political reform from|was refused political reform by
1231|reject_request_for_change_in_leadership|rejected requests for a change of leadership from|was refused a change of leadership by
1232|reject_request_for_policy_change|rejected requests for a change of policy from|was refused a change of policy by
1233|reject_request_for_rights|rejected requests for rights from|was refused rights by
1234|reject_request_for_change_in_institutions_regime|rejected requests for a change of institutions from|was refused a change of institutions by
124|refuse_to_yield|refused to yield to|was refused concessions by
1241|refuse_to_ease_administrative_sanctions|refused eased administrative sanctions to|was refused eased administrative sanctions by
1242|refuse_to_ease_popular_dissent|refused eased control of dissent to|was refused eased control of dissent by
1243|refuse_to_release_persons_or_property|refused a release of people or property to|was refused a release of people or property by
1244|refuse_to_ease_economic_sanctions_boycott_or_embargo|refused eased economic sanctions to|was refused eased economic sanctions by
1245|refuse_to_allow_international_involvement_non_mediation|refused international involvement to|was refused international involvement by
1246|refuse_to_de_escalate_military_engagement|refused military de-escalation to|was refused military de-escalation by
125|reject_proposal_to_meet_discuss_or_negotiate|rejected talks with|had talks rejected by
126|reject_mediation|rejected mediation by|had mediation rejected by
127|reject_plan_agreement_to_settle_dispute|rejected a settlement with|had a settlement rejected by
128|defy_norms_law|defied norms or law of|was defied by
129|veto|vetoed|was vetoed by
130|threaten|threatened|was threatened by
131|threaten_non_force|threatened with other means than force:|was threatened with other means than force by
1311|threaten_to_reduce_or_stop_aid|threatened with less aid:|was threatened with less aid by
1312|threaten_with_sanctions_boycott_embargo|threatened with economic sanctions:|was threatened with economic sanctions by
1313|threaten_to_reduce_or_break_relations|threatened with reduced relations:|was threatened with reduced relations by
132|threaten_with_administrative_sanctions|threatened with administrative sanctions:|was threatened with administrative sanctions by
1321|threaten_with_restrictions_on_political_freedoms|threatened with limits on political freedoms:|was threatened with limits on political freedoms by
1322|threaten_to_ban_political_parties_or_politicians|threatened with a political ban:|was threatened with a political ban by
1323|threaten_to_impose_curfew|threatened with a curfew:|was threatened with a curfew by
1324|threaten_to_impose_state_of_emergency_or_martial_law|threatened with a state of emergency:|was threatened with a state of emergency by
133|threaten_with_political_dissent_protest|threatened with dissent or protest:|was threatened with dissent or protest by
134|threaten_to_halt_negotiations|threatened with an end of negotiations:|was threatened with an end of negotiations by
135|threaten_to_halt_mediation|threatened with an end of mediation:|was threatened with an end of mediation by
136|threaten_to_halt_international_involvement_non_mediation|threatened with an end of international involvement:|was threatened with an end of international involvement by
137|threaten_with_repression|threatened with repression:|was threatened with repression by
138|threaten_with_military_force|threatened with military force:|was threatened with military force by
1381|threaten_blockade|threatened with a blockade:|was threatened with a blockade by
1382|threaten_occupation|threatened with occupation:|was threatened with occupation by
1383|threaten_unconventional_violence|threatened with unconventional violence:|was threatened with unconventional violence by
1384|threaten_conventional_attack|threatened with a conventional attack:|was threatened with a conventional attack by
1385|threaten_attack_with_wmd|threatened with weapons of mass destruction:|was threatened with weapons of mass destruction by
139|give_ultimatum|gave an ultimatum to|received an ultimatum from
140|engage_in_political_dissent|engaged in dissent against|faced dissent from
141|demonstrate_or_rally|demonstrated against|faced a demonstration from
1411|demonstrate_for_leadership_change|demonstrated for a change of leadership against|faced a demonstration for a change of leadership from
1412|demonstrate_for_policy_change|demonstrated for a change of policy against|faced a demonstration for a change of policy from
1413|demonstrate_for_rights|demonstrated for rights against|faced a demonstration for rights from
1414|demonstrate_for_change_in_institutions_regime|demonstrated for a change of institutions against|faced a demonstration for a change of institutions from
142|conduct_hunger_strike|went on hunger strike against|faced a hunger strike from
1421|conduct_hunger_strike_for_leadership_change|went on hunger strike for a change of leadership against|faced a hunger strike for a change of leadership from
1422|conduct_hunger_strike_for_policy_change|went on hunger strike for a change of policy against|faced a hunger strike for a change of policy from
1423|conduct_hunger_strike_for_rights|went on hunger strike for rights against|faced a hunger strike for rights from
1424|conduct_hunger_strike_for_change_in_institutions_regime|went on hunger strike for a change of institutions against|faced a hunger strike for a change of institutions from
143|conduct_strike_or_boycott|went on strike or boycott against|faced a strike or boycott from
1431|conduct_strike_or_boycott_for_leadership_change|went on strike or boycott for a change of leadership against|faced a strike or boycott for a change of leadership from
1432|conduct_strike_or_boycott_for_policy_change|went on strike or boycott for a change of policy against|faced a strike or boycott for a change of policy from
1433|conduct_strike_or_boycott_for_rights|went on strike or boycott for rights against|faced a strike or boycott for rights from
1434|conduct_strike_or_boycott_for_change_in_institutions_regime|went on strike or boycott for a change of institutions against|faced a strike or boycott for a change of institutions from
144|obstruct_passage_block|obstructed passage against|had passage obstructed by
1441|obstruct_passage_to_demand_leadership_change|obstructed passage for a change of leadership against|had passage obstructed for a change of leadership by
1442|obstruct_passage_to_demand_policy_change|obstructed passage for a change of policy against|had passage obstructed for a change of policy by
1443|obstruct_passage_to_demand_rights|obstructed passage for rights against|had passage obstructed for rights by
1444|obstruct_passage_to_demand_change_in_institutions_regime|obstructed passage for a change of institutions against|had passage obstructed for a change of institutions by
145|protest_violently_riot|protested violently against|faced violent protest from
1451|engage_in_violent_protest_for_leadership_change|protested violently for a change of leadership against|faced violent protest for a change of leadership from
1452|engage_in_violent_protest_for_policy_change|protested violently for a change of policy against|faced violent protest for a change of policy from
1453|engage_in_violent_protest_for_rights|protested violently for rights against|faced violent protest for rights from
1454|engage_in_violent_protest_for_change_in_institutions_regime|protested violently for a change of institutions against|faced violent protest for a change of institutions from
150|demonstrate_military_or_police_power|showed force to|was shown force by
151|increase_police_alert_status|raised the police alert against|faced a raised police alert of
152|increase_military_alert_status|raised the military alert against|faced a raised military alert of
153|mobilize_or_increase_police_power|mobilized police against|faced police mobilized by
154|mobilize_or_increase_armed_forces|mobilized armed forces against|faced armed forces mobilized by
160|reduce_relations|reduced relations with|had relations reduced by
161|reduce_or_break_diplomatic_relations|reduced or broke diplomatic relations with|had diplomatic relations reduced or broken by
162|reduce_or_stop_material_aid|reduced or stopped material aid to|had material aid reduced or stopped by
1621|reduce_or_stop_economic_assistance|reduced or stopped economic aid to|had economic aid reduced or stopped by
1622|reduce_or_stop_military_assistance|reduced or stopped military aid to|had military aid reduced or stopped by
1623|reduce_or_stop_humanitarian_assistance|reduced or stopped humanitarian aid to|had humanitarian aid reduced or stopped by
163|impose_embargo_boycott_or_sanctions|imposed sanctions, embargo or boycott on|was under sanctions, embargo or boycott of
164|halt_negotiations|halted negotiations with|had negotiations halted by
165|halt_mediation|halted mediation with|had mediation halted by
166|expel_or_withdraw|expelled or withdrew from|was expelled or left by
1661|expel_or_withdraw_peacekeepers|expelled or withdrew peacekeepers of|had peacekeepers expelled or withdrawn by
1662|expel_or_withdraw_inspectors_observers|expelled or withdrew inspectors or observers of|had inspectors or observers expelled or withdrawn by
1663|expel_or_withdraw_aid_agencies|expelled or withdrew aid agencies of|had aid agencies expelled or withdrawn by
170|coerce|coerced|was coerced by
171|seize_or_damage_property|seized or damaged property of|had property seized or damaged by
1711|confiscate_property|confiscated property of|had property confiscated by
1712|destroy_property|destroyed property of|had property destroyed by
172|impose_administrative_sanctions|imposed administrative sanctions on|was put under administrative sanctions by
1721|impose_restrictions_on_political_freedoms|imposed limits on political freedoms on|was put under limits on political freedoms by
1722|ban_political_parties_or_politicians|imposed a political ban on|was put under a political ban by
1723|impose_curfew|imposed a curfew on|was put under a curfew by
1724|impose_state_of_emergency_or_martial_law|imposed a state of emergency on|was put under a state of emergency by
173|arrest_detain_or_charge_with_legal_action|arrested, detained or charged|was arrested, detained or charged by
174|expel_or_deport_individuals|expelled or deported|was expelled or deported by
175|use_tactics_of_violent_repression|repressed violently|was repressed violently by
180|use_unconventional_violence|used unconventional violence against|suffered unconventional violence by
181|abduct_hijack_or_take_hostage|abducted or took hostage|was abducted or taken hostage by
182|physically_assault|assaulted|was assaulted by
1821|sexually_assault|sexually assaulted|was sexually assaulted by
1822|torture|tortured|was tortured by
1823|kill_by_physical_assault|killed by assault|was killed by assault of
183|conduct_suicide_car_or_other_non_military_bombing|bombed by non-military means|was bombed by non-military means by
1831|carry_out_suicide_bombing|carried out a suicide bombing against|was hit by a suicide bombing of
1832|carry_out_car_bombing|carried out a car bombing against|was hit by a car bombing of
1833|carry_out_roadside_bombing|carried out a roadside bombing against|was hit by a roadside bombing of
184|use_as_human_shield|used as human shield|was used as human shield by
185|attempt_to_assassinate|tried to assassinate|survived an attempt at assassination by
186|assassinate|assassinated|was assassinated by
190|use_conventional_military_force|used military force against|suffered military force of
191|impose_blockade_restrict_movement|blockaded|was blockaded by
192|occupy_territory|occupied territory of|had territory occupied by
193|fight_with_small_arms_and_light_weapons|fought with small arms against|was fought with small arms by
194|fight_with_artillery_and_tanks|fought with artillery and tanks against|was fought with artillery and tanks by
195|employ_aerial_weapons|used aerial weapons against|was hit by aerial weapons of
1951|employ_precision_guided_aerial_munitions|used precision-guided aerial weapons against|was hit by precision-guided aerial weapons of
1952|employ_remotely_piloted_aerial_munitions|used drones against|was hit by drones of
196|violate_ceasefire|violated a ceasefire with|had a ceasefire violated by
200|use_unconventional_mass_violence|used mass violence against|suffered mass violence of
201|engage_in_mass_expulsion|expelled in masses|was expelled in masses by
202|engage_in_mass_killings|carried out mass killings of|suffered mass killings by
203|engage_in_ethnic_cleansing|ethnically cleansed|was ethnically cleansed by
204|use_weapons_of_mass_destruction|used weapons of mass destruction against|was hit by weapons of mass destruction of
2041|use_chemical_biological_or_radiological_weapons|used chemical, biological or radiological weapons against|was hit by chemical, biological or radiological weapons of
2042|detonate_nuclear_weapons|detonated nuclear weapons against|was hit by nuclear weapons of
)";

const std::vector<CameoEvent>& events() {
  static const std::vector<CameoEvent> all = [] {
    std::vector<CameoEvent> made;
    for (const std::string_view line : split_list(events_text, "\n")) {
      const std::vector<std::string_view> fields = split_list(line, "|");
      made.push_back(
          {.code = fields[0], .type = fields[1], .label = fields[2], .inverse = fields[3]});
    }
    return made;
  }();
  return all;
}

const CameoEvent* event_of(std::string_view code) {
  const auto found =
      std::lower_bound(events().begin(), events().end(), code,
                       [](const CameoEvent& event, std::string_view c) { return event.code < c; });
  return found != events().end() && found->code == code ? &*found : nullptr;
}

}  // namespace

const CameoEvent* cameo_event(std::string_view code) {
  constexpr std::size_t root_size = 2;
  for (; code.size() > root_size; code.remove_suffix(1)) {
    if (const CameoEvent* const event = event_of(code)) return event;
  }
  return event_of(std::string(code) + "0");
}

std::vector<TypeRow> cameo_types() {
  std::vector<TypeRow> types;
  for (const CameoEvent& event : events()) {
    types.push_back({.type = event.type, .label = event.label, .inverse = event.inverse});
  }
  return types;
}

const char* cameo_schema() {
  static const std::string schema = schema_of(cameo_types());
  return schema.c_str();
}

}  // namespace relata
