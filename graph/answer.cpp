#include <relata/answer.h>
#include <relata/error.h>

#include <algorithm>

namespace relata {

namespace {

// `id_of` gives a member's id; the members are sorted by it.
template <class Member, class Identity, class IdOf>
const Member& find_member(const std::vector<Member>& members, Identity id, IdOf id_of,
                          const char* kind) {
  const auto found = std::lower_bound(
      members.begin(), members.end(), id,
      [&](const Member& member, Identity wanted) { return id_of(member) < wanted; });
  if (found == members.end() || id_of(*found) != id) {
    throw Error(ErrorCode::not_found, std::string("reading an answer: it does not hold ") + kind +
                                          " " + std::to_string(id.value) +
                                          "; answers must be complete in themselves");
  }
  return *found;
}

}  // namespace

const EntityAnswer& AnswerGraph::entity(EntityId id) const {
  return find_member(
      entities, id, [](const EntityAnswer& member) { return member.entity.id; }, "entity");
}

const RelationEvidence& AnswerGraph::relation(RelationId id) const {
  return find_member(
      relations, id, [](const RelationEvidence& member) { return member.relation.id; }, "relation");
}

const Document& AnswerGraph::document(DocumentId id) const {
  return find_member(
      documents, id, [](const Document& member) { return member.id; }, "document");
}

const RelationTypeLabel& AnswerGraph::relation_type(RelationTypeId id) const {
  return find_member(
      relation_types, id, [](const RelationTypeLabel& member) { return member.id; },
      "relation type");
}

const std::string& shown_name(const Entity& entity) {
  const auto canonical = std::find_if(
      entity.names.begin(), entity.names.end(),
      [](const Name& name) { return name.kind == NameKind::canonical && !name.text.empty(); });
  if (canonical != entity.names.end()) return canonical->text;
  const auto any = std::find_if(entity.names.begin(), entity.names.end(),
                                [](const Name& name) { return !name.text.empty(); });
  return any != entity.names.end() ? any->text : entity.key;
}

}  // namespace relata
