#pragma once

// Taking the claims of a document or a batch out of every view, and putting them back.
//
// Nothing is deleted: a retraction is a judgement, recorded in a batch of its own with who made it
// and why, and a snapshot before it sees the claims as they were. It bears on the claims that the
// store holds when it is made; what comes later is not retracted. The answer tells what it does to
// the relations: which lose the last claim that supports them, and whose status changes.
//
//     const auto answer = relata::retract(*store, {.subject = document, .why = "withdrawn"});
//     for (const auto& change : answer.changes) show(change.relation);

#include <relata/answer.h>
#include <relata/judgement.h>
#include <relata/store.h>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace relata {

struct RetractQuery {
  JudgementSubject subject;  // a document or a batch
  JudgementKind kind = JudgementKind::retracted;
  std::string who;  // kept as given
  std::string why;
  std::size_t results_max = 1'000;  // changes that are listed; all are counted
  std::stop_token stop = {};        // Error{stopped}, and the store as it was
};

// Of a relation whose status is another now; none where no claim is in the view.
struct StatusChange {
  RelationId relation;
  std::optional<Status> before;
  std::optional<Status> after;
};

struct RetractAnswer {
  RetractQuery question;
  BatchNumber batch = 0;              // that recorded it; 0: it was so already, or has no claims
  std::uint64_t claims = 0;           // that are out now and were not, or the other way round
  std::uint64_t relations = 0;        // that they support
  std::uint64_t supports = 0;         // relations that lost their last claim, or have one again
  std::uint64_t others = 0;           // relations whose status changed otherwise
  std::vector<StatusChange> changes;  // by relation; of both kinds
  AnswerGraph graph;                  // the relations listed, with all of their claims
};

// Reads every relation once: seconds for ten millions. Under the default view otherwise.
// Error{not_found} for a subject that the store does not hold; what Store::commit() throws.
RetractAnswer retract(Store& store, const RetractQuery& query);

}  // namespace relata
