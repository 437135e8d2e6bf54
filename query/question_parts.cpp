#include "query/question_parts.h"

#include <utility>

#include "graph/retractions.h"
#include "graph/words.h"
#include "query/as_read.h"

namespace relata {
namespace {

const char* const without_retracted = "without what was retracted";

class PartList {
 public:
  PartList(const Store& store, const Snapshot& at) : store_(store), at_(at) {}

  void add(PartKind kind, std::string words) {
    parts_.push_back({.kind = kind, .words = std::move(words)});
  }

  template <class Value>
  void add_list(PartKind kind, const std::string& what, const std::vector<Value>& list) {
    if (!list.empty()) add(kind, what + joined(names_of(list), ", "));
  }

  // "only speaker Kremlin", "without speakers Kremlin, Reuters".
  template <class Value>
  void add_sources(PartKind kind, const std::string& how_and_what, const std::vector<Value>& list) {
    if (!list.empty()) add_list(kind, how_and_what + (list.size() == 1 ? " " : "s "), list);
  }

  void add_view(const View& view) {
    using Kind = PartKind;
    if (view.known_by.is_known()) add(Kind::known_by, "known by " + view.known_by.text());
    if (view.valid.is_known()) add(Kind::valid, "held during " + view.valid.text());
    add_list(Kind::relation_types, "relation types ", view.relation_types);
    add_list(Kind::relation_types_without, "without relation types ", view.relation_types_without);
    add_list(Kind::entity_types, "entity types ", view.entity_types);
    add_list(Kind::entity_types_without, "without entity types ", view.entity_types_without);
    add_list(Kind::entities_without, "without ", view.entities_without);
    add_sources(Kind::speakers, "only speaker", view.speakers);
    add_sources(Kind::speakers_without, "without speaker", view.speakers_without);
    add_sources(Kind::documents, "only document", view.documents);
    add_sources(Kind::documents_without, "without document", view.documents_without);
    add_sources(Kind::publishers, "only publisher", view.publishers);
    add_sources(Kind::publishers_without, "without publisher", view.publishers_without);
    add_list(Kind::languages, "languages ", view.languages);
    if (view.confidence_min) {
      add(Kind::confidence, "confidence at least " + confidence_text(*view.confidence_min));
    }
    if (view.origins_min > 0) {
      add(Kind::origins, "at least " + std::to_string(view.origins_min) +
                             (view.origins_min == 1 ? " origin" : " origins"));
    }
    std::vector<std::string> statuses;
    for (const Status status : view.statuses) statuses.emplace_back(word(status));
    add_list(Kind::statuses, "status ", statuses);
  }

  [[nodiscard]] std::vector<QuestionPart> take() { return std::move(parts_); }

 private:
  [[nodiscard]] static std::vector<std::string> names_of(const std::vector<std::string>& names) {
    return names;
  }
  [[nodiscard]] std::vector<std::string> names_of(const std::vector<EntityId>& ids) const {
    std::vector<std::string> names;
    for (const Entity& entity : store_.entities(at_, ids)) names.push_back(shown_name(entity));
    return names;
  }
  [[nodiscard]] std::vector<std::string> names_of(const std::vector<DocumentId>& ids) const {
    std::vector<std::string> names;
    for (const Document& document : store_.documents(at_, ids)) names.push_back(document.key);
    return names;
  }

  const Store& store_;
  const Snapshot& at_;
  std::vector<QuestionPart> parts_;
};

}  // namespace

std::vector<QuestionPart> parts_of(const Store& store, const Snapshot& at, const View& view) {
  PartList parts(store, at);
  parts.add_view(view);
  return parts.take();
}

std::vector<QuestionPart> parts_of(const Store& store, const Snapshot& at, bool has_retractions,
                                   const PathQuery& query) {
  PartList parts(store, at);
  if (query.hops_max < hops_limit) {
    parts.add(PartKind::hops, "at most " + hops_in_words(query.hops_max));
  }
  if (query.direction != Direction::any) {
    parts.add(PartKind::direction, "direction " + std::string(word(query.direction)));
  }
  if (query.degree_max) {
    parts.add(PartKind::degree, "no hub of more than " + std::to_string(*query.degree_max) +
                                    (*query.degree_max == 1 ? " relation" : " relations"));
  }
  parts.add_view(query.view);
  if (has_retractions && !query.view.with_retracted) {
    parts.add(PartKind::retracted, without_retracted);
  }
  return parts.take();
}

void copy_part(PartKind kind, const PathQuery& from, PathQuery& to) {
  const auto copy = [&](auto field) { to.view.*field = from.view.*field; };
  switch (kind) {
    case PartKind::hops:
      to.hops_max = from.hops_max;
      return;
    case PartKind::direction:
      to.direction = from.direction;
      return;
    case PartKind::degree:
      to.degree_max = from.degree_max;
      return;
    case PartKind::known_by:
      return copy(&View::known_by);
    case PartKind::valid:
      return copy(&View::valid);
    case PartKind::relation_types:
      return copy(&View::relation_types);
    case PartKind::relation_types_without:
      return copy(&View::relation_types_without);
    case PartKind::entity_types:
      return copy(&View::entity_types);
    case PartKind::entity_types_without:
      return copy(&View::entity_types_without);
    case PartKind::entities_without:
      return copy(&View::entities_without);
    case PartKind::speakers:
      return copy(&View::speakers);
    case PartKind::speakers_without:
      return copy(&View::speakers_without);
    case PartKind::documents:
      return copy(&View::documents);
    case PartKind::documents_without:
      return copy(&View::documents_without);
    case PartKind::publishers:
      return copy(&View::publishers);
    case PartKind::publishers_without:
      return copy(&View::publishers_without);
    case PartKind::languages:
      return copy(&View::languages);
    case PartKind::confidence:
      return copy(&View::confidence_min);
    case PartKind::origins:
      return copy(&View::origins_min);
    case PartKind::statuses:
      return copy(&View::statuses);
    case PartKind::retracted:
      return copy(&View::with_retracted);
  }
}

PathQuery without_parts(PathQuery query) {
  query.view = {
      .with_retracted = true, .doubt = query.view.doubt, .confirmed_at = query.view.confirmed_at};
  query.direction = Direction::any;
  query.hops_max = hops_limit;
  query.degree_max.reset();
  return query;
}

std::string hops_in_words(int hops) {
  return std::to_string(hops) + (hops == 1 ? " hop" : " hops");
}

std::string join_words(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

std::string describe_view(const Store& store, const Snapshot& at, const View& asked) {
  const View view = as_read(store, at, asked);
  std::vector<std::string> words;
  for (const QuestionPart& part : parts_of(store, at, view)) words.push_back(part.words);
  const View standard;
  if (Retractions::read(store, at) != nullptr) {
    words.emplace_back(view.with_retracted ? "with what was retracted" : without_retracted);
  }
  if (view.doubt != standard.doubt) words.emplace_back("possible dates taken");
  if (view.confirmed_at != standard.confirmed_at) {
    words.push_back("confirmed from " + std::to_string(view.confirmed_at) +
                    (view.confirmed_at == 1 ? " origin on" : " origins on"));
  }
  return joined(words, ", ");
}

}  // namespace relata
