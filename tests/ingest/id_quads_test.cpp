#include "ingest/id_quads.h"

#include <algorithm>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

void write_dictionaries(const Taking& taking) {
  taking.write("entity2id.txt",
               "Ann Exton\t7\tPERSON\t0\nExland\t3\tGPE\t1\nRussia\t4\tGPE\t1\n"
               "<Old_Ex>  \t5  \t1913-##-##\t####-##-##\nbroken line\n");
  taking.write("relation2id.txt", "Invests_In\t0\n<playsFor>\t1\nMake a visit  \t2  \n!\t9\n");
}

void write_times(const Taking& taking) {
  taking.write("time2id.txt",
               "TimeID,DATE_WK\n0,2018-01-07\n1,2018-01-14\n2,2018-01-21\n5,2018-01-28\n");
}

Strings facts(const Taking& taking) {
  Strings all;
  for (const RelationClaims& fact : relations_of(taking)) {
    all.push_back(link_of(taking, fact.relation) + ", " + fact.relation.valid.text() + ", " +
                  std::to_string(fact.claims.size()));
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("numbers of id quads are what the dictionaries beside them say") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  write_dictionaries(taking);
  write_times(taking);
  const IngestReport report = take_file(taking, "train.txt",
                                        "7\t0\t3\t2\t0\n"
                                        "7\t0\t3\t0\t0\n"
                                        "7\t0\t4\t5\t0\n"
                                        "7\t0\t3\t1\t0\n"
                                        "7\t0\t3\t1\t0\n"
                                        "7\t0\t4\t0\t0\n");
  CHECK(report.inputs[0].format == "id-quads");
  CHECK(report.records.read == 6);
  CHECK(report.records.taken == 5);
  CHECK(report.records.known == 1);
  CHECK(facts(taking) ==
        Strings{"quads:Ann Exton -> invests_in -> quads:Exland, 2018-01-07..2018-01-27, 3",
                "quads:Ann Exton -> invests_in -> quads:Russia, 2018-01-07..2018-01-13, 1",
                "quads:Ann Exton -> invests_in -> quads:Russia, 2018-01-28..2018-02-03, 1"});
  CHECK(type_of(taking, "quads:Ann Exton") == "person");
  CHECK(type_of(taking, "quads:Russia") == "country");
  CHECK(type_of(taking, "quads:Exland") == "place");
  CHECK(property_of(taking.entity("quads:Exland").properties, "entity type") == "GPE");
  CHECK_FALSE(taking.has(KeyKind::entity, "yago:Old_Ex"));
}

TEST_CASE("id quads without dates keep their times as numbers, one relation each") {
  Taking taking;
  write_dictionaries(taking);
  const IngestReport report =
      take_file(taking, "valid.txt", "5  \t1  \t3  \t24  \t0  \n5\t1\t3\t48\n7\t2\t3\t24\n");
  CHECK(report.records.taken == 3);
  CHECK(facts(taking) == Strings{"quads:Ann Exton -> make_a_visit -> quads:Exland, , 1",
                                 "yago:Old_Ex -> plays_for -> quads:Exland, , 1",
                                 "yago:Old_Ex -> plays_for -> quads:Exland, , 1"});
  CHECK(property_of(taking.entity("yago:Old_Ex").properties, "since") == "1913-##-##");
  CHECK(property_of(relations_of(taking)[0].relation.properties, "time") == "24");
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].count == 3);
}

TEST_CASE("id quads without dictionaries are rejected with what is missing") {
  Taking taking;
  IngestReport report = take_file(taking, "train.txt", "1\t2\t3\t4\t0\n");
  CHECK(rejections_of(report) ==
        Strings{"train.txt:1: : the numbers stand for what entity2id.txt and relation2id.txt say; "
                "both have to be beside the input, and entity2id.txt is not"});
  write_dictionaries(taking);
  write_times(taking);
  report = take_file(taking, "train.txt",
                     "8\t0\t3\t0\n7\t8\t3\t0\n7\t0\t8\t0\n7\t0\t3\t8\n7\t9\t3\t0\n7\t0\t3\n"
                     "7\t0\t3\t-1\n7\t0\t3\t0\n");
  CHECK(report.records.read == 8);
  CHECK(report.records.taken == 1);
  Strings reasons = rejections_of(report);
  REQUIRE(reasons.size() == 7);
  CHECK(reasons[0] == "train.txt:1: subject: 8 is in no dictionary beside the input");
  CHECK(reasons[1] == "train.txt:2: relation: 8 is in no dictionary beside the input");
  CHECK(reasons[3] == "train.txt:4: time: 8 is in no dictionary beside the input");
  CHECK(reasons[5] ==
        "train.txt:6: : expected 4 or 5 numbers between tabs: subject, relation, object, time");
  CHECK(reasons[4] == "train.txt:5: relation: its name has no letters");
}

TEST_CASE("the dictionaries of a directory are read with their quads, not by themselves") {
  Taking taking;
  write_dictionaries(taking);
  write_times(taking);
  taking.write("stat.txt", "3\t2\t4");
  taking.write("train.txt", "7\t0\t3\t2\t0\n");
  const IngestReport report = taking.take_query({.inputs = {taking.path("")}});
  CHECK(report.records.read == 1);
  CHECK(report.records.taken == 1);
  CHECK(report.passed_over.empty());
  for (const InputFormat& input : report.inputs) CHECK(input.format == "id-quads");
  CHECK(format_of("x.txt", "1\t2\t3\t4\n") == "id-quads");
  CHECK(format_of("x.txt", "1\t2\t3\n") != "id-quads");
}

TEST_CASE("id quads that are cut, damaged or repeated are counted, and nothing breaks") {
  const std::string text = "7\t0\t3\t2\t0\r\n7\t0\t3\t0\t0\n7\t0\t4\t5\t0";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    Taking taking;
    write_dictionaries(taking);
    write_times(taking);
    const IngestReport report =
        take_file(taking, "train.txt", text.substr(0, size), {.format = "id-quads"});
    CHECK(report.records.read ==
          report.records.taken + report.records.known + report.records.rejected);
    if (size == text.size()) CHECK(take_file(taking, "train.txt", text).batch == 0);
  }
  Taking taking;
  write_dictionaries(taking);
  const std::string dictionary("\xFF\t7\n\0\t3\nExland\t18446744073709551616\nExland\t3\n", 44);
  taking.write("entity2id.txt", dictionary);
  CHECK(take_file(taking, "train.txt", "7\t0\t3\t0\n3\t0\t3\t0\n", {.format = "id-quads"})
            .records.taken == 1);
}
