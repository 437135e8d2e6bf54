#include "cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace relata::cli {
namespace {

// Never destroyed: the thread that waits for signals may outlive main().
std::stop_source& source() {
  static auto* const made = new std::stop_source;
  return *made;
}

std::atomic<bool> is_token_taken = false;

}  // namespace

void begin_interrupts() {
  static_cast<void>(source());
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  // Writing to a reader who left is an error like any other.
  signal(SIGPIPE, SIG_IGN);
  std::thread([signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    if (is_token_taken) {
      source().request_stop();
      sigwait(&signals, &signal);
    }
    _exit(128 + signal);
  }).detach();
}

std::stop_token interrupt_token() {
  is_token_taken = true;
  return source().get_token();
}

}  // namespace relata::cli
