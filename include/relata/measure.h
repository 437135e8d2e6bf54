#pragma once

// What can be measured of an entity's place in a graph (relata/analyze.h).
//
// Two entities are linked if a relation in the view joins them. However many do, that is one link:
// parallel relations tell how often something was reported, not how strongly two are tied. Self
// loops link nobody. Only PageRank minds directions: it follows relations from source to target,
// those of symmetric types both ways.

#include <cstdint>

namespace relata {

enum class Measure : std::uint8_t {
  degree,       // entities that it is linked to
  relations,    // relations in the view that link it to others: parallel ones count
  pagerank,     // the share of a random walk that follows relations, and starts anew anywhere with
                // 0.15 or where nothing leads on (Brin and Page 1998). All add up to 1
  betweenness,  // the share of all pairs of others that are connected through it, each by the share
                // of its shortest paths (Freeman 1977, Brandes 2001). 0 to 1
  closeness,    // harmonic: the mean of 1 / hops to each other one, of 0 for those that it is not
                // connected with (Marchiori and Latora 2000). 0 to 1
  component,    // which connected part it is in: 1 is the greatest
  brokerage,    // parts that its component would fall into without it: 2 or more for an
                // articulation point (Hopcroft and Tarjan 1973)
  core,         // the greatest k for which it is among entities that are each linked to k of them
                // (Seidman 1983, Batagelj and Zaversnik 2003)
  community,    // which community it is in, 1 is the greatest: parts with more links within than
                // chance would give (Leiden: Traag, Waltman and van Eck 2019)
  triangles,    // pairs of entities that it is linked to and that are linked to each other
};

// Of one entity.
struct EntityMeasure {
  Measure measure = Measure::degree;
  double value = 0;
};

}  // namespace relata
