#pragma once

// The RDF languages, old and new: N-Triples and N-Quads a line at a time, Turtle and TriG as a
// whole, all of RDF 1.1 and RDF 1.2.
//
// One grammar reads what all of them share. A reified triple `<< s p o >>` and an annotation are
// taken apart into what they stand for: a node, and the statement that it reifies a triple. So is
// the quoted triple of old RDF-star, in the languages of lines too, where RDF 1.2 has none.

#include <functional>
#include <map>
#include <string>

#include "ingest/rdf_scanner.h"
#include "ingest/rdf_terms.h"

namespace relata {

enum class RdfLanguage : std::uint8_t { n_triples, n_quads, turtle, trig };

// Of documents, else of lines.
[[nodiscard]] inline bool is_of_documents(RdfLanguage language) {
  return language == RdfLanguage::turtle || language == RdfLanguage::trig;
}

// A part of a document, which begins where the one before it ended: a statement, with the blanks
// before it, or what statements stand in.
struct RdfPart {
  std::uint64_t end = 0;  // in bytes of the document
  std::uint64_t line_first = 0;
  std::uint64_t line_last = 0;
  bool is_statement = false;     // else a directive, or where a graph begins or ends
  bool has_fresh_nodes = false;  // without a name, which are told by their number
};

class RdfParser {
 public:
  using Take = std::function<void(RdfStatement&&)>;

  // Relative IRIs are resolved against `base`, if there is one, else kept as they are.
  RdfParser(RdfScanner& scanner, RdfLanguage language, std::string base, Take take);

  // A whole document of Turtle or TriG. Throws RdfError where it is none; nothing can be read after
  // that.
  void read_document();
  // From now on told of each part of a document once it is read.
  using Watch = std::function<void(const RdfPart&)>;
  void watch(Watch watch) { watch_ = std::move(watch); }
  // One line of N-Triples or N-Quads, which may be blank. The nodes that its reified triples stand
  // for are told apart by the line.
  void read_line();

  static constexpr int depth_max = 64;

 private:
  // What is nested without end is an error, not the end of the stack.
  class Nesting {
   public:
    explicit Nesting(RdfParser& parser);
    ~Nesting() { --parser_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    RdfParser& parser_;
  };

  void begin_part();
  enum class PartKind : std::uint8_t { statement, frame };
  void end_part(PartKind kind);
  void read_statement();
  [[nodiscard]] bool read_directive();
  void read_prefix();
  void read_base();
  void read_version();
  void read_graph_or_triples();
  void read_graph();
  void read_triples_of(const RdfTerm& subject);
  void read_triples();

  void read_properties(const RdfTerm& subject);
  void read_objects(const RdfTerm& subject, const RdfTerm& predicate);
  void read_annotations(const RdfTerm& subject, const RdfTerm& predicate, const RdfTerm& object);

  [[nodiscard]] RdfTerm subject();
  [[nodiscard]] RdfTerm verb();
  [[nodiscard]] RdfTerm object();
  [[nodiscard]] RdfTerm iri();
  [[nodiscard]] RdfTerm blank();            // _:b1 or []
  [[nodiscard]] RdfTerm blank_with_more();  // [ :p :o ] too
  [[nodiscard]] RdfTerm collection();
  [[nodiscard]] RdfTerm literal();
  [[nodiscard]] RdfTerm reified_triple();
  [[nodiscard]] RdfTerm triple_term();
  [[nodiscard]] bool is_at_literal();
  [[nodiscard]] bool is_at_blank();
  [[nodiscard]] bool has_lines() const;

  [[nodiscard]] RdfTerm fresh_blank();
  [[nodiscard]] std::string resolved(const std::string& reference);
  void expect(std::string_view sign, const char* what);
  enum class Annotated : std::uint8_t { no, yes };
  void emit(const RdfTerm& subject, RdfTerm predicate, RdfTerm object,
            Annotated annotated = Annotated::no);

  RdfScanner& scanner_;
  RdfLanguage language_;
  std::string base_;
  Take take_;
  Watch watch_;
  std::uint64_t part_line_ = 0;
  std::uint64_t part_blanks_ = 0;
  std::map<std::string, std::string> prefixes_;
  RdfTerm graph_;
  std::uint64_t blanks_ = 0;
  int depth_ = 0;
  bool has_properties_ = false;        // the last [ ] was not empty
  std::vector<RdfStatement> of_line_;  // until its graph is known
};

}  // namespace relata
