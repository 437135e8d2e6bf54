#include <relata/analyze.h>
#include <relata/error.h>

#include <algorithm>
#include <optional>

#include "graph/words.h"
#include "query/as_read.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/measures.h"

namespace relata {
namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw Error(ErrorCode::usage, "analysing the graph: " + what);
}

void check(const AnalysisQuery& query) {
  if (query.measures.empty()) refuse("no measure is asked for; ask for one or more");
  for (auto measure = query.measures.begin(); measure != query.measures.end(); ++measure) {
    if (std::find(query.measures.begin(), measure, *measure) == measure) continue;
    refuse(std::string(word(*measure)) + " is asked for twice; name it once");
  }
  if (query.entities_max == 0) refuse("0 entities cannot be listed; ask for 1 or more");
  if (query.sources < 2) refuse("no error can be told from fewer than 2 sources; ask for more");
  if (query.pagerank_iterations_max < 1) refuse("pagerank needs an iteration; ask for 1 or more");
}

// Takes one measure after the other, as far as the watch allows.
class Measurer {
 public:
  Measurer(const Graph::State& state, const AnalysisQuery& query, const CompiledView& view,
           SearchWatch& watch)
      : state_(state),
        query_(query),
        watch_(watch),
        relations_(state.rows, state.store, state.at, view, watch),
        links_(links_of(state.rows, relations_)) {
    for (LinkGraph::Vertex vertex = 0; vertex < links_.vertex_end(); ++vertex) {
      if (links_.is_linked(vertex)) watch_.visit();
    }
  }

  [[nodiscard]] const LinkGraph& links() const { return links_; }
  [[nodiscard]] const RelationsInView& relations() const { return relations_; }

  [[nodiscard]] Measured take(Measure measure) {
    const bool is_taken =
        by_searches_ && (measure == Measure::betweenness || measure == Measure::closeness);
    if (!is_taken && watch_.is_cut_now()) return {.extent = Extent::none};
    switch (measure) {
      case Measure::degree:
        return measure_degree(links_);
      case Measure::relations:
        return measure_relations(state_.rows, relations_, links_);
      case Measure::pagerank:
        return measure_pagerank(sources_of(state_.rows, relations_, state_.schema), links_,
                                query_.pagerank_iterations_max, watch_);
      case Measure::betweenness:
        return std::move(by_searches().betweenness);
      case Measure::closeness:
        return std::move(by_searches().closeness);
      case Measure::component:
        return measure_components(links_);
      case Measure::brokerage:
        return measure_brokerage(links_, watch_);
      case Measure::core:
        return measure_cores(links_, watch_);
      case Measure::community:
        return measure_communities(links_, watch_);
      case Measure::triangles:
        return measure_triangles(links_, watch_);
    }
    return {.extent = Extent::none};
  }

 private:
  MeasuredBySearches& by_searches() {
    if (!by_searches_) by_searches_ = measure_by_searches(links_, query_, watch_);
    return *by_searches_;
  }

  const Graph::State& state_;
  const AnalysisQuery& query_;
  SearchWatch& watch_;
  RelationsInView relations_;
  LinkGraph links_;
  std::optional<MeasuredBySearches> by_searches_;
};

// Groups are told by their numbers, of which 1 comes first.
bool counts_down(Measure measure) {
  return measure != Measure::component && measure != Measure::community;
}

// The linked entities as the first of the measures that there is puts them.
std::vector<EntityId> ranked(const LinkGraph& links, const AnalysisQuery& query,
                             const std::vector<Measured>& measured) {
  const auto first = std::find_if(measured.begin(), measured.end(),
                                  [](const Measured& one) { return !one.values.empty(); });
  if (first == measured.end()) return {};
  const bool is_down = counts_down(query.measures[first - measured.begin()]);
  std::vector<EntityId> entities;
  for (LinkGraph::Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    if (links.is_linked(vertex)) entities.push_back({vertex});
  }
  const auto end =
      entities.begin() + static_cast<std::ptrdiff_t>(std::min(query.entities_max, entities.size()));
  std::partial_sort(entities.begin(), end, entities.end(), [&](EntityId a, EntityId b) {
    const double of_a = first->values[a.value];
    const double of_b = first->values[b.value];
    if (of_a != of_b) return is_down ? of_a > of_b : of_a < of_b;
    return a < b;
  });
  entities.erase(end, entities.end());
  return entities;
}

std::vector<double> values_of(const std::vector<EntityId>& entities,
                              const std::vector<double>& by_vertex) {
  std::vector<double> values;
  if (by_vertex.empty()) return values;
  values.reserve(entities.size());
  for (const EntityId id : entities) values.push_back(by_vertex[id.value]);
  return values;
}

}  // namespace

AnalysisAnswer analyze(const Graph& graph, const AnalysisQuery& asked) {
  check(asked);
  const Graph::State& state = graph.state();
  AnalysisAnswer answer{.question = asked};
  AnalysisQuery& query = answer.question;
  query.view = as_read(state.store, state.at, query.view);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, state.schema, state.retractions);
  Measurer measurer(state, query, view, watch);
  answer.entities_found = measurer.links().linked();
  answer.links_found = measurer.links().ends() / 2;
  answer.relations_found = measurer.relations().count();

  std::vector<Measured> measured;
  for (const Measure measure : query.measures) measured.push_back(measurer.take(measure));
  answer.entities = ranked(measurer.links(), query, measured);
  for (std::size_t i = 0; i < measured.size(); ++i) {
    answer.columns.push_back(
        {.measure = query.measures[i],
         .extent = measured[i].extent,
         .values = values_of(answer.entities, measured[i].values),
         .standard_errors = values_of(answer.entities, measured[i].standard_errors),
         .figures = std::move(measured[i].figures),
         .sizes = std::move(measured[i].sizes)});
  }
  if (query.detail == Detail::evidence) {
    AnswerBuilder builder(state.store, state.at, state.schema, view);
    builder.add(answer.entities);
    builder.add_named_by(query.view);
    answer.graph = builder.take();
    add_measures(answer, answer.graph);
  }
  finish(answer, watch);
  return answer;
}

AnalysisAnswer analyze(const Store& store, const Snapshot& at, const AnalysisQuery& query) {
  check(query);
  return analyze(Graph(store, at), query);
}

void add_measures(const AnalysisAnswer& analysis, AnswerGraph& graph) {
  for (std::size_t place = 0; place < analysis.entities.size(); ++place) {
    const EntityId id = analysis.entities[place];
    const auto found = std::lower_bound(
        graph.entities.begin(), graph.entities.end(), id,
        [](const EntityAnswer& entity, EntityId wanted) { return entity.entity.id < wanted; });
    if (found == graph.entities.end() || found->entity.id != id) continue;
    for (const MeasureColumn& column : analysis.columns) {
      if (column.values.empty()) continue;
      found->measures.push_back({.measure = column.measure, .value = column.values[place]});
    }
  }
}

}  // namespace relata
