// Every table that Kùzu tests its own readers with, good or broken on purpose.

#include <relata/error.h>
#include <algorithm>

#include <fstream>
#include <vector>

#include "tests/graph/temporary_directory.h"
#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

namespace {

struct Expected {
  const char* file;
  std::uint64_t read;
  std::uint64_t rejected;
  std::string first_rejection;  // "2: expected 7 columns, found 8", by line or byte
};

// By the guess with which a table is answered that nothing is known about.
const std::vector<Expected> tables = {
    {"copy-dos-style-newline/vPerson.csv", 5, 0, ""},
    {"copy-special-char-test/eWorkAt.csv", 3, 0, ""},
    {"copy-special-char-test/vOrganisation.csv", 3, 1, "2: expected 7 columns, found 8"},
    {"copy-special-char-test/vPerson.csv", 8, 7, "2: expected 4 columns, found 3"},
    {"csv-dialect-detection/eStudyAt_delim1.csv", 3, 0, ""},
    {"csv-dialect-detection/eStudyAt_delim2.csv", 3, 0, ""},
    {"csv-dialect-detection/eStudyAt_escape1.csv", 3, 0, ""},
    {"csv-dialect-detection/eStudyAt_escape2.csv", 3, 0, ""},
    {"csv-dialect-detection/eStudyAt_escape3.csv", 3, 0, ""},
    {"csv-dialect-detection/eStudyAt_quote1.csv", 3, 0, ""},
    {"csv-dialect-detection/list.csv", 2, 0, ""},
    {"csv-dialect-detection/list_delim1.csv", 2, 0, ""},
    {"csv-dialect-detection/list_delim2.csv", 2, 0, ""},
    {"csv-dialect-detection/list_quote1.csv", 2, 1, "2: expected 7 columns, found 13"},
    {"csv-edge-case-tests/bom-and-data.csv", 2, 0, ""},
    {"csv-edge-case-tests/bom-and-header.csv", 1, 0, ""},
    {"csv-edge-case-tests/bom.csv", 0, 0, ""},
    {"csv-edge-case-tests/carriage-return-then-eof.csv", 2, 0, ""},
    {"csv-edge-case-tests/delimiter-then-eof.csv", 1, 1, "1: target: expected an id or a name"},
    {"csv-edge-case-tests/empty-first-line.csv", 2, 0, ""},
    {"csv-edge-case-tests/empty-lines-multiple-columns.csv", 2, 0, ""},
    {"csv-edge-case-tests/empty-lines-single-column.csv", 2, 0, ""},
    {"csv-edge-case-tests/empty.csv", 0, 0, ""},
    {"csv-edge-case-tests/eof-after-unquote.csv", 1, 0, ""},
    {"csv-edge-case-tests/escapes-in-quote.csv", 1, 1,
     "1: a quote is opened and not closed in the next 9 bytes; double the quotes of a cell"},
    {"csv-edge-case-tests/escapes-out-of-quote.csv", 2, 1, "2: expected 2 columns, found 3"},
    {"csv-edge-case-tests/header-num-columns-mismatch.csv", 1, 1, "2: expected 4 columns, found 6"},
    {"csv-edge-case-tests/list-quote.csv", 15, 0, ""},
    {"csv-edge-case-tests/long-list.csv", 1, 0, ""},
    {"csv-edge-case-tests/long-string.csv", 1, 0, ""},
    {"csv-edge-case-tests/mixed-empty-lines-multiple-columns.csv", 2, 0, ""},
    {"csv-edge-case-tests/mixed-empty-lines-single-column.csv", 3, 0, ""},
    {"csv-edge-case-tests/mixed-newlines.csv", 3, 0, ""},
    {"csv-edge-case-tests/null-field.csv", 2, 0, ""},
    {"csv-edge-case-tests/quoted-values.csv", 1, 0, ""},
    {"csv-edge-case-tests/tab-as-delim.csv", 2, 0, ""},
    {"csv-edge-case-tests/unquote-escape.csv", 1, 0, ""},
    {"csv-error-tests/escape-then-bad-char.csv", 2, 0, ""},
    {"csv-error-tests/escape-then-eof.csv", 2, 1,
     "2: a quote is opened and not closed in the next 5 bytes; double the quotes of a cell"},
    {"csv-error-tests/large-conversion-failure.csv", 1001, 0, ""},
    {"csv-error-tests/mixed-line-count-test.csv", 4, 1, "7: expected 1 columns, found 6"},
    {"csv-error-tests/quote-then-eof.csv", 2, 1,
     "2: a quote is opened and not closed in the next 4 bytes; double the quotes of a cell"},
    {"csv-error-tests/sniff_first_row.csv", 4, 0, ""},
    {"csv-error-tests/too-few-values.csv", 2, 1, "2: expected 2 columns, found 1"},
    {"csv-error-tests/too-many-values.csv", 2, 1, "2: expected 1 columns, found 3"},
    {"csv-error-tests/union-no-conversion.csv", 2, 0, ""},
    {"csv-multiline-quote-tests/basic.csv", 1, 0, ""},
    {"csv-multiline-quote-tests/mixed-newlines.csv", 1, 0, ""},
    {"tinysnb/eKnows.csv", 6, 0, ""},
    {"tinysnb/eKnows_2.csv", 8, 0, ""},
    {"tinysnb/eMarries.csv", 3, 0, ""},
    {"tinysnb/eMeets.csv", 7, 0, ""},
    {"tinysnb/eStudyAt.csv", 3, 0, ""},
    {"tinysnb/eWorkAt.csv", 3, 0, ""},
    {"tinysnb/vMovies.csv", 3, 0, ""},
    {"tinysnb/vOrganisation.csv", 3, 0, ""},
    {"tinysnb/vPerson.csv", 5, 0, ""},
    {"tinysnb/vPerson.tsv", 5, 0, ""},
    {"tinysnb/vPerson2.csv", 3, 0, ""},
    {"typed-headers/person.csv", 2, 0, ""},
    {"unbraced-lists/mixed-unbraced.csv", 3, 0, ""},
    {"unbraced-lists/nested.csv", 2, 0, ""},
    {"unbraced-lists/only-unbraced.csv", 3, 0, ""},
};

// Rows of no format that is known: what is asked to read them as its own refuses each.
const std::vector<Expected> json_rows = {
    {"json-error/index_lookup_error.json", 6, 6, ""},
    {"json-error/newline_delimited_invalid_format.json", 2, 2,
     "byte 8: bad JSON at byte 8: expected an array or object, found \",\"; what follows was not "
     "read"},
    {"json-error/newline_delimited_invalid_value.json", 3, 3,
     "byte 9: bad JSON at byte 16: Missing a comma or '}' after an object member"},
    {"json-error/person_ok.json", 4, 4, ""},
    {"json-error/pk_constraint_violation.json", 5, 5, ""},
    {"json-error/structured.json", 3, 3, "byte 30: bad JSON at byte 35: Invalid value"},
    {"json-error/structured_trailing_comma.json", 4, 4,
     "byte 86: bad JSON at byte 86: expected a value, found \"]\"; what follows was not read"},
    {"json-error/unstructured.json", 3, 3, "byte 27: bad JSON at byte 56: Invalid value"},
    {"json-misc/array-test.json", 2, 2, ""},
    {"json-misc/newline-delimited.json", 9, 9, ""},
    {"json-misc/null-test.json", 4, 4, "byte 6: expected an object"},
    {"json-misc/null_in_struct.json", 1, 1, ""},
    {"json-misc/null_in_struct2.json", 1, 1, ""},
    {"json-misc/obj-test.json", 2, 2, ""},
    {"json-misc/prim-test.json", 2, 2, ""},
    {"tinysnb_json/eKnows.json", 6, 6, ""},
    {"tinysnb_json/eStudyAt.json", 3, 3, ""},
    {"tinysnb_json/eWorkAt.json", 3, 3, ""},
    {"tinysnb_json/vOrganisation.json", 3, 3, ""},
    {"tinysnb_json/vPerson.json", 5, 5, ""},
};

std::string error_of(Store& store, const IngestQuery& query) {
  try {
    static_cast<void>(ingest(store, query));
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::input);
    return error.what();
  }
  return {};
}

