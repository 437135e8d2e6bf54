// relata: a table of verbs, and what is said when one of them cannot go on.

#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output_options.h"
#include "graph/near_words.h"
#include "graph/words.h"
#include "relata_version.h"

namespace relata::cli {
namespace {

const Verb* verb_called(std::string_view name) {
  for (const Verb& verb : verbs()) {
    if (name == verb.name) return &verb;
  }
  return nullptr;
}

std::string overview() {
  std::string text =
      "relata: a knowledge graph that can show its evidence\n\nUsage:\n  relata VERB [options] "
      "ARGUMENTS\n\n";
  for (const Verb& verb : verbs()) {
    std::string call = std::string("  ") + verb.name + " " + verb.arguments;
    call.resize(std::max<std::size_t>(call.size() + 1, 24), ' ');
    text += call + verb.summary + "\n";
  }
  return text +
         "\n`relata help VERB` shows its options and examples. Entities are named by key or by "
         "any\n"
         "of their names. What comes after -- is no option, whatever it begins with. The store is\n"
         "named by --store DIR or in RELATA_STORE.\n";
}

Error unknown_verb(const std::string& name) {
  std::vector<std::string> known;
  for (const Verb& verb : verbs()) known.emplace_back(verb.name);
  const std::string near = did_you_mean(name, known);
  return {ErrorCode::usage, "there is no verb \"" + name + "\"; " + near +
                                (near.empty() ? "" : " ") + "`relata help` lists what there is"};
}

int run(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "help";
  if (first == "--version" || first == "version") {
    write_to_standard_output("relata " RELATA_VERSION "\n");
    return 0;
  }
  const bool is_help = first == "help" || first == "--help" || first == "-h";
  if (is_help && argc <= 2) {
    write_to_standard_output(overview());
    return 0;
  }
  const std::string name = is_help ? argv[2] : std::string(first);
  const Verb* const verb = verb_called(name);
  if (verb == nullptr) throw unknown_verb(name);
  const char* const help_arguments[] = {argv[0], "--help"};
  const Command command =
      is_help ? Command(*verb, 2, help_arguments) : Command(*verb, argc - 1, argv + 1);
  if (command.wants_help()) {
    write_to_standard_output(command.help());
    return 0;
  }
  const Outcome outcome = verb->run(command);
  if (!outcome.is_written) write_output(command, outcome.output);
  return static_cast<int>(outcome.code);
}

int fail(const std::string& who, const std::string& what, ExitCode code) {
  say(who + ": " + what);
  return static_cast<int>(code);
}

}  // namespace
}  // namespace relata::cli

int main(int argc, char** argv) {
  using namespace relata::cli;
  const std::string who =
      argc > 1 && verb_called(argv[1]) != nullptr ? std::string("relata ") + argv[1] : "relata";
  try {
    begin_interrupts();
    return run(argc, argv);
  } catch (const relata::Error& error) {
    return fail(who, error.what(), exit_code_of(error.code()));
  } catch (const std::bad_alloc&) {
    return fail(who, "the memory is not enough for this; ask for less, or set limits",
                ExitCode::io);
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(who, error.what(), ExitCode::io);
  } catch (const std::exception& error) {
    return fail(who, std::string("a defect of relata: ") + error.what() + "; please report it",
                ExitCode::defect);
  }
}
