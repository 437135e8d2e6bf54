// The suites of the W3C for the RDF languages, and RDF from the wild.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <set>

#include "ingest/rdf_parser.h"
#include "tests/graph/temporary_directory.h"
#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

namespace {

namespace fs = std::filesystem;

RdfLanguage language_of(const fs::path& file) {
  const std::string suffix = file.extension().string();
  if (suffix == ".nt") return RdfLanguage::n_triples;
  if (suffix == ".nq") return RdfLanguage::n_quads;
  return suffix == ".ttl" ? RdfLanguage::turtle : RdfLanguage::trig;
}

// What a file says; nothing if it is not well formed.
std::optional<std::vector<RdfStatement>> statements_of(const fs::path& file,
                                                       const std::string& base) {
  std::vector<RdfStatement> statements;
  const auto take = [&](RdfStatement&& statement) { statements.push_back(std::move(statement)); };
  InputStream input({.path = file.string(), .name = file.filename().string()});
  const RdfLanguage language = language_of(file);
  constexpr std::size_t bytes_max = 1 << 20;
  try {
    if (language == RdfLanguage::turtle || language == RdfLanguage::trig) {
      RdfScanner scanner(input, bytes_max);
      RdfParser(scanner, language, base, take).read_document();
      return statements;
    }
    std::string text(1 << 20, '\0');
    text.resize(input.read(text.data(), text.size()));
    std::replace(text.begin(), text.end(), '\r', '\n');
    std::uint64_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      RdfScanner scanner(std::string_view(text).substr(begin, end - begin), ++number, bytes_max);
      RdfParser(scanner, language, "", take).read_line();
      begin = end + 1;
    }
  } catch (const RdfError& error) {
    INFO(file << ":" << error.line << ": expected " << error.expected);
    CHECK(error.line > 0);
    return std::nullopt;
  }
  return statements;
}

// Blank nodes without their labels, literals without what means nothing.
std::string plain(const RdfTerm& term) {
  switch (term.kind) {
    case RdfKind::none:
      return "";
    case RdfKind::iri:
      return "<" + term.text + ">";
    case RdfKind::blank:
      return "_:";
    case RdfKind::literal: {
      std::string language = term.language;
      std::transform(language.begin(), language.end(), language.begin(), ::tolower);
      const bool is_text = term.datatype == "http://www.w3.org/2001/XMLSchema#string";
      return "\"" + term.text + "\"@" + language + "^^" + (is_text ? "" : term.datatype);
    }
    case RdfKind::triple:
      break;
  }
  std::string text = "<<(";
  for (const RdfTerm& part : term.parts) text += plain(part) + " ";
  return text + ")>>";
}

std::set<std::string> plain(const std::vector<RdfStatement>& statements) {
  std::set<std::string> all;
  for (const RdfStatement& each : statements) {
    all.insert(plain(each.subject) + " " + plain(each.predicate) + " " + plain(each.object) + " " +
               plain(each.graph));
  }
  return all;
}

std::string local(const std::string& iri) { return iri.substr(iri.find_last_of("#/") + 1); }

struct Suite {
  std::size_t positive = 0;
  std::size_t negative = 0;
  std::size_t compared = 0;
  std::set<std::string> deviations;
};

// The tests of one manifest. Its own IRIs lead to files.
void run(const fs::path& manifest, Suite& suite) {
  const std::string here = "http://manifest.example/";
  const auto listed = statements_of(manifest, here);
  REQUIRE(listed);
  std::string base;
  std::map<std::string, std::map<std::string, std::string>> tests;
  for (const RdfStatement& each : *listed) {
    const std::string predicate = local(each.predicate.text);
    if (predicate == "assumedTestBase") base = each.object.text;
    tests[each.subject.text][predicate] = each.object.text;
  }
  for (auto& [iri, test] : tests) {
    const std::string type = local(test["type"]);
    if (!type.starts_with("Test") || type.find("C14N") != std::string::npos) continue;
    const fs::path file = manifest.parent_path() / local(test["action"]);
    if (!fs::exists(file)) continue;
    const bool is_negative = type.find("Negative") != std::string::npos;
    ++(is_negative ? suite.negative : suite.positive);
    const std::string name = file.filename().string();
    const auto found = statements_of(file, base + name);
    if (found.has_value() == is_negative) {
      suite.deviations.insert(name);
      continue;
    }
    const bool has_result = !is_negative && test.contains("result");
    if (!has_result) continue;
    ++suite.compared;
    const auto expected = statements_of(manifest.parent_path() / local(test["result"]), "");
    if (!expected || plain(*found) != plain(*expected)) suite.deviations.insert("!" + name);
  }
}

