#include "cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <thread>

namespace relata::cli {
namespace {

std::stop_source& source() {
  static std::stop_source made;
  return made;
}

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
    source().request_stop();
    sigwait(&signals, &signal);
    _exit(128 + signal);
  }).detach();
}

std::stop_token interrupt_token() { return source().get_token(); }

}  // namespace relata::cli
