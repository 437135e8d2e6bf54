#include "ingest/openie.h"

#include <relata/lookup.h>
#include <algorithm>
#include <array>

#include "ingest/foreign_values.h"
#include "ingest/line_reader.h"
#include "ingest/phrase_types.h"
#include "ingest/staging.h"

namespace relata {
namespace {

constexpr const char* expected_line =
    "expected confidence, subject, relation and object between tabs, the 18 columns of ReVerb, the "
    "6 "
    "of OpenIE 4, or Ollie's 0.9: (subject; relation; object)";

struct Extraction {
  std::string_view confidence;
  std::string_view source;
  std::string_view relation;
  std::vector<std::string_view> targets;  // the first is meant, others tell more
  std::string_view sentence;
  std::string_view document;  // empty: the input
  std::string_view context;   // who says so, as far as the extractor knows
};

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    columns.push_back(without_blanks(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return columns;
}

// Some locales write a decimal comma.
std::optional<Confidence> confidence_in(std::string_view text) {
  std::string digits(text);
  std::replace(digits.begin(), digits.end(), ',', '.');
  const auto number = number_of(digits);
  return number ? confidence_of(*number) : std::nullopt;
}

// "Ann" of "SimpleArgument(Ann,List([0, 3)))".
std::string_view bare(std::string_view argument) {
  const std::size_t end = argument.rfind(",List([");
  const std::size_t begin = argument.find('(');
  if (end == std::string_view::npos || begin == std::string_view::npos || begin >= end) {
    return argument;
  }
  return argument.substr(begin + 1, end - begin - 1);
}

std::optional<Extraction> ollie_of(std::string_view line) {
  const std::size_t begin = line.find(": (");
  const std::size_t end = line.rfind(')');
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
    return std::nullopt;
  }
  const auto parts = split_list(line.substr(begin + 3, end - begin - 3), ";");
  if (parts.size() != 3) return std::nullopt;
  return Extraction{.confidence = without_blanks(line.substr(0, begin)),
                    .source = parts[0],
                    .relation = parts[1],
                    .targets = {parts[2]}};
}

std::optional<Extraction> extraction_of(std::string_view line) {
  const std::vector<std::string_view> columns = columns_of(line);
  switch (columns.size()) {
    case 1:
      return ollie_of(line);
    case 4:
      return Extraction{.confidence = columns[0],
                        .source = columns[1],
                        .relation = columns[2],
                        .targets = {columns[3]}};
    case 6: {
      Extraction extraction{.confidence = columns[0],
                            .source = bare(columns[2]),
                            .relation = bare(columns[3]),
                            .sentence = columns[5],
                            .context = columns[1]};
      for (const std::string_view target : split_list(columns[4], "; ")) {
        extraction.targets.push_back(bare(target));
      }
      return extraction;
    }
    case 18:
      return Extraction{.confidence = columns[11],
                        .source = columns[2],
                        .relation = columns[3],
                        .targets = {columns[4]},
                        .sentence = columns[12],
                        .document = columns[0] == "stdin" ? std::string_view() : columns[0]};
    default:
      return std::nullopt;
  }
}

// Without its words of negation: "did own" of "did not own".
std::string affirmed(std::string_view phrase, bool& is_negated) {
  constexpr std::array<std::string_view, 4> negations = {"not", "never", "n't", "cannot"};
  std::string kept;
  const auto words = split_list(phrase, " ");
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = fold_name(words[i]);
    const bool is_no_longer =
        word == "no" && i + 1 < words.size() && fold_name(words[i + 1]) == "longer";
    const bool is_negation =
        std::find(negations.begin(), negations.end(), words[i]) != negations.end() ||
        std::find(negations.begin(), negations.end(), word) != negations.end();
    if (is_no_longer) ++i;
    if (is_negation || is_no_longer) {
      is_negated = true;
      continue;
    }
    kept += (kept.empty() ? "" : " ") + std::string(words[i]);
  }
  return kept;
}

class Extractions {
 public:
  explicit Extractions(RecordSink& sink) : sink_(sink), types_(sink) {}

