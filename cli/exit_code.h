#pragma once

// The program's exit codes: each kind of trouble has its own. README.md documents them.

#include <relata/error.h>

namespace relata::cli {

enum class ExitCode : int {
  done = 0,         // answered; "no path" and "nothing found in the view" are answers
  defect = 1,       // a defect of the program
  usage = 2,        // an unknown option, a bad value
  not_found = 3,    // a name, key or file is not there
  ambiguous = 4,    // a name fits several entities
  input = 5,        // records were rejected; under --strict nothing went in
  locked = 6,       // another process is writing to the store
  no_store = 7,     // there is no store at the location
  damaged = 8,      // the store is damaged
  newer = 9,        // the store was written by a newer relata
  io = 10,          // the operating system refused to read or write, or memory is short
  head_moved = 11,  // another batch was committed meanwhile; run it again
  stopped = 12,     // interrupted; what was committed or found by then is there
  cut = 13,         // a search ended at a limit on time or visits; what it found by then is printed
};

[[nodiscard]] ExitCode exit_code_of(ErrorCode code);

}  // namespace relata::cli
