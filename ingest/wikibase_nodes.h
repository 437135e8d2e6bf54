#pragma once

// The statements of Wikidata's full RDF, which are spread over nodes: an entity leads to a node for
// each statement, that to its value, its qualifiers, its references and the precision of its times.
// They are put together again as the JSON of a statement, so that both formats become the same.
//
// Nodes may stand anywhere, so all of them are kept until the end.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/rdf_terms.h"

namespace relata {

class WikibaseNodes {
 public:
  // True if it is about such a node, and was taken.
  [[nodiscard]] bool take(RdfStatement& statement);
  // Does the entity have a statement of its own that says what this direct one says?
  [[nodiscard]] bool repeats(const RdfStatement& direct) const;

  struct Whole {
    RdfTerm entity;
    std::string property;  // "P39"
    std::string json;      // of the statement
    std::uint64_t line = 0;
  };
  // What is whole, and the statements of nodes that lead to nothing whole.
  void end(const std::function<void(const Whole&)>& take_whole,
           const std::function<void(const RdfStatement&)>& take_rest);

 private:
  struct Node {
    std::vector<RdfStatement> links;       // that lead an entity to it
    std::vector<RdfStatement> statements;  // about it
    bool is_used = false;
  };
  class Writing;

  Node& node(const std::string& iri);

  std::unordered_map<std::string, Node> nodes_;
  std::vector<std::string> order_;                                        // in which nodes came
  std::unordered_map<std::string, std::vector<std::string>> properties_;  // by entity
};

}  // namespace relata
