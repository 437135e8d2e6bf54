#include "export/brief_story.h"

#include <algorithm>
#include <set>

#include "export/brief_fact.h"
#include "export/brief_nouns.h"
#include "export/brief_voices.h"

namespace relata {
namespace {

std::string capitalised(std::string_view text) {
  std::string written(text);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    written[0] = static_cast<char>(text.front() - 'a' + 'A');
  }
  return written;
}

class Teller {
 public:
  Teller(const BriefAnswer& answer, const BriefLanguage& language)
      : answer_(answer),
        graph_(answer.graph),
        language_(language),
        say_(language.say),
        voices_(language, answer.graph) {}

  BriefStory tell(const RenderOptions& options) {
    story_.title = filled(is_pair() ? say_.title_two : say_.title_one,
                          {{"a", name(answer_.question.entity)}, {"b", name_of_other()}});
    story_.view = language_.view(answer_, options);
    tell_identity();
    if (is_pair()) tell_connection();
    for (std::size_t part = 0; part < brief_parts; ++part) {
      tell_part(static_cast<BriefPart>(part));
    }
    tell_gaps();
    story_.caveats = language_.caveats({answer_.limits_hit, answer_.counters, answer_.is_stopped});
    story_.sources = voices_.sources();
    return std::move(story_);
  }

 private:
  using Voices = std::vector<BriefVoice>;

  [[nodiscard]] bool is_pair() const { return answer_.question.other.is_some(); }
  [[nodiscard]] std::string name(EntityId id) const {
    return brief_name(language_, graph_.entity(id).entity);
  }
  [[nodiscard]] std::string name_of_other() const {
    return is_pair() ? name(answer_.question.other) : std::string();
  }
  [[nodiscard]] BriefNoun noun(EntityId id) const { return brief_noun(language_, graph_, id); }

  BriefSection& section(BriefSectionKind kind) {
    const auto heading = language_.headings[static_cast<std::size_t>(kind)];
    return story_.sections.emplace_back(
        BriefSection{.kind = kind, .heading = std::string(heading), .paragraphs = {}});
  }

  // --- Statements -------------------------------------------------------------------------------

  BriefSentence sentence_of(const BriefStatement& statement) {
    const BriefFact fact = fact_of(language_, graph_, statement.relations);
    const Voices asserting = voices_.of(statement.relations, Stance::asserted);
    const Voices denying = voices_.of(statement.relations, Stance::denied);
    const Voices doubting = voices_.of(statement.relations, Stance::uncertain);
    // `words` as the verb of these voices wants them.
    const auto said_by = [&](const BriefWords& words, const Voices& voices) {
      return filled(for_count(words, number_of_verb(voices)),
                    {{"fact", fact.text}, {"who", voices_.words(voices)}});
    };
    BriefSentence sentence{.text = {}, .relations = statement.relations};
    switch (statement.part) {
      case BriefPart::confirmed:
        sentence.text = filled(for_count(say_.confirmed, asserting.size()),
                               {{"fact", fact.text},
                                {"n", language_.number(asserting.size())},
                                {"who", voices_.words(asserting)}});
        break;
      case BriefPart::reported:
        sentence.text = reported_words(fact, asserting, BriefVoices::Relayed::no);
        break;
      case BriefPart::hearsay:
        sentence.text = reported_words(fact, asserting, BriefVoices::Relayed::yes);
        break;
      case BriefPart::contested:
        sentence.text = filled(say_.contested, {{"fact", fact.text},
                                                {"asserted", said_by(say_.asserts_it, asserting)},
                                                {"denied", said_by(say_.denies_it, denying)}});
        break;
      case BriefPart::uncertain:
        sentence.text = said_by(say_.uncertain, doubting);
        break;
      case BriefPart::denied:
        sentence.text = said_by(say_.denied, denying);
        break;
    }
    if (!doubting.empty() && statement.part != BriefPart::uncertain) {
      sentence.text += said_by(say_.also_uncertain, doubting);
    }
    sentence.text = capitalised(sentence.text) + ".";
    for (const Voices* voices : {&asserting, &denying, &doubting}) {
      add_citations(sentence.citations, citations_of(*voices));
    }
    return sentence;
  }

  // What is told without a date has that of the report.
  [[nodiscard]] std::string reported_words(const BriefFact& fact, const Voices& asserting,
                                           BriefVoices::Relayed relayed) const {
    const auto dated = fact.is_dated ? BriefVoices::Dated::no : BriefVoices::Dated::yes;
    return filled(say_.reported, {{"who", voices_.names(asserting, dated, relayed)},
                                  {"fact", fact.text},
                                  {"cited", cited(citations_of(asserting))}});
  }

