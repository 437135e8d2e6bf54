#pragma once

// Ctrl-C and SIGTERM as a request to stop: work that took the token ends in order, with the store
// as it was or an answer that says it is incomplete. A second one ends the program at once, and so
// does the first where nobody took the token; that costs nothing that was committed.

#include <stop_token>

namespace relata::cli {

// Before any other thread is started: they inherit what it sets.
void begin_interrupts();
[[nodiscard]] std::stop_token interrupt_token();

}  // namespace relata::cli
