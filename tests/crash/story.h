#pragma once

// Batches that a seed makes, as files that an ingest reads.
//
// Batch n depends on nothing but the seed and n: new entities, relations and claims, and additions
// to what earlier batches brought. So whoever knows how many batches a store has taken knows every
// record of it.

#include <relata/model.h>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace relata::testing {

struct EntityRecord {
  std::string key;
  std::string type;
  std::vector<std::string> names;
};

struct DocumentRecord {
  std::string key;
  std::string title;
  std::string date;
};

struct ClaimRecord {
  std::string document;
  std::string quote;
};

struct RelationRecord {
  std::string key;
  std::string type;
  std::string source;
  std::string target;
  std::string part;  // a property; empty: none
  std::vector<ClaimRecord> claims;
};

struct Records {
  std::vector<EntityRecord> entities;
  std::vector<DocumentRecord> documents;
  std::vector<RelationRecord> relations;
};

class Story {
 public:
  // Every `large_every`th batch holds more than 50,000 records and goes in as sorted files; the
  // others hold 1 to 500. 0: none is large.
  explicit Story(std::uint64_t seed, BatchNumber large_every = 0)
      : seed_(seed), large_every_(large_every) {}

  [[nodiscard]] Records records(BatchNumber number) const;
  // Writes batch `number` into the directory, unless it is there; gives its path.
  std::filesystem::path file(BatchNumber number, const std::filesystem::path& directory) const;
  [[nodiscard]] bool is_large(BatchNumber number) const {
    return large_every_ != 0 && number % large_every_ == 0;
  }

 private:
  struct Size {
    std::size_t entities = 0;
    std::size_t relations = 0;
    bool has_document = false;
  };

  [[nodiscard]] std::size_t below(std::size_t n, std::uint64_t what, BatchNumber number,
                                  std::size_t place) const;
  [[nodiscard]] Size size_of(BatchNumber number) const;
  [[nodiscard]] EntityRecord entity(BatchNumber number, std::size_t place) const;
  [[nodiscard]] RelationRecord relation(BatchNumber number, std::size_t place) const;
  void add_to_earlier(BatchNumber number, Records& records) const;

  std::uint64_t seed_;
  BatchNumber large_every_;
};

void write_lines(const Records& records, const std::filesystem::path& file);

}  // namespace relata::testing