  // A paragraph for each theme, as the first of its statements come; statements are in order of
  // time.
  void tell_part(BriefPart part) {
    std::vector<BriefParagraph> paragraphs;
    for (const BriefStatement& statement : answer_.statements) {
      if (statement.part != part) continue;
      const Relation& first = graph_.relation(statement.relations.front()).relation;
      const BriefTheme theme = brief_type(graph_.relation_type(first.type).name).theme;
      auto found =
          std::find_if(paragraphs.begin(), paragraphs.end(),
                       [&](const BriefParagraph& paragraph) { return paragraph.theme == theme; });
      if (found == paragraphs.end()) {
        found = paragraphs.insert(found, {.theme = theme});
      }
      found->sentences.push_back(sentence_of(statement));
    }
    if (paragraphs.empty()) return;
    if (paragraphs.size() > 1) {
      for (BriefParagraph& paragraph : paragraphs) {
        paragraph.head = language_.themes[static_cast<std::size_t>(paragraph.theme)];
      }
    }
    constexpr auto first_part = static_cast<std::size_t>(BriefSectionKind::confirmed);
    section(static_cast<BriefSectionKind>(first_part + static_cast<std::size_t>(part))).paragraphs =
        std::move(paragraphs);
  }

  // --- Who, and how much is known ---------------------------------------------------------------

  void tell_identity() {
    std::vector<BriefParagraph> paragraphs;
    for (const EntityId id : {answer_.question.entity, answer_.question.other}) {
      if (id.is_some()) paragraphs.push_back({.sentences = identity_of(graph_.entity(id))});
    }
    std::vector<BriefSentence> known = extent();
    if (!known.empty()) paragraphs.push_back({.sentences = std::move(known)});
    section(BriefSectionKind::identity).paragraphs = std::move(paragraphs);
  }

  [[nodiscard]] std::vector<BriefSentence> identity_of(const EntityAnswer& entity) const {
    const BriefNoun who = noun(entity.entity.id);
    const OtherNames names = other_names(language_, entity.entity);
    const std::uint64_t count = who.is_many ? 2 : 1;
    const std::string also =
        names.names.empty() ? "" : filled(say_.also, {{"names", listed(language_, names.names)}});
    const std::string type = without_brackets(language_.type_words(entity));
    const BriefWords& words = type.empty() ? say_.is_of_no_type : say_.is_a;
    std::vector<BriefSentence> sentences;
    sentences.push_back(
        {.text = capitalised(filled(for_count(words, count),
                                    {{"name", who.text}, {"type", type}, {"also", also}}))});
    if (!names.roles.empty()) {
      sentences.push_back({.text = capitalised(filled(
                               for_count(say_.is_called, count),
                               {{"name", who.text}, {"names", listed(language_, names.roles)}}))});
    }
    return sentences;
  }

  [[nodiscard]] std::vector<RelationId> told() const {
    std::vector<RelationId> told;
    for (const BriefStatement& statement : answer_.statements) {
      told.insert(told.end(), statement.relations.begin(), statement.relations.end());
    }
    return told;
  }

  [[nodiscard]] std::vector<BriefSentence> extent() const {
    const std::vector<RelationId> relations = told();
    const std::string a = noun(answer_.question.entity).text;
    const std::string b = is_pair() ? noun(answer_.question.other).text : std::string();
    if (relations.empty()) {
      if (is_cut(answer_)) return {};
      return {{.text = capitalised(
                   filled(is_pair() ? say_.nothing_two : say_.nothing_one, {{"a", a}, {"b", b}}))}};
    }
    std::uint64_t claims = 0;
    std::set<DocumentId> documents;
    for (const RelationId id : relations) {
      for (const ClaimEvidence& claim : graph_.relation(id).claims) {
        ++claims;
        documents.insert(claim.claim.document);
      }
    }
    std::vector<BriefSentence> sentences;
    sentences.push_back(
        {.text = capitalised(
             filled(say_.rests_on,
                    {{"relations", counted(language_, language_.relations, relations.size())},
                     {"claims", counted(language_, language_.claims, claims)},
                     {"documents", counted(language_, language_.documents, documents.size())}})),
         .relations = relations});
    if (relations.size() < answer_.relations_found) {
      sentences.push_back(
          {.text = capitalised(
               filled(say_.part_told, {{"told", language_.number(relations.size())},
                                       {"found", language_.number(answer_.relations_found)}}))});
    }
    return sentences;
  }

  // --- How two are connected --------------------------------------------------------------------

