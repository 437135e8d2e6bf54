#include "ingest/native_judgement.h"

#include <charconv>
#include <chrono>

#include "graph/words.h"
#include "ingest/json_fields.h"

namespace relata {
namespace {

// As many digits as there are, and no sign.
std::optional<int> digits_of(std::string_view text) {
  int number = 0;
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

// "2025-04-28T09:30:00Z", with ".123" before the Z where there are milliseconds.
std::optional<std::int64_t> parse_time(std::string_view text) {
  constexpr std::size_t day_size = 10;
  constexpr std::size_t second_end = 19;
  constexpr std::size_t millisecond_end = 23;
  const bool has_milliseconds = text.size() == millisecond_end + 1 && text[second_end] == '.';
  if (text.size() != second_end + 1 && !has_milliseconds) return std::nullopt;
  if (text[day_size] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z') return {};
  const auto day = PartialDate::parse(text.substr(0, day_size));
  const auto hours = digits_of(text.substr(11, 2));
  const auto minutes = digits_of(text.substr(14, 2));
  const auto seconds = digits_of(text.substr(17, 2));
  const auto milliseconds =
      has_milliseconds ? digits_of(text.substr(second_end + 1, 3)) : std::optional(0);
  if (!day || !hours || !minutes || !seconds || !milliseconds) return std::nullopt;
  if (*hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  const std::chrono::sys_time<std::chrono::milliseconds> time =
      day->first_day() + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
      std::chrono::seconds(*seconds) + std::chrono::milliseconds(*milliseconds);
  return time.time_since_epoch().count();
}

JudgementKind kind_field(const JsonLine::Value& value) {
  if (const auto kind = parse_judgement_kind(text_field(value, "judgement"))) return *kind;
  refuse("judgement", "expected retracted, restored, same, different, unsure or withdrawn");
}

std::int64_t time_field(const JsonLine::Value& value) {
  if (const auto time = parse_time(text_field(value, "judged"))) return *time;
  refuse("judged", "expected a time as YYYY-MM-DDThh:mm:ssZ or YYYY-MM-DDThh:mm:ss.mmmZ");
}

void check_subject(const JudgementRecord& judgement) {
  const bool is_on_pair = judgement.kind >= JudgementKind::same;
  const std::string kind(word(judgement.kind));
  if (is_on_pair) {
    if (judgement.a.empty()) refuse("a", "expected the key of the first of two entities");
    if (judgement.b.empty()) refuse("b", "expected the key of the second of two entities");
    if (!judgement.document.empty()) refuse("of_document", "no document is judged " + kind);
    if (judgement.batch != 0) refuse("of_batch", "no batch is judged " + kind);
    return;
  }
  if (!judgement.a.empty()) refuse("a", "no entity is judged " + kind);
  if (!judgement.b.empty()) refuse("b", "no entity is judged " + kind);
  if (judgement.document.empty() == (judgement.batch == 0)) {
    refuse("of_document", "expected one of the fields of_document and of_batch");
  }
  if (judgement.after_batch && *judgement.after_batch < judgement.batch) {
    refuse("after_batch", "the batch is judged before it came in");
  }
}

}  // namespace

std::uint32_t batch_field(const JsonLine::Value& value, std::string_view field,
                          std::uint32_t least) {
  expect_kind(value, JsonKind::number, field);
  const std::string_view digits = value.text();
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool is_whole = error == std::errc() && end == digits.data() + digits.size();
  if (!is_whole || number < least || number == ~std::uint32_t{0}) {
    refuse(std::string(field),
           "expected a whole number from " + std::to_string(least) + " to 4294967294");
  }
  return number;
}

JudgementRecord read_judgement(const JsonLine::Value& record) {
  JudgementRecord judgement;
  for (const auto member : record) {
    const std::string_view name = member.name();
    if (member.kind() == JsonKind::null) continue;
    if (name == "judgement") {
      judgement.kind = kind_field(member);
    } else if (name == "a") {
      judgement.a = key_field(member, name);
    } else if (name == "b") {
      judgement.b = key_field(member, name);
    } else if (name == "of_document") {
      judgement.document = key_field(member, name);
    } else if (name == "of_batch") {
      judgement.batch = batch_field(member, name, 1);
    } else if (name == "by") {
      judgement.who = text_field(member, name);
    } else if (name == "why") {
      judgement.why = text_field(member, name);
    } else if (name == "judged") {
      judgement.judged_unix_ms = time_field(member);
    } else if (name == "after_batch") {
      judgement.after_batch = batch_field(member, name, 0);
    } else {
      refuse(std::string(name),
             "expected judgement, a, b, of_document, of_batch, by, why, judged or after_batch");
    }
  }
  check_subject(judgement);
  return judgement;
}

}  // namespace relata
