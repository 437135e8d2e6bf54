#include "ingest/rdf.h"

#include <algorithm>
#include <array>

#include "ingest/foreign_values.h"
#include "ingest/line_reader.h"
#include "ingest/rdf_facts.h"
#include "ingest/rdf_parser.h"
#include "ingest/wikidata_types.h"

namespace relata {
namespace {

bool is_named(std::string_view name, std::string_view suffix) {
  for (const std::string_view packed : {"", ".gz", ".bz2", ".zst", ".xz"}) {
    if (name.ends_with(std::string(suffix) + std::string(packed))) return true;
  }
  return false;
}

bool has_directive(std::string_view text) {
  constexpr std::array directives = {"@prefix", "@base",  "@version", "PREFIX ",
                                     "prefix ", "BASE <", "base <",   "VERSION \""};
  return std::any_of(directives.begin(), directives.end(), [&](std::string_view directive) {
    const std::size_t place = text.find(directive);
    return place == 0 || (place != std::string_view::npos && text[place - 1] == '\n');
  });
}

// A whole statement on a line: `<s> <p> ... .`
bool is_statement(std::string_view line) {
  line = without_blanks(line);
  const bool begins = line.starts_with("<http") || line.starts_with("<urn:") ||
                      line.starts_with("_:") || line.starts_with("<<");
  const bool has_iri =
      line.find("> <") != std::string_view::npos || line.find(" <http") != std::string_view::npos;
  return begins && has_iri && line.ends_with('.');
}

RdfLanguage language_of(std::string_view name, std::string_view text) {
  if (is_named(name, ".nt")) return RdfLanguage::n_triples;
  if (is_named(name, ".nq")) return RdfLanguage::n_quads;
  if (is_named(name, ".ttl")) return RdfLanguage::turtle;
  if (is_named(name, ".trig")) return RdfLanguage::trig;
  const Beginning beginning{.name = name, .text = text, .is_whole = true};
  const bool is_of_lines = !has_directive(text) && is_statement(beginning.first_line("#"));
  return is_of_lines ? RdfLanguage::n_quads : RdfLanguage::trig;
}

Likelihood recognize(const Beginning& beginning) {
  constexpr std::array suffixes = {".nt", ".nq", ".ttl", ".trig"};
  const std::string_view line = beginning.first_line("#");
  if (has_directive(line)) return Likelihood::certain;
  const bool is_called_so =
      std::any_of(suffixes.begin(), suffixes.end(),
                  [&](std::string_view suffix) { return beginning.name.ends_with(suffix); });
  if (is_called_so) return Likelihood::certain;
  return is_statement(line) ? Likelihood::likely : Likelihood::none;
}

Refusal refusal_of(const RdfError& error) {
  return {.field = "",
          .reason = "at column " + std::to_string(error.column) + ": expected " + error.expected};
}

void read_line(const LineReader::Line& line, RdfLanguage language, RdfFacts& facts,
               RecordSink& sink) {
  const auto refuse = [&](Refusal refusal) {
    facts.flush();
    sink.begin(line.number);
    sink.refuse(std::move(refusal));
  };
  if (line.is_too_long) return refuse(why_too_long(line.size, sink.record_bytes_max()));
  const std::string_view text(line.text, line.size);
  if (auto refusal = why_no_text(text)) return refuse(std::move(*refusal));
  std::vector<RdfStatement> statements;
  try {
    RdfScanner scanner(text, line.number, sink.record_bytes_max());
    RdfParser(scanner, language, "", [&](RdfStatement&& statement) {
      statements.push_back(std::move(statement));
    }).read_line();
  } catch (const RdfError& error) {
    return refuse(refusal_of(error));
  }
  for (RdfStatement& statement : statements) facts.take(std::move(statement));
}

void read_document(InputStream& input, RdfLanguage language, RdfFacts& facts, RecordSink& sink) {
  RdfScanner scanner(input, sink.record_bytes_max());
  RdfParser parser(scanner, language, "",
                   [&](RdfStatement&& statement) { facts.take(std::move(statement)); });
  try {
    parser.read_document();
  } catch (const RdfError& error) {
    facts.flush();
    sink.begin(error.line);
    Refusal refusal = refusal_of(error);
    refusal.reason += "; nothing can be read after this";
    sink.refuse(std::move(refusal));
  }
}

void read(InputStream& input, RecordSink& sink) {
  const std::string& name = input.file().name;
  const RdfLanguage language = rdf_language_of(input);
  RdfFacts facts(sink, name);
  if (is_of_documents(language)) {
    read_document(input, language, facts, sink);
  } else {
    LineReader lines(input, sink.record_bytes_max());
    for (LineReader::Line line; lines.next(line);) read_line(line, language, facts, sink);
  }
  facts.end();
}

}  // namespace

RdfLanguage rdf_language_of(const InputStream& input) {
  return language_of(input.file().name, input.beginning());
}

const Reader rdf_reader = {
    .name = "rdf",
    .title = "RDF: N-Triples, N-Quads, Turtle, TriG",
    .files = "*.nt, *.nq, *.ttl, *.trig",
    .example = "<http://e.org/p1> <http://e.org/owns> <http://e.org/c1> .",
    .place_unit = PlaceUnit::line,
    .schemas = {wikidata_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::rdf,
};

}  // namespace relata
