#pragma once

// Lines that are taken into a store, and everything that holds after any ingest.
//
//     Taking taking(StoreKind::disk);
//     const auto report = taking.take({R"({"entity":"a","type":"person"})"});
//     CHECK(taking.dump() == ...);
//
// Every take checks that each record read is counted once, and the end that the store verifies.

#include <relata/ingest.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/graph/temporary_directory.h"

namespace relata::testing {

enum class StoreKind { memory, disk };

// read == taken + known + rejected, and a rejection for each that was rejected.
void check_counts(const IngestReport& report);

class Taking {
 public:
  explicit Taking(StoreKind kind = StoreKind::memory);
  ~Taking();
  Taking(const Taking&) = delete;
  Taking& operator=(const Taking&) = delete;

  // Ingests the lines as the file in.jsonl. The query's inputs may name other files before it.
  IngestReport take(const std::vector<std::string>& lines, IngestQuery query = {});
  // Ingests what the query names.
  IngestReport take_query(const IngestQuery& query);
  // The one rejection of a line, as "field: reason". Fails if it is taken, or not alone.
  std::string refusal_of(const std::string& line);

  // Writes a file into the directory of the inputs and gives its path.
  std::string write(const std::string& name, std::string_view content) const;
  [[nodiscard]] std::string path(const std::string& name) const;

  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] const Store& store() const { return *store_; }
  [[nodiscard]] Snapshot now() const { return store_->snapshot(); }

  // The store by its keys: one line for each entity, document and relation, in the order of their
  // ids, with everything that is known of them. Lists that may come in any order are sorted.
  [[nodiscard]] std::vector<std::string> dump() const;

  [[nodiscard]] Entity entity(std::string_view key) const;
  [[nodiscard]] Document document(std::string_view key) const;
  [[nodiscard]] RelationClaims relation(std::string_view key) const;
  [[nodiscard]] bool has(KeyKind kind, std::string_view key) const;

 private:
  [[nodiscard]] std::uint64_t id(KeyKind kind, std::string_view key) const;

  TemporaryDirectory directory_;
  std::unique_ptr<Store> store_;
};

// "file:line: field: reason" without the directories of the file.
[[nodiscard]] std::string words_of(const Rejection& rejection);
[[nodiscard]] std::vector<std::string> rejections_of(const IngestReport& report);
[[nodiscard]] std::vector<std::string> warnings_of(
    const IngestReport& report);  // "2 x text (in:1)"

// What an ingest throws, as its message; empty if it throws nothing.
[[nodiscard]] std::string error_of(Taking& taking, const IngestQuery& query, ErrorCode code);

}  // namespace relata::testing
