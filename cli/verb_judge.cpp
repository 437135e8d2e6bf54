// Verbs that say which entities are one.

#include <relata/judge.h>
#include <relata/lookup.h>

#include "cli/output_options.h"
#include "export/text_page.h"
#include "export/words.h"

namespace relata::cli {
namespace {

JudgementKind verdict_of(const Command& command) {
  const std::string& said = command.argument(2);
  for (const JudgementKind kind :
       {JudgementKind::same, JudgementKind::different, JudgementKind::unsure}) {
    if (said == word(kind)) return kind;
  }
  throw Error(ErrorCode::usage,
              "judging: \"" + said + "\" is no verdict; say same, different or unsure");
}

std::string outcome_words(JudgementKind verdict, const Entity& a, const Entity& b,
                          BatchNumber batch) {
  const std::string both =
      shown_name(a) + " (" + a.key + ") and " + shown_name(b) + " (" + b.key + ")";
  if (batch == 0)
    return "Nothing new: " + both +
           " are judged so already, by the same person for the same reason.";
  switch (verdict) {
    case JudgementKind::same:
      return both + " are one now.";
    case JudgementKind::withdrawn:
      return "The judgement on " + both + " is taken back.";
    case JudgementKind::different:
      return both + " are held apart.";
    default:
      return "Noted that it is unsure whether " + both + " are one.";
  }
}

// Members of what is one already are told apart by their keys; names are looked up as they stand in
// the records.
Outcome record(const Command& command, JudgementKind verdict) {
  const auto store = open_store(command.store_path(), OpenMode::write);
  const Snapshot at = store->snapshot();
  const Entity a = resolve_entity(*store, at, command.argument(0));
  const Entity b = resolve_entity(*store, at, command.argument(1));
  const BatchNumber batch = judge(*store, {.a = a.id,
                                           .b = b.id,
                                           .verdict = verdict,
                                           .who = command.text("by"),
                                           .why = command.text("why")});
  TextPage page(render_options(command));
  page.line(outcome_words(verdict, a, b, batch));
  return {.output = page.take()};
}

std::string judgement_line(const Store& store, const Snapshot& at, EntityId& from,
                           const Judgement& judgement) {
  const EntityPair& pair = std::get<EntityPair>(judgement.subject);
  const EntityId to = pair.first == from ? pair.second : pair.first;
  const std::vector<Entity> ends = store.entities(at, std::vector{from, to});
  from = to;
  std::string line = ends[0].key + " = " + ends[1].key + ": " +
                     time_words(judgement.recorded_unix_ms) + ", batch " +
                     std::to_string(judgement.batch);
  if (!judgement.who.empty()) line += ", by " + judgement.who;
  if (!judgement.why.empty()) line += ": " + judgement.why;
  return line;
}

Outcome why(const Command& command) {
  const auto store = open_store(command.store_path(), OpenMode::read);
  const Snapshot at = store->snapshot();
  const Entity a = resolve_entity(*store, at, command.argument(0));
  const Entity b = resolve_entity(*store, at, command.argument(1));
  const std::vector<Judgement> chain = why_one(*store, at, a.id, b.id);
  TextPage page(render_options(command));
  if (chain.empty()) {
    page.line(a.id == b.id ? shown_name(a) + " is one record by either name."
                           : shown_name(a) + " and " + shown_name(b) + " are not judged one.");
  }
  EntityId from = a.id;
  for (const Judgement& judgement : chain) {
    page.line(judgement_line(*store, at, from, judgement));
  }
  return {.output = page.take()};
}

}  // namespace

const Verb judge_verb = {
    .name = "judge",
    .arguments = "A B same|different|unsure",
    .arguments_min = 3,
    .arguments_max = 3,
    .summary = "Record whether two entities are one; what is judged the same is read as one.",
    .examples =
        "relata judge dprk korut same --by Ana --why \"one country in two languages\"\n"
        "relata judge kim-jong-un kim-jong-il different",
    .add_options = add_judgement_options,
    .run = [](const Command& command) { return record(command, verdict_of(command)); }};

const Verb merge_verb = {
    .name = "merge",
    .arguments = "A B",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "Make two entities one: the same as `judge A B same`.",
    .examples = "relata merge dprk korut --by Ana",
    .add_options = add_judgement_options,
    .run = [](const Command& command) { return record(command, JudgementKind::same); }};

const Verb unmerge_verb = {
    .name = "unmerge",
    .arguments = "A B",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "Take the judgement on two entities back, with every relation where it was.",
    .examples = "relata unmerge dprk korut --by Ana --why \"too hasty\"",
    .add_options = add_judgement_options,
    .run = [](const Command& command) { return record(command, JudgementKind::withdrawn); }};

const Verb why_verb = {
    .name = "why",
    .arguments = "A B",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "The judgements that made two records one, from the first to the second.",
    .examples = "relata why dprk korut",
    .add_options = [](cxxopts::Options&) {},
    .run = why};

}  // namespace relata::cli