  void put(std::string_view line) {
    if (auto refusal = why_no_text(line)) return sink_.refuse(std::move(*refusal));
    const auto found = extraction_of(line);
    if (!found) return sink_.refuse({.field = "", .reason = expected_line});
    const auto confidence = confidence_in(found->confidence);
    if (!confidence) {
      return sink_.refuse({.field = "confidence", .reason = "expected a number from 0 to 1"});
    }
    if (found->source.empty()) {
      return sink_.refuse({.field = "subject", .reason = "expected a phrase"});
    }
    if (found->targets.empty() || found->targets.front().empty()) {
      return sink_.refuse({.field = "object", .reason = "expected a phrase"});
    }
    put(*found, *confidence);
  }

 private:
  void put(const Extraction& found, Confidence confidence) {
    RelationRecord relation;
    bool is_negated = false;
    const std::string phrase = affirmed(found.relation, is_negated);
    const std::string type =
        types_.type_of(phrase.empty() ? found.relation : phrase, relation.properties);
    if (type.empty()) {
      return sink_.refuse({.field = "relation", .reason = "expected a phrase"});
    }
    relation.type = type;
    const std::string source = put_phrase(found.source);
    const std::string target = put_phrase(found.targets.front());
    relation.source = source;
    relation.target = target;
    relation.properties.push_back({.name = "phrase", .value = std::string(found.relation)});
    for (std::size_t i = 1; i < found.targets.size(); ++i) {
      relation.properties.push_back({.name = "argument", .value = std::string(found.targets[i])});
    }
    if (!found.context.empty()) {
      relation.properties.push_back({.name = "context", .value = std::string(found.context)});
    }
    const std::string document =
        found.document.empty() ? std::string() : "openie:" + std::string(found.document);
    if (!document.empty()) sink_.add(DocumentRecord{.key = document});
    relation.claims.push_back({.document = document,
                               .stance = is_negated ? Stance::denied : Stance::asserted,
                               .confidence = confidence,
                               .quote = found.sentence});
    sink_.add(relation);
  }

  // Phrases that a lookup takes for one are one entity.
  std::string put_phrase(std::string_view phrase) {
    const std::string folded = fold_name(phrase);
    std::string key = "openie:" + (folded.empty() ? std::string(phrase) : folded);
    sink_.mention(key, "");  // declares the type
    EntityRecord entity{.key = key, .type = unknown_type};
    entity.names.push_back({.text = phrase, .language = {}, .kind = NameKind::canonical});
    sink_.add(entity);
    return key;
  }

  RecordSink& sink_;
  PhraseTypes types_;
};

// Whole numbers at the begin of a line are ids rather than confidences.
Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line();
  const auto found = extraction_of(line);
  if (!found || !confidence_in(found->confidence)) return Likelihood::none;
  const bool has_point = found->confidence.find_first_of(".,") != std::string_view::npos;
  const bool is_phrase = !type_name_of(found->relation).empty() && !number_of(found->relation) &&
                         !number_of(found->source);
  return has_point && is_phrase ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  LineReader lines(input, sink.record_bytes_max());
  Extractions extractions(sink);
  for (LineReader::Line line; lines.next(line);) {
    if (is_blank(line)) continue;
    sink.begin(line.number);
    if (line.is_too_long) {
      sink.refuse(why_too_long(line.size, sink.record_bytes_max()));
    } else {
      extractions.put({line.text, line.size});
    }
  }
}

}  // namespace

const Reader openie_reader = {
    .name = "openie",
    .title = "open information extraction",
    .files = "*.tsv, *.txt",
    .example = "0.912\tAnn\towns\tNorth Bank",
    .place_unit = PlaceUnit::line,
    .schemas = {},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
