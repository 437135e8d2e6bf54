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

}  // namespace relata::testing
