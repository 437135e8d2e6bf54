#include "export/brief_nouns.h"

#include <algorithm>

namespace relata {
namespace {

constexpr std::size_t names_max = 8;

// "id-ID" is "id".
bool is_in(const Name& name, std::string_view language) {
  return name.language.starts_with(language) &&
         (name.language.size() == language.size() || name.language[language.size()] == '-');
}

// Names that a stranger would know it by, best first.
const Name* name_in(std::string_view language, const Entity& entity) {
  for (const NameKind kind : {NameKind::canonical, NameKind::alias, NameKind::transliteration}) {
    const auto found =
        std::find_if(entity.names.begin(), entity.names.end(), [&](const Name& name) {
          return name.kind == kind && !name.text.empty() && is_in(name, language);
        });
    if (found != entity.names.end()) return &*found;
  }
  return nullptr;
}

std::string document_noun(const BriefLanguage& language, const Document& document) {
  return filled(language.say.document, {{"key", without_brackets(document.key)}});
}

}  // namespace

std::string without_brackets(std::string text) {
  std::replace(text.begin(), text.end(), '[', '(');
  std::replace(text.begin(), text.end(), ']', ')');
  return text;
}

std::string brief_name(const BriefLanguage& language, const Entity& entity) {
  const Name* const name = name_in(language.code, entity);
  return without_brackets(name != nullptr ? name->text : shown_name(entity));
}

BriefNoun brief_noun(const BriefLanguage& language, const AnswerGraph& graph, EntityId id) {
  const EntityAnswer& entity = graph.entity(id);
  return language.noun(entity, brief_name(language, entity.entity));
}

BriefNoun brief_noun(const BriefLanguage& language, const AnswerGraph& graph,
                     const Origin& origin) {
  if (origin.entity.is_some()) return brief_noun(language, graph, origin.entity);
  return {.text = document_noun(language, graph.document(origin.document))};
}

std::string publisher_noun(const BriefLanguage& language, const AnswerGraph& graph,
                           const Document& document) {
  return document.publisher.is_some() ? brief_noun(language, graph, document.publisher).text
                                      : document_noun(language, document);
}

OtherNames other_names(const BriefLanguage& language, const Entity& entity) {
  OtherNames others;
  const std::string shown = brief_name(language, entity);
  const auto put = [&](std::vector<std::string>& names, const Name& name) {
    const std::string text = without_brackets(name.text);
    const bool is_new = text != shown && std::find(names.begin(), names.end(), text) == names.end();
    if (is_new) names.push_back(text);
  };
  for (const Name& name : entity.names) {
    if (name.text.empty()) continue;
    switch (name.kind) {
      case NameKind::canonical:
      case NameKind::alias:
      case NameKind::transliteration:
        put(others.names, name);
        break;
      case NameKind::role:
        if (is_in(name, language.code)) put(others.roles, name);
        break;
      case NameKind::metonym:
      case NameKind::weak:
        break;
    }
  }
  for (auto* names : {&others.names, &others.roles}) {
    if (names->size() <= names_max) continue;
    const std::size_t rest = names->size() - (names_max - 1);  // two or more
    names->resize(names_max - 1);
    names->push_back(filled(language.say.more_names, {{"n", language.number(rest)}}));
  }
  return others;
}

}  // namespace relata
