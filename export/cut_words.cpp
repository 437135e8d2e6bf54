#include "export/cut_words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "export/words.h"

namespace relata {
namespace {

std::string count_words(std::uint64_t count, CutOf of) {
  const std::string many(word(of));
  const std::string one = of == CutOf::entities ? "entity" : many.substr(0, many.size() - 1);
  return relata::count_words(count, one, many);
}

bool is_of_sources(const CutAnswer& answer) {
  return answer.question.of != CutOf::relations && answer.question.of != CutOf::entities;
}

std::string ways_words(const CutAnswer& answer) {
  if (is_of_sources(answer)) {
    return answer.cuts.size() == 1 ? ""
                                   : " There are " + grouped(answer.cuts.size()) + " such cuts.";
  }
  return answer.size == 1 ? " Every way needs it." : " As many ways share none of them.";
}

}  // namespace

std::string_view word(CutOf of) {
  switch (of) {
    case CutOf::relations:
      return "relations";
    case CutOf::entities:
      return "entities";
    case CutOf::documents:
      return "documents";
    case CutOf::speakers:
      return "speakers";
    case CutOf::publishers:
      return "publishers";
  }
  return {};
}

std::string_view word(CutOutcome outcome) {
  switch (outcome) {
    case CutOutcome::found:
      return "found";
    case CutOutcome::apart:
      return "apart";
    case CutOutcome::inseparable:
      return "inseparable";
    case CutOutcome::unknown:
      return "unknown";
  }
  return {};
}

std::optional<CutOf> parse_cut_of(std::string_view name) {
  for (const CutOf of :
       {CutOf::relations, CutOf::entities, CutOf::documents, CutOf::speakers, CutOf::publishers}) {
    if (word(of) == name) return of;
  }
  return std::nullopt;
}

std::string outcome_words(const CutAnswer& answer) {
  const CutOf of = answer.question.of;
  switch (answer.outcome) {
    case CutOutcome::found:
      return "Without " + count_words(answer.size, of) + " nothing connects them" +
             (answer.size == 1 ? "." : "; without fewer something does.") + ways_words(answer);
    case CutOutcome::apart:
      return "Nothing connects them. " + answer.why_none;
    case CutOutcome::inseparable:
      return "No " + std::string(word(of)) + " part them, however many. " + answer.why_none;
    case CutOutcome::unknown:
      break;
  }
  if (answer.size == 0) return "What parts them was not found out.";
  return "It takes " + count_words(answer.size, of) +
         " or more to part them; how many was not found out.";
}

std::string names_of(const CutAnswer& answer, const Cut& cut) {
  std::vector<std::string> names;
  for (const EntityId id : cut.entities) names.push_back(name_of(answer.graph, id));
  for (const DocumentId id : cut.documents) names.push_back(answer.graph.document(id).key);
  return joined(names, ", ");
}

std::string members_words(const CutAnswer& answer) {
  constexpr std::size_t told_max = 5;
  if (!is_of_sources(answer)) return "";
  std::string words;
  for (std::size_t i = 0; i < std::min(answer.cuts.size(), told_max); ++i) {
    const char* const alone = answer.size == 1 ? " It is " : " They are ";
    words += (answer.cuts.size() == 1 ? alone : " Cut " + std::to_string(i + 1) + ": ") +
             names_of(answer, answer.cuts[i]) + ".";
  }
  if (answer.cuts.size() > told_max) {
    words += " And " + count_words(answer.cuts.size() - told_max, "other.", "others.");
  }
  return words;
}

std::string mark_of(const CutAnswer& answer, RelationId relation) {
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < answer.cuts.size(); ++i) {
    const std::vector<RelationId>& relations = answer.cuts[i].relations;
    if (std::binary_search(relations.begin(), relations.end(), relation)) {
      numbers.push_back(std::to_string(i + 1));
    }
  }
  if (numbers.empty()) return "";
  return answer.cuts.size() == 1 ? "Cut" : "Cut " + joined(numbers, ", ");
}

}  // namespace relata
