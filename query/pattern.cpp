#include "query/pattern.h"

#include <relata/error.h>

#include <algorithm>
#include <limits>
#include <tao/pegtl.hpp>

namespace relata {
namespace {

namespace peg = tao::pegtl;

// --- The grammar ------------------------------------------------------------------------------

struct gap : peg::star<peg::space> {};

// What a schema takes for a name: a hyphen only within it, so that it is told from an arrow.
struct name_character
    : peg::sor<peg::alnum, peg::one<'_', '.', ':'>, peg::utf8::range<0x80, 0x10FFFF>> {};
struct hyphen : peg::seq<peg::one<'-'>, peg::at<name_character>> {};
struct bare_type : peg::seq<name_character, peg::star<peg::sor<name_character, hyphen>>> {};
struct any : peg::one<'*'> {};
struct bar : peg::pad<peg::one<'|'>, peg::space> {};

struct quoted_character
    : peg::sor<peg::seq<peg::one<'\\'>, peg::one<'"', '\\'>>, peg::utf8::not_one<'"', '\\'>> {};
struct quoted_text : peg::plus<quoted_character> {};
struct closing_quote : peg::one<'"'> {};

struct entity_type : bare_type {};
struct next_entity_type : entity_type {};
struct entity_name : quoted_text {};
struct named_entity : peg::seq<peg::one<'"'>, entity_name, closing_quote> {};
struct typed_entity : peg::seq<entity_type, peg::star<bar, next_entity_type>> {};
struct node : peg::sor<any, named_entity, typed_entity> {};

struct relation_type : bare_type {};
struct next_relation_type : relation_type {};
struct relation : peg::sor<any, peg::seq<relation_type, peg::star<bar, next_relation_type>>> {};

struct opening : peg::string<'-', '['> {};
struct opening_against : peg::string<'<', '-', '['> {};
struct closing : peg::string<']', '-'> {};
struct arrow_head : peg::one<'>'> {};

struct hops_min : peg::plus<peg::digit> {};
struct hops_max : peg::plus<peg::digit> {};
struct bounds_end : peg::one<'}'> {};
struct bounds : peg::if_must<peg::one<'{'>, gap, hops_min, gap,
                             peg::opt<peg::one<','>, gap, hops_max, gap>, bounds_end> {};

struct step_against : peg::seq<opening_against, gap, relation, gap, closing> {};
struct step_along : peg::seq<opening, gap, relation, gap, closing, peg::opt<arrow_head>> {};
struct arrow : peg::sor<step_against, step_along> {};
struct step : peg::seq<arrow, gap, peg::opt<bounds>> {};
struct further : peg::seq<step, gap, node, gap> {};
struct first_step : step {};
struct end : peg::eof {};
struct grammar : peg::seq<gap, node, gap, first_step, gap, node, gap, peg::star<further>, end> {};

// --- What is expected where -------------------------------------------------------------------

template <class Rule>
inline constexpr const char* expected = nullptr;
template <>
inline constexpr auto expected<node> = "a type of entities, a name in double quotes, or *";
template <>
inline constexpr auto expected<next_entity_type> = "another type of entities after |";
template <>
inline constexpr auto expected<entity_name> = "a name within the double quotes";
template <>
inline constexpr auto expected<closing_quote> = "the double quote that ends the name";
template <>
inline constexpr auto expected<relation> = "a type of relations, or * for any";
template <>
inline constexpr auto expected<next_relation_type> = "another type of relations after |";
template <>
inline constexpr auto expected<closing> = "]- or ]->, or another type after |";
template <>
inline constexpr auto expected<first_step> = "a relation: -[type]->, <-[type]- or -[type]-";
template <>
inline constexpr auto expected<hops_min> = "how often the relation is repeated, from 1";
template <>
inline constexpr auto expected<hops_max> = "how often it is repeated at most";
template <>
inline constexpr auto expected<bounds_end> = "} at the end of a repetition like {2} or {1,3}";
template <>
inline constexpr auto expected<end> =
    "a relation like -[type]->, or the end; several types have | between them";

struct Errors {
  template <class Rule>
  static constexpr const char* message = expected<Rule>;
};
template <class Rule>
using Control = peg::must_if<Errors, peg::normal, false>::control<Rule>;

// --- Taking it apart --------------------------------------------------------------------------

[[noreturn]] void refuse(std::size_t column, const std::string& why) {
  throw Error(ErrorCode::usage, at_column(column) + why);
}

struct Reading {
  std::string_view text;
  Pattern pattern;
  PatternNode node;
  PatternStep step;

