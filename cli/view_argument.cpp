#include "cli/view_argument.h"

#include <boost/token_functions.hpp>
#include <boost/tokenizer.hpp>

#include <algorithm>

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

std::vector<std::string> words_of(const std::string& text) {
  if (PartialDate::parse(text)) return {"known-by=" + text};
  const boost::escaped_list_separator<char> at_blanks("\\", " ", "\"'");
  const boost::tokenizer<boost::escaped_list_separator<char>> words(text, at_blanks);
  std::vector<std::string> all(words.begin(), words.end());
  std::erase(all, "");
  return all;
}

Command parsed(const std::vector<const char*>& words) {
  try {
    return {view_verb, static_cast<int>(words.size()), words.data()};
  } catch (const Error&) {
    throw Error(ErrorCode::usage,
                "expected a date, or view options without their dashes, each as NAME=VALUE: "
                "known-by=2025-04-28 without-speaker=\"South Korea\"");
  }
}

}  // namespace

View view_argument(const Command& command, std::size_t place, const OpenedStore& opened) {
  const std::string& text = command.argument(place);
  try {
    std::vector<std::string> words = {"relata"};
    for (const std::string& option : command.view_options()) words.push_back(option);
    for (const std::string& word : words_of(text)) words.push_back("--" + word);
    std::vector<const char*> pointers;
    for (const std::string& word : words) pointers.push_back(word.c_str());
    return view_of(parsed(pointers), opened);
  } catch (const Error& error) {
    throw Error(error.code(), "the view \"" + text + "\": " + error.what());
  } catch (const boost::escaped_list_error&) {
    throw Error(ErrorCode::usage, "the view \"" + text +
                                      "\": a backslash stands before neither a "
                                      "quote nor a backslash; take it away or double it");
  }
}

}  // namespace relata::cli
