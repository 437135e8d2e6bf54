#include "export/dot_answers.h"

#include <algorithm>
#include <map>

#include "export/connect_words.h"
#include "export/cut_words.h"
#include "export/dot_frame.h"
#include "export/dot_picture.h"
#include "export/dot_style.h"
#include "export/dot_text.h"
#include "export/words.h"

namespace relata {

namespace {

constexpr const char* top_to_bottom = "rankdir=TB, nodesep=0.5, ranksep=0.2";

void keep(std::vector<EntityId>& entities, EntityId id) {
  if (std::find(entities.begin(), entities.end(), id) == entities.end()) entities.push_back(id);
}

// What paths begin and end at.
std::vector<EntityId> ends_of(const std::vector<Path>& paths) {
  std::vector<EntityId> ends;
  for (const Path& path : paths) keep(ends, path.from);
  for (const Path& path : paths) keep(ends, path.hops.empty() ? path.from : path.hops.back().to);
  return ends;
}

// The entities that were asked for; of several to begin or to end at, those that a path does.
std::vector<EntityId> ends_of(const PathAnswer& answer) {
  const PathQuery& question = answer.question;
  std::vector<EntityId> ends = ends_of(answer.paths);
  if (ends.empty()) {
    ends = {question.from, question.to};
    for (const EntityId id : question.from_others) keep(ends, id);
    for (const EntityId id : question.to_others) keep(ends, id);
  }
  for (const EntityId id : question.via) keep(ends, id);
  return ends;
}

// Paths run from left to right.
std::map<RelationId, EntityId> tails_of(const std::vector<Path>& paths) {
  std::map<RelationId, EntityId> tails;
  for (const Path& path : paths) {
    for (const Hop& hop : path.hops) {
      for (const RelationId id : hop.relations) tails.emplace(id, hop.from);
    }
  }
  return tails;
}

// Else it runs as it points.
EntityId tail_of(const Relation& relation, const std::map<RelationId, EntityId>& tails) {
  const auto tail = tails.find(relation.id);
  return tail == tails.end() ? relation.source : tail->second;
}

void add_paths(DotPicture& picture, const AnswerGraph& graph, const std::vector<Path>& paths,
               const std::vector<EntityId>& ends) {
  for (const EntityId id : ends) picture.entity(id, NodeRole::emphasised);
  const std::map<RelationId, EntityId> tails = tails_of(paths);
  for (const RelationEvidence* relation : by_key(graph)) {
    picture.connect(*relation, tail_of(relation->relation, tails));
  }
}

std::string spine_attributes(const TimelineEvent& event) {
  const std::string when = event.when.is_known() ? event.when.text() : "undated";
  std::vector<std::string> rows = {
      dot_font({.size = 11, .color = ink, .weight = HtmlFont::Weight::bold}, dot_html(when))};
  if (event.is_reported_date) {
    rows.push_back(dot_font({.size = 8, .color = faint_ink}, "reported"));
  }
  return "label=" + dot_rows(rows) +
         ", shape=box, style=\"filled,rounded\", fillcolor=white, color=\"" +
         std::string(faint_ink) + "\", group=spine, tooltip=" + dot_string(when);
}

// A heading on the spine.
std::string spine_attributes(const TimelinePeriod& period) {
  const std::string when = period.when.is_known() ? period.when.text() : "undated";
  const std::string count = count_words(period.events, "event", "events");
  const std::vector<std::string> rows = {
      dot_font({.size = 15, .color = ink, .weight = HtmlFont::Weight::bold}, dot_html(when)),
      dot_font({.size = 9, .color = faint_ink}, count)};
  return "label=" + dot_rows(rows) + ", shape=plaintext, style=filled, fillcolor=white, " +
         "group=spine, tooltip=" + dot_string(when + ": " + count);
}

// Who acts on the entity stands on the left of the spine, whom it acts on on the right.
void add_event(DotPicture& picture, const TimelineAnswer& answer, std::size_t number,
               const std::string& point) {
  const RelationEvidence& evidence = answer.graph.relation(answer.events[number].relation);
  const EntityId center = answer.question.entity;
  const EntityId other = other_end(evidence.relation, center);
  const std::string node = picture.add_entity(
      other, NodeRole::ordinary,
      "event " + std::to_string(number) + " with " + answer.graph.entity(other).entity.key);
  const bool is_source = evidence.relation.source == center;
  picture.add_relation(evidence,
                       {.tail = is_source ? point : node, .head = is_source ? node : point});
  picture.add_statement("{ rank=same; " + (is_source ? point + "; " + node : node + "; " + point) +
                        "; }");
}

// What one camp's world says.
std::string world_words(const Camp& camp, const PathAnswer& world) {
  const std::string who = "According to " + camp.name + ": ";
  if (world.paths.empty()) return who + "no path. " + world.why_none;
  const Path& best = world.paths.front();
  const std::string cost = weight_words(world.question.weight, best);
  const std::uint64_t count = std::max<std::uint64_t>(world.paths_found, world.paths.size());
  return who + (count == 1 ? "a path" : grouped(count) + " paths") + " of " +
         count_words(best.hops.size(), "hop", "hops") + (cost.empty() ? "" : ", " + cost) + ".";
}

std::string mark_of(const RelationChange& change) {
  if (!change.before || !change.after) return change_words(change.kind);
  if (change.before->status != change.after->status) {
    return "Now " + std::string(word(change.after->status)) + ", was " +
           std::string(word(change.before->status));
  }
  return std::to_string(change.before->origins) + " → " +
         count_words(static_cast<std::uint64_t>(change.after->origins), "origin", "origins");
}

// Each relation from its source to its target, around the entities that were asked for.
template <class Answer>
std::string dot_of_relations(const Answer& answer, const RenderOptions& options,
                             const std::vector<EntityId>& asked_for = {}) {
  DotPicture picture(answer.graph, options);
  for (const EntityId id : asked_for) picture.entity(id, NodeRole::emphasised);
  for (const RelationEvidence* relation : by_key(answer.graph)) {
    picture.connect(*relation, relation->relation.source);
  }
  return picture.finish(left_to_right, note_of(answer));
}

}  // namespace

std::string dot_of(const PathAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  add_paths(picture, answer.graph, answer.paths, ends_of(answer));
  std::string note = note_of(answer);
  const auto put_before = [&](const std::string& sentences) {
    note = note.empty() ? sentences : sentences + " " + note;
  };
  const std::string order =
      answer.paths.empty() ? "" : order_words(answer.question.order, answer.paths.front());
  if (!order.empty()) put_before("Best path: " + order + ".");
  const std::string weight =
      answer.paths.empty() ? "" : weight_words(answer.question.weight, answer.paths.front());
  if (!weight.empty()) put_before("Best path: " + weight + ".");
  if (answer.paths.empty()) put_before("No path. " + answer.why_none);
  return picture.finish(left_to_right, note);
}

std::string dot_of(const MatchAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  add_paths(picture, answer.graph, answer.matches, ends_of(answer.matches));
  std::string note = note_of(answer);
  if (answer.matches.empty()) {
    note = "No match. " + answer.why_none + (note.empty() ? "" : " " + note);
  }
  return picture.finish(left_to_right, note);
}

// The entity's life as a line from top to bottom, a point for each event, and a heading for each
// period that was asked for.
std::string dot_of(const TimelineAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  const EntityAnswer& center = answer.graph.entity(answer.question.entity);
  std::string last = picture.add_entity(answer.question.entity, NodeRole::emphasised,
                                        "timeline of " + center.entity.key);
  const auto go_on = [&](const std::string& id, const std::string& attributes) {
    const std::string point = picture.add_node(id, attributes);
    picture.add_statement(last + " -> " + point + " [dir=none, weight=100, penwidth=3, color=\"" +
                          std::string(style_of(center).line) + "\", tooltip=\" \"];");
    last = point;
  };
  auto period = answer.periods.begin();
  std::uint64_t next_heading = 0;
  for (std::size_t i = 0; i < answer.events.size(); ++i) {
    if (period != answer.periods.end() && i == next_heading) {
      go_on("period " + std::to_string(i), spine_attributes(*period));
      next_heading += period++->events;
    }
    go_on("event " + std::to_string(i), spine_attributes(answer.events[i]));
    add_event(picture, answer, i, last);
  }
  return picture.finish(top_to_bottom, note_of(answer));
}

// Who holds which side stands on each relation where that is what was asked for.
std::string dot_of(const ClaimsAnswer& answer, const RenderOptions& options) {
  if (options.claims != RenderOptions::Claims::sides) return dot_of_relations(answer, options);
  DotPicture picture(answer.graph, options);
  for (const RelationEvidence* relation : by_key(answer.graph)) {
    const std::string denied = origin_names(answer.graph, *relation, Stance::denied);
    picture.connect(*relation, relation->relation.source,
                    "by " + origin_names(answer.graph, *relation, Stance::asserted) +
                        (denied.empty() ? "" : "; denied by " + denied));
  }
  return picture.finish(left_to_right, note_of(answer));
}

std::string dot_of(const AccordingAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  picture.entity(answer.question.path.from, NodeRole::emphasised);
  picture.entity(answer.question.path.to, NodeRole::emphasised);
  std::map<RelationId, EntityId> tails;
  std::map<RelationId, std::vector<std::string>> holders;
  for (const ComparedHop& hop : answer.hops) {
    for (std::size_t camp = 0; camp < hop.stands.size(); ++camp) {
      for (const ComparedHop::Stand& stand : hop.stands[camp]) {
        tails.emplace(stand.relation, hop.from);
        holders[stand.relation].push_back(answer.question.camps[camp].name + ": " +
                                          std::string(word(stand.standing.status)));
      }
    }
  }
  for (const RelationEvidence* relation : by_key(answer.graph)) {
    const EntityId tail = tails.at(relation->relation.id);
    picture.connect(*relation, tail, joined(holders.at(relation->relation.id), " · "));
  }
  std::vector<std::string> notes;
  for (std::size_t camp = 0; camp < answer.worlds.size(); ++camp) {
    notes.push_back(world_words(answer.question.camps[camp], answer.worlds[camp]));
  }
  if (!answer.hops.empty()) notes.emplace_back("Lines are drawn as all claims add up.");
  notes.push_back(note_of(answer));
  return picture.finish(left_to_right, joined(notes, "\n"));
}

// What one origin alone asserts, with its name.
std::string dot_of(const SourcesAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  for (const RelationEvidence* relation : by_key(answer.graph)) {
    picture.connect(*relation, relation->relation.source,
                    "by " + origin_names(answer.graph, *relation, Stance::asserted) + " alone");
  }
  return picture.finish(left_to_right, note_of(answer));
}

std::string dot_of(const BriefAnswer& answer, const RenderOptions& options) {
  std::vector<EntityId> asked_for{answer.question.entity};
  if (answer.question.other.is_some()) asked_for.push_back(answer.question.other);
  return dot_of_relations(answer, options, asked_for);
}

std::string dot_of(const CutAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  for (const EntityId id : {answer.question.from, answer.question.to}) {
    picture.entity(id, NodeRole::emphasised);
  }
  if (answer.question.of == CutOf::entities) {
    for (const Cut& cut : answer.cuts) {
      for (const EntityId id : cut.entities) picture.entity(id, NodeRole::cut);
    }
  }
  const std::map<RelationId, EntityId> tails = tails_of(answer.paths);
  for (const RelationEvidence* relation : by_key(answer.graph)) {
    const Relation& shown = relation->relation;
    picture.connect(*relation, tail_of(shown, tails), mark_of(answer, shown.id));
  }
  const std::string note = note_of(answer);
  return picture.finish(left_to_right, outcome_words(answer) + members_words(answer) +
                                           (note.empty() ? "" : " ") + note);
}

std::string dot_of(const ConnectAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  add_paths(picture, answer.graph, answer.legs, answer.question.entities);
  const std::string note = note_of(answer);
  return picture.finish(left_to_right, tree_words(answer) + (note.empty() ? "" : " ") + note);
}

std::string dot_of(const AmongAnswer& answer, const RenderOptions& options) {
  return dot_of_relations(answer, options, answer.question.entities);
}

// The neighbours stand between the first of the entities and the others.
std::string dot_of(const CommonAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  const EntityId first = answer.question.entities.front();
  for (const EntityId id : answer.question.entities) picture.entity(id, NodeRole::emphasised);
  std::map<RelationId, EntityId> tails;
  for (const CommonNeighbor& neighbor : answer.neighbors) {
    for (const Hop& hop : neighbor.hops) {
      for (const RelationId id : hop.relations) {
        tails.emplace(id, hop.from == first ? first : neighbor.entity);
      }
    }
  }
  for (const RelationEvidence* relation : by_key(answer.graph)) {
    picture.connect(*relation, tails.at(relation->relation.id));
  }
  return picture.finish(left_to_right, note_of(answer));
}

std::string dot_of(const DiffAnswer& answer, const RenderOptions& options) {
  DotPicture picture(answer.graph, options);
  std::map<RelationId, std::string> marks;
  for (const RelationChange& change : answer.changes) marks[change.relation] = mark_of(change);
  for (const RelationEvidence* relation : by_key(answer.graph)) {
    const Relation& shown = relation->relation;
    picture.connect(*relation, shown.source, marks.at(shown.id));
  }
  return picture.finish(left_to_right, note_of(answer));
}

}  // namespace relata
