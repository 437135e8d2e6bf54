#include <relata/answer.h>
#include <relata/error.h>

#include <catch2/catch.hpp>

namespace relata {
namespace {

TEST_CASE("An answer finds its members by id and refuses ids it does not hold") {
  AnswerGraph graph;
  for (const std::uint64_t id : {2U, 5U, 9U}) {
    graph.entities.push_back({.entity = {.id = EntityId{id}, .key = std::to_string(id)}});
    graph.relations.push_back({.relation = {.id = RelationId{id}}});
    graph.documents.push_back({.id = DocumentId{id}});
    graph.relation_types.push_back({.id = RelationTypeId{static_cast<std::uint32_t>(id)}});
  }
  CHECK(graph.entity(EntityId{5}).entity.key == "5");
  CHECK(&graph.relation(RelationId{9}) == &graph.relations.back());
  CHECK(&graph.document(DocumentId{2}) == &graph.documents.front());
  CHECK(&graph.relation_type(RelationTypeId{5}) == &graph.relation_types[1]);
  CHECK_THROWS_AS(graph.entity(EntityId{3}), Error);
  CHECK_THROWS_AS(graph.relation(RelationId{10}), Error);
  CHECK_THROWS_AS(graph.document(DocumentId{}), Error);
  CHECK_THROWS_AS(graph.relation_type(RelationTypeId{0}), Error);
}

TEST_CASE("An entity is shown with its first canonical name, its first name, or its key") {
  Entity entity{.key = "kim"};
  CHECK(shown_name(entity) == "kim");
  entity.names = {{.text = "김정은", .language = "ko", .kind = NameKind::alias}};
  CHECK(shown_name(entity) == "김정은");
  entity.names.push_back({.text = "Kim Jong Un", .language = "en", .kind = NameKind::canonical});
  CHECK(shown_name(entity) == "Kim Jong Un");
}

}  // namespace
}  // namespace relata
