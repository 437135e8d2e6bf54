#pragma once

// A mapping file: the user's words for what a source calls otherwise, and what the columns of a
// table are. It is JSON; docs/formats.md describes it.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace relata {

// What a column of a table is used as. Those of a relation and its claim lie from source to quote.
enum class ColumnUse : unsigned char {
  id,
  name,
  alias,
  entity_type,
  source,
  target,
  source_name,
  target_name,
  source_type,
  target_type,
  type,
  relation,
  from,
  to,
  date,
  low,
  best,
  high,
  unit,
  document,
  title,
  publisher,
  document_date,
  language,
  speaker,
  stance,
  reported,
  confidence,
  quote,
  property,
  ignore,
};
[[nodiscard]] std::string_view word(ColumnUse use);
[[nodiscard]] std::optional<ColumnUse> parse_column_use(std::string_view word);

struct Mapping {
  using Words = std::unordered_map<std::string, std::string>;

  // From the words of the source to those of the schema; from any format.
  Words entity_types;
  Words relation_types;
  Words fields;  // names of properties

  // Stands before ids that mean something in their source alone; nothing: the reader chooses.
  std::optional<std::string> ids;
  std::string lists;  // what stands between several values of a cell; empty: there is one

  // Of a table.
  std::optional<char> delimiter;  // nothing: recognised
  char quote = '"';
  std::string comment;
  bool has_header = true;
  std::vector<std::pair<std::string, ColumnUse>> columns;  // by name, or place from 1
  std::vector<std::pair<ColumnUse, std::string>> values;   // where no column says so

  // Error{not_found, input} that names the file, the place and what is expected.
  [[nodiscard]] static Mapping read(const std::string& path);
  [[nodiscard]] static Mapping parse(std::string text, const std::string& source);
  // What it says of a table, as the text of a mapping file on one line.
  [[nodiscard]] std::string text() const;

  // The word itself if there is none for it.
  [[nodiscard]] static std::string_view ours(const Words& words, std::string_view theirs);
  [[nodiscard]] bool renames() const {
    return !entity_types.empty() || !relation_types.empty() || !fields.empty();
  }
};

}  // namespace relata
