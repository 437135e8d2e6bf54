#include "ingest/brat_document.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "ingest/foreign_values.h"
#include "ingest/mention_types.h"

namespace relata {
namespace {

// Of attributes that are named after what they say of the truth of something. An annotator's
// certainty that is full says nothing.
std::optional<Stance> stance_of(const BratAnnotation& attribute) {
  const std::string name = type_name_of(attribute.label);
  const std::string value = type_name_of(attribute.value);
  if (value == "false" || value == "no" || value == "none") return std::nullopt;
  if (name == "negation" || name == "negated") return Stance::denied;
  if (name == "speculation" || name == "speculative" || name == "uncertain") {
    return Stance::uncertain;
  }
  const bool is_full = value == "certain" || value == "high" || value == "sure";
  if (name == "certainty" && !is_full) return Stance::uncertain;
  return std::nullopt;
}

// "Wikidata:Q7747" is an id of all the world; others are so with the name of their collection.
std::string global_key(std::string_view reference) {
  constexpr std::string_view wikidata = "wikidata:";
  const bool is_item = reference.size() > wikidata.size() + 1 &&
                       type_name_of(reference.substr(0, wikidata.size())) == "wikidata" &&
                       reference[wikidata.size()] == 'Q';
  return std::string(is_item ? reference.substr(wikidata.size()) : reference);
}

}  // namespace

BratDocument::BratDocument(std::vector<BratAnnotation> annotations, std::string name)
    : annotations_(std::move(annotations)), name_(std::move(name)) {
  number_ids();
  check_arguments();
  find_events();
  join_mentions();
  find_global_keys();
  find_stances();
}

void BratDocument::number_ids() {
  for (std::size_t i = 0; i < annotations_.size(); ++i) {
    BratAnnotation& annotation = annotations_[i];
    const bool has_id = annotation.id.size() > 1;
    if (annotation.refusal || !has_id) continue;
    const auto [before, is_first] = places_.emplace(annotation.id, i);
    if (is_first) continue;
    annotation.refusal = {.field = "id",
                          .reason = "the annotation of line " +
                                    std::to_string(annotations_[before->second].line) +
                                    " has the same id"};
  }
}

// Nothing for an id that is none, or that of an annotation that is refused.
const BratAnnotation* BratDocument::find(const std::string& id) const {
  const auto found = places_.find(id);
  if (found == places_.end() || annotations_[found->second].refusal) return nullptr;
  return &annotations_[found->second];
}

void BratDocument::check_arguments() {
  std::unordered_multimap<std::string, std::size_t> referring;
  std::vector<std::size_t> unchecked;
  for (std::size_t i = 0; i < annotations_.size(); ++i) {
    unchecked.push_back(i);
    for (const BratArgument& argument : annotations_[i].arguments) {
      referring.emplace(argument.id, i);
    }
  }
  while (!unchecked.empty()) {
    BratAnnotation& annotation = annotations_[unchecked.back()];
    unchecked.pop_back();
    if (annotation.refusal) continue;
    annotation.refusal = why_not(annotation);
    if (!annotation.refusal) continue;
    const auto [first, end] = referring.equal_range(annotation.id);
    for (auto other = first; other != end; ++other) unchecked.push_back(other->second);
  }
}

std::optional<Refusal> BratDocument::why_not(const BratAnnotation& annotation) const {
  const char kind = annotation.kind();
  if (kind == 'R' && annotation.arguments.size() != 2) {
    return Refusal{.field = "arguments", .reason = "expected two arguments of a relation"};
  }
  if (kind == '*' && annotation.arguments.empty()) {
    return Refusal{.field = "arguments", .reason = "expected the mentions that are one"};
  }
  if (kind == 'N' && annotation.value.empty()) {
    return Refusal{.field = "reference", .reason = "expected a reference like Wikidata:Q1"};
  }
  const bool is_remark = kind == 'A' || kind == 'M' || kind == '#';
  for (std::size_t i = 0; i < annotation.arguments.size(); ++i) {
    const BratArgument& argument = annotation.arguments[i];
    const BratAnnotation* other = find(argument.id);
    const bool is_mention = other != nullptr && other->kind() == 'T';
    const bool is_event = other != nullptr && other->kind() == 'E';
    const bool is_trigger = kind == 'E' && i == 0;
    const bool must_be_mention = is_trigger || kind == '*' || kind == 'N';
    if (is_mention || (is_event && !must_be_mention)) continue;
    if (is_remark && other != nullptr) continue;
    return Refusal{.field = argument.role,
                   .reason = "\"" + argument.id + "\" is no " +
                             (must_be_mention ? "mention" : "annotation") +
                             " of the file that it can refer to"};
  }
  return std::nullopt;
}

void BratDocument::find_events() {
  for (const BratAnnotation& event : annotations_) {
    if (event.refusal || event.kind() != 'E') continue;
    events_of_[event.arguments.front().id].push_back(event.id);
  }
}

const std::vector<std::string>& BratDocument::events_of(const std::string& mention) const {
  static const std::vector<std::string> none;
  const auto found = events_of_.find(mention);
  return found == events_of_.end() ? none : found->second;
}

// Mentions are one entity if that is said, or if they have one name and type.
void BratDocument::join_mentions() {
  group_.resize(annotations_.size());
  std::iota(group_.begin(), group_.end(), std::size_t{0});
  std::map<std::pair<std::string, std::string>, std::size_t> by_name;
  for (std::size_t i = 0; i < annotations_.size(); ++i) {
    const BratAnnotation& mention = annotations_[i];
    if (mention.refusal || mention.kind() != 'T') continue;
    const auto [first, is_first] =
        by_name.emplace(std::pair(mention_type_of(mention.label), mention.text), i);
    if (!is_first) join(i, first->second);
  }
  for (const BratAnnotation& same : annotations_) {
    if (same.refusal || same.kind() != '*') continue;
    for (const BratArgument& other : same.arguments) {
      join(places_.at(same.arguments.front().id), places_.at(other.id));
    }
  }
}

void BratDocument::find_global_keys() {
  for (const BratAnnotation& norm : annotations_) {
    if (norm.refusal || norm.kind() != 'N') continue;
    const std::size_t group = group_of(places_.at(norm.arguments.front().id));
    global_keys_.emplace(group, global_key(norm.value));
  }
}

void BratDocument::find_stances() {
  for (const BratAnnotation& attribute : annotations_) {
    if (attribute.refusal || (attribute.kind() != 'A' && attribute.kind() != 'M')) continue;
    const auto stance = stance_of(attribute);
    if (!stance) continue;
    Stance& told = stances_[attribute.arguments.front().id];
    if (told != Stance::denied) told = *stance;
  }
}

std::size_t BratDocument::group_of(std::size_t place) const {
  while (group_[place] != place) place = group_[place];
  return place;
}

// The first of the file stands for its group.
void BratDocument::join(std::size_t a, std::size_t b) {
  const std::size_t first = std::min(group_of(a), group_of(b));
  for (std::size_t place : {a, b}) {
    while (group_[place] != first) place = std::exchange(group_[place], first);
  }
}

std::string BratDocument::local_key(std::string_view id) const {
  return "brat:" + name_ + "#" + std::string(id);
}

BratDocument::End BratDocument::end_of(const std::string& id) const {
  const BratAnnotation& annotation = at(id);
  if (annotation.kind() == 'E') {
    const Span span = at(annotation.arguments.front().id).cover();
    return {.key = local_key(id), .value = {}, .span = span};
  }
  if (const auto& events = events_of(id); !events.empty()) {
    return {.key = local_key(events.front()), .value = {}, .span = annotation.cover()};
  }
  if (is_value_label(annotation.label)) {
    return {.key = {}, .value = annotation.text, .span = annotation.cover()};
  }
  const auto global = global_keys_.find(group_of(places_.at(id)));
  if (global != global_keys_.end()) {
    return {.key = global->second, .value = {}, .span = annotation.cover()};
  }
  const BratAnnotation& first = first_of_entity(id);
  return {.key = local_key(mention_type_of(first.label) + "/" + first.text),
          .value = {},
          .span = annotation.cover()};
}

Stance BratDocument::stance_on(const std::string& id) const {
  const auto found = stances_.find(id);
  return found == stances_.end() ? Stance::asserted : found->second;
}

}  // namespace relata