  void tell_connection() {
    std::vector<BriefParagraph> paragraphs;
    std::set<RelationId> told;
    for (const BriefPath& path : answer_.paths) {
      paragraphs.push_back({.sentences = sentences_of(path, told)});
    }
    const std::string a = noun(answer_.question.entity).text;
    const std::string b = noun(answer_.question.other).text;
    if (answer_.paths.empty() && !is_cut(answer_)) {
      const auto hops = static_cast<std::uint64_t>(answer_.question.hops_max);
      const std::string apart =
          filled(for_count(say_.apart, hops), {{"a", a}, {"b", b}, {"n", language_.number(hops)}});
      paragraphs.push_back({.sentences = {{.text = capitalised(apart)}}});
    }
    if (answer_.paths_found > answer_.paths.size()) {
      const std::string told_of =
          filled(say_.paths_told, {{"told", language_.number(answer_.paths.size())},
                                   {"found", language_.number(answer_.paths_found)}});
      paragraphs.push_back({.sentences = {{.text = capitalised(told_of)}}});
    }
    if (!paragraphs.empty()) {
      section(BriefSectionKind::connection).paragraphs = std::move(paragraphs);
    }
  }

  // The path as a whole, then its hops; those that another path had before are `told`.
  std::vector<BriefSentence> sentences_of(const BriefPath& path, std::set<RelationId>& told) {
    std::vector<BriefSentence> sentences(1);
    BriefSentence whole;
    for (const BriefHop& hop : path.hops) {
      BriefSentence sentence = sentence_of(hop.link);
      const auto& relations = hop.link.relations;
      add_citations(whole.citations, sentence.citations);
      whole.relations.insert(whole.relations.end(), relations.begin(), relations.end());
      // What links the two directly is told by itself.
      const bool is_new = told.insert(relations.front()).second;
      if (is_new && path.hops.size() > 1) sentences.push_back(std::move(sentence));
    }
    std::sort(whole.citations.begin(), whole.citations.end());
    const bool is_first = &path == &answer_.paths.front();
    const std::string_view words = path.hops.size() == 1 ? say_.direct
                                   : is_first            ? say_.path
                                                         : say_.further_path;
    whole.text = capitalised(filled(words, {{"a", noun(path.from).text},
                                            {"b", noun(path.hops.back().to).text},
                                            {"n", language_.number(path.hops.size())},
                                            {"via", via_words(path)},
                                            {"status", weakest_words(path)},
                                            {"cited", cited(whole.citations)}}));
    sentences.front() = std::move(whole);
    return sentences;
  }

  [[nodiscard]] std::string via_words(const BriefPath& path) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i + 1 < path.hops.size(); ++i) {
      names.push_back(noun(path.hops[i].to).text);
    }
    return listed(language_, names);
  }

  [[nodiscard]] std::string_view weakest_words(const BriefPath& path) const {
    const auto weakest = std::max_element(
        path.hops.begin(), path.hops.end(),
        [](const BriefHop& a, const BriefHop& b) { return a.link.part < b.link.part; });
    return language_.parts[static_cast<std::size_t>(weakest->link.part)];
  }

  // --- What is not known ------------------------------------------------------------------------

  void tell_gaps() {
    BriefParagraph paragraph;
    const BriefGaps& gaps = answer_.gaps;
    const std::uint64_t all = told().size();
    const auto put = [&](const std::string& text) {
      paragraph.sentences.push_back({.text = capitalised(text)});
    };
    const auto put_count = [&](const BriefWords& of_some, const BriefWords& of_all,
                               std::uint64_t count) {
      if (count == 0) return;
      put(filled(for_count(count == all ? of_all : of_some, count),
                 {{"n", language_.number(count)}, {"all", language_.number(all)}}));
    };
    put_count(say_.undated, say_.all_undated, gaps.undated);
    put_count(say_.narrated, say_.all_narrated, gaps.narrated);
    if (gaps.silence.is_known()) {
      put(filled(say_.silence, {{"from", language_.date(gaps.silence.from)},
                                {"to", language_.date(gaps.silence.to)}}));
    }
    for (const EntityId id : gaps.silent) put(filled(say_.silent, {{"name", noun(id).text}}));
    if (!paragraph.sentences.empty()) {
      section(BriefSectionKind::unknown).paragraphs = {std::move(paragraph)};
    }
  }

  const BriefAnswer& answer_;
  const AnswerGraph& graph_;
  const BriefLanguage& language_;
  const BriefSentences& say_;
  BriefStory story_;
  BriefVoices voices_;
};

}  // namespace

BriefStory tell(const BriefAnswer& answer, const RenderOptions& options) {
  return Teller(answer, brief_language(options.language)).tell(options);
}

}  // namespace relata
