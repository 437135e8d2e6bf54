#include "ingest/triple_dictionaries.h"

#include <relata/error.h>
#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "ingest/files_beside.h"
#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/json_items.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".json";
constexpr const char* classes_of_entities = "entity2types.json";
constexpr const char* entities_begin = "entities_";
constexpr const char* relations_begin = "relations_";
constexpr const char* types_begin = "types_";

// "en" of "relations_en.json"; empty if it is no such name.
std::string language_of(std::string_view name, std::string_view prefix) {
  const std::size_t end = name.find(ending);
  if (!name.starts_with(prefix) || end == std::string_view::npos) return {};
  const std::string_view packing = name.substr(end + ending.size());
  if (!packing.empty() && !packing.starts_with('.')) return {};
  return language_tag_of(name.substr(prefix.size(), end - prefix.size()));
}

// The files whose names begin so beside the input, by their languages, English first.
std::map<std::string, InputFile> files_by_language(const InputFile& input,
                                                   std::string_view prefix) {
  std::map<std::string, InputFile> found;
  if (input.path == "-") return found;
  const fs::path directory = fs::path(input.path).parent_path();
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory.empty() ? "." : directory, ignored)) {
    const std::string name = entry.path().filename().string();
    const std::string language = language_of(name, prefix);
    if (language.empty()) continue;
    const auto plain = name.substr(0, name.find(ending) + ending.size());
    if (auto file = file_beside(input, plain)) {
      found.emplace(language == "en" ? "" : language, std::move(*file));
    }
  }
  return found;
}

}  // namespace

// Calls take(id, value) for each member of the object that the file is.
template <class Take>
void TripleDictionaries::visit(const InputFile& file, const Take& take) {
  bool is_noted = false;
  const auto note = [&](const std::string& why) {
    if (std::exchange(is_noted, true)) return;
    problems_.push_back("of the file " + file.name + " beside it not all was read: " + why);
  };
  try {
    InputStream input(file);
    JsonItems items(input, {"/"}, value_bytes_max_);
    JsonItems::Item item;
    for (bool is_there = true; is_there;) {
      try {
        is_there = items.next(item);
        if (is_there) take(item.name, item.value);
      } catch (const Refusal& refusal) {
        note(refusal.reason);
      }
    }
  } catch (const Error& error) {
    note(error.what());
  }
}

TripleDictionaries::TripleDictionaries(const InputFile& triples, std::size_t value_bytes_max)
    : value_bytes_max_(value_bytes_max) {
  // Of classes and relations one language is shown.
  const auto read_one = [&](const char* prefix, Names& names) {
    const auto files = files_by_language(triples, prefix);
    if (!files.empty()) read_names(files.begin()->second, files.begin()->first, names);
  };
  read_one(relations_begin, relations_);
  read_one(types_begin, classes_);
  for (const auto& [language, file] : files_by_language(triples, entities_begin)) {
    read_names(file, language.empty() ? "en" : language, entities_);
  }
  if (const auto file = file_beside(triples, classes_of_entities)) read_classes(*file);
}

void TripleDictionaries::read_names(const InputFile& file, const std::string& language,
                                    Names& names) {
  visit(file, [&](std::string_view id, const JsonLine::Value& value) {
    const auto label = member_of(value, "label");
    if (!label) return;
    Name name{.language = language, .text = std::string(text_field(*label, "label"))};
    if (const auto description = member_of(value, "description")) {
      name.description = text_field(*description, "description");
    }
    if (!name.text.empty()) names[std::string(id)].push_back(std::move(name));
  });
}

void TripleDictionaries::read_classes(const InputFile& file) {
  visit(file, [&](std::string_view id, const JsonLine::Value& value) {
    expect_kind(value, JsonKind::array, id);
    std::vector<std::string>& all = classes_of_[std::string(id)];
    for (const auto each : value) all.emplace_back(key_field(each, id));
  });
}

const std::vector<TripleDictionaries::Name>& TripleDictionaries::names(
    std::string_view entity) const {
  static const std::vector<Name> none;
  const auto found = entities_.find(std::string(entity));
  return found == entities_.end() ? none : found->second;
}

const std::vector<std::string>& TripleDictionaries::classes(std::string_view entity) const {
  static const std::vector<std::string> none;
  const auto found = classes_of_.find(std::string(entity));
  return found == classes_of_.end() ? none : found->second;
}

std::string_view TripleDictionaries::relation_label(std::string_view relation) const {
  const auto found = relations_.find(std::string(relation));
  return found == relations_.end() ? std::string_view() : found->second.front().text;
}

std::string_view TripleDictionaries::class_label(std::string_view id) const {
  const auto found = classes_.find(std::string(id));
  return found == classes_.end() ? id : found->second.front().text;
}

bool TripleDictionaries::is_dictionary(std::string_view file_name) {
  if (file_name.starts_with(classes_of_entities)) return true;
  const auto is = [&](const char* prefix) { return !language_of(file_name, prefix).empty(); };
  return is(entities_begin) || is(relations_begin) || is(types_begin);
}

}  // namespace relata
