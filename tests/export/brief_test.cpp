// Every sentence of a brief is true of the store: it rests on relations that are in the view with
// the status that it hedges by, names who says so, and cites claims that do.

#include <relata/brief.h>
#include <relata/error.h>
#include <relata/export.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <regex>

#include "export/brief_story.h"
#include "export/markdown_text.h"
#include "tests/export/sample.h"
#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

// What a sentence of each section must say, in words of this file's own.
struct Hedge {
  BriefSectionKind kind;
  const char* english;
  const char* indonesian;
};
const std::vector<Hedge> hedges = {
    {BriefSectionKind::confirmed, "(confirmed by \\w+ independent sources|one source confirms): ",
     "telah dikonfirmasi oleh \\w+ sumber( independen)?, yakni "},
    {BriefSectionKind::reported, "^According to ", "^Menurut "},
    {BriefSectionKind::hearsay, "^According to ", "^Menurut "},
    {BriefSectionKind::contested, "^It is contested that .*(say|says) so.*(deny|denies) it",
     "^Klaim bahwa .* diperdebatkan: .* menyatakannya, sedangkan .* membantahnya"},
    {BriefSectionKind::uncertain, "(call|calls) it uncertain whether ",
     "^Menurut .*, belum pasti apakah "},
    {BriefSectionKind::denied, "(deny|denies) that .*; nobody in this view asserts it",
     " membantah bahwa .*; tidak ada pihak dalam cakupan ini yang menyatakannya"},
};

BriefSectionKind section_of(Status status, const RelationEvidence& relation) {
  switch (status) {
    case Status::confirmed:
      return BriefSectionKind::confirmed;
    case Status::contested:
      return BriefSectionKind::contested;
    case Status::denied:
      return BriefSectionKind::denied;
    case Status::uncertain:
      return BriefSectionKind::uncertain;
    case Status::reported:
      break;
  }
  for (const ClaimEvidence& claim : relation.claims) {
    const bool is_first_hand = claim.claim.stance == Stance::asserted && claim.chain.size() == 1;
    if (is_first_hand) return BriefSectionKind::reported;
  }
  return BriefSectionKind::hearsay;
}

// The numbers in square brackets; "[3]–[6]" is four of them.
std::set<std::size_t> cited_in(const std::string& text) {
  std::set<std::size_t> numbers;
  static const std::regex citation("\\[(\\d+)\\](?:–\\[(\\d+)\\])?");
  for (std::sregex_iterator found(text.begin(), text.end(), citation), end; found != end; ++found) {
    const std::size_t first = std::stoul((*found)[1]);
    const std::size_t last = (*found)[2].matched ? std::stoul((*found)[2]) : first;
    for (std::size_t number = first; number <= last; ++number) numbers.insert(number);
  }
  return numbers;
}

class Check {
 public:
  Check(const BriefAnswer& answer, const Oracle& oracle, const std::string& language)
      : answer_(answer),
        oracle_(oracle),
        language_(language),
        story_(tell(answer, {.view = "a view", .language = language})) {}

  // Gives how many sentences rest on relations.
  std::size_t run() {
    std::set<std::size_t> all_cited;
    std::size_t resting = 0;
    for (const BriefSection& section : story_.sections) {
      for (const BriefParagraph& paragraph : section.paragraphs) {
        REQUIRE_FALSE(paragraph.sentences.empty());
        for (const BriefSentence& sentence : paragraph.sentences) {
          CAPTURE(sentence.text, word(section.kind));
          check(section, sentence);
          all_cited.insert(sentence.citations.begin(), sentence.citations.end());
          resting += sentence.citations.empty() ? 0 : 1;
        }
      }
    }
    std::set<std::size_t> listed;
    for (std::size_t i = 0; i < story_.sources.size(); ++i) listed.insert(i + 1);
    REQUIRE(all_cited == listed);
    return resting;
  }

