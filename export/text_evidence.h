#pragma once

// A relation with its evidence, as branches of a tree on a page, and as cells of a table.

#include "export/text_page.h"

namespace relata {

// "Kim Jong Un (person)".
[[nodiscard]] std::vector<Piece> entity_pieces(const EntityAnswer& entity);

// What tables say of a relation, and of an entity's type.
[[nodiscard]] Piece status_piece(const RelationEvidence& relation);
[[nodiscard]] Piece quantity_piece(const Relation& relation);
[[nodiscard]] Piece type_piece(const EntityAnswer& entity);

// Entities that hang together, a line each.
void put_groups(TextPage& page, const AnswerGraph& graph,
                const std::vector<std::vector<EntityId>>& groups);

// The relation in `words`, its status and details; under it each claim with its relay chain and
// quote.
void put_relation(TextPage& page, const AnswerGraph& graph, const RelationEvidence& relation,
                  const std::string& words, const Margin& margin);

}  // namespace relata
