// brat standoff annotations: what each kind of line becomes, and what is refused.

#include "ingest/brat.h"

#include <catch2/catch.hpp>

#include "ingest/readers.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;
using Catch::Contains;

namespace {

constexpr std::string_view story =
    "Олег Петров owns Bank North. He was not in Tula\nin May.\n"
    "Petrov sold 5 ships to Acme, they say.\n";

// The lines as story.ann, beside the text.
IngestReport take(Taking& taking, const std::string& lines, std::string_view text = story) {
  taking.write("story.txt", text);
  return taking.take_query({.inputs = {taking.write("story.ann", lines)}});
}

const std::string people =
    "T1\tPerson 0 11\tОлег Петров\n"
    "T2\tORG 17 27\tBank North\n"
    "T3\tPER 56 62\tPetrov\n"
    "T4\tGPE 43 47\tTula\n";

std::string key(const std::string& id) { return "brat:story.txt#" + id; }

std::size_t count_entities(const Taking& taking) {
  std::size_t count = 0;
  taking.store().scan(taking.now(), {}, {.entity = [&](const Entity&) { ++count; }});
  return count;
}

bool has_property(const std::vector<Property>& properties, const std::string& name,
                  const std::string& value) {
  return std::any_of(properties.begin(), properties.end(), [&](const Property& property) {
    return property.name == name && property.value == value;
  });
}

}  // namespace

TEST_CASE("brat: mentions of one name and type are one entity of their document") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report =
      take(taking, people + "T5\tPERSON 0 4;5 11\tОлег Петров\nT6\tDATE 51 54\tMay\n");
  CHECK(report.records.read == 6);
  CHECK(report.records.taken == 6);
  CHECK(report.inputs.at(0).format == "brat");
  CHECK(count_entities(taking) == 4);
  const Entity person = taking.entity(key("person/Олег Петров"));
  CHECK(person.names.size() == 1);
  CHECK(has_property(person.properties, "mention", "story.txt:0-11"));
  CHECK(has_property(person.properties, "mention", "story.txt:0-4;5-11"));
  CHECK(type_of(taking, key("organization/Bank North")) == "organization");
  CHECK(type_of(taking, key("geopolitical_entity/Tula")) == "geopolitical_entity");
  CHECK(has_property(taking.document("file:story.txt").properties, "DATE", "May"));

  const std::vector<std::string> before = taking.dump();
  const IngestReport again =
      take(taking, people + "T5\tPERSON 0 4;5 11\tОлег Петров\nT6\tDATE 51 54\tMay\n");
  CHECK(again.batch == 0);
  CHECK(again.records.known == 6);
  CHECK(taking.dump() == before);
}

TEST_CASE("brat: a relation quotes its sentence, by code points, and may refer forward") {
  Taking taking;
  const IngestReport report = take(taking, "R1\tOwns Arg1:T1 Arg2:T2\t\n" + people);
  CHECK(report.records.rejected == 0);
  const RelationClaims owns = taking.relation(key("R1"));
  CHECK(owns.relation.source == taking.entity(key("person/Олег Петров")).id);
  CHECK(owns.relation.target == taking.entity(key("organization/Bank North")).id);
  CHECK(taking.store().schema(taking.now()).relation_type(owns.relation.type).name == "owns");
  REQUIRE(owns.claims.size() == 1);
  CHECK(owns.claims[0].quote == "Олег Петров owns Bank North.");
  CHECK(owns.claims[0].span == Span{.begin = 0, .end = 28});
  CHECK(owns.claims[0].stance == Stance::asserted);
  CHECK(owns.claims[0].document == taking.document("file:story.txt").id);
}

