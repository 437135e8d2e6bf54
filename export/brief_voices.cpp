#include "export/brief_voices.h"

#include <algorithm>

#include "export/brief_nouns.h"

namespace relata {
namespace {

// A date's place among others; what has none comes last.
std::tuple<bool, PartialDate> place_of(PartialDate date) { return {!date.is_known(), date}; }

bool is_nearer(const ClaimEvidence& a, const ClaimEvidence& b) {
  return std::tuple(a.chain.size(), place_of(a.reported)) <
         std::tuple(b.chain.size(), place_of(b.reported));
}

// The claims of one stance, the nearest of each origin.
std::map<Origin, const ClaimEvidence*> nearest_claims(const RelationEvidence& relation,
                                                      Stance stance) {
  std::map<Origin, const ClaimEvidence*> nearest;
  for (const ClaimEvidence& claim : relation.claims) {
    if (claim.claim.stance != stance) continue;
    const ClaimEvidence*& kept = nearest[claim.origin];
    if (kept == nullptr || is_nearer(claim, *kept)) kept = &claim;
  }
  return nearest;
}

}  // namespace

// Claims in the same words are one source, of whichever relations.
std::size_t BriefVoices::number_of(const ClaimEvidence& claim) {
  const Claim& itself = claim.claim;
  const auto [place, is_new] = numbers_.try_emplace(
      {itself.document, itself.speaker, claim.origin, claim.chain, claim.reported, itself.quote},
      sources_.size() + 1);
  if (is_new) sources_.push_back(&claim);
  return place->second;
}

std::vector<BriefVoice> BriefVoices::of(const std::vector<RelationId>& relations, Stance stance) {
  struct Said {
    Origin origin;
    PartialDate first;
    std::vector<const ClaimEvidence*> claims;
  };
  std::map<Origin, Said> by_origin;
  for (const RelationId id : relations) {
    for (const auto& [origin, claim] : nearest_claims(graph_.relation(id), stance)) {
      Said& said = by_origin[origin];
      said.origin = origin;
      said.claims.push_back(claim);
      if (claim->reported.is_known() && place_of(claim->reported) < place_of(said.first)) {
        said.first = claim->reported;
      }
    }
  }
  std::vector<Said> all;
  for (auto& [origin, said] : by_origin) all.push_back(std::move(said));
  std::stable_sort(all.begin(), all.end(), [](const Said& a, const Said& b) {
    return place_of(a.first) < place_of(b.first);
  });
  std::vector<BriefVoice> voices;
  for (const Said& said : all) {
    BriefVoice voice{.who = brief_noun(language_, graph_, said.origin),
                     .reported = said.first,
                     .nearest = said.claims.front()};
    for (const ClaimEvidence* claim : said.claims) {
      if (is_nearer(*claim, *voice.nearest)) voice.nearest = claim;
      add_citations(voice.citations, {number_of(*claim)});
    }
    voices.push_back(std::move(voice));
  }
  return voices;
}

// "Netraworld, citing Reuters, which cites the Kremlin".
std::string BriefVoices::with_relays(const BriefVoice& voice) const {
  std::vector<std::string> stations{voice.who.text};
  const auto& chain = voice.nearest->chain;
  for (auto document = chain.rbegin(); document != chain.rend(); ++document) {
    std::string station = publisher_noun(language_, graph_, graph_.document(*document));
    if (station != stations.back()) stations.push_back(std::move(station));
  }
  std::string text = stations.front();
  for (std::size_t i = 1; i < stations.size(); ++i) {
    const bool is_nearest_us = i + 1 == stations.size();
    text = filled(is_nearest_us ? language_.say.citing : language_.say.further,
                  {{"relay", stations[i]}, {"who", text}});
  }
  return text;
}

std::string BriefVoices::words(const std::vector<BriefVoice>& voices) const {
  std::vector<std::string> items;
  for (const BriefVoice& voice : voices) {
    items.push_back(names({voice}, Dated::yes, Relayed::no) + " " + cited(voice.citations));
  }
  return listed(language_, items);
}

std::string BriefVoices::names(const std::vector<BriefVoice>& voices, Dated dated,
                               Relayed relayed) const {
  std::vector<std::string> items;
  for (const BriefVoice& voice : voices) {
    std::string& item =
        items.emplace_back(relayed == Relayed::yes ? with_relays(voice) : voice.who.text);
    if (dated == Dated::yes && voice.reported.is_known())
      item += " " + language_.at(voice.reported);
  }
  return listed(language_, items);
}

std::string cited(const Citations& citations) {
  const auto bracketed = [](std::size_t number) { return "[" + std::to_string(number) + "]"; };
  std::string text;
  for (std::size_t first = 0; first < citations.size();) {
    std::size_t end = first + 1;
    while (end < citations.size() && citations[end] == citations[end - 1] + 1) ++end;
    if (end - first >= 3) {
      text += bracketed(citations[first]) + "–" + bracketed(citations[end - 1]);
      first = end;
    } else {
      text += bracketed(citations[first++]);
    }
  }
  return text;
}

void add_citations(Citations& citations, const Citations& more) {
  for (const std::size_t number : more) {
    if (std::find(citations.begin(), citations.end(), number) == citations.end()) {
      citations.push_back(number);
    }
  }
}

Citations citations_of(const std::vector<BriefVoice>& voices) {
  Citations all;
  for (const BriefVoice& voice : voices) add_citations(all, voice.citations);
  return all;
}

std::uint64_t number_of_verb(const std::vector<BriefVoice>& voices) {
  return voices.size() == 1 && !voices.front().who.is_many ? 1 : 2;
}

}  // namespace relata
