#include "ingest/annotated_text.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>

namespace relata {
namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";

bool is_start(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

bool is_blank(char c) { return blanks.find(c) != std::string_view::npos; }

}  // namespace

AnnotatedText::AnnotatedText(std::string text)
    : text_(std::move(text)), sentences_(nullptr, &ubrk_close) {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (is_start(text_[i])) starts_.push_back(static_cast<std::uint32_t>(i));
  }
  starts_.push_back(static_cast<std::uint32_t>(text_.size()));
  UErrorCode error = U_ZERO_ERROR;
  sentences_.reset(ubrk_open(UBRK_SENTENCE, "", nullptr, 0, &error));
  view_ = utext_openUTF8(nullptr, text_.data(), static_cast<std::int64_t>(text_.size()), &error);
  ubrk_setUText(sentences_.get(), view_, &error);
  if (U_FAILURE(error) != 0) sentences_.reset();
}

AnnotatedText::~AnnotatedText() {
  sentences_.reset();
  utext_close(view_);
}

std::string_view AnnotatedText::text(Span span) const {
  const std::uint32_t begin = starts_[span.begin];
  return std::string_view(text_).substr(begin, starts_[span.end] - begin);
}

std::uint32_t AnnotatedText::code_point_at(std::int32_t byte) const {
  const auto place = std::lower_bound(starts_.begin(), starts_.end(), byte);
  return static_cast<std::uint32_t>(place - starts_.begin());
}

AnnotatedText::Quote AnnotatedText::quote_around(Span span) const {
  Span whole = span;
  if (sentences_ && span.end - span.begin <= quote_max) {
    const auto begin = static_cast<std::int32_t>(starts_[span.begin]);
    const auto end = static_cast<std::int32_t>(starts_[span.end]);
    if (ubrk_isBoundary(sentences_.get(), begin) == 0) {
      whole.begin = code_point_at(std::max(0, ubrk_preceding(sentences_.get(), begin)));
    }
    if (ubrk_isBoundary(sentences_.get(), end) == 0) {
      const std::int32_t next = ubrk_following(sentences_.get(), end);
      whole.end = next == UBRK_DONE ? size() : code_point_at(next);
    }
    while (whole.begin < span.begin && is_blank(text_[starts_[whole.begin]])) ++whole.begin;
    while (whole.end > span.end && is_blank(text_[starts_[whole.end - 1]])) --whole.end;
  }
  if (whole.end - whole.begin > quote_max) return {.text = {}, .span = span};
  return {.text = text(whole), .span = whole};
}

std::uint32_t count_code_points(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), is_start));
}

Span cover_of(Span a, Span b) {
  return {.begin = std::min(a.begin, b.begin), .end = std::max(a.end, b.end)};
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!is_blank(c)) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace relata
