#pragma once

// One document of FactRuEval-2016: the entities that its files .objects, .spans and .coref make
// together, and its text.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/annotated_text.h"
#include "ingest/files_beside.h"
#include "ingest/records.h"

namespace relata {

class FactRuEvalDocument {
 public:
  // Throws Refusal if the text or the spans are not there. Lines that cannot be read are counted.
  explicit FactRuEvalDocument(const FilesBeside& files);

  struct OwnName {
    std::string text;
    NameKind kind = NameKind::alias;
  };
  struct Entity {
    std::string key;
    std::string type;  // empty: no object tells it
    std::vector<OwnName> names;
    std::vector<Property> properties;
    std::vector<Span> mentions;  // sorted
  };

  // A chain of the .coref file, or nothing.
  [[nodiscard]] const Entity* chain(const std::string& id) const;
  // The entity of an object: its chain's or, without one, its own.
  [[nodiscard]] const Entity* entity_of(const std::string& object) const;
  // Where an object stands; nothing if its spans are not there.
  [[nodiscard]] std::optional<Span> span_of(const std::string& object) const;
  // Chains none of whose objects is there.
  [[nodiscard]] const std::vector<std::string>& chains_without_objects() const {
    return chains_without_objects_;
  }
  [[nodiscard]] std::optional<Span> span(const std::string& id) const;

  [[nodiscard]] const AnnotatedText& text() const { return text_; }
  // Of the text, as a document.
  [[nodiscard]] const std::string& key() const { return key_; }
  [[nodiscard]] std::string local_key(std::string_view id) const;
  [[nodiscard]] std::size_t unreadable_lines() const { return unreadable_lines_; }

 private:
  struct Object {
    std::string type;
    std::optional<Span> span;
    std::string chain;
  };

  void read_spans(std::string_view lines);
  void read_objects(std::string_view lines);
  void read_chains(std::string_view lines);
  void make_chain(std::string_view head, const std::vector<std::string_view>& attributes);
  void add_object(const Object& object, Entity& entity) const;
  void make_own_entities();

  std::string name_;  // of the document: book_100
  std::string key_;   // of its text
  AnnotatedText text_;
  std::unordered_map<std::string, Span> spans_;
  std::unordered_map<std::string, Object> objects_;
  std::unordered_map<std::string, Entity> chains_;
  std::unordered_map<std::string, Entity> own_entities_;  // of objects without a chain
  std::vector<std::string> chains_without_objects_;
  std::size_t unreadable_lines_ = 0;
};

}  // namespace relata
