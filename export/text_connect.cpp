#include "export/connect_words.h"
#include "export/text_answers.h"
#include "export/text_evidence.h"
#include "export/text_paths.h"
#include "export/words.h"

namespace relata {

std::string text_of(const ConnectAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  page.paragraph({}, {{.text = tree_words(answer)}});
  if (answer.groups.size() > 1) {
    page.blank();
    put_groups(page, answer.graph, answer.groups);
  }
  for (std::size_t i = 0; i < answer.legs.size(); ++i) {
    const Path& leg = answer.legs[i];
    const std::string weight = weight_words(answer.question.weight, leg);
    page.blank();
    put_path(page, answer.graph, leg,
             "Leg " + std::to_string(i + 1) + " of " + grouped(answer.legs.size()),
             weight.empty() ? weight : weight + ", ");
  }
  page.notes(caveats({answer.limits_hit, answer.counters, answer.is_stopped}));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
