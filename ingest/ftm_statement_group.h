#pragma once

// Statements of one entity on their way to records: each row is a part of its own, so that each
// has its own fate, but what the entity is shows only when all of them are there.

#include <string>
#include <vector>

#include "ingest/ftm_records.h"

namespace relata {

struct FtmStatement {
  RecordPlace place;
  std::string canonical_id;
  std::string entity_id;
  std::string schema;
  std::string prop;
  std::string value;
  std::string dataset;
  std::string origin;
  std::string lang;
  std::string original_value;
  std::string first_seen;
  std::string last_seen;
  bool is_external = false;
  std::vector<Property> others;
};

class FtmStatementGroup {
 public:
  explicit FtmStatementGroup(RecordSink& sink) : sink_(sink), records_(sink) {}

  // Takes the statement of the record that was begun, or refuses it.
  void add(FtmStatement statement);
  // Puts what was taken into the sink. At the end of the input, too.
  void put();

 private:
  [[nodiscard]] FtmEntity whole();
  [[nodiscard]] std::vector<Property> context_of(const FtmStatement& row) const;
  void put_thing_row(const FtmStatement& row, const FtmEntity& whole);
  void put_link_row(std::size_t place, const FtmEntity& whole,
                    const std::vector<Property>& context);
  void put_row(const FtmStatement& row, const FtmEntity& whole, FtmEntity part);

  RecordSink& sink_;
  FtmRecords records_;
  std::vector<FtmStatement> rows_;
  bool has_datasets_ = false;  // several of them
};

}  // namespace relata
