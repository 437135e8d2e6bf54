#include "cli/command.h"

#include <relata/judge.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "graph/near_words.h"
#include "graph/words.h"

namespace relata::cli {
namespace {

constexpr std::size_t help_width = 96;
constexpr const char* arguments_option = "arguments";

cxxopts::Options make_options(const Verb& verb) {
  cxxopts::Options options(std::string("relata ") + verb.name, std::string(verb.summary) + "\n");
  options.set_width(help_width);
  options.custom_help("[options]");
  verb.add_options(options);
  add_common_options(options);
  options.add_options("Positional")(arguments_option, "",
                                    cxxopts::value<std::vector<std::string>>());
  options.parse_positional({arguments_option});
  options.positional_help(verb.arguments);
  return options;
}

// Nothing if it is not set, or empty.
const char* store_from_environment() {
  const char* const value = std::getenv("RELATA_STORE");
  return value == nullptr || *value == '\0' ? nullptr : value;
}

// cxxopts sets names in typographic quotes.
std::string in_plain_quotes(std::string text) {
  for (const std::string_view quote : {"\u2018", "\u2019"}) {
    for (auto at = text.find(quote); at != std::string::npos; at = text.find(quote)) {
      text.replace(at, quote.size(), "\"");
    }
  }
  return text;
}

// cxxopts says which option it does not know in its words alone: between quotes.
std::string between_quotes(const std::string& text) {
  const std::size_t first = text.find('"');
  const std::size_t last = text.rfind('"');
  return first == last ? std::string() : text.substr(first + 1, last - first - 1);
}

std::string where_listed(const Verb& verb) {
  return std::string("`relata help ") + verb.name + "` lists the options";
}

std::string nearest_options(const cxxopts::Options& options, const std::string& unknown) {
  std::vector<std::string> known;
  for (const std::string& group : options.groups()) {
    for (const auto& option : options.group_help(group).options) {
      known.insert(known.end(), option.l.begin(), option.l.end());
    }
  }
  std::erase(known, arguments_option);
  return did_you_mean(unknown, known, "--");
}

}  // namespace

std::vector<std::string> split_at_commas(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    if (end > begin) parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Command::Command(const Verb& verb, int argc, const char* const* argv)
    : verb_(verb), options_(make_options(verb)) {
  try {
    parsed_ = options_.parse(argc, argv);
  } catch (const cxxopts::exceptions::no_such_option& error) {
    const std::string what = in_plain_quotes(error.what());
    const std::string near = nearest_options(options_, between_quotes(what));
    throw Error(ErrorCode::usage,
                what + "; " + near + (near.empty() ? "" : " ") + where_listed(verb));
  } catch (const cxxopts::exceptions::exception& error) {
    throw Error(ErrorCode::usage, in_plain_quotes(error.what()) + "; " + where_listed(verb));
  }
  if (has(arguments_option)) {
    arguments_ = parsed_[arguments_option].as<std::vector<std::string>>();
  }
  if (!parsed_.unmatched().empty()) {
    arguments_.insert(arguments_.end(), parsed_.unmatched().begin(), parsed_.unmatched().end());
  }
  if (wants_help()) return;
  check_options();
  check_arguments();
}

// The last one would count, and nothing would say that the first does not.
void Command::check_options() const {
  for (const std::string& group : options_.groups()) {
    for (const auto& option : options_.group_help(group).options) {
      const std::string& name = option.l.front();
      if (option.is_container || option.is_boolean || parsed_.count(name) < 2) continue;
      const std::vector<std::string> given = texts(name);
      refuse_as(name, "it takes one value, and is given as \"" + given[0] + "\" and as \"" +
                          given[1] + "\"");
    }
  }
}

void Command::check_arguments() const {
  if (arguments_.size() >= verb_.arguments_min && arguments_.size() <= verb_.arguments_max) return;
  const std::string takes =
      verb_.arguments_max == 0 ? "takes no arguments" : std::string("takes ") + verb_.arguments;
  throw Error(ErrorCode::usage, takes + ", and " + std::to_string(arguments_.size()) +
                                    (arguments_.size() == 1 ? " argument was" : " arguments were") +
                                    " given; put names of several words in quotes");
}

std::string Command::help() const {
  const std::vector<std::string> known = options_.groups();
  std::vector<std::string> groups;
  for (const char* group : {"Question", "Input", "View", "Limit", "Output", "Common"}) {
    if (std::find(known.begin(), known.end(), group) != known.end()) groups.emplace_back(group);
  }
  std::string text = options_.help(groups);
  text += "\nExamples:\n";
  std::string line;
  for (const char c : std::string(verb_.examples) + "\n") {
    if (c != '\n') {
      line += c;
      continue;
    }
    text += "  " + line + "\n";
    line.clear();
  }
  return text;
}

std::string Command::text(const std::string& option) const {
  return has(option) ? parsed_[option].as<std::string>() : std::string();
}

std::vector<std::string> Command::texts(const std::string& option) const {
  std::vector<std::string> texts;
  for (const cxxopts::KeyValue& given : parsed_.arguments()) {
    if (given.key() == option) texts.push_back(given.value());
  }
  return texts;
}

std::vector<std::string> Command::words(const std::string& option) const {
  std::vector<std::string> words;
  for (const std::string& list : texts(option)) {
    const std::vector<std::string> parts = split_at_commas(list);
    // An empty variable in a script must not turn into "everything".
    if (parts.empty()) refuse(option, "a word, or several with commas");
    words.insert(words.end(), parts.begin(), parts.end());
  }
  return words;
}

std::vector<std::string> Command::view_options() const {
  std::vector<std::string> typed;
  const auto& known = options_.group_help("View").options;
  for (const cxxopts::KeyValue& option : parsed_.arguments()) {
    const bool is_of_view = std::any_of(known.begin(), known.end(), [&](const auto& details) {
      return std::find(details.l.begin(), details.l.end(), option.key()) != details.l.end();
    });
    if (is_of_view) typed.push_back("--" + option.key() + "=" + option.value());
  }
  return typed;
}

void Command::refuse(const std::string& option, const std::string& expected) const {
  throw Error(ErrorCode::usage, "the option --" + option + " has the value \"" +
                                    joined(texts(option), ",") + "\"; expected " + expected);
}

void Command::refuse_as(const std::string& option, const std::string& wrong) const {
  throw Error(ErrorCode::usage, "the option --" + option + ": " + wrong);
}

std::uint64_t Command::count(const std::string& option, std::uint64_t least,
                             std::uint64_t most) const {
  const std::string given = text(option);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
  const bool is_number = error == std::errc() && end == given.data() + given.size();
  if (!is_number || number < least || number > most) {
    refuse(option, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

double Command::number(const std::string& option, int least, int most) const {
  const std::string given = text(option);
  char* end = nullptr;
  const double value = std::strtod(given.c_str(), &end);
  if (given.empty() || *end != '\0' || !(value >= least && value <= most)) {
    refuse(option, "a number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

bool Command::names_store() const { return has("store") || store_from_environment() != nullptr; }

std::filesystem::path Command::store_path() const {
  if (has("store")) {
    if (text("store").empty()) refuse("store", "a directory");
    return text("store");
  }
  const char* const from_environment = store_from_environment();
  if (from_environment == nullptr) {
    throw Error(ErrorCode::usage,
                "no store is named; name one with --store DIR or in the variable RELATA_STORE");
  }
  return from_environment;
}

OpenedStore open_to_read(const Command& command) {
  OpenedStore opened{.records = open_store(command.store_path(), OpenMode::read)};
  opened.at = command.has("batch") ? opened.records->snapshot(command.count("batch", 0, UINT64_MAX))
                                   : opened.records->snapshot();
  opened.store = judged_store(*opened.records, opened.at);
  const std::string metonyms = command.text("metonyms");
  if (metonyms == "strict") opened.metonyms = Metonyms::strict;
  if (!metonyms.empty() && metonyms != "strict" && metonyms != "expand") {
    command.refuse("metonyms", "strict or expand");
  }
  return opened;
}

void add_common_options(cxxopts::Options& options) {
  options.add_options("Common")("store", "the store's directory; default: RELATA_STORE",
                                one_value(), "DIR")("h,help", "show this text");
}

void add_name_options(cxxopts::Options& options) {
  options.add_options("Question")(
      "metonyms", "expand: a capital's name is the state's too; strict: it is not; default: expand",
      one_value(), "HOW");
}

void add_judgement_options(cxxopts::Options& options) {
  options.add_options("Judgement")("by", "who judges, kept as given", one_value(), "NAME")(
      "why", "the reason, kept as given", one_value(), "TEXT");
}

void add_snapshot_option(cxxopts::Options& options) {
  options.add_options("Common")("batch", "the store as it was after this batch; default: the last",
                                one_value(), "N");
}

}  // namespace relata::cli
