#include "ingest/brat_annotations.h"

#include <algorithm>
#include <charconv>

#include "ingest/foreign_values.h"
#include "ingest/line_reader.h"

namespace relata {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[noreturn]] void refuse(std::string field, std::string reason) {
  throw Refusal{.field = std::move(field), .reason = std::move(reason)};
}

// Cuts off what stands before the separator, or all.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

std::uint32_t offset_of(std::string_view digits) {
  std::uint32_t offset = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), offset);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    refuse("span", "expected two numbers, the begin and the end, or several such pairs between ;");
  }
  return offset;
}

// "15 19;25 30".
std::vector<Span> spans_of(std::string_view list, const AnnotatedText& text) {
  std::vector<Span> spans;
  for (const std::string_view pair : split_list(list, ";")) {
    std::string_view rest = pair;
    Span span;
    span.begin = offset_of(take_until(rest, ' '));
    span.end = offset_of(without_blanks(rest));
    if (!text.has(span)) {
      refuse("span", "the span does not lie in the text, which has " + std::to_string(text.size()) +
                         " characters");
    }
    if (!spans.empty() && span.begin < spans.back().end) {
      refuse("span", "expected the parts of a span in the order of the text");
    }
    spans.push_back(span);
  }
  if (spans.empty()) refuse("span", "expected where the mention begins and ends");
  return spans;
}

// What stands there, the line ends among it as line feeds.
std::string covered_text(const BratAnnotation& mention, const AnnotatedText& text) {
  std::string covered;
  for (const Span& span : mention.spans) {
    if (!covered.empty()) covered += ' ';
    covered += text.text(span);
  }
  std::erase(covered, '\r');
  return covered;
}

// "Arg1:T1 Arg2:T2".
void read_arguments(std::string_view list, BratAnnotation& annotation) {
  for (const std::string_view word : split_list(list, " ")) {
    const std::size_t colon = word.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == word.size()) {
      refuse("arguments", "expected arguments like Arg1:T1");
    }
    annotation.arguments.push_back(
        {.role = std::string(word.substr(0, colon)), .id = std::string(word.substr(colon + 1))});
  }
}

class Reading {
 public:
  Reading(InputStream& input, const AnnotatedText& text, std::size_t line_bytes_max)
      : lines_(input, line_bytes_max), line_bytes_max_(line_bytes_max), text_(text) {}

  std::vector<BratAnnotation> run() {
    for (LineReader::Line line; lines_.next(line);) {
      if (!line.is_too_long && goes_on({line.text, line.size})) continue;
      awaited_.clear();
      if (!is_blank(line)) annotations_.push_back(annotation_of(line));
    }
    return std::move(annotations_);
  }

 private:
  // A mention over several lines of the text may have its text broken over as many.
  bool goes_on(std::string_view line) {
    if (awaited_.empty()) return false;
    const std::string_view rest = std::string_view(awaited_).substr(1);
    if (!rest.starts_with(line)) return false;
    if (rest.size() > line.size() && rest[line.size()] != '\n') return false;
    awaited_.erase(0, 1 + line.size());
    annotations_.back().oddity =
        "the text of a mention is broken over several lines; it is taken from the text file";
    return true;
  }

  BratAnnotation annotation_of(const LineReader::Line& line) {
    BratAnnotation annotation{.line = line.number};
    try {
      if (line.is_too_long) throw why_too_long(line.size, line_bytes_max_);
      const std::string_view bytes(line.text, line.size);
      if (auto refusal = why_no_text(bytes)) throw Refusal(std::move(*refusal));
      read(bytes, annotation);
    } catch (Refusal& refusal) {
      annotation.refusal = std::move(refusal);
    }
    return annotation;
  }

  void read(std::string_view line, BratAnnotation& annotation) {
    const bool has_tab = line.find('\t') != std::string_view::npos;
    const std::string_view id = take_until(line, '\t');
    if (!has_tab || !is_brat_id(id)) {
      refuse("", "expected an annotation: an id like T1, R1, E1, A1, N1, #1 or *, and a tab");
    }
    annotation.id = id;
    if (annotation.kind() == 'T') return read_mention(line, annotation);
    std::string_view body = take_until(line, '\t');
    annotation.text = without_blanks(line);
    if (annotation.kind() == 'E') {
      read_arguments(body, annotation);
      if (annotation.arguments.empty()) refuse("type", "expected TYPE:TRIGGER, like Attack:T1");
      annotation.label = annotation.arguments.front().role;
      return;
    }
    annotation.label = take_until(body, ' ');
    if (annotation.label.empty()) refuse("type", "expected the type of the annotation");
    switch (annotation.kind()) {
      case 'R':
        return read_arguments(body, annotation);
      case '*':
        for (const std::string_view other : split_list(body, " ")) {
          annotation.arguments.push_back({.role = {}, .id = std::string(other)});
        }
        return;
      default:
        return read_remark(body, annotation);
    }
  }

  // An attribute, a normalisation or a note: what it is on, and its value.
  void read_remark(std::string_view body, BratAnnotation& annotation) {
    const std::string_view on = take_until(body, ' ');
    if (on.empty()) refuse("target", "expected the id of an annotation");
    annotation.arguments.push_back({.role = {}, .id = std::string(on)});
    annotation.value = without_blanks(body);
  }

  // `T1 TYPE 0 5;7 9 text`, between tabs after the id and before the text; some writers put tabs
  // everywhere.
  void read_mention(std::string_view line, BratAnnotation& mention) {
    const std::size_t type_end = std::min(line.find_first_of(" \t"), line.size());
    const bool has_tabs = type_end < line.size() && line[type_end] == '\t';
    mention.label = line.substr(0, type_end);
    if (mention.label.empty()) refuse("type", "expected the type of the mention");
    line.remove_prefix(std::min(type_end + 1, line.size()));
    std::string spans(take_until(line, '\t'));
    if (has_tabs && spans.find(' ') == std::string::npos) {
      spans += ' ';
      spans += take_until(line, '\t');
    }
    mention.spans = spans_of(spans, text_);
    const std::string covered = covered_text(mention, text_);
    mention.text = on_one_line(covered);
    if (mention.text.empty()) refuse("span", "expected a span that holds more than blanks");
    if (line.size() < covered.size() && covered.starts_with(line) && covered[line.size()] == '\n') {
      awaited_ = covered.substr(line.size());
    }
    if (awaited_.empty() && on_one_line(line) != mention.text) {
      mention.oddity =
          "the text of a mention is not what stands at its place in the text file, which is taken; "
          "are its offsets in Unicode characters?";
    }
  }

  LineReader lines_;
  std::size_t line_bytes_max_;
  const AnnotatedText& text_;
  std::vector<BratAnnotation> annotations_;
  std::string awaited_;  // of the text of the last mention, from a line feed on
};

}  // namespace

bool is_brat_id(std::string_view word) {
  constexpr std::string_view marks = "TREAMN#*";
  if (word.empty() || marks.find(word.front()) == std::string_view::npos) return false;
  if (word.size() == 1) return word == "*" || word == "#";
  return is_digit(word[1]);
}

std::vector<BratAnnotation> read_brat(InputStream& input, const AnnotatedText& text,
                                      std::size_t line_bytes_max) {
  return Reading(input, text, line_bytes_max).run();
}

}  // namespace relata
