// Rows of tables, quoted and not, whole and broken.

#include "ingest/table_rows.h"

#include <catch2/catch.hpp>

#include "tests/ingest/reading.h"

using namespace relata;
using Catch::Contains;
using relata::testing::Reading;

namespace {

struct Table {
  std::string rows;  // "line<a|b> " of each; - is an empty cell without quotes
  std::vector<std::string> refusals;
};

Table read(const std::string& content, TableShape shape = {},
           std::size_t row_bytes_max = std::size_t{8} << 20) {
  Reading reading(content, PlaceUnit::line);
  TableRows rows(reading.input(), shape, row_bytes_max);
  Table table;
  for (TableRows::Row row; rows.next(reading.sink(), row);) {
    table.rows += std::to_string(row.line) + "<";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const bool is_given = row.cells[i].data() != nullptr;
      table.rows += (i == 0 ? "" : "|") + (is_given ? std::string(row.cells[i]) : "-");
    }
    table.rows += "> ";
  }
  table.refusals = reading.refusals();
  return table;
}

constexpr TableShape tabs = {.delimiter = '\t', .quote = TableShape::none};

}  // namespace

TEST_CASE("cells lie between delimiters, as they stand") {
  CHECK(read("a, b ,c\n1,,3\n").rows == "1<a| b |c> 2<1|-|3> ");
  CHECK(read("a\tb\n\t\n", {.delimiter = '\t'}).rows == "1<a|b> 2<-|-> ");
  CHECK(read("a|b|c", {.delimiter = '|'}).rows == "1<a|b|c> ");
  CHECK(read("").rows.empty());
  CHECK(read("\n\n\na\n\n").rows == "4<a> ");
  CHECK(read("\xEF\xBB\xBFid,x\r\n1,2\r\n").rows == "1<id|x> 2<1|2> ");
}

TEST_CASE("quoted cells hold delimiters, doubled quotes and line ends") {
  CHECK(read("\"a,b\",\"say \"\"no\"\"\",\"\"\n").rows == "1<a,b|say \"no\"|> ");
  CHECK(read("\"one\ntwo\r\nthree\",x\ny\n").rows == "1<one\ntwo\r\nthree|x> 4<y> ");
  CHECK(read("\"\n\n\",b\n").rows == "1<\n\n|b> ");
  CHECK(read("5\" gun,b\"c\"\n").rows == "1<5\" gun|b\"c\"> ");
  CHECK(read("'a,b',c\n", {.quote = '\''}).rows == "1<a,b|c> ");
}

TEST_CASE("without quoting quotes are text") {
  CHECK(read("\"a\tb\"\n\"\n", tabs).rows == "1<\"a|b\"> 2<\"> ");
}

TEST_CASE("comments are passed over") {
  CHECK(
      read("# head\na b\n#\n c d\n", {.delimiter = ' ', .quote = TableShape::none, .comment = "#"})
          .rows == "2<a|b> 4<-|c|d> ");
}

TEST_CASE("carriage returns alone end rows too, and count as lines") {
  CHECK(read("a,b\r1,2\r3,4\r").rows == "1<a|b> 2<1|2> 3<3|4> ");
  CHECK(read("a\rb\nc\n").rows == "1<a> 2<b> 3<c> ");
}

TEST_CASE("a quote that is never closed costs its line only") {
  const Table table = read("a,b\n1,\"open\n2,x\n3,y\n");
  CHECK(table.rows == "1<a|b> 3<2|x> 4<3|y> ");
  REQUIRE(table.refusals.size() == 1);
  CHECK_THAT(table.refusals[0], Catch::StartsWith("2: a quote is opened and not closed"));
  CHECK(read("\"a\n\"b\n\"c\n").refusals.size() == 3);
}

TEST_CASE("a quote swallows a megabyte at most") {
  std::string content = "\"open\n";
  for (int i = 0; i < 40'000; ++i) content += "row " + std::string(50, 'x') + "\n";
  const Table table = read(content);
  CHECK(table.refusals.size() == 1);
  CHECK_THAT(table.rows, Catch::StartsWith("2<row ") && Contains(" 40001<row "));
}

TEST_CASE("rows that are no text, or too long, are refused and the next is read") {
  const Table table = read("a\xE9,b\n1,2\n" + std::string("x\0y,z\n", 6) + std::string(300, 'l') +
                               "\n\"ok\nb\xFF\"\n3,4\n",
                           {}, 200);
  CHECK(table.rows == "2<1|2> 7<3|4> ");
  REQUIRE(table.refusals.size() == 4);
  CHECK_THAT(table.refusals[0], Catch::StartsWith("1: the text is not UTF-8 at byte 1"));
  CHECK_THAT(table.refusals[1], Catch::StartsWith("3: a zero character"));
  CHECK_THAT(table.refusals[2], Catch::StartsWith("4: the line has 300 bytes"));
  CHECK_THAT(table.refusals[3], Catch::StartsWith("5: the text is not UTF-8"));
  CHECK(read("a\t\xE9\nb\t\n", tabs).rows == "2<b|-> ");
}

TEST_CASE("a header tells columns by name") {
  Reading reading("id,name,name\n1,a\n", PlaceUnit::line);
  TableRows rows(reading.input(), {}, 1000);
  TableRows::Row row;
  REQUIRE(rows.next(reading.sink(), row));
  const TableHeader header(row);
  CHECK(header.column("id") == 0);
  CHECK(header.column("name") == 1);
  CHECK(header.column("other") == TableHeader::absent);
  REQUIRE(rows.next(reading.sink(), row));
  CHECK(TableHeader::cell(row, 1) == "a");
  CHECK(TableHeader::cell(row, 2).empty());
  CHECK(TableHeader::cell(row, TableHeader::absent).empty());
  CHECK(why_not_so_wide(row, 3).reason == "expected 3 columns, found 2");
}

TEST_CASE("a delimiter is what stands most often outside of quotes and braces") {
  CHECK(delimiter_of("a,b,c;d") == ',');
  CHECK(delimiter_of("\"a,b,c\";d") == ';');
  CHECK(delimiter_of("loc:point{crs:WGS-84, srid:1}|b") == '|');
  CHECK(delimiter_of("a\tb,c") == '\t');
  CHECK(delimiter_of("1 2") == ' ');
  CHECK(delimiter_of("a") == ',');
  CHECK(delimiter_of("") == ',');
}