TEST_CASE("brat: attributes are the stance of claims, else properties") {
  Taking taking;
  const IngestReport report =
      take(taking, people +
                       "R1\tLocated Arg1:T1 Arg2:T4\nA1\tNegation R1\nA2\tIndividual T1\n"
                       "R2\tOwns Arg1:T1 Arg2:T2\nM1\tCertainty R2 L1\nA3\tMention T2 Name\n"
                       "R3\tOwns Arg1:T3 Arg2:T2\nA4\tCertainty R3 High\n");
  CHECK(report.records.rejected == 0);
  CHECK(report.records.known == 0);
  CHECK(taking.relation(key("R1")).claims.at(0).stance == Stance::denied);
  CHECK(taking.relation(key("R1")).claims.size() == 1);
  CHECK(taking.relation(key("R1")).relation.properties ==
        std::vector{Property{.name = "Negation", .value = "true", .kind = ValueKind::boolean}});
  CHECK(taking.relation(key("R2")).claims.at(0).stance == Stance::uncertain);
  CHECK(taking.relation(key("R3")).claims.at(0).stance == Stance::asserted);
  CHECK(has_property(taking.relation(key("R3")).relation.properties, "Certainty", "High"));
  CHECK(has_property(taking.entity(key("person/Олег Петров")).properties, "Individual", "true"));
  CHECK(has_property(taking.entity(key("organization/Bank North")).properties, "Mention", "Name"));
}

TEST_CASE("brat: an event is an entity with a relation for each role") {
  Taking taking;
  const IngestReport report =
      take(taking, people +
                       "E1\tSale:T5 Seller-Arg:T3 Buyer-Arg:T6 Buyer-Arg2:T2 Amount:T7\n"
                       "T5\tSale 63 67\tsold\nT6\tOrganization 79 83\tAcme\nT7\tQuantity 68 69\t5\n"
                       "E2\tReport:T8 Theme:E1\nT8\tReport 90 93\tsay\nA1\tSpeculation E1\n"
                       "R1\tCost Arg1:E1 Arg2:T7\n#1\tAnnotatorNotes E1\tall of them?\n");
  CHECK(report.records.rejected == 0);
  const Entity sale = taking.entity(key("E1"));
  CHECK(type_of(taking, key("E1")) == "event");
  CHECK(sale.names == std::vector{Name{.text = "sold", .language = "", .kind = NameKind::weak}});
  for (const auto& [name, value] :
       {std::pair("type", "Sale"), std::pair("Amount", "5"), std::pair("Cost", "5"),
        std::pair("Speculation", "true"), std::pair("AnnotatorNotes", "all of them?")}) {
    CHECK(has_property(sale.properties, name, value));
  }
  const RelationClaims buyer = taking.relation(key("E1/Buyer-Arg2:T2"));
  CHECK(taking.store().schema(taking.now()).relation_type(buyer.relation.type).name == "buyer");
  CHECK(buyer.relation.source == sale.id);
  CHECK(buyer.relation.target == taking.entity(key("organization/Bank North")).id);
  CHECK(buyer.claims.at(0).stance == Stance::uncertain);
  const RelationClaims theme = taking.relation(key("E2/Theme:E1"));
  CHECK(theme.relation.target == sale.id);
  CHECK(theme.claims.at(0).stance == Stance::asserted);
  CHECK(theme.claims.at(0).quote == "Petrov sold 5 ships to Acme, they say.");
}

TEST_CASE("brat: equivalences and normalisations make one entity of several mentions") {
  Taking taking;
  const IngestReport report =
      take(taking, people +
                       "*\tEquiv T3 T1\nN1\tReference T1 Wikidata:Q5\tO. Petrov\n"
                       "N2\tReference T2 Register:77\t\nR1\tOwns Arg1:T3 Arg2:T2\n");
  CHECK(report.records.rejected == 0);
  const Entity person = taking.entity("Q5");
  REQUIRE(person.names.size() == 3);
  CHECK(person.names[0].text == "Олег Петров");
  CHECK(person.names[0].kind == NameKind::canonical);
  CHECK(person.names[1].text == "Petrov");
  CHECK(person.names[2].text == "O. Petrov");
  CHECK(has_property(person.properties, "Reference", "Wikidata:Q5"));
  CHECK(taking.has(KeyKind::entity, "Register:77"));
  CHECK(count_entities(taking) == 3);
  CHECK(taking.relation(key("R1")).relation.source == person.id);
}

