#include "ingest/rdf_parser.h"

#include <utility>

#include "ingest/iri.h"

namespace relata {

// What is nested without end is an error, not the end of the stack.
class RdfParser::Nesting {
 public:
  explicit Nesting(RdfParser& parser) : parser_(parser) {
    if (++parser_.depth_ <= depth_max) return;
    --parser_.depth_;
    parser_.scanner_.fail("no nesting deeper than " + std::to_string(depth_max));
  }
  ~Nesting() { --parser_.depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  RdfParser& parser_;
};

namespace {

RdfTerm iri_of(std::string text) { return {.kind = RdfKind::iri, .text = std::move(text)}; }

}  // namespace

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

void RdfParser::read_statement() {
  if (read_directive()) return;
  if (language_ == RdfLanguage::trig) return read_graph_or_triples();
  read_triples();
  expect(".", "a full stop after the statement");
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
}

void RdfParser::read_graph() {
  expect("{", "{ and the statements of a graph");
  for (;;) {
    scanner_.skip_blanks();
    if (scanner_.take("}")) break;
    read_triples();
    scanner_.skip_blanks();
    if (scanner_.take("}")) break;
    expect(".", "a full stop, or } at the end of the graph");
  }
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
    emit(node, iri_of(rdf::reifies),
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

bool RdfParser::is_at_blank() { return scanner_.peek() == '_' || scanner_.peek() == '['; }

bool RdfParser::is_at_literal() {
  const int next = scanner_.peek();
  return next == '"' || next == '\'' || next == '+' || next == '-' || next == '.' ||
         (next >= '0' && next <= '9');
}

RdfTerm RdfParser::subject() {
  scanner_.skip_blanks();
  has_properties_ = false;
  if (scanner_.peek() == '<' && scanner_.peek(1) == '<') {
    RdfTerm node = reified_triple();
    has_properties_ = !has_lines();
    return node;
  }
  if (scanner_.peek() == '[' && !has_lines()) return blank_with_more();
  if (scanner_.peek() == '(' && !has_lines()) {
    RdfTerm list = collection();
    has_properties_ = false;
    return list;
  }
  return is_at_blank() ? blank() : iri();
}

RdfTerm RdfParser::verb() {
  scanner_.skip_blanks();
  if (!has_lines() && scanner_.take_word("a")) return iri_of(rdf::type);
  return iri();
}

RdfTerm RdfParser::object() {
  const Nesting nesting(*this);
  scanner_.skip_blanks();
  const int next = scanner_.peek();
  if (next == '<' && scanner_.peek(1) == '<') {
    return scanner_.peek(2) == '(' ? triple_term() : reified_triple();
  }
  if (next == '_') return blank();
  if (next == '[' && !has_lines()) return blank_with_more();
  if (next == '(' && !has_lines()) return collection();
  if (is_at_literal()) return literal();
  if (!has_lines() && next != '<') {
    for (const char* word : {"true", "false"}) {
      if (!scanner_.take_word(word)) continue;
      return {.kind = RdfKind::literal,
              .text = word,
              .datatype = "http://www.w3.org/2001/XMLSchema#boolean"};
    }
  }
  return iri();
}

std::string RdfParser::resolved(std::string reference) {
  if (is_absolute_iri(reference)) {
    return base_.empty() || has_lines() ? reference : resolve_iri(base_, reference);
  }
  if (has_lines()) scanner_.fail("an absolute IRI before this");
  return base_.empty() ? reference : resolve_iri(base_, reference);
}

RdfTerm RdfParser::iri() {
  scanner_.skip_blanks();
  if (scanner_.peek() == '<') return iri_of(resolved(scanner_.iri_reference()));
  if (has_lines()) scanner_.fail("an IRI in angle brackets");
  if (!scanner_.is_at_name()) scanner_.fail("an IRI or a name with a prefix");
  const std::string prefix = scanner_.prefix();
  const auto known = prefixes_.find(prefix);
  if (known == prefixes_.end()) scanner_.fail("a prefix that was declared before this");
  return iri_of(known->second + scanner_.local_name());
}

RdfTerm RdfParser::blank() {
  if (scanner_.peek() == '_') return {.kind = RdfKind::blank, .text = scanner_.blank_label()};
  if (has_lines()) scanner_.fail("a blank node like _:b1");
  expect("[", "a blank node");
  expect("]", "] of an empty blank node");
  return fresh_blank();
}

RdfTerm RdfParser::blank_with_more() {
  expect("[", "a blank node");
  RdfTerm node = fresh_blank();
  scanner_.skip_blanks();
  const bool has_properties = scanner_.peek() != ']';
  if (has_properties) read_properties(node);
  expect("]", "] at the end of a blank node");
  has_properties_ = has_properties;
  return node;
}

RdfTerm RdfParser::collection() {
  const Nesting nesting(*this);
  expect("(", "a collection");
  RdfTerm head = iri_of(rdf::nil);
  RdfTerm last;
  for (scanner_.skip_blanks(); !scanner_.take(")"); scanner_.skip_blanks()) {
    RdfTerm node = fresh_blank();
    if (last.kind == RdfKind::none) {
      head = node;
    } else {
      emit(last, iri_of(rdf::rest), node);
    }
    emit(node, iri_of(rdf::first), object());
    last = std::move(node);
  }
  if (last.kind != RdfKind::none) emit(last, iri_of(rdf::rest), iri_of(rdf::nil));
  return head;
}

RdfTerm RdfParser::literal() {
  constexpr std::string_view lang_string = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
  constexpr std::string_view directed = "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString";
  RdfTerm term{.kind = RdfKind::literal};
  const int next = scanner_.peek();
  if (next != '"' && next != '\'') {
    if (has_lines()) scanner_.fail("a text in quotes");
    RdfScanner::Number number = scanner_.number();
    term.text = std::move(number.digits);
    term.datatype = number.datatype;
    return term;
  }
  term.text =
      scanner_.text(has_lines() ? RdfScanner::Quotes::double_ones : RdfScanner::Quotes::any);
  scanner_.skip_blanks();
  if (scanner_.peek() == '@') {
    term.language = scanner_.language_tag();
  } else if (scanner_.take("^^")) {
    term.datatype = iri().text;
    if (term.datatype == lang_string || term.datatype == directed) {
      scanner_.fail("a language instead of this datatype");
    }
  }
  return term;
}

// The node that reifies it.
RdfTerm RdfParser::reified_triple() {
  const Nesting nesting(*this);
  expect("<<", "a triple");
  scanner_.skip_blanks();
  const auto is_at_triple = [&] { return scanner_.peek() == '<' && scanner_.peek(1) == '<'; };
  RdfTerm from = is_at_triple() ? reified_triple() : is_at_blank() ? blank() : iri();
  RdfTerm predicate = verb();
  scanner_.skip_blanks();
  const bool is_plain_blank = is_at_blank();
  if (scanner_.peek() == '(') scanner_.fail("no collection within a triple");
  RdfTerm to = is_plain_blank ? blank() : object();
  scanner_.skip_blanks();
  RdfTerm node;
  if (!has_lines() && scanner_.take("~")) {
    scanner_.skip_blanks();
    if (is_at_blank()) {
      node = blank();
    } else if (scanner_.peek() != '>') {
      node = iri();
    }
  }
  expect(">>", ">> at the end of a triple");
  if (node.kind == RdfKind::none) node = fresh_blank();
  emit(node, iri_of(rdf::reifies),
       {.kind = RdfKind::triple, .parts = {std::move(from), std::move(predicate), std::move(to)}});
  return node;
}

RdfTerm RdfParser::triple_term() {
  const Nesting nesting(*this);
  expect("<<(", "a triple");
  scanner_.skip_blanks();
  RdfTerm from = is_at_blank() ? blank() : iri();
  RdfTerm predicate = verb();
  scanner_.skip_blanks();
  const bool is_triple = scanner_.peek() == '<' && scanner_.peek(1) == '<';
  if (is_triple && scanner_.peek(2) != '(') scanner_.fail("no reified triple within a triple term");
  if (scanner_.peek() == '(') scanner_.fail("no collection within a triple");
  RdfTerm to = is_at_blank() ? blank() : object();
  expect(")>>", ")>> at the end of a triple");
  return {.kind = RdfKind::triple, .parts = {std::move(from), std::move(predicate), std::move(to)}};
}

}  // namespace relata
