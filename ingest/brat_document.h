#pragma once

// What the annotations of one brat file mean together: which of them can be taken, which mentions
// are one entity, and what an id stands for.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/brat_annotations.h"

namespace relata {

class BratDocument {
 public:
  // Annotations that refer to what is not there are refused, and what refers to them as well.
  // `name` is the text file's.
  BratDocument(std::vector<BratAnnotation> annotations, std::string name);

  [[nodiscard]] const std::vector<BratAnnotation>& annotations() const { return annotations_; }
  // Of one that is not refused.
  [[nodiscard]] const BratAnnotation& at(const std::string& id) const {
    return annotations_[places_.at(id)];
  }

  // What stands at the end of a relation.
  struct End {
    std::string key;    // of an entity; empty: it is a value
    std::string value;  // a date, an amount
    Span span;
  };
  // Of a mention or an event.
  [[nodiscard]] End end_of(const std::string& id) const;
  [[nodiscard]] std::string local_key(std::string_view id) const;

  // The events that a mention is the trigger of; mostly none.
  [[nodiscard]] const std::vector<std::string>& events_of(const std::string& mention) const;
  // Of the mentions of one entity, in the order of the file, the first; for a mention.
  [[nodiscard]] const BratAnnotation& first_of_entity(const std::string& mention) const {
    return annotations_[group_of(places_.at(mention))];
  }
  // What the attributes of a relation or an event say of its truth.
  [[nodiscard]] Stance stance_on(const std::string& id) const;

 private:
  void number_ids();
  void check_arguments();
  [[nodiscard]] std::optional<Refusal> why_not(const BratAnnotation& annotation) const;
  [[nodiscard]] const BratAnnotation* find(const std::string& id) const;
  void find_events();
  void join_mentions();
  void find_global_keys();
  void find_stances();
  [[nodiscard]] std::size_t group_of(std::size_t place) const;
  void join(std::size_t a, std::size_t b);

  std::vector<BratAnnotation> annotations_;
  std::string name_;
  std::unordered_map<std::string, std::size_t> places_;                  // by id
  std::unordered_map<std::string, std::vector<std::string>> events_of_;  // by their trigger
  std::vector<std::size_t> group_;  // by place: one before it of the same entity, or itself
  std::unordered_map<std::size_t, std::string> global_keys_;  // by group
  std::unordered_map<std::string, Stance> stances_;           // by relation or event
};

}  // namespace relata