TEST_CASE("brat: tabs everywhere, and texts broken over lines, are taken from the text file") {
  Taking taking;
  const IngestReport report = take(
      taking,
      "T1\tPERSON\t0\t11\tОлег Петров\nT2\tMISC\t43\t54\tTula\nin May\nT3\tORG\t17\t27\tBonk\n");
  CHECK(report.records.read == 3);
  CHECK(report.records.rejected == 0);
  CHECK(taking.has(KeyKind::entity, key("miscellaneous/Tula in May")));
  CHECK(taking.has(KeyKind::entity, key("organization/Bank North")));
  const std::vector<std::string> warnings = warnings_of(report);
  REQUIRE(warnings.size() == 2);
  CHECK_THAT(warnings[0], Contains("1 x the text of a mention is broken over several lines"));
  CHECK_THAT(warnings[1], Contains("is not what stands at its place"));
}

TEST_CASE("brat: what cannot be is refused with its reason, and what refers to it") {
  Taking taking;
  const IngestReport report = take(taking, people +
                                               "T1\tPerson 56 62\tPetrov\n"  // 5
                                               "T9\tPerson 90 900\tx\n"      // 6
                                               "R1\tOwns Arg1:T9 Arg2:T2\n"  // 7
                                               "A1\tNegation R1\n"           // 8
                                               "E1\tSale:T77 Arg:T1\n"       // 9
                                               "R2\tOwns Arg1:E1 Arg2:T1\n"  // 10
                                               "R3\tOwns Arg1:T1\n"          // 11
                                               "hello\n"                     // 12
                                               "T10\tPerson zero 5\tx\n"     // 13
                                               "T11\tPerson 4 5\t \n"        // 14
                                               "N1\tReference T1\n"          // 15
                                               "*\tEquiv\n"                  // 16
                                               "T12\tPerson 5 11;0 4\tx\n"   // 17
                                               "A2\t\n"                      // 18
                                               "T13\tPerson 3\tx\xFF\n");    // 19
  CHECK(report.records.read == 19);
  CHECK(report.records.taken == 4);
  const std::vector<std::string> expected = {
      "story.ann:5: id: the annotation of line 1 has the same id",
      "story.ann:6: span: the span does not lie in the text, which has 95 characters",
      "story.ann:7: Arg1: \"T9\" is no annotation of the file that it can refer to",
      "story.ann:8: : \"R1\" is no annotation of the file that it can refer to",
      "story.ann:9: Sale: \"T77\" is no mention of the file that it can refer to",
      "story.ann:10: Arg1: \"E1\" is no annotation of the file that it can refer to",
      "story.ann:11: arguments: expected two arguments of a relation",
      "story.ann:12: : expected an annotation: an id like T1, R1, E1, A1, N1, #1 or *, and a tab",
      "story.ann:13: span: expected two numbers, the begin and the end, or several such pairs "
      "between ;",
      "story.ann:14: span: expected a span that holds more than blanks",
      "story.ann:15: reference: expected a reference like Wikidata:Q1",
      "story.ann:16: arguments: expected the mentions that are one",
      "story.ann:17: span: expected the parts of a span in the order of the text",
      "story.ann:18: type: expected the type of the annotation",
      "story.ann:19: : the text is not UTF-8 at byte 14; convert it",
  };
  CHECK(rejections_of(report) == expected);
}

