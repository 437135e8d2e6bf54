// What a brief says and how: names, articles, numbers, and text from the data that poses as
// something else.

#include <relata/brief.h>
#include <relata/error.h>
#include <relata/export.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <regex>

#include "export/markdown_text.h"
#include "tests/export/sample.h"
#include "tests/query/build.h"

namespace relata::testing {
namespace {

// Who is called what, in which language.
struct Named {
  StoreBuilder build;
  EntityId kim = build.entity(
      "kim", {.names = {{.text = "김정은", .language = "ko"},
                        {.text = "Kim Jong Un", .language = "en", .kind = NameKind::canonical},
                        {.text = "Pemimpin Korut", .language = "id", .kind = NameKind::role}}});
  EntityId korea = build.entity(
      "korea", {.type = "country",
                .names = {{.text = "North Korea", .language = "en", .kind = NameKind::canonical},
                          {.text = "Korut", .language = "id-ID"},
                          {.text = "Pyongyang", .language = "en", .kind = NameKind::metonym}}});
  EntityId troops = build.entity(
      "troops",
      {.type = "military_unit", .names = {{.text = "Korean troops in Russia", .language = "en"}}});
  EntityId kremlin = build.entity(
      "kremlin",
      {.type = "government_body", .names = {{.text = "Kremlin", .kind = NameKind::canonical}}});

