#include "query/view_words.h"

#include <utility>

#include "graph/retractions.h"
#include "graph/words.h"
#include "query/as_read.h"

namespace relata {
namespace {

class PartList {
 public:
  PartList(const Store& store, const Snapshot& at, const View& view)
      : store_(store), at_(at), view_(view) {}

  // `give_up` takes the part out of a copy of the view.
  template <class GiveUp>
  void add(ViewPartKind kind, std::string words, const GiveUp& give_up) {
    parts_.push_back({.kind = kind, .words = std::move(words), .without = view_});
    give_up(parts_.back().without);
  }

  template <class Value>
  void add_list(ViewPartKind kind, const char* what, std::vector<Value> View::*list) {
    if ((view_.*list).empty()) return;
    add(kind, what + joined(names_of(view_.*list), ", "),
        [&](View& view) { (view.*list).clear(); });
  }

  // Two lists that belong together: only these, and without those.
  template <class Value>
  void add_lists(ViewPartKind kind, const char* one, const char* many,
                 std::vector<Value> View::*only, std::vector<Value> View::*without) {
    if ((view_.*only).empty() && (view_.*without).empty()) return;
    std::vector<std::string> words;
    const auto say = [&](const char* how, const std::vector<Value>& values) {
      if (values.empty()) return;
      words.push_back(std::string(how) + (values.size() == 1 ? one : many) + " " +
                      joined(names_of(values), ", "));
    };
    say("only ", view_.*only);
    say("without ", view_.*without);
    add(kind, joined(words, ", "), [&](View& view) {
      (view.*only).clear();
      (view.*without).clear();
    });
  }

  [[nodiscard]] std::vector<ViewPart> take() { return std::move(parts_); }

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
  const View& view_;
  std::vector<ViewPart> parts_;
};

}  // namespace

std::vector<ViewPart> parts_of(const Store& store, const Snapshot& at, const View& view) {
  using Kind = ViewPartKind;
  PartList parts(store, at, view);
  if (view.known_by.is_known()) {
    parts.add(Kind::known_by, "known by " + view.known_by.text(), [](View& v) { v.known_by = {}; });
  }
  if (view.valid.is_known()) {
    parts.add(Kind::valid, "held during " + view.valid.text(), [](View& v) { v.valid = {}; });
  }
  parts.add_list(Kind::relation_types, "relation types ", &View::relation_types);
  parts.add_list(Kind::relation_types_without, "without relation types ",
                 &View::relation_types_without);
  parts.add_list(Kind::entity_types, "entity types ", &View::entity_types);
  parts.add_list(Kind::entity_types_without, "without entity types ", &View::entity_types_without);
  parts.add_list(Kind::entities_without, "without ", &View::entities_without);
  parts.add_lists(Kind::speakers, "speaker", "speakers", &View::speakers, &View::speakers_without);
  parts.add_lists(Kind::documents, "document", "documents", &View::documents,
                  &View::documents_without);
  parts.add_lists(Kind::publishers, "publisher", "publishers", &View::publishers,
                  &View::publishers_without);
  parts.add_list(Kind::languages, "languages ", &View::languages);
  if (view.confidence_min) {
    parts.add(Kind::confidence, "confidence at least " + confidence_text(*view.confidence_min),
              [](View& v) { v.confidence_min.reset(); });
  }
  if (view.origins_min > 0) {
    parts.add(Kind::origins,
              "at least " + std::to_string(view.origins_min) +
                  (view.origins_min == 1 ? " origin" : " origins"),
              [](View& v) { v.origins_min = 0; });
  }
  if (!view.statuses.empty()) {
    std::vector<std::string> words;
    for (const Status status : view.statuses) words.emplace_back(word(status));
    parts.add(Kind::statuses, "status " + joined(words, ", "), [](View& v) { v.statuses.clear(); });
  }
  return parts.take();
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
  for (const ViewPart& part : parts_of(store, at, view)) words.push_back(part.words);
  const View standard;
  if (Retractions::read(store, at) != nullptr) {
    words.emplace_back(view.with_retracted ? "with what was retracted"
                                           : "without what was retracted");
  }
  if (view.doubt != standard.doubt) words.emplace_back("possible dates taken");
  if (view.confirmed_at != standard.confirmed_at) {
    words.push_back("confirmed from " + std::to_string(view.confirmed_at) +
                    (view.confirmed_at == 1 ? " origin on" : " origins on"));
  }
  return joined(words, ", ");
}

}  // namespace relata
