#include <algorithm>
#include <map>
#include <tuple>

#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/words.h"

namespace relata {
namespace {

// A table of relations: those that lead to one distance, apart for each type of entity where the
// answer has groups; or those among the entities there.
struct Section {
  int hops = 0;
  bool is_among = false;
  std::size_t group = 0;
  friend auto operator<=>(const Section&, const Section&) = default;
};

// A relation belongs to the distance of its farther end, and is read from the nearer one.
struct Step {
  EntityId from;
  EntityId to;
  Section section;
  std::size_t place = 0;  // of `to` among the neighbours
};

class Sections {
 public:
  explicit Sections(const NeighborhoodAnswer& answer) : answer_(answer) {
    for (std::size_t i = 0; i < answer.neighbors.size(); ++i) {
      places_.emplace(answer.neighbors[i].entity, i);
    }
    for (const Neighbor& neighbor : answer.neighbors) {
      ++entities_[{.hops = neighbor.hops, .group = group_of(neighbor.entity)}];
    }
    for (const RelationEvidence& relation : answer.graph.relations) {
      const Step step = step_of(relation.relation);
      rows_[step.section].push_back({&relation, step});
    }
  }

  void put(TextPage& page) const {
    for (const auto& [section, steps] : rows_) {
      page.blank();
      page.line(title(section, steps.size()), Tone::title);
      page.table(columns(), rows(steps));
    }
  }

 private:
  using Steps = std::vector<std::pair<const RelationEvidence*, Step>>;

  [[nodiscard]] int hops_of(EntityId id) const { return answer_.neighbors[places_.at(id)].hops; }
  [[nodiscard]] std::size_t group_of(EntityId id) const {
    if (answer_.groups.empty()) return 0;
    const std::string& type = answer_.graph.entity(id).type;
    const auto found = std::find_if(answer_.groups.begin(), answer_.groups.end(),
                                    [&](const NeighborGroup& group) { return group.type == type; });
    return static_cast<std::size_t>(found - answer_.groups.begin());
  }

  [[nodiscard]] Step step_of(const Relation& relation) const {
    const bool runs_outward = places_.at(relation.source) <= places_.at(relation.target);
    const EntityId from = runs_outward ? relation.source : relation.target;
    const EntityId to = runs_outward ? relation.target : relation.source;
    const bool is_among = hops_of(from) == hops_of(to);
    return {.from = from,
            .to = to,
            .section = {.hops = hops_of(to),
                        .is_among = is_among,
                        .group = is_among ? answer_.groups.size() : group_of(to)},
            .place = places_.at(to)};
  }

  [[nodiscard]] std::string title(const Section& section, std::size_t relations) const {
    const std::string hops = count_words(static_cast<std::uint64_t>(section.hops), "hop", "hops");
    std::string type;
    if (section.group < answer_.groups.size()) {
      const NeighborGroup& group = answer_.groups[section.group];
      type = ", " + (group.label.empty() ? group.type : group.label);
    }
    const std::string count = count_words(relations, "relation", "relations");
    if (section.is_among) return "Among those at " + hops + ": " + count;
    return hops + type + ": " + count_words(entities_.at(section), "entity", "entities") + ", " +
           count;
  }

  [[nodiscard]] std::vector<std::vector<Piece>> rows(Steps steps) const {
    std::stable_sort(steps.begin(), steps.end(),
                     [](const auto& a, const auto& b) { return a.second.place < b.second.place; });
    std::vector<std::vector<Piece>> rows;
    for (const auto& [relation, step] : steps) {
      const EntityAnswer& other = answer_.graph.entity(step.to);
      const bool is_from_center = step.from == answer_.question.center && !step.section.is_among;
      rows.push_back({{.text = is_from_center ? "" : name_of(answer_.graph, step.from)},
                      {.text = label_from(answer_.graph, relation->relation, step.from)},
                      {.text = shown_name(other.entity), .tone = Tone::entity},
                      type_piece(other),
                      status_piece(*relation),
                      {.text = std::to_string(relation->origins)},
                      {.text = relation->relation.valid.text()},
                      quantity_piece(relation->relation)});
    }
    return rows;
  }
  [[nodiscard]] static std::vector<Column> columns() {
    return {{.header = "From", .give = Give::flexible},
            {.header = "Relation", .give = Give::flexible},
            {.header = "Entity", .give = Give::flexible},
            {.header = "Type"},
            {.header = "Status"},
            {.header = "Origins", .align = Align::right},
            {.header = "Valid"},
            {.header = "Quantity", .give = Give::flexible}};
  }

  const NeighborhoodAnswer& answer_;
  std::map<EntityId, std::size_t> places_;
  std::map<Section, std::size_t> entities_;
  std::map<Section, Steps> rows_;
};

// Of the entities with most behind them: "Not listed: of Russia 12 more, of Kursk Oblast 3 more."
std::vector<std::string> more_notes(const NeighborhoodAnswer& answer) {
  constexpr std::size_t told_max = 10;
  std::vector<Neighbor> owners;
  for (const Neighbor& neighbor : answer.neighbors) {
    if (neighbor.more > 0) owners.push_back(neighbor);
  }
  if (owners.empty()) return {};
  std::stable_sort(owners.begin(), owners.end(),
                   [](const Neighbor& a, const Neighbor& b) { return a.more > b.more; });
  std::vector<std::string> parts;
  for (const Neighbor& owner : owners) {
    if (parts.size() == told_max) break;
    parts.push_back("of " + name_of(answer.graph, owner.entity) + " " + grouped(owner.more) +
                    " more");
  }
  std::string note = "Not listed: " + joined(parts, ", ");
  if (owners.size() > told_max) {
    note +=
        ", and some of " + count_words(owners.size() - told_max, "other entity", "other entities");
  }
  return {note + "."};
}

std::vector<std::string> group_notes(const NeighborhoodAnswer& answer) {
  if (answer.groups.empty()) return {};
  std::vector<std::string> parts;
  for (const NeighborGroup& group : answer.groups) parts.push_back(group_words(group));
  return {"By type: " + joined(parts, ", ") + "."};
}

}  // namespace

std::string text_of(const NeighborhoodAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  page.paragraph({}, entity_pieces(answer.graph.entity(answer.question.center)));
  if (answer.graph.relations.empty()) page.line("No neighbours in this view.");
  Sections(answer).put(page);
  const std::uint64_t listed = answer.neighbors.empty() ? 0 : answer.neighbors.size() - 1;
  if (listed < answer.neighbors_found) {
    page.notes(
        {grouped(listed) + " of " + grouped(answer.neighbors_found) + " entities are listed."});
  }
  page.notes(group_notes(answer));
  page.notes(more_notes(answer));
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