  [[nodiscard]] std::string told(const BriefQuery& query, const std::string& language,
                                 Format format = Format::text) {
    return render(find_brief(build.store(), build.now(), query), format,
                  {.view = "all evidence", .width = 500, .language = language});
  }
};

}  // namespace

TEST_CASE("names, articles and numbers are those of the language") {
  Named named;
  auto& build = named.build;
  build.relate(named.troops, named.korea,
               {.type = "part_of", .claims = {{.speaker = named.kremlin, .reported = "2024-10"}}});
  build.relate(named.kim, named.korea,
               {.type = "leads",
                .valid = "2016-06..",
                .claims = {{.speaker = named.kim}, {.speaker = named.kremlin}}});
  build.commit();
  const std::string english = named.told({.entity = named.korea}, "en");
  CHECK_THAT(english, Catch::Contains("North Korea is a country, also known as Korut."));
  CHECK_THAT(english, Catch::Contains("According to the Kremlin in October 2024, the Korean troops "
                                      "in Russia are part of North Korea ["));
  CHECK_THAT(english, Catch::Contains("Kim Jong Un has led North Korea since June 2016, confirmed "
                                      "by two independent sources: "));
  CHECK_THAT(english, !Catch::Contains("Pyongyang"));  // a metonym is another's name
  const std::string indonesian = named.told({.entity = named.korea}, "id");
  CHECK_THAT(indonesian, Catch::Contains("Korut adalah negara, juga dikenal sebagai North Korea."));
  CHECK_THAT(indonesian, Catch::Contains("Menurut Kremlin pada Oktober 2024, Korean troops in "
                                         "Russia merupakan bagian dari Korut ["));
  CHECK_THAT(named.told({.entity = named.kim}, "id"),
             Catch::Contains("Kim Jong Un juga disebut Pemimpin Korut."));
  CHECK_THROWS_WITH(named.told({.entity = named.kim}, "xx"),
                    Catch::Contains("choose one of en, id"));
}

TEST_CASE("a name of no person whose last word is a name takes no article") {
  Named named;
  auto& build = named.build;
  const EntityId assad = build.entity(
      "assad", {.type = "event", .names = {{.text = "Bashar al-Assad", .language = "en"}}});
  build.relate(assad, named.kim, {.type = "praised", .claims = {{.speaker = named.kremlin}}});
  build.commit();
  const std::string english = named.told({.entity = named.kim}, "en");
  CHECK_THAT(english, Catch::Contains("Bashar al-Assad praised Kim Jong Un"));
  CHECK_THAT(english, !Catch::Contains("the Bashar"));
}

TEST_CASE("hearsay names every hand that it came through") {
  Named named;
  auto& build = named.build;
  const auto publisher = [&](const char* key) {
    return build.entity(key, {.type = "news_agency", .names = {{.text = key, .language = "en"}}});
  };
  const DocumentId first = build.document("first", {.publisher = publisher("KCNA")});
  const DocumentId second =
      build.document("second", {.publisher = publisher("AFP"), .relays = {first}});
  const DocumentId third =
      build.document("third", {.publisher = publisher("Netraworld"), .relays = {second}});
  build.relate(named.kim, named.korea,
               {.type = "praised",
                .valid = "2025",
                .claims = {{.document = third, .speaker = named.kremlin}}});
  build.commit();
  const std::string english = named.told({.entity = named.kim}, "en");
  CHECK_THAT(english,
             Catch::Contains("According to Netraworld, citing AFP, which cites KCNA, which "
                             "cites the Kremlin, Kim Jong Un praised North Korea in 2025"));
  const std::string indonesian = named.told({.entity = named.kim}, "id");
  CHECK_THAT(indonesian, Catch::Contains("Menurut Netraworld yang mengutip AFP yang mengutip KCNA "
                                         "yang mengutip Kremlin, Kim Jong Un memuji Korut"));
}

TEST_CASE("a type that no template knows is told in a sentence that holds of any") {
  Named named;
  named.build.relate(named.kim, named.korea, {.type = "praised"});
  named.build.commit();
  BriefAnswer answer = find_brief(named.build.store(), named.build.now(), {.entity = named.kim});
  RelationTypeLabel& type = answer.graph.relation_types.front();
  const auto told = [&](const char* language) {
    return render(answer, Format::text, {.width = 500, .language = language});
  };
  type.name = "hid_in";
  type.label = "hid in";  // made of the name
  CHECK_THAT(told("en"), Catch::Contains("Kim Jong Un is linked by \"hid in\" to North Korea"));
  CHECK_THAT(told("id"), Catch::Contains("Kim Jong Un memiliki hubungan \"hid in\" dengan Korut"));
  type.label = "sought shelter in";  // somebody wrote it
  CHECK_THAT(told("en"), Catch::Contains("Kim Jong Un sought shelter in North Korea"));
  CHECK_THAT(told("id"),
             Catch::Contains("Kim Jong Un memiliki hubungan \"sought shelter in\" dengan Korut"));
}

TEST_CASE("a name can neither pose as a citation nor as markup") {
  Named named;
  auto& build = named.build;
  const EntityId hostile = build.entity(
      "hostile", {.names = {{.text = "A [1]\n# B *c* <d>", .kind = NameKind::canonical}}});
  build.relate(hostile, named.kim, {.type = "praised"});
  build.commit();
  const std::string text = named.told({.entity = hostile}, "en");
  CHECK_THAT(text, Catch::Contains("A (1)\\n# B *c* <d> praised Kim Jong Un"));
  const std::string markdown = named.told({.entity = hostile}, "en", Format::markdown);
  CHECK_THAT(markdown, Catch::Contains("A (1)\\\\n\\# B \\*c\\* \\<d\\> praised Kim Jong Un"));
}

TEST_CASE("neither can a label, a unit or a type") {
  Named named;
  named.build.relate(named.kim, named.korea, {.type = "praised"});
  named.build.commit();
  BriefAnswer answer = find_brief(named.build.store(), named.build.now(), {.entity = named.kim});
  answer.graph.relation_types.front().name = "clicked";
  answer.graph.relation_types.front().label = "clicks [here](http://x)";
  answer.graph.relations.front().relation.quantity =
      Quantity{.best = 3, .unit = "tons [7](http://y)"};
  answer.graph.entities.front().type = "kind";
  answer.graph.entities.front().label = "kind [9](http://z)";
  for (const std::string& language : brief_languages()) {
    const std::string markdown = render(answer, Format::markdown, {.language = language});
    for (const char* forged : {"[here]", "[7]", "[9]"}) {
      CAPTURE(language, forged);
      CHECK_THAT(markdown, !Catch::Contains(forged));
    }
  }
}

TEST_CASE("a text that begins like a list is none") {
  CHECK(markdown_text("- a") == "\\- a");
  CHECK(markdown_text("+1") == "\\+1");
  CHECK(markdown_text("1. FC Köln") == "1\\. FC Köln");
  CHECK(markdown_text("12) b") == "12\\) b");
  CHECK(markdown_text("2025 was 1. of") == "2025 was 1. of");
  CHECK(markdown_text("12") == "12");
  CHECK(markdown_text("").empty());
}

TEST_CASE("many names are counted, and so are many terms, with the first and the last") {
  Named named;
  auto& build = named.build;
  std::vector<Name> names;
  for (int i = 0; i < 12; ++i) names.push_back({.text = "A" + std::to_string(i), .language = "en"});
  const EntityId many = build.entity("many", {.names = names});
  for (const char* term : {"2000..2001", "2003..2004", "2005", "2007..2008", "2009.."}) {
    build.relate(many, named.korea, {.type = "leads", .valid = term});
  }
  build.commit();
  const std::string english = named.told({.entity = many}, "en");
  CHECK_THAT(english, Catch::Contains("A6, A7 and four more."));
  CHECK_THAT(english, Catch::Contains("at five times, the first of them from 2000 to 2001, the "
                                      "last since 2009"));
  const std::string indonesian = named.told({.entity = many}, "id");
  CHECK_THAT(indonesian, Catch::Contains("dan empat nama lain."));
  CHECK_THAT(indonesian, Catch::Contains("dalam lima kurun waktu, yang pertama dari 2000 hingga "
                                         "2001, yang terakhir sejak 2009"));
}

TEST_CASE("what is not known of any relation is not counted out of all of them") {
  Named named;
  auto& build = named.build;
  build.relate(named.kim, named.korea, {.type = "praised"});
  build.relate(named.kim, named.kremlin, {.type = "praised"});
  build.commit();
  const BriefQuery query{.entity = named.kim};
  CHECK_THAT(named.told(query, "en"),
             Catch::Contains("When they held is said of none of these relations. For none of these "
                             "relations is a speaker named: they are told by documents alone."));
  CHECK_THAT(named.told(query, "id"),
             Catch::Contains("Waktu terjadinya semua hubungan itu tidak disebutkan. Semua hubungan "
                             "itu hanya dituturkan oleh dokumen, tanpa menyebut narasumber."));
  const BriefQuery one{.entity = named.kremlin};
  CHECK_THAT(named.told(one, "en"),
             Catch::Contains("When the relation held is not said. For the relation no speaker is "
                             "named: it is told by documents alone."));
  build.relate(named.kim, named.troops, {.type = "praised", .valid = "2024"});
  build.commit();
  CHECK_THAT(named.told(query, "en"),
             Catch::Contains("When they held is not said of two of the three relations."));
}

TEST_CASE("what is retracted is said to be left out, in every language") {
  Named named;
  named.build.relate(named.kim, named.korea, {.type = "praised"});
  named.build.commit();
  BriefAnswer answer = find_brief(named.build.store(), named.build.now(), {.entity = named.kim});
  const auto view = [&] { return render(answer, Format::text, {.language = "id"}); };
  CHECK_THAT(view(), Catch::Contains("Cakupan: seluruh bukti"));
  answer.has_retractions = true;
  CHECK_THAT(view(), Catch::Contains("Cakupan: tanpa yang telah ditarik"));
  answer.question.view.with_retracted = true;
  CHECK_THAT(view(), Catch::Contains("Cakupan: termasuk yang telah ditarik"));
}

TEST_CASE("a brief on anything that is called anything is told") {
  std::vector<std::string> names = sample::hostile_texts();
  names.insert(names.end(), {" ", " (x)", "a ", "the", "'s", "\xFF", " in ", "a and b", "{a}"});
  for (const std::string& name : names) {
    CAPTURE(name);
    Named named;
    const EntityId odd = named.build.entity("odd", {.type = "event", .names = {{.text = name}}});
    named.build.relate(odd, odd, {.type = "caused", .claims = {{.speaker = odd, .quote = name}}});
    named.build.commit();
    for (const std::string& language : brief_languages()) {
      for (const Format format : {Format::text, Format::markdown, Format::json}) {
        CHECK_FALSE(named.told({.entity = odd}, language, format).empty());
      }
    }
  }
}

TEST_CASE("every field of a brief in JSON is described in docs/json.md") {
  Named named;
  named.build.relate(named.kim, named.korea,
                     {.type = "leads", .claims = {{.speaker = named.kremlin, .quote = "q"}}});
  named.build.relate(named.kim, named.kremlin, {.type = "part_of"});
  named.build.relate(named.kim, named.korea, {.type = "praised", .claims = {{.reported = "2024"}}});
  named.build.commit();
  std::ifstream file(RELATA_SOURCE_DIR "/docs/json.md");
  REQUIRE(file);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const std::string json =
      named.told({.entity = named.kim, .other = named.korea}, "id", Format::json);
  const std::regex key("\"([a-z_]+)\":");
  std::size_t fields = 0;
  for (std::sregex_iterator found(json.begin(), json.end(), key), end; found != end; ++found) {
    CAPTURE((*found)[1]);
    CHECK(page.find("`" + std::string((*found)[1]) + "`") != std::string::npos);
    ++fields;
  }
  CHECK(fields > 100);
}

TEST_CASE("Markdown is for briefs alone") {
  CHECK_THROWS_WITH(render(PathAnswer{}, Format::markdown), Catch::Contains("only briefs"));
  CHECK_THROWS_WITH(render(Statistics{}, Format::markdown), Catch::Contains("only briefs"));
}

TEST_CASE("a brief is told in every format, the same each time") {
  Named named;
  named.build.relate(named.kim, named.korea, {.type = "leads"});
  named.build.commit();
  for (const Format format : {Format::text, Format::json, Format::jsonl, Format::csv, Format::dot,
                              Format::svg, Format::markdown}) {
    const std::string once = named.told({.entity = named.kim, .other = named.korea}, "id", format);
    CHECK_FALSE(once.empty());
    CHECK(named.told({.entity = named.kim, .other = named.korea}, "id", format) == once);
  }
}

}  // namespace relata::testing
