// The relations of one entity in order of time.

#include <relata/error.h>
#include <relata/timeline.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/store_graph.h"
#include "query/as_read.h"
#include "query/entity_relations.h"
#include "query/evidence.h"

namespace relata {
namespace {

// When each relation was first reported, for those whose summary does not say it.
std::map<RelationId, PartialDate> read_first_reports(const Store& store, const Snapshot& at,
                                                     const CompiledView& view,
                                                     const std::vector<RelationRef>& refs,
                                                     SearchWatch& watch) {
  std::map<RelationId, PartialDate> dates;
  read_claims(
      store, at, refs, watch,
      [&](RelationClaims& relation, const DocumentIndex& documents, const RelationRef& ref) {
        dates[ref.id] = earliest_report(evidence_of(std::move(relation), documents, view).claims);
      });
  return dates;
}

// What has no date at all comes last.
bool comes_before(const TimelineEvent& a, const TimelineEvent& b) {
  const PartialDate at_a = start_of(a.when);
  const PartialDate at_b = start_of(b.when);
  return std::tuple(!at_a.is_known(), at_a, a.relation) <
         std::tuple(!at_b.is_known(), at_b, b.relation);
}

std::vector<TimelineEvent> events_of(const Store& store, const Snapshot& at,
                                     const CompiledView& view, const std::vector<MetRelation>& met,
                                     SearchWatch& watch) {
  const auto says_first_report = [&](const AdjacencyEntry& entry) {
    return entry.reported.is_known() && (entry.is_exact || view.takes_all_claims(entry.relation));
  };
  std::vector<RelationRef> open;
  for (const auto& [ref, entry] : met) {
    if (!entry.valid.is_known() && !says_first_report(entry)) open.push_back(ref);
  }
  const auto read = read_first_reports(store, at, view, open, watch);
  std::vector<TimelineEvent> events;
  for (const auto& [ref, entry] : met) {
    TimelineEvent event{.when = entry.valid, .relation = ref.id};
    if (!event.when.is_known()) {
      const auto found = read.find(ref.id);
      const PartialDate date = found == read.end() ? entry.reported : found->second;
      event.when = {.from = date, .to = date};
      event.is_reported_date = date.is_known();
    }
    events.push_back(event);
  }
  std::sort(events.begin(), events.end(), comes_before);
  return events;
}

PartialDate coarse(PartialDate date, Precision unit) {
  constexpr std::size_t year_size = 4;
  constexpr std::size_t month_size = 7;
  if (!date.is_known() || unit == Precision::day) return date;
  return *PartialDate::parse(
      date.text().substr(0, unit == Precision::year ? year_size : month_size));
}

// Events come by date, and so their periods do: those of a coarser date before the finer ones.
std::vector<TimelinePeriod> periods_of(const std::vector<TimelineEvent>& events, Precision unit) {
  std::vector<TimelinePeriod> periods;
  for (const TimelineEvent& event : events) {
    const PartialDate when = coarse(start_of(event.when), unit);
    if (periods.empty() || periods.back().when != when) periods.push_back({.when = when});
    ++periods.back().events;
  }
  return periods;
}

}  // namespace

TimelineAnswer find_timeline(const Store& store, const Snapshot& at, const TimelineQuery& asked) {
  const TimelineQuery query = as_read(store, at, asked);
  if (query.entity == query.other) {
    throw Error(ErrorCode::usage,
                "telling the time of a pair: the two are one entity; name another, or one alone");
  }
  SearchWatch watch(query.limits, query.stop);
  const Schema schema = store.schema(at);
  const CompiledView view(query.view, schema, Retractions::read(store, at));
  const StoreGraph graph(store, at, view.hint(), [&] { return watch.is_cut_now(); });
  ViewJudge judge(store, at, view, watch);
  const std::vector<MetRelation> met = relations_of(graph, judge, watch, query.entity, query.other);

  TimelineAnswer answer{.question = query};
  answer.events = events_of(store, at, view, met, watch);
  answer.events_found = answer.events.size();
  if (query.unit) answer.periods = periods_of(answer.events, *query.unit);
  if (answer.events.size() > query.results_max) {
    answer.events.resize(query.results_max);
    answer.limits_hit.push_back(Limit::results);
  }
  std::vector<RelationRef> shown;
  for (const TimelineEvent& event : answer.events) {
    const auto found =
        std::lower_bound(met.begin(), met.end(), event.relation,
                         [](const MetRelation& m, RelationId id) { return m.ref.id < id; });
    shown.push_back(found->ref);
  }
  AnswerBuilder builder(store, at, schema, view);
  builder.add(std::vector<EntityId>{query.entity});
  if (query.other.is_some()) builder.add(std::vector<EntityId>{query.other});
  builder.add(shown);
  builder.add_named_by(query.view);
  answer.graph = builder.take();
  finish(answer, watch);
  return answer;
}

}  // namespace relata