TEST_CASE("brat: annotations without their text are refused whole") {
  Taking taking;
  const std::string path = taking.write("alone.ann", people);
  CHECK(
      rejections_of(taking.take_query({.inputs = {path}})) ==
      std::vector<std::string>{"alone.ann:1: : expected the file alone.txt beside it, found none"});
  taking.write("alone.txt", "caf\xE9");
  CHECK(rejections_of(taking.take_query({.inputs = {path}})) ==
        std::vector<std::string>{
            "alone.ann:1: alone.txt: the text is not UTF-8 at byte 3; convert it"});
  const std::string other = taking.write("other.tsv", people);
  CHECK(rejections_of(taking.take_query({.inputs = {other}, .format = "brat"})) ==
        std::vector<std::string>{"other.tsv:1: : it needs files beside it, so expected a file "
                                 "NAME.ann, found other.tsv"});
}

TEST_CASE("brat: annotations and text may be packed") {
  Taking taking;
  taking.write("story.txt.gz", story);  // packing is told by the bytes, here none
  const IngestReport report = taking.take_query({.inputs = {taking.write("story.ann.xz", people)}});
  CHECK(report.records.taken == 4);
  CHECK(taking.has(KeyKind::document, "file:story.txt"));
  taking.write("story.txt.gz", "\x1F\x8B\x08 broken");
  const IngestReport broken = taking.take_query({.inputs = {taking.path("story.ann.xz")}});
  CHECK(broken.records.rejected == 1);
}

TEST_CASE("brat: the texts of a directory are no inputs of their own") {
  Taking taking;
  taking.write("corpus/story.txt", story);
  taking.write("corpus/story.ann", people);
  taking.write("corpus/none.txt", "T1\tPerson 0 2\tNo");
  taking.write("corpus/none.ann", "");
  const IngestReport report = taking.take_query({.inputs = {taking.path("corpus")}});
  CHECK(report.inputs.size() == 2);
  CHECK(report.passed_over.size() == 2);
  CHECK(report.records.taken == 4);
}

TEST_CASE("brat: is told by the name or by how it begins") {
  const auto likelihood = [](std::string_view name, std::string_view text) {
    return brat_reader.recognize({.name = name, .text = text, .is_whole = true});
  };
  CHECK(likelihood("a.ann", "T1\tPerson 0 1\tx") == Likelihood::certain);
  CHECK(likelihood("a.ann", "") == Likelihood::likely);
  CHECK(likelihood("", "T1\tPerson 0 1\tx") == Likelihood::possible);
  CHECK(likelihood("a.txt", "T1\tPerson 0 1\tx") == Likelihood::none);
  CHECK(likelihood("a.tsv", "T1\tPerson 0 1\tx") == Likelihood::none);
  CHECK(likelihood("", "Tomorrow\tx") == Likelihood::none);
}

TEST_CASE("brat: an input that is cut off anywhere is counted to the last record") {
  const std::string whole =
      people + "E1\tSale:T5 Seller:T3\nT5\tSale 63 67\tsold\n*\tEquiv T1 T3\nA1\tNegation E1\n" +
      "N1\tReference T2 Wikidata:Q9\tx\n#1\tAnnotatorNotes T1\tok\nR1\tOwns Arg1:T1 Arg2:T2\n";
  Taking taking;
  taking.write("story.txt", story);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string path = taking.write("story.ann", whole.substr(0, size));
    const IngestReport report =
        taking.take_query({.inputs = {path}, .format = "brat", .effect = Effect::dry_run});
    const std::string_view read = std::string_view(whole).substr(0, size);
    const auto lines = static_cast<std::size_t>(std::count(read.begin(), read.end(), '\n'));
    const bool has_rest = size > 0 && whole[size - 1] != '\n';
    CHECK(report.records.read == lines + (has_rest ? 1 : 0));
  }
}

TEST_CASE("brat: a line that is too long is refused and the next is read") {
  Taking taking;
  taking.write("story.txt", story);
  const std::string path =
      taking.write("story.ann", "#1\tNote T1\t" + std::string(5000, 'x') + "\n" + people);
  const IngestReport report = taking.take_query({.inputs = {path}, .line_bytes_max = 4096});
  CHECK(report.records.read == 5);
  CHECK(report.records.taken == 4);
}
