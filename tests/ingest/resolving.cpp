#include "tests/ingest/resolving.h"

#include <catch2/catch.hpp>

namespace relata::testing {

void take(Taking& taking, const Lines& lines) {
  IngestQuery query;
  query.merging = Merging::none;
  taking.take(lines, query);
}

std::string line(const std::string& key, const std::string& type, const Lines& names,
                 const std::string& more) {
  std::string text = R"({"entity":")" + key + R"(","type":")" + type + R"(","names":[)";
  for (const std::string& name : names) {
    text += (text.ends_with('[') ? "" : ",") + ("\"" + name + "\"");
  }
  return text + "]" + more + "}";
}

std::map<std::string, Found> found_in(const Store& store, const ResolveQuery& query) {
  std::map<std::string, Found> found;
  const ResolveAnswer answer = resolve(store, store.snapshot(), query);
  for (const Proposal& proposal : answer.proposals) {
    Found one{.score = proposal.score, .is_safe = proposal.is_safe};
    for (const ResolveReason& reason : proposal.reasons) one.rules.insert(reason.rule);
    const std::string pair =
        answer.entity(proposal.a).entity.key + "=" + answer.entity(proposal.b).entity.key;
    CHECK(found.emplace(pair, one).second);
  }
  return found;
}

std::map<std::string, Found> found_among(const Lines& lines, const ResolveQuery& query) {
  Taking taking;
  take(taking, lines);
  return found_in(taking.store(), query);
}

EntityId id_of(const Store& store, std::string_view key) {
  return {store.ids(store.snapshot(), KeyKind::entity, {&key, 1}).front()};
}

}  // namespace relata::testing
