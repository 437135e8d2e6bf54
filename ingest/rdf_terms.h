#pragma once

// What RDF is made of.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace relata {

enum class RdfKind : std::uint8_t { none, iri, blank, literal, triple };

struct RdfTerm {
  RdfKind kind = RdfKind::none;
  std::string text;      // the IRI, the label of the blank node, the literal's words
  std::string datatype;  // of a literal; empty: a text
  std::string language;
  std::vector<RdfTerm> parts;  // of a triple: subject, predicate, object
  friend bool operator==(const RdfTerm&, const RdfTerm&) = default;
};

[[nodiscard]] inline RdfTerm rdf_iri(std::string text) {
  return {.kind = RdfKind::iri, .text = std::move(text)};
}

struct RdfStatement {
  RdfTerm subject;
  RdfTerm predicate;
  RdfTerm object;
  RdfTerm graph;              // none: the default graph
  std::uint64_t line = 0;     // on which it ends
  bool is_annotated = false;  // nodes that reify it follow
};

namespace rdf {

constexpr const char* type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr const char* first = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
constexpr const char* rest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
constexpr const char* nil = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
constexpr const char* reifies = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
constexpr const char* statement = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement";
constexpr const char* subject = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
constexpr const char* predicate = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
constexpr const char* object = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";

}  // namespace rdf
}  // namespace relata
