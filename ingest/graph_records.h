#pragma once

// Nodes and edges of a graph as programs exchange them, made into entities and relations.
//
// In such files - GraphML, GEXF, Cytoscape's, networkx', Neo4j's - only ids and ends have a meaning
// that is fixed. Everything else is a field under a name that somebody chose: what it is, is told
// by that name and by whether its value can be that. A field that is nothing else is a property.
//
// The ids of a file are its own: the key of the node "7" in crm.graphml is "crm:7", so that a later
// export of that name tells more of the same things, and those of another name stay apart. A
// mapping file gives another word for "crm". An id that is an address means the same everywhere,
// and is the key. Edges are told by their content.

#include <relata/model.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ingest/field_meaning.h"
#include "ingest/reader.h"

namespace relata {

// The types that readers of graphs bring along.
inline constexpr const char* graph_schema = R"({
  "entity_types": [{"name": "joint_link", "label": "link of several", "parent": "event"}],
  "relation_types": [
    {"name": "linked_to", "label": "is linked to", "inverse": "is linked from"},
    {"name": "takes_part_in", "label": "takes part in", "inverse": "has as part", "target": ["event"]}
  ]
})";

struct GraphNode {
  std::string id;
  std::string parent;              // the id of the node it lies in; empty: in none
  std::vector<std::string> types;  // the first counts, others are properties
  std::vector<Property> fields;
};

struct GraphEdge {
  std::string source;
  std::string target;
  std::string type;  // a word for it; empty: told by a field
  bool is_directed = true;
  std::vector<Period> spells;  // a relation for each; empty: one
  bool has_dates = true;       // false: its times are of some other clock
  std::vector<Property> fields;
};

// What holds between any number of nodes: an entity in which each takes part.
struct GraphHyperedge {
  struct Member {
    std::string node;
    std::string role;  // "source", "target"; empty: none in particular
  };
  std::string id;  // empty: its number in the file
  std::vector<Member> members;
  std::vector<Property> fields;
};

class GraphRecords {
 public:
  // Whose nodes an input holds: its own, or some of a graph that lies in several files.
  enum class Nodes : std::uint8_t { own, shared };

  // The keys of ids begin with `scope`; empty: the file's name without its endings.
  GraphRecords(const InputStream& input, RecordSink& sink, std::string scope = {},
               Nodes nodes = Nodes::own);

  // Parts of the record that the sink was told of last.
  void add(GraphNode node);
  void add(GraphEdge edge);
  void add(const GraphHyperedge& edge);
  // What is said of the whole graph: properties of the input's document.
  void describe(std::vector<Property> fields);

  // At the end of the input: the ends of edges that were no node of it become entities. Their ids
  // are kept until now, as are those of the nodes.
  void end();

  // The file's name without its endings.
  [[nodiscard]] static std::string scope_of(const InputStream& input);

 private:
  struct Evidence;

  [[nodiscard]] std::string key_of(std::string_view id) const;
  [[nodiscard]] FieldMeaning meaning_of(const std::string& field);
  [[nodiscard]] std::string typed(const std::string& word, const Mapping::Words& ours);
  [[nodiscard]] std::string type_of_node(GraphNode& node);
  [[nodiscard]] std::string type_of_edge(GraphEdge& edge);
  void take_names(GraphNode& node, std::vector<Name>& names);
  void take_evidence(GraphEdge& edge, Evidence& evidence);
  [[nodiscard]] bool take_evidence(const Property& field, Evidence& evidence);
  [[nodiscard]] bool take_time(const Property& field, Period& valid);
  void mention(const std::string& id);
  void add_part(const std::string& key, const std::string& parent);

  RecordSink& sink_;
  std::string file_document_;
  std::string scope_;
  Nodes nodes_;
  std::unordered_map<std::string, FieldMeaning> meanings_;
  std::unordered_set<std::string> types_;      // that fields gave
  std::unordered_set<std::string> known_ids_;  // of nodes
  std::unordered_set<std::string> other_ids_;  // of ends that were no node so far
  std::uint64_t hyperedges_ = 0;
};

}  // namespace relata
