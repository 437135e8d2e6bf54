#include "ingest/rdf_parser.h"

#include <utility>

namespace relata {

RdfParser::Nesting::Nesting(RdfParser& parser) : parser_(parser) {
  if (++parser_.depth_ <= depth_max) return;
  --parser_.depth_;
  parser_.scanner_.fail("no nesting deeper than " + std::to_string(depth_max));
}

RdfParser::RdfParser(RdfScanner& scanner, RdfLanguage language, std::string base, Take take)
    : scanner_(scanner), language_(language), base_(std::move(base)), take_(std::move(take)) {}

bool RdfParser::has_lines() const {
  return language_ == RdfLanguage::n_triples || language_ == RdfLanguage::n_quads;
}

void RdfParser::expect(std::string_view sign, const char* what) {
  scanner_.skip_blanks();
  if (!scanner_.take(sign)) scanner_.fail(what);
}

// Labels that no document can give.
RdfTerm RdfParser::fresh_blank() {
  std::string label = ".";
  if (has_lines()) label += std::to_string(scanner_.line()) + ".";
  return {.kind = RdfKind::blank, .text = label + std::to_string(++blanks_)};
}

void RdfParser::emit(const RdfTerm& subject, RdfTerm predicate, RdfTerm object,
                     Annotated annotated) {
  RdfStatement statement{.subject = subject,
                         .predicate = std::move(predicate),
                         .object = std::move(object),
                         .graph = graph_,
                         .line = scanner_.line(),
                         .is_annotated = annotated == Annotated::yes};
  if (has_lines()) {
    of_line_.push_back(std::move(statement));
  } else {
    take_(std::move(statement));
  }
}

void RdfParser::read_document() {
  for (scanner_.skip_blanks(); scanner_.peek() >= 0; scanner_.skip_blanks()) read_statement();
}

void RdfParser::read_line() {
  scanner_.skip_blanks();
  if (scanner_.peek() < 0) return;
  of_line_.clear();
  blanks_ = 0;
  const RdfTerm from = subject();
  RdfTerm predicate = verb();
  RdfTerm to = object();
  scanner_.skip_blanks();
  RdfTerm graph;
  if (language_ == RdfLanguage::n_quads && scanner_.peek() != '.') {
    graph = scanner_.peek() == '_' ? blank() : iri();
  }
  emit(from, std::move(predicate), std::move(to));
  expect(".", "a full stop after the object");
  scanner_.skip_blanks();
  if (scanner_.peek() >= 0) scanner_.fail("nothing after the full stop");
  for (RdfStatement& statement : of_line_) {
    statement.graph = graph;
    take_(std::move(statement));
  }
}

void RdfParser::begin_part() {
  part_line_ = scanner_.line();
  part_blanks_ = blanks_;
}

void RdfParser::end_part(PartKind kind) {
  if (!watch_) return;
  watch_({.end = scanner_.byte(),
          .line_first = part_line_,
          .line_last = scanner_.line(),
          .is_statement = kind == PartKind::statement,
          .has_fresh_nodes = blanks_ > part_blanks_});
}

void RdfParser::read_statement() {
  begin_part();
  if (read_directive()) return end_part(PartKind::frame);
  if (language_ == RdfLanguage::trig) return read_graph_or_triples();
  read_triples();
  expect(".", "a full stop after the statement");
  end_part(PartKind::statement);
}

bool RdfParser::read_directive() {
  constexpr auto any_case = RdfScanner::Letters::any_case;
  if (scanner_.take("@")) {
    if (scanner_.take("prefix")) {
      read_prefix();
    } else if (scanner_.take("base")) {
      read_base();
    } else if (scanner_.take("version")) {
      read_version();
    } else {
      scanner_.fail("@prefix, @base or @version");
    }
    expect(".", "a full stop after the directive");
    return true;
  }
  if (scanner_.take_word("prefix", any_case)) {
    read_prefix();
  } else if (scanner_.take_word("base", any_case)) {
    read_base();
  } else if (scanner_.take_word("version", any_case)) {
    read_version();
  } else {
    return false;
  }
  return true;
}

void RdfParser::read_prefix() {
  scanner_.skip_blanks();
  std::string prefix = scanner_.prefix();
  scanner_.skip_blanks();
  prefixes_[std::move(prefix)] = resolved(scanner_.iri_reference());
}

void RdfParser::read_base() {
  scanner_.skip_blanks();
  base_ = resolved(scanner_.iri_reference());
}

void RdfParser::read_version() {
  scanner_.skip_blanks();
  static_cast<void>(scanner_.text(RdfScanner::Quotes::short_ones));
}

void RdfParser::read_graph_or_triples() {
  graph_ = {};
  if (scanner_.peek() == '{') return read_graph();
  if (scanner_.take_word("graph", RdfScanner::Letters::any_case)) {
    scanner_.skip_blanks();
    graph_ = is_at_blank() ? blank() : iri();
    scanner_.skip_blanks();
    return read_graph();
  }
  const int next = scanner_.peek();
  const bool is_plain = next != '(' && (next != '<' || scanner_.peek(1) != '<');
  const RdfTerm term = subject();
  const bool may_be_graph = is_plain && !has_properties_;
  scanner_.skip_blanks();
  if (may_be_graph && scanner_.peek() == '{') {
    graph_ = term;
    return read_graph();
  }
  read_triples_of(term);
  expect(".", "a full stop after the statement");
  end_part(PartKind::statement);
}

void RdfParser::read_graph() {
  expect("{", "{ and the statements of a graph");
  end_part(PartKind::frame);
  for (;;) {
    scanner_.skip_blanks();
    if (scanner_.take("}")) break;
    begin_part();
    read_triples();
    scanner_.skip_blanks();
    const bool is_last = scanner_.peek() == '}';
    if (!is_last) expect(".", "a full stop, or } at the end of the graph");
    end_part(PartKind::statement);
  }
  end_part(PartKind::frame);
  graph_ = {};
}

void RdfParser::read_triples() {
  const RdfTerm from = subject();
  read_triples_of(from);
}

// A node that has said something already may stand alone.
void RdfParser::read_triples_of(const RdfTerm& subject) {
  const bool may_stand_alone = std::exchange(has_properties_, false);
  scanner_.skip_blanks();
  const int next = scanner_.peek();
  if (may_stand_alone && (next == '.' || next == '}')) return;
  read_properties(subject);
}

void RdfParser::read_properties(const RdfTerm& subject) {
  const Nesting nesting(*this);
  for (;;) {
    const RdfTerm predicate = verb();
    read_objects(subject, predicate);
    bool has_semicolon = false;
    for (scanner_.skip_blanks(); scanner_.take(";"); scanner_.skip_blanks()) has_semicolon = true;
    const int next = scanner_.peek();
    const bool is_end = next == '.' || next == ']' || next == '}' || next == '|';
    if (!has_semicolon || is_end) return;
  }
}

void RdfParser::read_objects(const RdfTerm& subject, const RdfTerm& predicate) {
  do {
    RdfTerm to = object();
    scanner_.skip_blanks();
    const int next = scanner_.peek();
    const bool is_annotated = next == '~' || (next == '{' && scanner_.peek(1) == '|');
    emit(subject, predicate, to, is_annotated ? Annotated::yes : Annotated::no);
    if (!is_annotated) continue;
    read_annotations(subject, predicate, to);
    scanner_.skip_blanks();
  } while (scanner_.take(","));
}

// ~ names the node that reifies the triple, {| |} says something of it, or of a node of its own.
void RdfParser::read_annotations(const RdfTerm& subject, const RdfTerm& predicate,
                                 const RdfTerm& object) {
  RdfTerm node;
  const auto reify = [&](RdfTerm by) {
    node = std::move(by);
    emit(node, rdf_iri(rdf::reifies),
         {.kind = RdfKind::triple, .parts = {subject, predicate, object}});
  };
  for (;;) {
    scanner_.skip_blanks();
    if (scanner_.take("~")) {
      scanner_.skip_blanks();
      const bool has_name = is_at_blank() || scanner_.peek() == '<' || scanner_.is_at_name();
      reify(!has_name ? fresh_blank() : is_at_blank() ? blank() : iri());
    } else if (scanner_.take("{|")) {
      if (node.kind == RdfKind::none) reify(fresh_blank());
      read_properties(std::exchange(node, {}));
      expect("|}", "|} at the end of an annotation");
    } else {
      return;
    }
  }
}

}  // namespace relata
