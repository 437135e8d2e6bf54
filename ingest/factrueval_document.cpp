#include "ingest/factrueval_document.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "ingest/foreign_values.h"
#include "ingest/mention_types.h"

namespace relata {
namespace {

// Without what follows the #, which only informs.
std::vector<std::string_view> words_of(std::string_view line) {
  return split_list(line.substr(0, line.find('#')), " ");
}

std::optional<std::uint32_t> whole_number(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

bool is_wikidata_item(std::string_view id) {
  return id.size() > 1 && id.front() == 'Q' && whole_number(id.substr(1));
}

// What a chain says of its entity: "lastname", "name", each possibly several times.
using Attributes = std::multimap<std::string_view, std::string_view>;

// First name, patronymic and last name, as they are said.
std::string person_name(const Attributes& attributes) {
  std::string name;
  for (const std::string_view part : {"firstname", "patronymic", "lastname"}) {
    const auto found = attributes.find(part);
    if (found == attributes.end()) continue;
    name += (name.empty() ? "" : " ") + std::string(found->second);
  }
  return name;
}

std::vector<FactRuEvalDocument::OwnName> names_of(const Attributes& attributes) {
  std::vector<FactRuEvalDocument::OwnName> names;
  const auto add = [&](std::string text, NameKind kind) {
    if (names.empty() && kind == NameKind::alias) kind = NameKind::canonical;
    names.push_back({.text = std::move(text), .kind = kind});
  };
  if (std::string name = person_name(attributes); !name.empty())
    add(std::move(name), NameKind::alias);
  for (const std::string_view attribute : {"name", "nickname"}) {
    const auto [first, end] = attributes.equal_range(attribute);
    for (auto each = first; each != end; ++each) add(std::string(each->second), NameKind::alias);
  }
  const auto [first, end] = attributes.equal_range("descriptor");
  for (auto each = first; each != end; ++each) add(std::string(each->second), NameKind::weak);
  return names;
}

// Those that names_of has no use for, such as a second first name.
std::vector<Property> properties_of(const Attributes& attributes) {
  std::vector<Property> properties;
  std::string_view before;
  for (const auto& [name, value] : attributes) {
    const bool is_part = name == "firstname" || name == "patronymic" || name == "lastname";
    const bool is_used =
        (is_part && name != before) || name == "name" || name == "nickname" || name == "descriptor";
    before = name;
    if (!is_used) properties.push_back({.name = std::string(name), .value = std::string(value)});
  }
  return properties;
}

}  // namespace

FactRuEvalDocument::FactRuEvalDocument(const FilesBeside& files)
    : name_(files.name("")), key_("file:" + files.name(".txt")), text_(files.text(".txt")) {
  read_spans(files.text(".spans"));
  read_objects(files.text(".objects"));
  if (const auto chains = files.text_if_there(".coref")) read_chains(*chains);
  make_own_entities();
}

// `22763 loc_name 37 6 143790 1`: the third number is a length.
void FactRuEvalDocument::read_spans(std::string_view lines) {
  for (const std::string_view line : split_list(lines, "\n")) {
    const auto words = words_of(line);
    const auto begin = words.size() > 3 ? whole_number(words[2]) : std::nullopt;
    const auto size = words.size() > 3 ? whole_number(words[3]) : std::nullopt;
    const bool is_in_text =
        begin && size && *begin <= text_.size() && *size <= text_.size() - *begin;
    if (is_in_text) {
      spans_.emplace(words[0], Span{.begin = *begin, .end = *begin + *size});
    } else {
      ++unreadable_lines_;
    }
  }
}

// `10433 Org 22763 22764`.
void FactRuEvalDocument::read_objects(std::string_view lines) {
  for (const std::string_view line : split_list(lines, "\n")) {
    const auto words = words_of(line);
    if (words.size() < 2) {
      ++unreadable_lines_;
      continue;
    }
    Object object{.type = std::string(words[1]), .span = {}, .chain = {}};
    for (std::size_t i = 2; i < words.size(); ++i) {
      const auto part = span(std::string(words[i]));
      if (part) object.span = object.span ? cover_of(*object.span, *part) : *part;
    }
    objects_.emplace(words[0], std::move(object));
  }
}

// Blocks, `47 10436 10437` and then lines like `name Москва`.
void FactRuEvalDocument::read_chains(std::string_view lines) {
  std::string_view head;
  std::vector<std::string_view> attributes;
  for (const std::string_view line : split_list(lines, "\n")) {
    const bool is_head = line.front() >= '0' && line.front() <= '9';
    if (!is_head) {
      attributes.push_back(line);
      continue;
    }
    if (!head.empty()) make_chain(head, attributes);
    head = line;
    attributes.clear();
  }
  if (!head.empty()) make_chain(head, attributes);
}

void FactRuEvalDocument::make_chain(std::string_view head,
                                    const std::vector<std::string_view>& lines) {
  const auto ids = split_list(head, " ");
  const std::string id(ids.front());
  Attributes attributes;
  for (const std::string_view line : lines) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view value = without_blanks(line.substr(blank));
    if (!value.empty()) attributes.emplace(line.substr(0, blank), value);
  }
  Entity entity{.key = local_key(id), .type = {}, .names = names_of(attributes)};
  const auto [first, end] = attributes.equal_range("wikidata");
  for (auto each = first; each != end; ++each) {
    if (is_wikidata_item(each->second)) entity.key = each->second;
  }
  entity.properties = properties_of(attributes);
  for (std::size_t i = 1; i < ids.size(); ++i) {
    const auto object = objects_.find(std::string(ids[i]));
    if (object == objects_.end() || !object->second.chain.empty()) continue;
    object->second.chain = id;
    add_object(object->second, entity);
  }
  if (entity.type.empty()) chains_without_objects_.push_back(id);
  std::sort(entity.mentions.begin(), entity.mentions.end());
  chains_.emplace(id, std::move(entity));
}

void FactRuEvalDocument::add_object(const Object& object, Entity& entity) const {
  if (entity.type.empty()) entity.type = mention_type_of(object.type);
  if (!object.span) return;
  entity.mentions.push_back(*object.span);
  if (!entity.names.empty()) return;
  entity.names.push_back(
      {.text = on_one_line(text_.text(*object.span)), .kind = NameKind::canonical});
}

void FactRuEvalDocument::make_own_entities() {
  for (const auto& [id, object] : objects_) {
    if (!object.chain.empty()) continue;
    Entity entity{.key = local_key("object/" + id)};
    add_object(object, entity);
    own_entities_.emplace(id, std::move(entity));
  }
}

const FactRuEvalDocument::Entity* FactRuEvalDocument::chain(const std::string& id) const {
  const auto found = chains_.find(id);
  return found == chains_.end() ? nullptr : &found->second;
}

const FactRuEvalDocument::Entity* FactRuEvalDocument::entity_of(const std::string& object) const {
  const auto own = own_entities_.find(object);
  if (own != own_entities_.end()) return &own->second;
  const auto found = objects_.find(object);
  return found == objects_.end() ? nullptr : chain(found->second.chain);
}

std::optional<Span> FactRuEvalDocument::span_of(const std::string& object) const {
  const auto found = objects_.find(object);
  return found == objects_.end() ? std::nullopt : found->second.span;
}

std::optional<Span> FactRuEvalDocument::span(const std::string& id) const {
  const auto found = spans_.find(id);
  if (found == spans_.end()) return std::nullopt;
  return found->second;
}

std::string FactRuEvalDocument::local_key(std::string_view id) const {
  return "factrueval:" + name_ + "#" + std::string(id);
}

}  // namespace relata
