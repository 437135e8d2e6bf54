#include <map>

#include "export/dot_answers.h"
#include "export/dot_frame.h"
#include "export/dot_picture.h"
#include "export/dot_style.h"
#include "export/dot_text.h"

namespace relata {
namespace {

// Where a neighbour is drawn: what points to the center on its left, what it points to on its
// right, and farther ones beyond whom they were reached from.
enum class Side : std::uint8_t { left, middle, right };

struct Place {
  int hops = 0;
  Side side = Side::middle;
};

// A relation's ends as a neighbourhood sees them.
struct Reach {
  EntityId nearer;
  EntityId farther;
};

Reach reach_of(const Relation& relation, const std::map<EntityId, Place>& places) {
  const bool source_is_nearer = places.at(relation.source).hops <= places.at(relation.target).hops;
  return source_is_nearer ? Reach{.nearer = relation.source, .farther = relation.target}
                          : Reach{.nearer = relation.target, .farther = relation.source};
}

std::map<EntityId, Place> places_of(const NeighborhoodAnswer& answer) {
  std::map<EntityId, Place> places;
  for (const Neighbor& neighbor : answer.neighbors) {
    places[neighbor.entity] = {.hops = neighbor.hops};
  }
  std::map<EntityId, int> pull;  // relations that point away from the center, less those to it
  std::map<EntityId, EntityId> parents;
  for (const RelationEvidence& evidence : answer.graph.relations) {
    const Relation& relation = evidence.relation;
    const Reach reach = reach_of(relation, places);
    if (places.at(reach.nearer).hops == places.at(reach.farther).hops) continue;
    parents.emplace(reach.farther, reach.nearer);
    pull[reach.farther] += relation.source == reach.nearer ? 1 : -1;
  }
  for (const Neighbor& neighbor : answer.neighbors) {  // parents come before their children
    if (neighbor.hops == 0) continue;
    const auto parent = parents.find(neighbor.entity);
    const Side inherited = parent == parents.end() ? Side::right : places.at(parent->second).side;
    const Side pulled = pull[neighbor.entity] < 0 ? Side::left : Side::right;
    places.at(neighbor.entity).side = inherited == Side::middle ? pulled : inherited;
  }
  return places;
}

void add_neighbour_relation(DotPicture& picture, const RelationEvidence& evidence,
                            const std::map<EntityId, Place>& places) {
  const Relation& relation = evidence.relation;
  const Reach reach = reach_of(relation, places);
  const Place& nearer = places.at(reach.nearer);
  const Place& farther = places.at(reach.farther);
  const bool is_on_one_side = nearer.side == Side::middle || nearer.side == farther.side;
  const bool runs_left = farther.side == Side::left;
  const EntityId tail = runs_left ? reach.farther : reach.nearer;
  picture.add_relation(evidence, {.tail = picture.entity(tail),
                                  .head = picture.entity(other_end(relation, tail)),
                                  .is_reversed = relation.source != tail,
                                  .holds_in_place = is_on_one_side});
}

// What was not listed behind an entity, as a faint stub.
void add_more(DotPicture& picture, const AnswerGraph& graph, const Neighbor& neighbor,
              const std::map<EntityId, Place>& places) {
  const std::string words = "+ " + grouped(neighbor.more) + " more";
  const std::string stub = picture.add_node(
      "# more of " + graph.entity(neighbor.entity).entity.key,
      "label=" + dot_string(words) + ", shape=plaintext, fontsize=10, fontcolor=\"" +
          std::string(faint_ink) + "\", tooltip=" + dot_string(words));
  const std::string owner = picture.entity(neighbor.entity);
  const bool runs_left = places.at(neighbor.entity).side == Side::left;
  picture.add_statement((runs_left ? stub + " -> " + owner : owner + " -> " + stub) +
                        " [dir=none, style=dotted, color=\"" + std::string(faint_ink) +
                        "\", tooltip=\" \"];");
}

// The entities of each type in a box of their own.
void add_groups(DotPicture& picture, const NeighborhoodAnswer& answer) {
  for (const NeighborGroup& group : answer.groups) {
    std::string members;
    for (const Neighbor& neighbor : answer.neighbors) {
      const EntityAnswer& entity = answer.graph.entity(neighbor.entity);
      if (neighbor.hops == 0 || entity.type != group.type) continue;
      members += " " + picture.entity(neighbor.entity) + ";";
    }
    if (members.empty()) continue;
    picture.add_statement("subgraph " + dot_id("cluster_" + group.type) +
                          " { graph [label=" + dot_string(group_words(group)) +
                          ", labeljust=l, peripheries=1, style=\"rounded,dashed\", color=\"" +
                          std::string(faint_ink) + "\", fontsize=11, fontcolor=\"" +
                          std::string(faint_ink) + "\", margin=10];" + members + " }");
  }
}

}  // namespace

std::string dot_of(const NeighborhoodAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  picture.entity(answer.question.center, NodeRole::emphasised);
  const std::map<EntityId, Place> places = places_of(answer);
  for (const RelationEvidence* relation : by_key(answer.graph)) {
    add_neighbour_relation(picture, *relation, places);
  }
  for (const Neighbor& neighbor : answer.neighbors) {
    if (neighbor.more > 0) add_more(picture, answer.graph, neighbor, places);
  }
  add_groups(picture, answer);
  return picture.finish(left_to_right, note_of(answer));
}

}  // namespace relata
