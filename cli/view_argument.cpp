#include "cli/view_argument.h"

#include <algorithm>
#include <optional>
#include <set>

#include "graph/near_words.h"
#include "graph/words.h"

namespace relata::cli {
namespace {

const Verb view_verb = {.name = "view",
                        .arguments = "",
                        .arguments_min = 0,
                        .arguments_max = 0,
                        .summary = "",
                        .examples = "",
                        .add_options = add_view_options,
                        .run = nullptr};

// One option as it is written, without its dashes and quotes.
struct Word {
  std::string text;
  std::size_t column = 0;  // in characters, from 1
};

[[noreturn]] void refuse(std::size_t column, const std::string& why) {
  throw Error(ErrorCode::usage, "at column " + std::to_string(column) + ": " + why);
}

[[noreturn]] void refuse_shape(std::size_t column) {
  refuse(column,
         "expected a date, or view options without their dashes, each as NAME=VALUE: "
         "known-by=2025-04-28 without-speaker=\"South Korea\"");
}

// Splits at blanks outside of quotes.
class WordReader {
 public:
  explicit WordReader(const std::string& text) : text_(text) {}

  std::vector<Word> read() {
    for (; at_ < text_.size(); next()) take(text_[at_]);
    if (quote_) refuse(quote_column_, "this quote is not closed");
    return std::move(words_);
  }

 private:
  void take(char c) {
    if (c == '\\') {
      take_escaped();
    } else if (quote_ == c) {
      quote_.reset();
    } else if (!quote_ && c == ' ') {
      end_word();
    } else if (!quote_ && (c == '"' || c == '\'')) {
      quote_ = c;
      quote_column_ = column_;
      begin_word();
    } else {
      put(c);
    }
  }

  void take_escaped() {
    const std::size_t column = column_;
    begin_word();
    next();
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c != '"' && c != '\'' && c != '\\') {
      refuse(column,
             "this backslash stands before neither a quote nor a backslash; take it away or double "
             "it");
    }
    put(c);
  }

  void next() {
    ++at_;
    if (at_ < text_.size() && (text_[at_] & 0xC0) != 0x80) ++column_;
  }
  void begin_word() {
    if (!is_in_word_) words_.push_back({.text = "", .column = column_});
    is_in_word_ = true;
  }
  void put(char c) {
    begin_word();
    words_.back().text += c;
  }
  void end_word() { is_in_word_ = false; }

  const std::string& text_;
  std::size_t at_ = 0;
  std::size_t column_ = 1;
  std::optional<char> quote_;  // that is open
  std::size_t quote_column_ = 0;
  bool is_in_word_ = false;
  std::vector<Word> words_;
};

// What view options there are, and how each is given.
class ViewOptions {
 public:
  ViewOptions() : options_("view") { add_view_options(options_); }

  // Holds an option to what is said of it, after those that were given before, and gives its name.
  [[nodiscard]] std::string check(const Word& word, const std::set<std::string>& given) const {
    const std::size_t equals = word.text.find('=');
    const std::string name = word.text.substr(0, equals);
    const cxxopts::HelpOptionDetails* const option = find(name);
    const bool has_value = equals != std::string::npos;
    if (option == nullptr) {
      if (PartialDate::parse(word.text)) {
        refuse(word.column, "beside other options write the date as known-by=" + word.text);
      }
      const std::string meant = near(name);
      if (!has_value && meant.empty()) refuse_shape(word.column);
      refuse(word.column, "there is no view option \"" + name + "\"; " +
                              (meant.empty() ? "`relata help path` lists them" : meant));
    }
    if (option->is_boolean && has_value) refuse(word.column, name + " takes no value");
    if (!option->is_boolean && !has_value) {
      refuse(word.column, name + " takes a value, as " + name + "=" + option->arg_help);
    }
    if (!option->is_container && given.contains(name)) {
      refuse(word.column, name + " is given a second time");
    }
    return name;
  }

 private:
  [[nodiscard]] const cxxopts::HelpOptionDetails* find(const std::string& name) const {
    for (const auto& option : options_.group_help("View").options) {
      if (std::find(option.l.begin(), option.l.end(), name) != option.l.end()) return &option;
    }
    return nullptr;
  }
  [[nodiscard]] std::string near(const std::string& name) const {
    std::vector<std::string> known;
    for (const auto& option : options_.group_help("View").options) {
      known.insert(known.end(), option.l.begin(), option.l.end());
    }
    return did_you_mean(name, known);
  }

  cxxopts::Options options_;
};

// As `--NAME=VALUE`.
std::vector<std::string> options_in(const std::string& text) {
  const bool is_date = !text.empty() && text.front() >= '0' && text.front() <= '9' &&
                       text.find(' ') == std::string::npos;
  if (is_date) return {"--known-by=" + text};
  std::vector<std::string> options;
  std::set<std::string> given;
  const ViewOptions known;
  for (const Word& word : WordReader(text).read()) {
    given.insert(known.check(word, given));
    options.push_back("--" + word.text);
  }
  return options;
}

std::string name_in(const std::string& option) { return option.substr(0, option.find('=')); }

}  // namespace

View view_argument(const Command& command, std::size_t place, const OpenedStore& opened) {
  const std::string& text = command.argument(place);
  try {
    std::vector<std::string> options = options_in(text);
    std::set<std::string> own;
    for (const std::string& option : options) own.insert(name_in(option));
    for (const std::string& option : command.view_options()) {
      if (!own.contains(name_in(option))) options.push_back(option);
    }
    std::vector<const char*> pointers = {"relata"};
    for (const std::string& option : options) pointers.push_back(option.c_str());
    return view_of({view_verb, static_cast<int>(pointers.size()), pointers.data()}, opened);
  } catch (const Error& error) {
    throw Error(error.code(), "the view \"" + text + "\": " + error.what());
  }
}

}  // namespace relata::cli