void check_report(const IngestReport& report, const Expected& expected) {
  check_whole(report);
  CHECK(report.records.read == expected.read);
  CHECK(report.records.rejected == expected.rejected);
  if (expected.first_rejection.empty()) return;
  const auto is_it = [&](const Rejection& rejection) {
    const std::string text = to_text(rejection);
    return text.ends_with(":" + expected.first_rejection) ||
           text.ends_with(", " + expected.first_rejection);
  };
  CHECK(std::any_of(report.rejections.begin(), report.rejections.end(), is_it));
}

}  // namespace

TEST_CASE("every CSV of Kùzu is taken by its guess, and no row is lost without a word") {
  for (const Expected& expected : tables) {
    CAPTURE(expected.file);
    const auto path = sample(std::string("kuzu/") + expected.file);
    if (!path) return;
    const TemporaryDirectory directory;
    const auto store = make_memory_store();
    IngestQuery query{.inputs = {path->string()}};
    const std::string guess = error_of(*store, query);
    if (!guess.empty()) {  // an empty table needs none
      REQUIRE(guess.find('{') != std::string::npos);
      query.mapping = (directory.path() / "mapping.json").string();
      std::ofstream(query.mapping) << guess.substr(guess.find('{'));
    }
    const IngestReport report = ingest(*store, query);
    CHECK(report.inputs.at(0).format == "csv");
    check_report(report, expected);
    CHECK(ingest(*store, query).batch == 0);
    CHECK(store->verify().empty());
  }
}

TEST_CASE(
    "rows of JSON are in no format that is known, and refused one by one where they are asked "
    "for") {
  for (const Expected& expected : json_rows) {
    CAPTURE(expected.file);
    const auto path = sample(std::string("kuzu/") + expected.file);
    if (!path) return;
    const auto store = make_memory_store();
    IngestQuery query{.inputs = {path->string()}};
    CHECK(error_of(*store, query).find("it is in no format that is known") != std::string::npos);
    query.format = "graphrag-json";
    check_report(ingest(*store, query), expected);
    CHECK(store->verify().empty());
  }
}
