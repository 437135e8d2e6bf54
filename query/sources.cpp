// What a view rests on, counted over the claims of each relation in it.

#include <relata/sources.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

#include "query/as_read.h"
#include "query/whole_view.h"

namespace relata {
namespace {

using Month = std::chrono::year_month;
constexpr std::chrono::months one_month{1};

std::optional<Month> month_of(PartialDate date) {
  if (!date.is_known() || date.precision() == Precision::year) return std::nullopt;
  const std::chrono::year_month_day day(date.first_day());
  return day.year() / day.month();
}

PartialDate date_of(Month month) {
  constexpr std::size_t month_size = 7;  // "2024-08"
  const std::string day = PartialDate::from_day(month / 1).text();
  return *PartialDate::parse(day.substr(0, month_size));
}

Period period_of(Month first, Month last) { return {.from = date_of(first), .to = date_of(last)}; }

void count(std::vector<std::uint64_t>& counts, std::size_t place) {
  if (counts.size() <= place) counts.resize(place + 1);
  ++counts[place];
}

class SourceCounts {
 public:
  void add(const RelationEvidence& relation, const DocumentIndex& documents,
           SourcesAnswer& answer) {
    ++answer.relations;
    answer.claims += relation.claims.size();
    count(answer.relations_by_origins, static_cast<std::size_t>(relation.origins));
    std::set<Origin> asserting;
    for (const ClaimEvidence& claim : relation.claims) {
      ++loads_[claim.origin].claims;
      if (claim.claim.stance == Stance::asserted) asserting.insert(claim.origin);
      count(answer.claims_by_hands, claim.chain.size() - 1);
      add_date(claim, documents, answer);
    }
    for (const Origin& origin : asserting) {
      SourceLoad& load = loads_[origin];
      ++load.relations;
      if (asserting.size() == 1) ++load.relations_alone;
    }
  }

  [[nodiscard]] std::vector<SourceLoad> loads() const {
    std::vector<SourceLoad> loads;
    for (const auto& [origin, load] : loads_) {
      loads.push_back(load);
      loads.back().origin = origin;
    }
    std::sort(loads.begin(), loads.end(), [](const SourceLoad& a, const SourceLoad& b) {
      return std::tie(b.relations_alone, b.relations, a.origin) <
             std::tie(a.relations_alone, a.relations, b.origin);
    });
    return loads;
  }

  [[nodiscard]] std::vector<LanguageCoverage> coverage() const {
    std::set<Month> all;
    for (const auto& [language, said] : languages_)
      all.insert(said.months.begin(), said.months.end());
    std::vector<LanguageCoverage> coverage;
    for (const auto& [language, said] : languages_) {
      coverage.push_back({.language = language, .claims = said.claims});
      if (all.empty()) continue;
      if (!said.months.empty()) {
        coverage.back().reported = period_of(*said.months.begin(), *said.months.rbegin());
      }
      Month next = *all.begin();  // the first that is not accounted for
      const auto put_silence_before = [&](Month month) {
        if (next < month) coverage.back().silent.push_back(period_of(next, month - one_month));
        next = month + one_month;
      };
      for (const Month month : said.months) put_silence_before(month);
      put_silence_before(*all.rbegin() + one_month);
    }
    std::sort(coverage.begin(), coverage.end(), [](const auto& a, const auto& b) {
      return std::tie(b.claims, a.language) < std::tie(a.claims, b.language);
    });
    return coverage;
  }

 private:
  struct Said {
    std::uint64_t claims = 0;
    std::set<Month> months;
  };

  void add_date(const ClaimEvidence& claim, const DocumentIndex& documents, SourcesAnswer& answer) {
    Said& said = languages_[lower_case(documents.at(claim.claim.document).language)];
    ++said.claims;
    if (const auto month = month_of(claim.reported)) {
      said.months.insert(*month);
    } else {
      ++answer.claims_without_month;
    }
  }

  std::map<Origin, SourceLoad> loads_;
  std::map<std::string, Said> languages_;
};

}  // namespace

SourcesAnswer find_sources(const Store& store, const Snapshot& at, const SourcesQuery& asked) {
  SourcesAnswer answer{.question = as_read(store, at, asked)};
  const SourcesQuery& query = answer.question;
  SearchWatch watch(query.limits, query.stop);
  const Schema schema = store.schema(at);
  const WholeView view(store, at, schema, query.view, watch);
  const auto refs =
      relations_about(store, at, schema, query.about, query.view.with_retracted, watch);
  SourceCounts counts;
  std::vector<RelationRef> alone;
  const auto count = [&](RelationClaims& claims, const DocumentIndex& documents,
                         const RelationRef& ref) {
    if (!view.has(claims, documents)) return;
    const RelationEvidence relation = evidence_of(std::move(claims), documents, view.compiled());
    counts.add(relation, documents, answer);
    if (relation.origins == 1 && alone.size() <= query.results_max) alone.push_back(ref);
  };
  read_claims(store, at, refs, watch, count);
  answer.sources = counts.loads();
  answer.sources_found = answer.sources.size();
  answer.languages = counts.coverage();
  if (std::max(answer.sources.size(), alone.size()) > query.results_max) {
    answer.sources.resize(std::min(answer.sources.size(), query.results_max));
    alone.resize(std::min(alone.size(), query.results_max));
    answer.limits_hit.push_back(Limit::results);
  }
  AnswerBuilder builder(store, at, schema, view.compiled());
  builder.add(alone);
  builder.add_named_by(query.view);
  for (const SourceLoad& source : answer.sources) builder.add(source.origin);
  answer.graph = builder.take();
  for (const RelationRef& ref : alone) answer.alone.push_back(ref.id);
  finish(answer, watch);
  return answer;
}

}  // namespace relata
