#pragma once

// What is thrown when an operation cannot go on.
//
// Absent things are empty answers, bad input records are rejections in a report, limits are said in
// the answer; only what stops the work is an Error. The message says what was being done, to what,
// and what to do now, in one line.

#include <stdexcept>
#include <string>

namespace relata {

enum class ErrorCode {
  usage,       // an impossible option or combination of options
  not_found,   // a name, key or file that was asked for is not there
  ambiguous,   // a name fits several entities
  input,       // input that cannot be read at all, or a rejection under --strict
  locked,      // another process is writing to the store
  no_store,    // there is no store at the location
  damaged,     // the store's contents disagree with its checksums, its ledger or each other
  newer,       // the store was written by a newer relata
  io,          // the operating system refused to read or write
  head_moved,  // another batch was committed first
  stopped,     // the work was asked to stop
};

class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}

  [[nodiscard]] ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace relata
