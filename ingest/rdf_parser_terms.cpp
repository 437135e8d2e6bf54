// The terms of the RDF languages: what stands for subjects, predicates and objects.

#include <utility>

#include "ingest/iri.h"
#include "ingest/rdf_parser.h"

namespace relata {

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
  if (!has_lines() && scanner_.take_word("a")) return rdf_iri(rdf::type);
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

std::string RdfParser::resolved(const std::string& reference) {
  if (is_absolute_iri(reference)) {
    return base_.empty() || has_lines() ? reference : resolve_iri(base_, reference);
  }
  if (has_lines()) scanner_.fail("an absolute IRI before this");
  return base_.empty() ? reference : resolve_iri(base_, reference);
}

RdfTerm RdfParser::iri() {
  scanner_.skip_blanks();
  if (scanner_.peek() == '<') return rdf_iri(resolved(scanner_.iri_reference()));
  if (has_lines()) scanner_.fail("an IRI in angle brackets");
  if (!scanner_.is_at_name()) scanner_.fail("an IRI or a name with a prefix");
  const std::string prefix = scanner_.prefix();
  const auto known = prefixes_.find(prefix);
  if (known == prefixes_.end()) scanner_.fail("a prefix that was declared before this");
  return rdf_iri(known->second + scanner_.local_name());
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
  RdfTerm head = rdf_iri(rdf::nil);
  RdfTerm last;
  for (scanner_.skip_blanks(); !scanner_.take(")"); scanner_.skip_blanks()) {
    RdfTerm node = fresh_blank();
    if (last.kind == RdfKind::none) {
      head = node;
    } else {
      emit(last, rdf_iri(rdf::rest), node);
    }
    emit(node, rdf_iri(rdf::first), object());
    last = std::move(node);
  }
  if (last.kind != RdfKind::none) emit(last, rdf_iri(rdf::rest), rdf_iri(rdf::nil));
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
  emit(node, rdf_iri(rdf::reifies),
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
