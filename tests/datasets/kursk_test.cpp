// datasets/kursk holds the founding story: what every data set must, and the six points of it.

#include <relata/ingest.h>
#include <relata/lookup.h>
#include <relata/search.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace {

using namespace relata;
namespace fs = std::filesystem;

const fs::path kursk = fs::path(RELATA_SOURCE_DIR) / "datasets" / "kursk";

// The part of a UTF-8 text between two code points.
std::string between(const std::string& text, const Span& span) {
  std::string part;
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (begins && i > 0) ++place;
    if (place >= span.begin && place < span.end) part += text[i];
  }
  return part;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

View known_by(const char* day) {
  View view;
  view.known_by = *PartialDate::parse(day);
  return view;
}

class Story {
 public:
  Story() {
    ingest(*store_, {.inputs = {kursk.string()}, .strictness = Strictness::strict});
    now_ = store_->snapshot();
  }

  [[nodiscard]] EntityId named(const char* name) const {
    return resolve_entity(*store_, now_, name).id;
  }
  [[nodiscard]] ClaimsAnswer claims(const char* about, const View& view = {}) const {
    return find_claims(*store_, now_, {.about = about, .view = view});
  }
  [[nodiscard]] ClaimsAnswer everything() const { return find_everything(*store_, now_, {}); }
  [[nodiscard]] PathAnswer path(const char* from, const char* to, const View& view = {}) const {
    return find_paths(*store_, now_, {.from = named(from), .to = named(to), .view = view});
  }
  [[nodiscard]] std::size_t fitting(const char* name) const {
    return find_entities(*store_, now_, name).entities.size();
  }

 private:
  std::unique_ptr<Store> store_ = make_memory_store();
  Snapshot now_;
};

// The keys of those who make the claims of one relation.
std::set<std::string> speakers(const ClaimsAnswer& answer, Stance stance) {
  std::set<std::string> keys;
  for (const ClaimEvidence& claim : answer.graph.relations.front().claims) {
    if (claim.claim.stance != stance || !claim.claim.speaker.is_some()) continue;
    keys.insert(answer.graph.entity(claim.claim.speaker).entity.key);
  }
  return keys;
}

}  // namespace

TEST_CASE(
    "every relation of the story has a claim, and every claim a document that holds its quote") {
  const ClaimsAnswer all = Story().everything();
  CHECK(all.graph.relations.size() == 40);
  for (const RelationEvidence& relation : all.graph.relations) {
    CAPTURE(relation.relation.key);
    CHECK(!relation.claims.empty());
    for (const ClaimEvidence& claim : relation.claims) {
      const Document& document = all.graph.document(claim.claim.document);
      const auto file = std::find_if(document.properties.begin(), document.properties.end(),
                                     [](const Property& p) { return p.name == "file"; });
      REQUIRE(file != document.properties.end());
      REQUIRE(claim.claim.span);
      CHECK(!claim.claim.quote.empty());
      CHECK(between(read(kursk / file->value), *claim.claim.span) == claim.claim.quote);
    }
  }
}

TEST_CASE("four spellings are one entity, and Pyongyang is two") {
  const Story story;
  for (const char* name : {"Korut", "DPRK", "North Korea", "조선민주주의인민공화국"}) {
    CHECK(story.named(name) == story.named("north-korea"));
  }
  for (const char* name : {"Pyongyang", "Moscow", "Moskow", "Kyiv"}) {
    CHECK(story.fitting(name) == 2);
  }
  CHECK_THROWS_AS(story.named("Pyongyang"), Error);
}

TEST_CASE("every hop from Kim Jong Un to Kursk shows its claims") {
  const PathAnswer answer = Story().path("Kim Jong Un", "Kursk", known_by("2025-04-25"));
  REQUIRE(answer.paths.size() == 1);
  std::vector<std::string> keys;
  for (const Hop& hop : answer.paths.front().hops) {
    keys.push_back(answer.graph.entity(hop.to).entity.key);
    for (const RelationId id : hop.relations) {
      for (const ClaimEvidence& claim : answer.graph.relation(id).claims) {
        CHECK(!claim.chain.empty());
        CHECK(claim.reported.is_known());
        CHECK(claim.reported.last_day() <= PartialDate::parse("2025-04-25")->last_day());
      }
    }
  }
  CHECK(keys == std::vector<std::string>{"north-korea", "north-korean-troops", "kursk-oblast"});
}

TEST_CASE("the deployment rests on two services, then on Russia's word, then on North Korea's") {
  const Story story;
  std::set<std::string> known = {"south-korean-intelligence", "united-states-intelligence"};
  CHECK(speakers(story.claims("deployment-2024", known_by("2025-04-25")), Stance::asserted) ==
        known);
  known.insert("valery-gerasimov");
  CHECK(speakers(story.claims("deployment-2024", known_by("2025-04-26")), Stance::asserted) ==
        known);
  known.insert("central-military-commission");
  CHECK(speakers(story.claims("deployment-2024", known_by("2025-04-28")), Stance::asserted) ==
        known);
}

TEST_CASE("that Kursk is liberated is contested: two assert it, one denies it") {
  const View contested{.statuses = {Status::contested}};
  const ClaimsAnswer answer = Story().claims("liberated", contested);
  REQUIRE(answer.relations.size() == 1);
  CHECK(speakers(answer, Stance::asserted) ==
        std::set<std::string>{"central-military-commission", "russia"});
  CHECK(speakers(answer, Stance::denied) == std::set<std::string>{"volodymyr-zelensky"});
}

TEST_CASE("a statement of the Kremlin in three documents is one origin") {
  const ClaimsAnswer answer = Story().claims("thanked-kim-2025");
  const RelationEvidence& thanks = answer.graph.relations.front();
  std::set<DocumentId> documents;
  for (const ClaimEvidence& claim : thanks.claims) documents.insert(claim.claim.document);
  CHECK(documents.size() == 3);
  CHECK(thanks.origins == 1);
  CHECK(thanks.status == Status::reported);
}

TEST_CASE("dates keep the precision that they came with") {
  const ClaimsAnswer all = Story().everything();
  std::set<std::string> texts;
  for (const RelationEvidence& relation : all.graph.relations) {
    texts.insert(relation.relation.valid.text());
    for (const ClaimEvidence& claim : relation.claims) texts.insert(claim.reported.text());
  }
  for (const char* date : {"2024..", "2024-08..", "2024-08", "2024-10", "2025-04-28"}) {
    CAPTURE(date);
    CHECK(texts.contains(date));
  }
}
