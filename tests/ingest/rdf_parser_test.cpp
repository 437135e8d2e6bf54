#include "ingest/rdf_parser.h"

#include <catch2/catch.hpp>

#include "ingest/rdf_annotations.h"
#include "tests/ingest/reading.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

std::string text_of(const RdfTerm& term) {
  std::string text = words_of(term);
  if (term.kind == RdfKind::literal) text = "'" + text + "'";
  if (!term.language.empty()) text += "@" + term.language;
  if (!term.datatype.empty()) text += "^" + term.datatype.substr(term.datatype.find('#') + 1);
  return text;
}

Strings parsed(const std::string& content, RdfLanguage language, const std::string& base = "") {
  Strings lines;
  const auto take = [&](const RdfStatement& each) {
    std::string line = std::to_string(each.line);
    for (const RdfTerm* term : {&each.subject, &each.predicate, &each.object, &each.graph}) {
      if (term->kind == RdfKind::none) continue;
      const std::string text = text_of(*term);
      line += " " + (text.starts_with("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
                         ? "rdf:" + text.substr(text.find('#') + 1)
                         : text);
    }
    lines.push_back(line);
  };
  Reading reading(content);
  try {
    if (language == RdfLanguage::turtle || language == RdfLanguage::trig) {
      RdfScanner scanner(reading.input(), 1'000);
      RdfParser(scanner, language, base, take).read_document();
    } else {
      RdfScanner scanner(content, 7, 1'000);
      RdfParser(scanner, language, base, take).read_line();
    }
  } catch (const RdfError& error) {
    lines.push_back(std::to_string(error.line) + ":" + std::to_string(error.column) + ": " +
                    error.expected);
  }
  return lines;
}

Strings turtle(const std::string& content) {
  return parsed("@prefix : <e:> .\n" + content, RdfLanguage::turtle);
}

Strings line(const std::string& content) { return parsed(content, RdfLanguage::n_quads); }

}  // namespace

TEST_CASE("Turtle's shorthands are statements") {
  CHECK(turtle(":s a :C ; :p :o , \"x\"@en-GB ;; :q 1 , -1.5 , 2e3 , true .") ==
        Strings{"2 e:s rdf:type e:C", "2 e:s e:p e:o", "2 e:s e:p 'x'@en-GB",
                "2 e:s e:q '1'^integer", "2 e:s e:q '-1.5'^decimal", "2 e:s e:q '2e3'^double",
                "2 e:s e:q 'true'^boolean"});
  CHECK(turtle("[ :p [ :q :o ] ] .") == Strings{"2 _:.2 e:q e:o", "2 _:.1 e:p _:.2"});
  CHECK(turtle(":s :p ( 1\n:o ) , () .") ==
        Strings{"2 _:.1 rdf:first '1'^integer", "3 _:.1 rdf:rest _:.2", "3 _:.2 rdf:first e:o",
                "3 _:.2 rdf:rest rdf:nil", "3 e:s e:p _:.1", "3 e:s e:p rdf:nil"});
  CHECK(turtle(":a.b :p%20q :o\\,x . _:b.1 :p '''x'\ny''' .") ==
        Strings{"2 e:a.b e:p%20q e:o,x", "3 _:b.1 e:p 'x'\ny'"});
}

TEST_CASE("prefixes and bases change as the document goes on") {
  CHECK(parsed("BASE <http://e/a/> prefix x: <b#>\nx:s <p> <../o> .\n@prefix x: <http://f/> . "
               "@base <http://g/> . x:s <p> <> .",
               RdfLanguage::turtle) ==
        Strings{"2 http://e/a/b#s http://e/a/p http://e/o", "3 http://f/s http://g/p http://g/"});
}

TEST_CASE("TriG names the graph of a statement") {
  CHECK(parsed("@prefix : <e:> . :s :p :o . :g { :s :p :o . :s :q :o } GRAPH _:g { :s :p :o } "
               "{ :s :r :o } [] :p :o .",
               RdfLanguage::trig) == Strings{"1 e:s e:p e:o", "1 e:s e:p e:o e:g",
                                             "1 e:s e:q e:o e:g", "1 e:s e:p e:o _:g",
                                             "1 e:s e:r e:o", "1 _:.1 e:p e:o"});
}

TEST_CASE("reified triples and annotations are nodes that reify") {
  CHECK(turtle("<< :s :p :o >> :q 1 .") ==
        Strings{"2 _:.1 rdf:reifies <<( e:s e:p e:o )>>", "2 _:.1 e:q '1'^integer"});
  CHECK(turtle(":a :b << :s :p :o ~ :r >> .") ==
        Strings{"2 e:r rdf:reifies <<( e:s e:p e:o )>>", "2 e:a e:b e:r"});
  CHECK(turtle(":s :p :o ~ :k {| :q 1 |} {| :q 2 |} , :o2 .") ==
        Strings{"2 e:s e:p e:o", "2 e:k rdf:reifies <<( e:s e:p e:o )>>", "2 e:k e:q '1'^integer",
                "2 _:.1 rdf:reifies <<( e:s e:p e:o )>>", "2 _:.1 e:q '2'^integer",
                "2 e:s e:p e:o2"});
  CHECK(turtle(":s :p <<( :a :b <<( :c :d 'x' )>> )>> .") ==
        Strings{"2 e:s e:p <<( e:a e:b <<( e:c e:d x )>> )>>"});
}

TEST_CASE("a line is a statement, with a graph or without") {
  CHECK(line("<e:s><e:p>\"a\\u00e9\\n\"@en<e:g>.# why") == Strings{"7 e:s e:p 'aé\n'@en e:g"});
  CHECK(line("_:a <e:p> _:b .") == Strings{"7 _:a e:p _:b"});
  CHECK(line("  # nothing") == Strings{});
  CHECK(line("<< <e:s> <e:p> <e:o> >> <e:q> <e:x> <e:g> .") ==
        Strings{"7 _:.7.1 rdf:reifies <<( e:s e:p e:o )>> e:g", "7 _:.7.1 e:q e:x e:g"});
  CHECK(parsed("<e:s> <e:p> <e:o> <e:g> .", RdfLanguage::n_triples) ==
        Strings{"7:19: a full stop after the object"});
}

TEST_CASE("an error says where it is and what was expected") {
  CHECK(line("/m/01 <e:p> <e:o> .") == Strings{"7:1: an IRI in angle brackets"});
  CHECK(line("<e:s> <p> <e:o> .") == Strings{"7:10: an absolute IRI before this"});
  CHECK(line("<e:s> <e:p> 5 .") == Strings{"7:13: a text in quotes"});
  CHECK(line("<e:s> <e:p> <e:o> . <e:s>") == Strings{"7:21: nothing after the full stop"});
  CHECK(line("<e:s> <e:p> \"\\u0000\" .") ==
        Strings{"7:20: the code of a character, neither zero nor a surrogate, before this"});
  CHECK(line("<e:s> <e:p> \"\xff\" .") == Strings{"7:14: UTF-8"});
  CHECK(turtle(":s :p x:o .") == Strings{"2:9: a prefix that was declared before this"});
  CHECK(turtle(":s :p :o .\n:s :p\n") ==
        Strings{"2 e:s e:p e:o", "4:1: an IRI or a name with a prefix"});
  CHECK(turtle(":s :p \"" + std::string(2'000, 'x') + "\" .").back().find("1000 bytes") !=
        std::string::npos);
}

TEST_CASE("nesting has an end") {
  for (const char* open : {"[ :p ", "( ", "<< << "}) {
    std::string content = ":s :p ";
    for (int i = 0; i < 100'000; ++i) content += open;
    const std::string last = turtle(content).back();
    CHECK(last.find("no nesting deeper than 64") != std::string::npos);
  }
  std::string subjects;
  for (int i = 0; i < 100'000; ++i) subjects += "<< ";
  CHECK(turtle(subjects).back().find("no nesting") != std::string::npos);
}
