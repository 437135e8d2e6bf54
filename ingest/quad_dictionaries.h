#pragma once

// What the numbers in id quads stand for: the files entity2id.txt, relation2id.txt and time2id.txt
// beside them, packed or not.

#include <relata/date.h>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/input_stream.h"

namespace relata {

class QuadDictionaries {
 public:
  struct Entity {
    std::string name;
    std::string type;   // as the dictionary says: "ORG/GOV"; empty: it does not
    std::string since;  // as it says, "1913-##-##"
    std::string until;
  };

  explicit QuadDictionaries(const InputFile& quads);

  // Empty, or why the quads cannot be read.
  [[nodiscard]] const std::string& why_none() const { return why_none_; }
  // Nullptr if there is none of that number.
  [[nodiscard]] const Entity* entity(std::uint64_t id) const;
  [[nodiscard]] const std::string* relation(std::uint64_t id) const;

  [[nodiscard]] bool has_times() const { return !times_.empty(); }
  // The place of a time among all; nothing if there is none of that number.
  [[nodiscard]] std::optional<std::uint32_t> time_place(std::uint64_t id) const;
  // From the day that one place begins with to the last day of another.
  [[nodiscard]] Period period(std::uint32_t first, std::uint32_t last) const;

  // Is it the name of such a file, or of the counts that lie beside them?
  [[nodiscard]] static bool is_dictionary(std::string_view file_name);

 private:
  void read_entities(const InputFile& file);
  void read_relations(const InputFile& file);
  void read_times(const InputFile& file);

  std::string why_none_;
  std::unordered_map<std::uint64_t, Entity> entities_;
  std::unordered_map<std::uint64_t, std::string> relations_;
  std::unordered_map<std::uint64_t, std::uint32_t> time_places_;
  std::vector<Day> times_;  // in order
};

}  // namespace relata