Suite run_all(const fs::path& directory) {
  Suite suite;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.path().filename() == "manifest.ttl") run(entry.path(), suite);
  }
  return suite;
}

}  // namespace

TEST_CASE("samples of RDF: the suites of RDF 1.1 and 1.2") {
  const auto archive = sample("rdf/w3c-rdf-tests/rdf11-rdf12-suites.tar.gz");
  if (!archive) return;
  TemporaryDirectory directory;
  const std::string command =
      "tar xzf '" + archive->string() + "' -C '" + directory.path().string() + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  const Suite old = run_all(directory.path() / "rdf11");
  CHECK(old.positive == 554);
  CHECK(old.negative == 272);
  CHECK(old.compared == 278);
  // A zero character is no text.
  CHECK(old.deviations ==
        std::set<std::string>{
            "LITERAL1_all_controls.trig", "LITERAL1_all_controls.ttl",
            "LITERAL1_ascii_boundaries.trig", "LITERAL1_ascii_boundaries.ttl",
            "LITERAL2_ascii_boundaries.trig", "LITERAL2_ascii_boundaries.ttl",
            "LITERAL_LONG1_ascii_boundaries.trig", "LITERAL_LONG1_ascii_boundaries.ttl",
            "LITERAL_LONG2_ascii_boundaries.trig", "LITERAL_LONG2_ascii_boundaries.ttl",
            "literal_all_controls.nq", "literal_all_controls.nt", "literal_ascii_boundaries.nq",
            "literal_ascii_boundaries.nt"});
  const Suite present = run_all(directory.path() / "rdf12");
  CHECK(present.positive == 133);
  CHECK(present.negative == 86);
  CHECK(present.compared == 54);
  // Quoted triples of old RDF-star.
  CHECK(present.deviations ==
        std::set<std::string>{
            "nquads12-bad-reified-syntax-1.nq", "nquads12-bad-reified-syntax-2.nq",
            "nquads12-bad-reified-syntax-3.nq", "nquads12-bad-syntax-09.nq",
            "ntriples12-bad-reified-syntax-1.nt", "ntriples12-bad-reified-syntax-2.nt",
            "ntriples12-bad-reified-syntax-3.nt", "ntriples12-bad-syntax-09.nt"});
}

namespace {

// The counts of a file that the suite calls well formed, or not.
void check_reader(const fs::path& file, bool is_good) {
  CAPTURE(file.filename().string());
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {file.string()}, .format = "rdf"});
  const RecordCounts& records = report.records;
  CHECK(records.read == records.taken + records.known + records.rejected);
  CHECK((records.rejected == 0) == is_good);
  CHECK(store->verify().empty());
  CHECK(ingest(*store, {.inputs = {file.string()}, .format = "rdf"}).batch == 0);
}

}  // namespace

TEST_CASE(
    "samples of RDF: the reader takes what is well formed, and rejects a record of the rest") {
  const auto suite = sample("rdf/w3c-rdf-tests/rdf12");
  if (!suite) return;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(*suite)) {
    const std::string name = entry.path().filename().string();
    const bool is_test = entry.is_regular_file() && name.find("manifest") == std::string::npos;
    const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    // Quoted triples of old RDF-star; zero characters.
    const bool deviates = has("bad-reified") || has("12-bad-syntax-09.n") ||
                          has("literal_all_controls") || has("literal_ascii_boundaries") ||
                          has("literal_needing_uchar_escaping");
    const std::string suffix = entry.path().extension().string();
    if (!is_test || deviates ||
        (suffix != ".ttl" && suffix != ".trig" && suffix != ".nt" && suffix != ".nq"))
      continue;
    check_reader(entry.path(), name.find("bad") == std::string::npos);
    ++files;
  }
  CHECK(files == 413);
}

TEST_CASE("samples of RDF: what calls itself N-Triples and is none") {
  check_sample("rdf/real-malformed/DB15K_SameAsLink.head2000.nt", "rdf",
               {.read = 2000, .rejected = 2000});
}

TEST_CASE("samples of RDF: Wikidata in full") {
  // The precision of its one time, 32, is none.
  check_sample(
      "rdf/wikidata_complete_document.ttl", "rdf",
      {.read = 96, .rejected = 1, .entities = 81, .documents = 1, .relations = 12, .claims = 12});
}
