#pragma once

// Saying that two entities are one, or are not, and taking it back.
//
// Merges are judgements, not edits: every record stays as it came. What is judged the same is one
// entity in the store as it is judged (judged_store()): found by any of its names and keys, with
// the relations of all, under the id and key that came first. Any of their ids asks for it, in a
// question and in its view too: one that was kept from before the merge is good for as long as the
// store. Withdrawing the judgement parts them again with every relation where it was.
//
//     relata::judge(*store, {.a = dprk, .b = korut, .who = "Ana", .why = "a translation"});
//     const auto judged = relata::judged_store(*store, store->snapshot());
//     const auto answer = relata::find_paths(*judged, judged->snapshot(), query);

#include <relata/judgement.h>
#include <relata/store.h>
#include <memory>
#include <string>
#include <vector>

namespace relata {

struct JudgeQuery {
  EntityId a;
  EntityId b;
  JudgementKind verdict = JudgementKind::same;  // same, different, unsure, or withdrawn
  std::string who;                              // kept as given
  std::string why;
};

// The batch that recorded it; 0 if it was said so already, by the same person for the same reason.
// It takes the place of what was judged of the pair before. Error{usage} for one entity with
// itself, for what judgements on other pairs stand against (they hold apart what would be one, or
// make one what is to be different), and for withdrawing what was not judged: the message names
// them.
BatchNumber judge(Store& store, const JudgeQuery& query);

// All of them in one batch, but for those that are so already or stand against another judgement.
// How many were recorded.
std::size_t judge_all(Store& store, const std::vector<JudgeQuery>& queries, std::string source);

// Why two entities are one: the judgements that lead from the first to the second. Empty if they
// are not one.
[[nodiscard]] std::vector<Judgement> why_one(const Store& store, const Snapshot& at, EntityId a,
                                             EntityId b);

// The store as it is judged at a snapshot: a view of it that reads for the searches as any store
// does, and is not written to. It must not outlive the store.
[[nodiscard]] std::unique_ptr<Store> judged_store(const Store& store, const Snapshot& at);

}  // namespace relata
