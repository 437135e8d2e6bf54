#include <algorithm>

#include "export/measures.h"
#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/words.h"

namespace relata {

namespace {

// Who holds it, each with the date of the first claim: "Russia (2025-04-26), KCNA".
std::string holders(const AnswerGraph& graph, const RelationEvidence& relation, Stance stance) {
  std::vector<std::string> names;
  std::vector<Origin> met;
  for (const ClaimEvidence& claim : relation.claims) {
    if (claim.claim.stance != stance) continue;
    if (std::find(met.begin(), met.end(), claim.origin) != met.end()) continue;
    met.push_back(claim.origin);
    names.push_back(origin_name(graph, claim.origin) +
                    (claim.reported.is_known() ? " (" + claim.reported.text() + ")" : ""));
  }
  return joined(names, ", ");
}

void put_sides(TextPage& page, const ClaimsAnswer& answer) {
  std::vector<std::vector<Piece>> rows;
  for (const RelationId id : answer.relations) {
    const RelationEvidence& relation = answer.graph.relation(id);
    rows.push_back({{.text = sentence(answer.graph, relation.relation)},
                    {.text = relation.relation.valid.text()},
                    status_piece(relation),
                    {.text = holders(answer.graph, relation, Stance::asserted)},
                    {.text = holders(answer.graph, relation, Stance::denied)},
                    {.text = holders(answer.graph, relation, Stance::uncertain)}});
  }
  page.table({{.header = "Relation", .give = Give::flexible},
              {.header = "Valid"},
              {.header = "Status"},
              {.header = "Asserted by", .give = Give::flexible},
              {.header = "Denied by", .give = Give::flexible},
              {.header = "Left open by", .give = Give::flexible}},
             rows);
}

void put_end(TextPage& page, const ClaimsAnswer& answer) {
  if (answer.relations_found > answer.relations.size()) {
    page.notes({grouped(answer.relations.size()) + " of " + grouped(answer.relations_found) +
                " relations are listed."});
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
}

void put_periods(TextPage& page, const TimelineAnswer& answer) {
  if (answer.periods.empty()) return;
  constexpr std::size_t bar_columns = 40;
  std::uint64_t most = 1;
  for (const TimelinePeriod& period : answer.periods) most = std::max(most, period.events);
  std::vector<std::vector<Piece>> rows;
  for (const TimelinePeriod& period : answer.periods) {
    std::string bar;
    const std::uint64_t columns = (period.events * bar_columns + most - 1) / most;
    for (std::uint64_t i = 0; i < columns; ++i) bar += "▇";
    rows.push_back({{.text = period.when.is_known() ? period.when.text() : "undated"},
                    {.text = grouped(period.events)},
                    {.text = bar, .tone = Tone::dim}});
  }
  page.table({{.header = "When"}, {.header = "Events", .align = Align::right}, {.header = ""}},
             rows);
  page.blank();
}

}  // namespace

std::string text_of(const TimelineAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  page.paragraph({}, entity_pieces(answer.graph.entity(answer.question.entity)));
  if (answer.question.other.is_some()) {
    page.paragraph({}, entity_pieces(answer.graph.entity(answer.question.other)));
  }
  page.blank();
  if (answer.events.empty()) page.line("Nothing in this view.");
  put_periods(page, answer);
  std::vector<std::vector<Piece>> rows;
  for (const TimelineEvent& event : answer.events) {
    const RelationEvidence& relation = answer.graph.relation(event.relation);
    const EntityAnswer& other =
        answer.graph.entity(other_end(relation.relation, answer.question.entity));
    const std::string when = event.when.is_known() ? event.when.text() : "undated";
    rows.push_back({{.text = when + (event.is_reported_date ? " (reported)" : "")},
                    {.text = label_from(answer.graph, relation.relation, answer.question.entity)},
                    {.text = shown_name(other.entity), .tone = Tone::entity},
                    type_piece(other),
                    status_piece(relation),
                    {.text = std::to_string(relation.origins)},
                    quantity_piece(relation.relation)});
  }
  page.table({{.header = "When"},
              {.header = "Relation", .give = Give::flexible},
              {.header = "Entity", .give = Give::flexible},
              {.header = "Type"},
              {.header = "Status"},
              {.header = "Origins", .align = Align::right},
              {.header = "Quantity", .give = Give::flexible}},
             rows);
  if (answer.events_found > answer.events.size()) {
    page.notes({grouped(answer.events.size()) + " of " + grouped(answer.events_found) +
                " events are listed."});
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

std::string text_of(const ClaimsAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  if (answer.relations.empty()) page.line("No relation in this view fits.");
  if (options.claims == RenderOptions::Claims::sides) {
    put_sides(page, answer);
    put_end(page, answer);
    return page.take();
  }
  bool is_first = true;
  for (const RelationId id : answer.relations) {
    if (!is_first) page.blank();
    is_first = false;
    const RelationEvidence& relation = answer.graph.relation(id);
    put_relation(page, answer.graph, relation,
                 sentence(answer.graph, relation.relation) + " [" + relation.relation.key + "]",
                 {});
  }
  if (!measures_of(answer.graph.entities).empty()) {
    page.blank();
    put_measures(page, answer.graph.entities);
  }
  put_end(page, answer);
  return page.take();
}

}  // namespace relata
