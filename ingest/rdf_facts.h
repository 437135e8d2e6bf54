#pragma once

// Statements of RDF as records.
//
// A statement is an input record, and a fact about its subject: a relation, a name, a type or a
// property. The statements about a node that reifies a triple are one record together, and a claim;
// a link that is annotated where it stands is part of that record.
// Such nodes wait until the end, since what is said of them may stand anywhere; a node is known for
// one if the statement that says so stands among the first that follow each other about it.
//
// Nodes of Wikidata's full RDF wait too: those of one statement are one record.
//
// Kept until the end, besides those: a number for each link that is asserted, the type of each
// typed thing, the names of graphs.

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "ingest/first_types.h"
#include "ingest/rdf_terms.h"
#include "ingest/record_sink.h"
#include "ingest/wikibase_nodes.h"

namespace relata {

class RdfFacts {
 public:
  // Blank nodes, and IRIs that are not absolute, are local to the file.
  RdfFacts(RecordSink& sink, std::string file);

  void take(RdfStatement&& statement);
  // Before anything else is put into the sink, and at the end of what could be read.
  void flush();
  void end();

 private:
  struct Reifier {
    std::vector<RdfStatement> statements;
    bool is_named = false;  // something else refers to it
  };

  void put_fact(const RdfStatement& statement);
  void put_parts(const RdfStatement& statement);
  void put_type(const RdfStatement& statement, const std::string& key);
  void put_literal(const RdfStatement& statement, const std::string& key);
  void put_link(const RdfStatement& statement, const std::string& key);
  void put_wikidata(const WikibaseNodes::Whole& whole);
  void put_reifier(const Reifier& reifier);
  void put_claim(const RdfTerm& triple, const Reifier& reifier);
  void put_claimed_value(const RdfTerm& triple, const Reifier& reifier);

  void note_asserted(const RdfStatement& statement);
  [[nodiscard]] std::string key_of(const RdfTerm& term);
  // The document of a graph; empty for the default graph.
  [[nodiscard]] std::string document_of(const RdfTerm& graph);
  void add_document(const std::string& key);

  RecordSink& sink_;
  std::string file_;
  std::vector<RdfStatement> run_;  // that follow each other about one subject
  std::map<std::string, Reifier, std::less<>> reifiers_;
  std::vector<std::string> reifier_keys_;  // in the order they came
  std::unordered_set<std::size_t> asserted_;
  WikibaseNodes wikibase_;
  FirstTypes types_;
  std::unordered_set<std::string> documents_;
};

}  // namespace relata
