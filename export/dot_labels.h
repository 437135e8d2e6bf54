#pragma once

// What stands in the nodes of a diagram, at its lines, and in their tooltips.

#include <relata/export.h>

#include <string>

#include "export/dot_picture.h"

namespace relata {

// The shown name in letters of a size, the name in a native script if that is another, the type;
// above them a badge on what is cut.
[[nodiscard]] std::string entity_label(const EntityAnswer& entity, NodeRole role, int size);
[[nodiscard]] std::string entity_tooltip(const EntityAnswer& entity);
// The label of the type, the valid time and quantity, and what is doubted; above it `mark`, if it
// is not empty.
[[nodiscard]] std::string relation_label(const AnswerGraph& graph, const RelationEvidence& relation,
                                         const std::string& mark);
// Every claim a line.
[[nodiscard]] std::string relation_tooltip(const AnswerGraph& graph,
                                           const RelationEvidence& relation);
// The first document of the relation that is a web address; else nothing.
[[nodiscard]] std::string relation_link(const AnswerGraph& graph, const RelationEvidence& relation);

}  // namespace relata
