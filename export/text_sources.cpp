#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/words.h"

namespace relata {
namespace {

using Rows = std::vector<std::vector<Piece>>;

Piece number(std::uint64_t count) { return {.text = grouped(count)}; }

// "1 relation by no origin, 25 by one, 8 by 2".
std::string by_origins_words(const std::vector<std::uint64_t>& counts) {
  std::vector<std::string> parts;
  for (std::size_t origins = 0; origins < counts.size(); ++origins) {
    if (counts[origins] == 0) continue;
    const std::string who = origins == 0   ? "nobody"
                            : origins == 1 ? "one origin alone"
                                           : std::to_string(origins) + " independent origins";
    parts.push_back(grouped(counts[origins]) + " by " + who);
  }
  return joined(parts, ", ");
}

std::string by_hands_words(const std::vector<std::uint64_t>& counts) {
  std::vector<std::string> parts;
  for (std::size_t hands = 0; hands < counts.size(); ++hands) {
    if (counts[hands] == 0) continue;
    parts.push_back(hands == 0 ? grouped(counts[hands]) + " first hand"
                               : grouped(counts[hands]) + " through " +
                                     count_words(hands, "further document", "further documents"));
  }
  return joined(parts, ", ");
}

void put_sources(TextPage& page, const SourcesAnswer& answer) {
  Rows rows;
  for (const SourceLoad& source : answer.sources) {
    rows.push_back({{.text = origin_name(answer.graph, source.origin), .tone = Tone::entity},
                    number(source.relations_alone),
                    number(source.relations),
                    number(source.claims)});
  }
  page.line("Sources: " + grouped(answer.sources_found), Tone::title);
  page.table({{.header = "Origin", .give = Give::flexible},
              {.header = "Relations by it alone", .align = Align::right},
              {.header = "Relations", .align = Align::right},
              {.header = "Claims", .align = Align::right}},
             rows);
}

void put_languages(TextPage& page, const SourcesAnswer& answer) {
  Rows rows;
  for (const LanguageCoverage& language : answer.languages) {
    std::vector<std::string> silent;
    for (const Period& period : language.silent) silent.push_back(period.text());
    rows.push_back({{.text = language.language.empty() ? "not said" : language.language},
                    number(language.claims),
                    {.text = language.reported.text()},
                    {.text = joined(silent, ", ")}});
  }
  page.line("Languages of documents", Tone::title);
  page.table({{.header = "Language"},
              {.header = "Claims", .align = Align::right},
              {.header = "Reported"},
              {.header = "Months without a claim", .give = Give::flexible}},
             rows);
}

void put_alone(TextPage& page, const SourcesAnswer& answer) {
  Rows rows;
  for (const RelationId id : answer.alone) {
    const RelationEvidence& relation = answer.graph.relation(id);
    rows.push_back({{.text = sentence(answer.graph, relation.relation)},
                    {.text = relation.relation.valid.text()},
                    {.text = std::string(word(relation.status)), .tone = tone_of(relation.status)},
                    {.text = origin_names(answer.graph, relation, Stance::asserted)},
                    {.text = origin_names(answer.graph, relation, Stance::denied)}});
  }
  page.line("Asserted by one origin alone", Tone::title);
  page.table({{.header = "Relation", .give = Give::flexible},
              {.header = "Valid"},
              {.header = "Status"},
              {.header = "Asserted by", .give = Give::flexible},
              {.header = "Denied by", .give = Give::flexible}},
             rows);
}

}  // namespace

std::string text_of(const SourcesAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  if (answer.relations == 0) {
    page.line("No relation in this view fits.");
  } else {
    page.paragraph({},
                   {{.text = count_words(answer.relations, "relation", "relations") +
                             " asserted: " + by_origins_words(answer.relations_by_origins) + "."}});
    page.paragraph({}, {{.text = count_words(answer.claims, "claim", "claims") + ": " +
                                 by_hands_words(answer.claims_by_hands) + "."}});
    page.blank();
    put_sources(page, answer);
    page.blank();
    put_languages(page, answer);
    if (answer.claims_without_month > 0) {
      page.line(count_words(answer.claims_without_month, "claim has", "claims have") +
                " a date without a month, or none.");
    }
    if (!answer.alone.empty()) {
      page.blank();
      put_alone(page, answer);
    }
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
