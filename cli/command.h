#pragma once

// One command as it was typed: a verb, its arguments and its options, with the conversions that
// every verb needs. Each of them throws Error{usage} that names the option.

#include <relata/date.h>
#include <relata/lookup.h>
#include <relata/store.h>

#include <cstdint>
#include <cxxopts.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/verb.h"

namespace relata::cli {

// What an option takes: one value, or one each time that it is given.
[[nodiscard]] inline std::shared_ptr<cxxopts::Value> one_value() {
  return cxxopts::value<std::string>();
}
[[nodiscard]] inline std::shared_ptr<cxxopts::Value> many_values() {
  return cxxopts::value<std::vector<std::string>>();
}

class Command {
 public:
  // Throws Error{usage} for what the verb does not take, and for one value that is given twice.
  Command(const Verb& verb, int argc, const char* const* argv);

  [[nodiscard]] bool wants_help() const { return has("help"); }
  [[nodiscard]] std::string help() const;

  [[nodiscard]] const std::vector<std::string>& arguments() const { return arguments_; }
  [[nodiscard]] const std::string& argument(std::size_t place) const { return arguments_[place]; }

  [[nodiscard]] bool has(const std::string& option) const { return parsed_.count(option) != 0; }
  [[nodiscard]] std::string text(const std::string& option) const;  // "" if it is not given
  // Each time that it is given.
  [[nodiscard]] std::vector<std::string> texts(const std::string& option) const;
  // The same, each a list with commas: for words that hold none.
  [[nodiscard]] std::vector<std::string> words(const std::string& option) const;
  [[nodiscard]] std::uint64_t count(const std::string& option, std::uint64_t least,
                                    std::uint64_t most) const;
  [[nodiscard]] double number(const std::string& option, int least, int most) const;
  // What is said of a bad value: the value, and what was expected; or what is wrong with it.
  [[noreturn]] void refuse(const std::string& option, const std::string& expected) const;
  [[noreturn]] void refuse_as(const std::string& option, const std::string& wrong) const;

  // Those of its options that make up a view, as `--NAME=VALUE`.
  [[nodiscard]] std::vector<std::string> view_options() const;

  // Is a store named, by --store or RELATA_STORE?
  [[nodiscard]] bool names_store() const;
  // --store, else RELATA_STORE. Error{usage} without either.
  [[nodiscard]] std::filesystem::path store_path() const;

 private:
  void check_arguments() const;
  void check_options() const;

  const Verb& verb_;
  cxxopts::Options options_;
  cxxopts::ParseResult parsed_;
  std::vector<std::string> arguments_;
};

// A store opened to read, at the state that --batch asks for or the latest.
struct OpenedStore {
  std::unique_ptr<Store> records;  // as they came in
  std::unique_ptr<Store> store;    // the same as it is judged: who is one with whom
  Snapshot at;
  Metonyms metonyms = Metonyms::expand;  // as --metonyms asks
};
[[nodiscard]] OpenedStore open_to_read(const Command& command);

// --store and --help: every verb has them.
void add_common_options(cxxopts::Options& options);
// --metonyms, for verbs that take names of entities.
void add_name_options(cxxopts::Options& options);
// --by and --why, for verbs that judge.
void add_judgement_options(cxxopts::Options& options);
// --batch, for verbs that answer from the store.
void add_snapshot_option(cxxopts::Options& options);

[[nodiscard]] std::vector<std::string> split_at_commas(const std::string& list);

}  // namespace relata::cli
