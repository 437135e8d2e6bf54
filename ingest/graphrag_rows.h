#pragma once

// The tables that GraphRAG writes, row by row, whatever file they lie in.
//
// Tables refer to each other by titles and ids, and may come in any order and in different calls:
// an entity's key is made of its title, a document's of the id of its text unit.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/phrase_types.h"
#include "ingest/record_sink.h"

namespace relata {

enum class GraphRagTable : std::uint8_t {
  entities,
  relationships,
  text_units,
  documents,
  covariates,
};

// A cell; what is absent or null is none.
struct GraphRagCell {
  std::string_view column;
  std::string_view text;                // of a list as it stands
  std::vector<std::string_view> items;  // of a list
  ValueKind kind = ValueKind::text;
};

// By the names of its columns; nothing for another table. `has` tells whether there is a column.
template <class Has>
[[nodiscard]] std::optional<GraphRagTable> graphrag_table_of(const Has& has) {
  const bool has_name = has("title") || has("name");
  const bool has_row_number = has("human_readable_id");
  if (has("subject_id") && has("object_id")) return GraphRagTable::covariates;
  if (has("source") && has("target")) {
    const bool is_other = !has_row_number && !has("text_unit_ids");
    return is_other ? std::nullopt : std::optional(GraphRagTable::relationships);
  }
  if (has("n_tokens") && has("text")) return GraphRagTable::text_units;
  if (has("level") || has("community")) return std::nullopt;  // communities and their reports
  if (has_name && has("type") && has("text_unit_ids")) return GraphRagTable::entities;
  const bool has_text = has("text") || has("raw_content");
  if (has("title") && has_text && has("text_unit_ids")) return GraphRagTable::documents;
  return std::nullopt;
}

class GraphRagRows {
 public:
  explicit GraphRagRows(RecordSink& sink) : sink_(sink), types_(sink) {}

  // Puts a row into the record that was begun.
  void put(GraphRagTable table, const std::vector<GraphRagCell>& cells);

 private:
  void put_entity();
  void put_relationship();
  void put_text_unit();
  void put_document();
  void put_covariate();

  [[nodiscard]] const GraphRagCell* cell(std::string_view column) const;
  // Empty for what stands for nothing: NONE, nan.
  [[nodiscard]] std::string_view text(std::string_view column) const;
  // The items of a list, or the only one.
  [[nodiscard]] std::vector<std::string_view> items(std::string_view column) const;
  // All cells but those of the columns given.
  [[nodiscard]] std::vector<Property> properties(
      std::initializer_list<std::string_view> columns) const;
  // The key of an entity that is mentioned by its title.
  [[nodiscard]] std::string mention(std::string_view title);
  // That of a text unit, which is there as a document whether or not its table is.
  [[nodiscard]] std::string unit(std::string_view id);

  RecordSink& sink_;
  PhraseTypes types_;
  const std::vector<GraphRagCell>* cells_ = nullptr;
};

}  // namespace relata
