#include "sample.h"

namespace relata::sample {

namespace {

Name named(const std::string& text, const std::string& language) {
  return {.text = text, .language = language, .kind = NameKind::canonical};
}

Name also(const std::string& text, const std::string& language, NameKind kind = NameKind::alias) {
  return {.text = text, .language = language, .kind = kind};
}

// Who and what the story is about, and the documents that tell it.
struct Story : GraphBuilder {
  EntityId kim = entity("kim-jong-un", "person",
                        {named("Kim Jong Un", "en"), also("Pemimpin Korut", "id", NameKind::role),
                         also("김정은", "ko")});
  EntityId putin = entity("vladimir-putin", "person",
                          {named("Vladimir Putin", "en"), also("Владимир Путин", "ru")});
  EntityId gerasimov = entity("valery-gerasimov", "person",
                              {named("Valery Gerasimov", "en"), also("Валерий Герасимов", "ru")});
  EntityId zelensky =
      entity("volodymyr-zelensky", "person",
             {named("Volodymyr Zelensky", "en"), also("Володимир Зеленський", "uk")});
  EntityId north_korea =
      entity("north-korea", "country",
             {named("North Korea", "en"), also("Korut", "id"), also("조선민주주의인민공화국", "ko"),
              also("Pyongyang", "en", NameKind::metonym)});
  EntityId russia = entity("russia", "country", {named("Russia", "en"), also("Россия", "ru")});
  EntityId south_korea =
      entity("south-korea", "country", {named("South Korea", "en"), also("Korsel", "id")});
  EntityId united_states = entity("united-states", "country", {named("United States", "en")});
  EntityId kursk =
      entity("kursk-oblast", "place", {named("Kursk Oblast", "en"), also("Курская область", "ru")});
  EntityId troops =
      entity("dprk-troops", "military_unit",
             {named("North Korean troops in Russia", "en"), also("pasukan Korut", "id")});
  EntityId offensive =
      entity("kursk-liberation", "event", {named("Kursk liberation operation", "en")});
  EntityId commission = entity("central-military-commission", "organization",
                               {named("Central Military Commission (DPRK)", "en")});
  EntityId kremlin = entity("kremlin", "organization", {named("Kremlin", "en")});
  EntityId kcna = entity("kcna", "news_agency", {named("KCNA", "en")});
  EntityId reuters = entity("reuters", "news_agency", {named("Reuters", "en")});
  EntityId afp = entity("afp", "news_agency", {named("AFP", "en")});
  EntityId netraworld = entity("netraworld", "news_agency", {named("Netraworld", "id")});

  DocumentId kcna_text = document("kcna-2025-04-28", kcna, "ko", "2025-04-28");
  DocumentId afp_text = document("afp-2025-04-28", afp, "en", "2025-04-28", {kcna_text});
  DocumentId by_afp = document("https://netraworld.example/2025/04/28/korut", netraworld, "id",
                               "2025-04-28", {afp_text});
  DocumentId reuters_text = document("reuters-2025-04-28", reuters, "en", "2025-04-28", {kremlin});
  DocumentId by_reuters =
      document("netraworld-2025-04-28-b", netraworld, "id", "2025-04-28", {reuters_text});
  DocumentId own = document("netraworld-2025-04-28", netraworld, "id", "2025-04-28");

