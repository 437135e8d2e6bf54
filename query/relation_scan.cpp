#include "query/relation_scan.h"

#include <relata/lookup.h>

#include <algorithm>

#include "query/evidence.h"

namespace relata {
namespace {

// Relations between two looks at the clock.
constexpr std::uint64_t part_size = std::uint64_t{1} << 18;

bool speaks_of(const std::string& text, const std::string& folded) {
  return fold_text(text).find(folded) != std::string::npos;
}

bool is_set(const std::vector<bool>& bits, std::uint64_t id) {
  return id < bits.size() && bits[id];
}

}  // namespace

std::vector<bool> entities_outside(const Store& store, const Snapshot& at,
                                   const CompiledView& view) {
  std::vector<bool> outside;
  if (view.takes_all_entities()) return outside;
  outside.resize(store.info().entity_id_end);
  ScanSink sink;
  sink.entity = [&](const Entity& entity) {
    outside[entity.id.value] = !view.takes_entity(entity.id, entity.type);
  };
  store.scan(at, {}, sink);
  return outside;
}

RelationScan::RelationScan(const Store& store, const Snapshot& at, const Schema& schema,
                           const CompiledView& view, SearchWatch& watch)
    : store_(store), at_(at), schema_(schema), view_(view), watch_(watch) {}

RelationScan::Ends RelationScan::read_ends(const std::string& folded) const {
  Ends ends{.are_outside = entities_outside(store_, at_, view_), .are_named = {}};
  if (folded.empty()) return ends;
  ends.are_named.resize(store_.info().entity_id_end);
  ScanSink sink;
  sink.entity = [&](const Entity& entity) {
    bool is_named = speaks_of(entity.key, folded);
    for (const Name& name : entity.names) is_named = is_named || speaks_of(name.text, folded);
    ends.are_named[entity.id.value] = is_named;
  };
  store_.scan(at_, {}, sink);
  return ends;
}

std::vector<bool> RelationScan::types_named(const std::string& folded) const {
  std::vector<bool> named;
  for (const RelationType& type : schema_.relation_types()) {
    named.push_back(!folded.empty() &&
                    (speaks_of(type.name, folded) || speaks_of(type.label, folded) ||
                     speaks_of(type.inverse_label, folded)));
  }
  return named;
}

std::vector<RelationRef> RelationScan::find(const std::string& folded) {
  const Ends ends = read_ends(folded);
  const std::vector<bool> types = types_named(folded);
  std::vector<RelationRef> candidates;
  std::uint64_t tested = 0;
  ScanSink sink;
  sink.relation = [&](const RelationClaims& seen) {
    const Relation& relation = seen.relation;
    ++tested;
    if (is_set(ends.are_outside, relation.source.value) ||
        is_set(ends.are_outside, relation.target.value) ||
        view_.takes_relation(relation) == Certainty::impossible) {
      return;
    }
    const auto is_quoted = [&] {
      return std::any_of(seen.claims.begin(), seen.claims.end(), [&](const Claim& claim) {
        return !view_.is_retracted(claim) && speaks_of(claim.quote, folded);
      });
    };
    const bool fits = folded.empty() || is_set(types, relation.type.value) ||
                      is_set(ends.are_named, relation.source.value) ||
                      is_set(ends.are_named, relation.target.value) ||
                      speaks_of(relation.key, folded) || is_quoted();
    if (fits) candidates.push_back({.source = relation.source, .id = relation.id});
  };
  const std::uint64_t parts = store_.info().relation_id_end / part_size + 1;
  for (std::uint64_t part = 0; part < parts && !watch_.is_cut(); ++part) {
    tested = 0;
    store_.scan(at_, {.part = part, .parts = parts}, sink);
    watch_.test(tested);
  }
  std::sort(candidates.begin(), candidates.end(),
            [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  return in_view(candidates);
}

std::vector<RelationRef> RelationScan::find_about(const std::string& about) {
  if (about.empty()) return find(std::string());
  const std::string_view key = about;
  const RelationId relation{store_.ids(at_, KeyKind::relation, {&key, 1}).front()};
  if (relation.is_some()) return find(relation);
  const std::string folded = fold_text(about);
  // What is nothing but punctuation is in every text, and asks for none.
  if (folded.empty()) return {};
  return find(folded);
}

std::vector<RelationRef> RelationScan::find(RelationId relation) {
  const RelationRef ref{.source = {}, .id = relation};
  const Relation found = store_.evidence(at_, {&ref, 1}).relations.front().relation;
  for (const Entity& end : store_.entities(at_, std::vector{found.source, found.target})) {
    if (!view_.takes_entity(end.id, end.type)) return {};
  }
  return in_view({{.source = found.source, .id = relation}});
}

std::vector<RelationRef> RelationScan::in_view(const std::vector<RelationRef>& candidates) {
  if (view_.takes_all_relations()) return candidates;
  std::vector<RelationRef> found;
  const auto judge = [&](const RelationClaims& relation, const DocumentIndex& documents,
                         const RelationRef& ref) {
    const Verdict verdict = judge_by_claims(relation, documents, view_);
    if (verdict == Verdict::yes) found.push_back(ref);
    if (verdict == Verdict::doubtful) watch_.leave_out_for_doubt(ref.id);
  };
  read_claims(store_, at_, candidates, watch_, judge);
  return found;
}

}  // namespace relata
