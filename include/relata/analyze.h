#pragma once

// Who matters in a graph and how it hangs together: measures of every entity, under a view.
//
// Entities without a link (relata/measure.h) have no measures. Answers are the same each time: what
// is sampled is drawn with a fixed seed, ties go by entity id. Any number of threads may analyse
// one graph.
//
// Memory, beside the graph: 8 bytes an entity and 8 a link, with pagerank 4 more a link; 8 an
// entity for each measure, 16 for one that is sampled. While it is taken, a measure needs about 100
// bytes an entity and 24 a link more at most.
//
//     const relata::AnalysisQuery query{.measures = {relata::Measure::pagerank}};
//     const auto answer = relata::analyze(graph, query);
//     for (const auto& entity : answer.graph.entities) show(entity.measures);

#include <relata/measure.h>
#include <relata/search.h>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace relata {

struct AnalysisQuery {
  std::vector<Measure> measures = {Measure::pagerank};  // the columns, in this order; none twice
  View view = {};
  std::size_t entities_max = 20;     // so many are listed, first those with most of the first one
  Detail detail = Detail::evidence;  // structure: the answer's graph stays empty

  // Betweenness and closeness take a search from every entity. So many are made if that takes no
  // more steps than this, a step being an entity or a link seen from one of its ends.
  std::uint64_t exact_steps_max = 2'000'000'000;
  // Else from so many, drawn at random: each value is an estimate with its standard error (Brandes
  // and Pich 2007). Four times as many take four times as long and halve the error. 2 or more.
  std::uint64_t sources = 100;
  int pagerank_iterations_max = 100;  // 1 or more; fewer if the ranks change by less than 1e-9

  SearchLimits limits = {};   // visited_max: if more entities are linked, nothing is measured
  std::stop_token stop = {};  // when asked to stop, what was measured so far comes back, marked
};

// How much of a measure there is.
enum class Extent : std::uint8_t {
  none,     // the search ended before it
  partial,  // with fewer iterations, sources or improvements than were asked for
  complete,
};

// What a measure says of the whole graph; docs/searches.md lists the names.
struct Figure {
  std::string name;
  double value = 0;
};

struct MeasureColumn {
  Measure measure = Measure::degree;
  Extent extent = Extent::none;
  std::vector<double> values;           // of AnalysisAnswer::entities; empty if there is none
  std::vector<double> standard_errors;  // the same, of estimates; else empty
  std::vector<Figure> figures;
  std::vector<std::uint64_t> sizes;  // component, community: of the greatest ten
};

struct AnalysisAnswer {
  AnalysisQuery question;
  std::uint64_t entities_found = 0;   // that are linked
  std::uint64_t links_found = 0;      // between two of them
  std::uint64_t relations_found = 0;  // in the view, self loops included
  // By the first of the measures that there is, most first (component, community: from 1), then id.
  std::vector<EntityId> entities;
  std::vector<MeasureColumn> columns;  // as asked for
  AnswerGraph graph;                   // the entities, with their measures
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// Error{usage} for no measure, one twice, or a number out of its range; else as for a search. Cost
// for n entities and m links: n + m; for each iteration of pagerank, each source of betweenness and
// closeness (which share them), each of a few levels of communities; up to m^1.5 for triangles.
[[nodiscard]] AnalysisAnswer analyze(const Graph& graph, const AnalysisQuery& query);
// Loads the graph for this one question.
[[nodiscard]] AnalysisAnswer analyze(const Store& store, const Snapshot& at,
                                     const AnalysisQuery& query);

// Gives the entities of another answer the measures that the analysis lists for them, so that every
// rendering of it carries them. What has none stays without.
void add_measures(const AnalysisAnswer& analysis, AnswerGraph& graph);

}  // namespace relata