  [[nodiscard]] std::size_t column_of(std::size_t byte) const {
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    const auto before = text.substr(0, byte);
    return 1 + static_cast<std::size_t>(std::count_if(before.begin(), before.end(), starts));
  }
  template <class Input>
  [[nodiscard]] PatternWord word(const Input& in) const {
    return {.text = in.string(), .column = column_of(in.position().byte)};
  }
};

// Beyond what a pattern may have at all, the number does not matter.
int number_of(const std::string& digits) {
  constexpr std::size_t digits_max = 4;
  if (digits.size() > digits_max) return std::numeric_limits<std::int16_t>::max();
  return std::stoi(digits);
}

template <class Rule>
struct Action : peg::nothing<Rule> {};

struct TakeEntityType {
  template <class Input>
  static void apply(const Input& in, Reading& reading) {
    reading.node.types.push_back(reading.word(in));
  }
};
template <>
struct Action<entity_type> : TakeEntityType {};
template <>
struct Action<next_entity_type> : TakeEntityType {};

template <>
struct Action<entity_name> {
  template <class Input>
  static void apply(const Input& in, Reading& reading) {
    PatternWord word = reading.word(in);
    for (std::size_t at = 0; at < word.text.size(); ++at) {
      if (word.text[at] == '\\') word.text.erase(at, 1);
    }
    reading.node.name = std::move(word);
  }
};

template <>
struct Action<node> {
  static void apply0(Reading& reading) {
    reading.pattern.nodes.push_back(std::exchange(reading.node, {}));
  }
};

struct TakeRelationType {
  template <class Input>
  static void apply(const Input& in, Reading& reading) {
    reading.step.types.push_back(reading.word(in));
  }
};
template <>
struct Action<relation_type> : TakeRelationType {};
template <>
struct Action<next_relation_type> : TakeRelationType {};

template <>
struct Action<opening_against> {
  static void apply0(Reading& reading) { reading.step.direction = Direction::reverse; }
};
template <>
struct Action<arrow_head> {
  static void apply0(Reading& reading) { reading.step.direction = Direction::forward; }
};

template <>
struct Action<hops_min> {
  template <class Input>
  static void apply(const Input& in, Reading& reading) {
    reading.step.hops_min = number_of(in.string());
    reading.step.hops_max = reading.step.hops_min;
    if (reading.step.hops_min < 1) refuse(reading.word(in).column, "a relation is repeated from 1");
  }
};
template <>
struct Action<hops_max> {
  template <class Input>
  static void apply(const Input& in, Reading& reading) {
    reading.step.hops_max = number_of(in.string());
    if (reading.step.hops_max >= reading.step.hops_min) return;
    refuse(reading.word(in).column,
           "expected " + std::to_string(reading.step.hops_min) + " or more after the comma");
  }
};

struct TakeStep {
  template <class Input>
  static void apply(const Input& in, Reading& reading) {
    reading.step.text = reading.word(in);
    reading.step.text.text.erase(reading.step.text.text.find_last_not_of(" \t\r\n") + 1);
    reading.pattern.steps.push_back(std::exchange(reading.step, {}));
  }
};
template <>
struct Action<step> : TakeStep {};
template <>
struct Action<first_step> : TakeStep {};

void check_hops(const Pattern& pattern) {
  int hops = 0;
  for (const PatternStep& step : pattern.steps) {
    hops += step.hops_max;
    if (hops <= pattern_hops_max) continue;
    refuse(step.text.column, "with this relation the pattern has up to " + std::to_string(hops) +
                                 " hops; ask for " + std::to_string(pattern_hops_max) +
                                 " or fewer");
  }
}

}  // namespace

std::string at_column(std::size_t column) {
  return "reading the pattern: at column " + std::to_string(column) + ": ";
}

Pattern parse_pattern(std::string_view text) {
  Reading reading{.text = text};
  peg::memory_input<peg::tracking_mode::eager, peg::eol::lf> input(text.data(), text.size(), "");
  try {
    peg::parse<grammar, Action, Control>(input, reading);
  } catch (const peg::parse_error& error) {
    refuse(reading.column_of(error.positions().front().byte),
           "expected " + std::string(error.message()));
  }
  check_hops(reading.pattern);
  return std::move(reading.pattern);
}

}  // namespace relata
