#pragma once

// Names as a brief says them: in its language where an entity has one, with the articles that the
// language wants, and without square brackets, which are citations.

#include "export/brief_language.h"

namespace relata {

// What is not a name and comes from the data as well.
[[nodiscard]] std::string without_brackets(std::string text);
[[nodiscard]] std::string brief_name(const BriefLanguage& language, const Entity& entity);
[[nodiscard]] BriefNoun brief_noun(const BriefLanguage& language, const AnswerGraph& graph,
                                   EntityId id);
[[nodiscard]] BriefNoun brief_noun(const BriefLanguage& language, const AnswerGraph& graph,
                                   const Origin& origin);
// Who published it; without a publisher the document.
[[nodiscard]] std::string publisher_noun(const BriefLanguage& language, const AnswerGraph& graph,
                                         const Document& document);

// What else an entity is called, in the order of its names.
struct OtherNames {
  std::vector<std::string> names;  // not metonyms, nor weak ones
  std::vector<std::string> roles;  // in the language
};
[[nodiscard]] OtherNames other_names(const BriefLanguage& language, const Entity& entity);

}  // namespace relata
