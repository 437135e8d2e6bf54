#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/words.h"

namespace relata {
namespace {

Piece named(const ResolveAnswer& answer, EntityId id) {
  const Entity& entity = answer.entity(id).entity;
  const std::string& name = shown_name(entity);
  return {.text = name == entity.key ? name : name + " [" + entity.key + "]", .tone = Tone::entity};
}

// What weighs most, for and against; all of it is asked for with the pair.
std::string why(const Proposal& proposal) {
  std::vector<std::string> reasons;
  for (const ResolveReason& reason : proposal.reasons) {
    // That types agree is no reason to look at a pair.
    if (reason.rule == "same_type" && proposal.reasons.size() > 1) continue;
    reasons.push_back((reason.weight < 0 ? "but " : "") + reason.words);
  }
  return joined(reasons, "; ");
}

void put_pairs(TextPage& page, const ResolveAnswer& answer) {
  std::vector<std::vector<Piece>> rows;
  for (const Proposal& proposal : answer.proposals) {
    rows.push_back({{.text = number_text(proposal.score)},
                    {.text = proposal.is_safe ? "safe" : "judge",
                     .tone = proposal.is_safe ? Tone::confirmed : Tone::reported},
                    named(answer, proposal.a),
                    named(answer, proposal.b),
                    {.text = why(proposal)}});
  }
  page.table({{.header = "Score"},
              {.header = ""},
              {.header = "Entity", .give = Give::flexible},
              {.header = "Entity", .give = Give::flexible},
              {.header = "Why", .give = Give::flexible}},
             rows);
}

void put_reasons(TextPage& page, const ResolveAnswer& answer, const Proposal& proposal) {
  page.paragraph({}, {named(answer, proposal.a), {.text = " and "}, named(answer, proposal.b)});
  page.line("score " + number_text(proposal.score) +
                (proposal.is_safe ? ", safe to merge without being asked about" : ""),
            Tone::dim);
  page.blank();
  std::vector<std::vector<Piece>> rows;
  for (const ResolveReason& reason : proposal.reasons) {
    rows.push_back({{.text = reason.rule, .tone = Tone::dim},
                    {.text = bits_words(reason)},
                    {.text = reason.words}});
  }
  page.table({{.header = "Rule"},
              {.header = "Bits", .align = Align::right},
              {.header = "Why", .give = Give::flexible}},
             rows);
}

}  // namespace

std::string text_of(const ResolveAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  if (answer.proposals.empty()) {
    page.line("No pair of entities seems to be one.");
  } else if (answer.question.with.is_some()) {
    put_reasons(page, answer, answer.proposals.front());
  } else {
    put_pairs(page, answer);
  }
  page.notes(caveats(answer));
  return page.take();
}

}  // namespace relata
