#include "cli/exit_code.h"

namespace relata::cli {

ExitCode exit_code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return ExitCode::usage;
    case ErrorCode::not_found:
      return ExitCode::not_found;
    case ErrorCode::ambiguous:
      return ExitCode::ambiguous;
    case ErrorCode::input:
      return ExitCode::input;
    case ErrorCode::locked:
      return ExitCode::locked;
    case ErrorCode::no_store:
      return ExitCode::no_store;
    case ErrorCode::damaged:
      return ExitCode::damaged;
    case ErrorCode::newer:
      return ExitCode::newer;
    case ErrorCode::io:
      return ExitCode::io;
    case ErrorCode::head_moved:
      return ExitCode::head_moved;
    case ErrorCode::stopped:
      return ExitCode::stopped;
  }
  return ExitCode::defect;
}

}  // namespace relata::cli
