#include "tests/query/random_story.h"

#include <relata/retract.h>

#include <algorithm>
#include <array>
#include <set>

namespace relata::testing {
namespace {

const std::array<const char*, 5> entity_types = {"person", "country", "organization", "news_agency",
                                                 "place"};
const std::array<const char*, 3> relation_types = {"met_with", "thanked", "supplied_to"};
const std::array<const char*, 3> languages = {"en", "id", "en-GB"};

}  // namespace

RandomStory::RandomStory(std::uint32_t seed) : random_(seed) {
  const std::size_t entities = 2 + below(9);
  for (std::size_t i = 0; i < entities; ++i) {
    entities_.push_back(
        build_.entity("e" + std::to_string(i), {.type = entity_types[below(entity_types.size())],
                                                .names = {{.text = "Name " + std::to_string(i)}}}));
  }
  add_documents();
  const std::size_t batches = 1 + below(3);
  const std::size_t size = 1 + below(2 * entities);
  for (std::size_t batch = 0; batch < batches; ++batch) {
    add_relations(size);
    std::set<RelationId> claimed;  // a batch has one row for a relation
    for (std::size_t i = below(4); batch > 0 && i > 0; --i) {
      const RelationId relation = relations_[below(relations_.size() - size)];
      if (claimed.insert(relation).second) build_.claim(relation, claims());
    }
    build_.commit();
  }
  if (one_in(3)) judge_some();
}

void RandomStory::judge_some() {
  for (std::size_t i = 1 + below(3); i > 0; --i) {
    RetractQuery query{.subject = documents_[below(documents_.size())]};
    if (one_in(4)) query.subject = BatchNumber{1 + below(build_.now().head)};
    if (one_in(4)) query.kind = JudgementKind::restored;
    retract(build_.store(), query);
  }
}

std::string RandomStory::day() {
  const std::string year = std::to_string(2023 + below(3));
  switch (below(6)) {
    case 0:
      return "";
    case 1:
      return year;
    case 2:
      return year + "-0" + std::to_string(1 + below(9));
    default:
      return year + "-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(10));
  }
}

std::string RandomStory::valid() {
  const std::string from = day();
  switch (below(4)) {
    case 0:
      return "";
    case 1:
      return from;
    case 2:
      return from.empty() ? "" : from + "..";
    default: {
      const std::string to = day();
      const std::string both = from + ".." + to;
      return Period::parse(both) ? both : from;
    }
  }
}

void RandomStory::add_documents() {
  const std::size_t count = 1 + below(5);
  for (std::size_t i = 0; i < count; ++i) {
    DocumentSpec spec{.language = languages[below(languages.size())], .date = day()};
    if (one_in(2)) spec.publisher = entity();
    if (!documents_.empty() && one_in(2)) {
      spec.relays.emplace_back(documents_[below(documents_.size())]);
    } else if (one_in(4)) {
      spec.relays.emplace_back(entity());
    }
    documents_.push_back(build_.document("document-" + std::to_string(i), spec));
  }
}

std::vector<ClaimSpec> RandomStory::claims() {
  std::vector<ClaimSpec> claims;
  for (std::size_t i = one_in(2) ? 1 : 1 + below(3); i > 0; --i) {
    ClaimSpec claim{.document = documents_[below(documents_.size())], .reported = day()};
    if (one_in(2)) claim.speaker = entity();
    if (one_in(3)) claim.stance = static_cast<Stance>(below(3));
    if (one_in(2)) claim.confidence = static_cast<int>(below(5)) * 2500;
    if (one_in(3)) claim.via.push_back(documents_[below(documents_.size())]);
    claims.push_back(claim);
  }
  return claims;
}

void RandomStory::add_relations(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    // Ends are drawn alike: self loops and parallel relations come by themselves.
    relations_.push_back(build_.relate(entity(), entity(),
                                       {.type = relation_types[below(relation_types.size())],
                                        .valid = valid(),
                                        .claims = claims()}));
  }
}

View RandomStory::view() {
  View view;
  if (one_in(4)) return view;
  const auto some = [&](std::size_t odds, auto& list, const auto& value) {
    if (!one_in(odds)) return;
    list.push_back(value());
    if (one_in(2)) list.push_back(value());
  };
  const auto any_entity = [&] { return entity(); };
  const auto any_document = [&] { return documents_[below(documents_.size())]; };
  if (one_in(4))
    view.known_by = PartialDate::parse(std::to_string(2023 + below(3)) + "-06").value();
  if (one_in(5)) {
    const std::string asked = valid();
    if (const auto period = Period::parse(asked)) view.valid = *period;
  }
  some(6, view.speakers_without, any_entity);
  some(12, view.speakers, any_entity);
  some(8, view.documents_without, any_document);
  some(12, view.documents, any_document);
  some(8, view.publishers_without, any_entity);
  some(12, view.publishers, any_entity);
  some(10, view.languages, [&] { return std::string(one_in(2) ? "en" : "ID"); });
  some(6, view.relation_types,
       [&] { return std::string(relation_types[below(relation_types.size())]); });
  some(6, view.entity_types, [&] { return std::string(entity_types[below(entity_types.size())]); });
  some(8, view.relation_types_without,
       [&] { return std::string(relation_types[below(relation_types.size())]); });
  some(8, view.entity_types_without,
       [&] { return std::string(entity_types[below(entity_types.size())]); });
  if (one_in(6)) view.confidence_min = Confidence{static_cast<std::uint16_t>(below(4) * 2500)};
  if (one_in(6)) view.origins_min = static_cast<int>(1 + below(2));
  view.with_retracted = one_in(4);
  some(6, view.statuses, [&] { return static_cast<Status>(below(5)); });
  if (one_in(4)) view.doubt = Doubt::take;
  if (one_in(6)) view.confirmed_at = static_cast<int>(1 + below(3));
  return view;
}

std::vector<EntityId> RandomStory::some_entities(std::size_t most) {
  std::vector<EntityId> some;
  for (std::size_t i = below(most + 1); i > 0; --i) some.push_back(entity());
  return some;
}

void RandomStory::leave_out_some(PathQuery& query) {
  std::vector<EntityId> asked_for{query.from, query.to};
  for (const auto* list : {&query.from_others, &query.to_others, &query.via}) {
    asked_for.insert(asked_for.end(), list->begin(), list->end());
  }
  for (const EntityId id : some_entities(2)) {
    if (std::find(asked_for.begin(), asked_for.end(), id) == asked_for.end()) {
      query.view.entities_without.push_back(id);
    }
  }
}

}  // namespace relata::testing
