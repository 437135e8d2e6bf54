#pragma once

// A text that annotations point into by code points, and what to quote of it.

#include <relata/model.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct UBreakIterator;
struct UText;

namespace relata {

class AnnotatedText {
 public:
  explicit AnnotatedText(std::string text);  // UTF-8, below 2^31 bytes
  ~AnnotatedText();
  AnnotatedText(const AnnotatedText&) = delete;
  AnnotatedText& operator=(const AnnotatedText&) = delete;

  [[nodiscard]] bool has(Span span) const { return span.begin <= span.end && span.end <= size(); }
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(starts_.size() - 1);
  }
  // Of a span that it has.
  [[nodiscard]] std::string_view text(Span span) const;

  // The sentences that a span lies in, as ICU parts them. No text, and the span itself, if they are
  // longer than a quote should be.
  struct Quote {
    std::string_view text;
    Span span;
  };
  [[nodiscard]] Quote quote_around(Span span) const;

  static constexpr std::uint32_t quote_max = 2'000;

 private:
  [[nodiscard]] std::uint32_t code_point_at(std::int32_t byte) const;

  std::string text_;
  std::vector<std::uint32_t> starts_;  // bytes, by code point, and the end
  UText* view_ = nullptr;              // of text_, for ICU
  std::unique_ptr<UBreakIterator, void (*)(UBreakIterator*)> sentences_;
};

[[nodiscard]] std::uint32_t count_code_points(std::string_view text);

// The least span that both lie in.
[[nodiscard]] Span cover_of(Span a, Span b);

// Blanks of all kinds and line ends become single blanks; none are left around.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace relata
