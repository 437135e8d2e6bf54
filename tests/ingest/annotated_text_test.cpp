// Texts by code points, and the sentences around a span.

#include "ingest/annotated_text.h"

#include <catch2/catch.hpp>

using namespace relata;

namespace {

std::string quote(const AnnotatedText& text, std::uint32_t begin, std::uint32_t end) {
  const AnnotatedText::Quote quote = text.quote_around({.begin = begin, .end = end});
  return std::to_string(quote.span.begin) + "-" + std::to_string(quote.span.end) + " " +
         std::string(quote.text);
}

}  // namespace

TEST_CASE("a text is cut by code points, whatever their bytes") {
  const AnnotatedText text("a\xC3\xA9\xF0\x9F\x98\x80z");
  CHECK(text.size() == 4);
  CHECK(text.text({.begin = 1, .end = 3}) == "\xC3\xA9\xF0\x9F\x98\x80");
  CHECK(text.text({.begin = 4, .end = 4}).empty());
  CHECK(text.has({.begin = 0, .end = 4}));
  CHECK_FALSE(text.has({.begin = 0, .end = 5}));
  CHECK_FALSE(text.has({.begin = 3, .end = 2}));
}

TEST_CASE("a quote is the sentences that a span lies in, without blanks around") {
  const AnnotatedText text("Он был там.  Она — нет! \n Третье\nпоследнее");
  CHECK(quote(text, 3, 6) == "0-11 Он был там.");
  CHECK(quote(text, 0, 2) == "0-11 Он был там.");
  CHECK(quote(text, 14, 15) == "13-23 Она — нет!");
  CHECK(quote(text, 3, 15) == "0-23 Он был там.  Она — нет!");
  CHECK(quote(text, 33, 42) == "33-42 последнее");
  CHECK(quote(text, 40, 42) == "33-42 последнее");
  const AnnotatedText korean("그는 갔다。그녀는 왔다。");
  CHECK(quote(korean, 0, 2) == "0-6 그는 갔다。");
}

TEST_CASE("a quote that would be too long is left out, not cut") {
  const AnnotatedText text(std::string(5000, 'x') + ". Short one.");
  CHECK(quote(text, 10, 20) == "10-20 ");
  CHECK(quote(text, 10, 5010) == "10-5010 ");
  CHECK(quote(text, 5003, 5005) == "5002-5012 Short one.");
  CHECK(quote(AnnotatedText(""), 0, 0) == "0-0 ");
}

TEST_CASE("a name on several lines is put on one") {
  CHECK(on_one_line(" a \r\n\tb  c\n") == "a b c");
  CHECK(on_one_line(" \n").empty());
}
