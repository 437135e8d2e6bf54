#pragma once

// What the ids in triples stand for: the files that CoDEx has beside them, packed or not.
//
//     entities_en.json   {"Q42": {"label": "Douglas Adams", "description": "English writer"}}
//     relations_en.json  {"P69": {"label": "educated at"}}
//     types_en.json      {"Q5": {"label": "human"}}
//     entity2types.json  {"Q42": ["Q5"]}
//
// Any may be missing, since an id says what it is by itself. Names are taken in all languages that
// lie there; of the others one language is enough, English if it is there.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/input_stream.h"

namespace relata {

class TripleDictionaries {
 public:
  struct Name {
    std::string language;
    std::string text;
    std::string description;  // empty: none is given
  };

  // Values of more bytes are passed over.
  TripleDictionaries(const InputFile& triples, std::size_t value_bytes_max);

  [[nodiscard]] const std::vector<Name>& names(std::string_view entity) const;
  // The classes that an entity is of.
  [[nodiscard]] const std::vector<std::string>& classes(std::string_view entity) const;
  // Empty if there is none.
  [[nodiscard]] std::string_view relation_label(std::string_view relation) const;
  // The id of the class, if there is none.
  [[nodiscard]] std::string_view class_label(std::string_view id) const;

  // What could not be read of the files, a sentence each.
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  // Is it the name of such a file?
  [[nodiscard]] static bool is_dictionary(std::string_view file_name);

 private:
  using Names = std::unordered_map<std::string, std::vector<Name>>;

  template <class Take>
  void visit(const InputFile& file, const Take& take);
  void read_names(const InputFile& file, const std::string& language, Names& names);
  void read_classes(const InputFile& file);

  std::size_t value_bytes_max_;
  Names entities_;
  Names relations_;
  Names classes_;
  std::unordered_map<std::string, std::vector<std::string>> classes_of_;
  std::vector<std::string> problems_;
};

}  // namespace relata
