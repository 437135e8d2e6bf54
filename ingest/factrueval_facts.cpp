#include "ingest/factrueval_facts.h"

#include <algorithm>
#include <utility>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

std::string digits_after(std::string_view word, std::string_view mark) {
  if (!word.starts_with(mark) || word.size() == mark.size()) return {};
  const std::string_view digits = word.substr(mark.size());
  const bool is_number =
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_number ? std::string(digits) : std::string();
}

FactValue value_of(std::string_view text) {
  const std::size_t blank = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, blank);
  FactValue value{.object = digits_after(word, "obj"), .span = digits_after(word, "span")};
  const bool has_id = !value.object.empty() || !value.span.empty();
  value.text = without_blanks(has_id ? text.substr(blank) : text);
  return value;
}

FactRole role_of(std::string_view line) {
  const std::size_t blank = std::min(line.find(' '), line.size());
  FactRole role{.name = std::string(line.substr(0, blank)), .values = {}};
  for (const std::string_view text : split_list(line.substr(blank), " | ")) {
    role.values.push_back(value_of(text));
  }
  if (role.values.empty()) {
    throw Refusal{.field = role.name, .reason = "expected a value after the role"};
  }
  return role;
}

Fact fact_of(std::string_view line, std::uint64_t number) {
  const auto words = split_list(line, " ");
  Fact fact{.line = number};
  fact.id = words.front();
  if (words.size() == 2) {
    fact.type = words.back();
  } else {
    fact.refusal = {.field = "type", .reason = "expected the id of a fact and its type"};
  }
  return fact;
}

}  // namespace

FactBlocks::FactBlocks(InputStream& input, std::size_t line_bytes_max)
    : lines_(input, line_bytes_max), line_bytes_max_(line_bytes_max) {}

bool FactBlocks::next(Fact& fact) {
  fact = std::exchange(begun_, {});
  for (LineReader::Line line; lines_.next(line);) {
    try {
      if (line.is_too_long) throw why_too_long(line.size, line_bytes_max_);
      if (auto refusal = why_no_text({line.text, line.size})) throw Refusal(std::move(*refusal));
      const std::string_view text = without_blanks({line.text, line.size});
      if (text.empty()) continue;
      if (text.front() >= '0' && text.front() <= '9') {
        begun_ = fact_of(text, line.number);
        if (fact.line != 0) return true;
        fact = std::exchange(begun_, {});
      } else {
        if (fact.line == 0) {
          throw Refusal{.field = "", .reason = "expected a fact, like 100-0 Occupation"};
        }
        fact.roles.push_back(role_of(text));
      }
    } catch (const Refusal& refusal) {
      if (fact.line == 0) fact.line = line.number;
      if (!fact.refusal) fact.refusal = refusal;
    }
  }
  return fact.line != 0;
}

}  // namespace relata