  Story() {
    type("commands", "commands", "is commanded by");
    type("leads", "leads", "is led by");
    type("deployed_troops_to", "deployed troops to", "received troops from");
    type("sent_unit", "sent", "was sent by");
    type("took_part_in", "took part in", "had as participant");
    type("liberated", "liberated", "was liberated by");
    type("took_place_in", "took place in", "was the scene of");
    type("thanked", "thanked", "was thanked by");
    type("fights_in", "is fighting in", "is fought in by");
    symmetric_type("allied_with", "is allied with");
  }
};

const Quantity more_than_ten_thousand = {.low = 10000, .unit = "soldier"};

struct Chain {
  RelationId leads;
  RelationId denied_order;
  RelationId sent;
  RelationId deployed;
  RelationId alliance;
  RelationId fought;
  RelationId rumoured;
  RelationId liberated;
  RelationId scene;
};

// Kim Jong Un, his country, its troops.
void add_deployment(Story& story, Chain& chain) {
  chain.leads =
      story.relation({.key = "r1",
                      .type = "leads",
                      .source = story.kim,
                      .target = story.north_korea,
                      .valid = "2011-12..",
                      .claims = {{.document = story.own}, {.document = story.kcna_text}}});
  chain.denied_order = story.relation(
      {.key = "r2",
       .type = "commands",
       .source = story.kim,
       .target = story.north_korea,
       .claims = {{.document = story.own, .speaker = story.kremlin, .stance = Stance::denied}}});
  chain.sent = story.relation({.key = "r3",
                               .type = "sent_unit",
                               .source = story.north_korea,
                               .target = story.troops,
                               .valid = "2024",
                               .quantity = more_than_ten_thousand,
                               .claims = {{.document = story.own,
                                           .speaker = story.south_korea,
                                           .reported = "2024-10",
                                           .confidence = 0.8,
                                           .quote = "lebih dari 10.000 tentara",
                                           .span = Span{120, 145}},
                                          {.document = story.own,
                                           .speaker = story.united_states,
                                           .reported = "2024-10",
                                           .confidence = 0.85},
                                          {.document = story.by_afp,
                                           .speaker = story.commission,
                                           .confidence = 0.95,
                                           .quote = "pasukan dikirim atas perintah pemimpin negara",
                                           .span = Span{300, 345}}}});
  chain.deployed = story.relation(
      {.key = "r4",
       .type = "deployed_troops_to",
       .source = story.north_korea,
       .target = story.russia,
       .valid = "2024..",
       .quantity = more_than_ten_thousand,
       .claims = {{.document = story.own, .speaker = story.south_korea, .reported = "2024-10"}}});
  chain.alliance = story.relation({.key = "r5",
                                   .type = "allied_with",
                                   .source = story.russia,
                                   .target = story.north_korea,
                                   .claims = {{.document = story.by_reuters}}});
}

// The troops, the operation, Kursk.
void add_operation(Story& story, Chain& chain) {
  chain.fought = story.relation(
      {.key = "r6",
       .type = "took_part_in",
       .source = story.troops,
       .target = story.offensive,
       .valid = "2024-08..2025-04",
       .claims = {{.document = story.own, .speaker = story.gerasimov, .reported = "2025-04-26"},
                  {.document = story.by_afp, .speaker = story.commission}}});
  chain.rumoured = story.relation({.key = "r7",
                                   .type = "commands",
                                   .source = story.offensive,
                                   .target = story.troops,
                                   .claims = {{.document = story.own,
                                               .speaker = story.united_states,
                                               .stance = Stance::uncertain,
                                               .confidence = 0.3}}});
  chain.liberated = story.relation(
      {.key = "r8",
       .type = "liberated",
       .source = story.offensive,
       .target = story.kursk,
       .valid = "2025-04",
       .claims = {{.document = story.own, .speaker = story.russia, .reported = "2025-04-27"},
                  {.document = story.by_afp, .speaker = story.commission},
                  {.document = story.own,
                   .speaker = story.zelensky,
                   .stance = Stance::denied,
                   .reported = "2025-04-27",
                   .quote = "pertempuran di wilayah Kursk masih berlangsung"}}});
  chain.scene = story.relation({.key = "r9",
                                .type = "took_place_in",
                                .source = story.offensive,
                                .target = story.kursk,
                                .valid = "2024-08..2025-04",
                                .claims = {{.document = story.own}}});
}

Chain add_relations(Story& story) {
  Chain chain;
  add_deployment(story, chain);
  add_operation(story, chain);
  return chain;
}

// Thirty entities, named in the scripts that news about them comes in.
std::vector<EntityId> add_neighbours(Story& story) {
  struct Draft {
    const char* key;
    const char* type;
    const char* name;
    const char* language;
  };
  const std::vector<Draft> drafts = {
      {"defence-ministry", "organization", "Министерство обороны Российской Федерации", "ru"},
      {"sergei-shoigu", "person", "Сергей Шойгу", "ru"},
      {"andrei-belousov", "person", "Андрей Белоусов", "ru"},
      {"belgorod", "place", "Белгородская область", "ru"},
      {"choe-son-hui", "person", "최선희", "ko"},
      {"pak-jong-chon", "person", "박정천", "ko"},
      {"xi-corps", "military_unit", "폭풍군단", "ko"},
      {"egypt", "country", "مصر", "ar"},
      {"arab-league", "organization", "جامعة الدول العربية", "ar"},
      {"summit", "event", "Pyongyang summit", "en"},
      {"treaty", "event", "Comprehensive strategic partnership treaty", "en"},
      {"vostochny", "place", "Космодром Восточный", "ru"},
      {"tass", "news_agency", "ТАСС", "ru"},
      {"satellite", "satellite", "만리경-1", "ko"}};
  std::vector<EntityId> ids;
  for (const Draft& draft : drafts) {
    ids.push_back(story.entity(draft.key, draft.type, {named(draft.name, draft.language)}));
  }
  return ids;
}

}  // namespace

PathAnswer path() {
  Story story;
  const Chain chain = add_relations(story);
  PathAnswer answer{.question = {.from = story.kim, .to = story.kursk}};
  answer.paths = {
      {.from = story.kim,
       .hops = {{.from = story.kim,
                 .to = story.north_korea,
                 .relations = {chain.leads, chain.denied_order}},
                {.from = story.north_korea, .to = story.troops, .relations = {chain.sent}},
                {.from = story.troops,
                 .to = story.offensive,
                 .relations = {chain.fought, chain.rumoured}},
                {.from = story.offensive,
                 .to = story.kursk,
                 .relations = {chain.liberated, chain.scene}}}}};
  answer.paths_found = 1;
  answer.question.view.known_by = PartialDate::parse("2025-04-28").value();
  answer.question.view.speakers_without = {story.putin};
  answer.counters = {.entities_visited = 12,
                     .relations_tested = 34,
                     .evidence_read = 5,
                     .doubtful_dates = 2,
                     .milliseconds = 1.25};
  answer.graph = std::move(story.graph);
  std::erase_if(answer.graph.relations, [&](const RelationEvidence& relation) {
    return relation.relation.id == chain.deployed || relation.relation.id == chain.alliance;
  });
  return answer;
}

PathAnswer no_path() {
  Story story;
  PathAnswer answer{.question = {.from = story.kim, .to = story.kursk}};
  answer.why_none = "Without the view there is one: the known-by date 2020 forbids it.";
  answer.graph = std::move(story.graph);
  return answer;
}

NeighborhoodAnswer neighborhood() {
  Story story;
  add_relations(story);
  const std::vector<EntityId> others = add_neighbours(story);
  const auto tie = [&](const char* type, EntityId source, EntityId target, Stance stance,
                       const char* valid) {
    story.relation({.key = "n" + std::to_string(story.graph.relations.size()),
                    .type = type,
                    .source = source,
                    .target = target,
                    .valid = valid,
                    .claims = {{.document = story.own, .stance = stance},
                               {.document = story.kcna_text, .stance = stance}}});
  };
  NeighborhoodAnswer answer{.question = {.center = story.russia, .hops = 2}};
  answer.neighbors = {{.entity = story.russia, .hops = 0}};
  const std::vector<EntityId> first = {story.putin,       story.gerasimov,     story.north_korea,
                                       story.south_korea, story.united_states, story.kursk,
                                       story.offensive,   story.kremlin};
  story.graph.relations.clear();
  tie("leads", story.putin, story.russia, Stance::asserted, "2012-05..");
  tie("commands", story.gerasimov, story.russia, Stance::uncertain, "");
  tie("deployed_troops_to", story.north_korea, story.russia, Stance::asserted, "2024");
  tie("allied_with", story.north_korea, story.russia, Stance::asserted, "2024-06..");
  tie("liberated", story.russia, story.kursk, Stance::denied, "2025-04");
  tie("took_part_in", story.russia, story.offensive, Stance::asserted, "2024-08..2025-04");
  tie("thanked", story.kremlin, story.russia, Stance::asserted, "");
  tie("thanked", story.russia, story.south_korea, Stance::denied, "");
  tie("fights_in", story.united_states, story.russia, Stance::denied, "");
  for (const EntityId id : first) answer.neighbors.push_back({.entity = id, .hops = 1});
  for (std::size_t i = 0; i < others.size(); ++i) {
    const bool is_near = i % 3 != 2;
    answer.neighbors.push_back({.entity = others[i], .hops = is_near ? 1 : 2});
    const EntityId parent = is_near ? story.russia : others[i - 1];
    const bool is_source = i % 2 == 0;
    tie(is_source ? "commands" : "took_part_in", is_source ? others[i] : parent,
        is_source ? parent : others[i], i % 5 == 0 ? Stance::uncertain : Stance::asserted,
        i % 4 == 0 ? "2024-03" : "");
  }
  for (const EntityId id : {story.kim, story.commission, story.troops, story.kcna, story.reuters,
                            story.afp, story.netraworld}) {
    answer.neighbors.push_back({.entity = id, .hops = 2});
    tie("allied_with", story.north_korea, id, Stance::asserted, "");
  }
  answer.graph = std::move(story.graph);
  return answer;
}

NeighborhoodAnswer ego_network() {
  Story story;
  add_relations(story);
  const auto tie = [&](const char* key, const char* type, EntityId source, EntityId target) {
    story.relation({.key = key,
                    .type = type,
                    .source = source,
                    .target = target,
                    .valid = "",
                    .claims = {{.document = story.own}}});
  };
  story.graph.relations.clear();
  tie("e1", "leads", story.putin, story.russia);
  tie("e2", "deployed_troops_to", story.north_korea, story.russia);
  tie("e3", "thanked", story.putin, story.north_korea);
  NeighborhoodAnswer answer{
      .question = {.center = story.russia,
                   .order = NeighborOrder::support,
                   .per_entity_max = 2,
                   .is_ego_network = true,
                   .counts_types = true},
      .neighbors = {{.entity = story.russia, .hops = 0, .more = 12},
                    {.entity = story.putin, .hops = 1},
                    {.entity = story.north_korea, .hops = 1}},
      .neighbors_found = 14,
      .groups = {{.type = "country", .label = "country", .found = 13, .listed = 1},
                 {.type = "person", .label = "person", .found = 1, .listed = 1}}};
  answer.graph = std::move(story.graph);
  return answer;
}

TimelineAnswer timeline() {
  Story story;
  const Chain chain = add_relations(story);
  const RelationId thanked =
      story.relation({.key = "r10",
                      .type = "thanked",
                      .source = story.putin,
                      .target = story.north_korea,
                      .claims = {{.document = story.by_reuters, .speaker = story.kremlin}}});
  TimelineAnswer answer{.question = {.entity = story.north_korea}};
  const auto event = [&](const char* when, RelationId relation) {
    answer.events.push_back({.when = Period::parse(when).value(), .relation = relation});
  };
  event("2011-12..", chain.leads);
  event("2024", chain.sent);
  event("2024..", chain.deployed);
  event("2025-04-28", chain.denied_order);
  answer.events.back().is_reported_date = true;
  event("2025-04-28", chain.alliance);
  answer.events.back().is_reported_date = true;
  event("2025-04-28", thanked);
  answer.events.back().is_reported_date = true;
  answer.events_found = answer.events.size();
  answer.graph = std::move(story.graph);
  return answer;
}

ClaimsAnswer claims() {
  Story story;
  add_relations(story);
  ClaimsAnswer answer{.question = {.about = "Kursk"}};
  for (const RelationEvidence& relation : story.graph.relations) {
    answer.relations.push_back(relation.relation.id);
  }
  answer.relations_found = answer.relations.size() + 3;
  answer.limits_hit = {Limit::results};
  answer.graph = std::move(story.graph);
  return answer;
}

}  // namespace relata::sample
