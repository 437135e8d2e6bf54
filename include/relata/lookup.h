#pragma once

// From what people write to entities.
//
// Names are folded before they are compared: case, diacritics, width and punctuation do not matter,
// and every language's aliases are known. A name may fit several entities; nothing here guesses.
//
//     const auto found = relata::find_entities(*store, now, "Korut");
//     if (found.entities.size() == 1) use(found.entities.front().entity);

#include <relata/store.h>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

// The form under which a name is indexed and looked up. Empty if nothing but punctuation is left.
// Invalid UTF-8 folds to nothing as well. Of a name longer than 512 bytes the beginning counts.
[[nodiscard]] std::string fold_name(std::string_view text);
// The same for text of any length, to look for words in it.
[[nodiscard]] std::string fold_text(std::string_view text);

struct FoundEntity {
  Entity entity;
  std::string name;  // the name that fitted, as the source wrote it; the key if that did
  NameKind kind = NameKind::canonical;
  int distance = 0;
};

struct FoundEntities {
  std::vector<FoundEntity> entities;  // those it fits: a key alone, or all with that name, by key
  std::vector<FoundEntity> nearest;   // if it fits none: the closest names
};

// "Moscow said": a city's name for a state is a metonym of the state. A lookup keeps both readings,
// the city and the state, or is strict and leaves metonyms out.
enum class Metonyms : std::uint8_t { expand, strict };

[[nodiscard]] FoundEntities find_entities(const Store& store, const Snapshot& at,
                                          std::string_view key_or_name,
                                          Metonyms metonyms = Metonyms::expand);
// Entities with a name that begins like `prefix`, by name; for completion and `find NAME*`.
[[nodiscard]] std::vector<FoundEntity> complete_name(const Store& store, const Snapshot& at,
                                                     std::string_view prefix, std::size_t limit);

// The one entity that it fits. Error{not_found} offers the nearest, Error{ambiguous} lists them
// all.
[[nodiscard]] Entity resolve_entity(const Store& store, const Snapshot& at,
                                    std::string_view key_or_name,
                                    Metonyms metonyms = Metonyms::expand);

}  // namespace relata