 private:
  void check(const BriefSection& section, const BriefSentence& sentence) const {
    REQUIRE(cited_in(sentence.text) ==
            std::set(sentence.citations.begin(), sentence.citations.end()));
    REQUIRE(sentence.text.ends_with("."));
    const char first = sentence.text.front();
    REQUIRE_FALSE((first >= 'a' && first <= 'z'));
    REQUIRE(sentence.text.find_first_of("{}") == std::string::npos);
    for (const RelationId id : sentence.relations) REQUIRE(oracle_.judged(id).is_in);
    if (section.kind == BriefSectionKind::unknown || section.kind == BriefSectionKind::identity) {
      REQUIRE(sentence.citations.empty());
      return;
    }
    if (sentence.relations.empty()) return;  // there is no path, or not all are told
    check_cited(sentence);
    if (section.kind == BriefSectionKind::connection) return;
    for (const RelationId id : sentence.relations) check_told(section.kind, sentence, id);
    const auto hedge = std::find_if(hedges.begin(), hedges.end(),
                                    [&](const Hedge& known) { return known.kind == section.kind; });
    REQUIRE(hedge != hedges.end());
    REQUIRE(std::regex_search(sentence.text,
                              std::regex(language_ == "en" ? hedge->english : hedge->indonesian)));
  }

  // It says who does it to whom, when, and who claims so; and stands where its status belongs.
  void check_told(BriefSectionKind kind, const BriefSentence& sentence, RelationId id) const {
    const RelationEvidence& relation = answer_.graph.relation(id);
    REQUIRE(kind == section_of(oracle_.judged(id).status, relation));
    for (const EntityId end : {relation.relation.source, relation.relation.target}) {
      REQUIRE(sentence.text.find(name_of(end)) != std::string::npos);
    }
    const Period& valid = relation.relation.valid;
    for (const PartialDate date : {valid.from, valid.to}) {
      if (!date.is_known()) continue;
      REQUIRE(sentence.text.find(date.text().substr(0, 4)) != std::string::npos);
    }
    for (const ClaimEvidence& claim : relation.claims) {
      const std::string who = claim.origin.entity.is_some()
                                  ? name_of(claim.origin.entity)
                                  : answer_.graph.document(claim.origin.document).key;
      REQUIRE(sentence.text.find(who) != std::string::npos);
    }
  }

  // Each source that is cited says something of one of the relations, and each origin of each
  // relation is cited.
  void check_cited(const BriefSentence& sentence) const {
    for (const std::size_t number : sentence.citations) {
      const ClaimEvidence& source = *story_.sources.at(number - 1);
      const bool speaks =
          std::any_of(sentence.relations.begin(), sentence.relations.end(), [&](RelationId id) {
            const auto& claims = answer_.graph.relation(id).claims;
            return std::any_of(claims.begin(), claims.end(),
                               [&](const ClaimEvidence& claim) { return is_same(claim, source); });
          });
      REQUIRE(speaks);
    }
    for (const RelationId id : sentence.relations) {
      for (const ClaimEvidence& claim : answer_.graph.relation(id).claims) {
        REQUIRE(std::any_of(sentence.citations.begin(), sentence.citations.end(),
                            [&](std::size_t number) {
                              return story_.sources.at(number - 1)->origin == claim.origin;
                            }));
      }
    }
  }

  static bool is_same(const ClaimEvidence& a, const ClaimEvidence& b) {
    return a.claim.document == b.claim.document && a.claim.speaker == b.claim.speaker &&
           a.reported == b.reported && a.claim.quote == b.claim.quote && a.origin == b.origin;
  }

  [[nodiscard]] std::string name_of(EntityId id) const {
    return shown_name(answer_.graph.entity(id).entity);
  }

  const BriefAnswer& answer_;
  const Oracle& oracle_;
  std::string language_;
  BriefStory story_;
};

}  // namespace

TEST_CASE("every sentence of a brief is true of the store, and every source is cited") {
  std::size_t sentences = 0;
  for (std::uint32_t seed = 9000; seed < 9200; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 4; ++round) {
      BriefQuery query{.entity = story.entity(), .view = story.view()};
      if (story.one_in(2)) query.other = story.entity();
      if (query.other == query.entity) query.other = {};
      if (story.one_in(4)) query.relations_max = 1 + story.below(3);
      query.view.entities_without.clear();
      CAPTURE(seed, round, query.entity.value, query.other.value,
              describe_view(store, now, query.view));
      const Oracle oracle(store, now, query.view);
      const BriefAnswer answer = find_brief(store, now, query);
      for (const std::string& language : brief_languages()) {
        CAPTURE(language);
        sentences += Check(answer, oracle, language).run();
      }
    }
  }
  CHECK(sentences > 1500);
}

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
