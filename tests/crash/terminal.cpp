#include "tests/crash/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace relata::testing {

using Clock = std::chrono::steady_clock;

Terminal::Terminal(int columns) : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
  const bool is_open = master_ >= 0 && ::grantpt(master_) == 0 && ::unlockpt(master_) == 0;
  const char* const name = is_open ? ::ptsname(master_) : nullptr;
  if (name == nullptr) throw std::runtime_error("no terminal");
  device_ = name;
  const winsize size{
      .ws_row = 24, .ws_col = static_cast<unsigned short>(columns), .ws_xpixel = 0, .ws_ypixel = 0};
  if (::ioctl(master_, TIOCSWINSZ, &size) != 0) throw std::runtime_error("no size of a terminal");
}

Terminal::~Terminal() { ::close(master_); }

void Terminal::read_until(const std::string& text, std::chrono::milliseconds limit) {
  const auto end = Clock::now() + limit;
  while (text.empty() || written_.find(text) == std::string::npos) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    pollfd watched{.fd = master_, .events = POLLIN, .revents = 0};
    if (left.count() <= 0 || ::poll(&watched, 1, static_cast<int>(left.count())) <= 0) return;
    char buffer[4096];
    const ssize_t got = ::read(master_, buffer, sizeof buffer);
    if (got <= 0) return;  // EIO: no program has it open any more
    written_.append(buffer, static_cast<std::size_t>(got));
  }
}

std::string shown_after(const std::string& written, std::size_t columns) {
  const std::string erase = "\x1b[K";
  std::vector<std::string> rows(1);
  std::size_t column = 0;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '\r') {
      column = 0;
    } else if (written[i] == '\n') {
      rows.emplace_back();
    } else if (written.compare(i, erase.size(), erase) == 0) {
      rows.back().resize(std::min(rows.back().size(), column));
      i += erase.size() - 1;
    } else {
      if (column == columns) {
        rows.emplace_back();
        column = 0;
      }
      rows.back().resize(std::max(rows.back().size(), column + 1), ' ');
      rows.back()[column++] = written[i];
    }
  }
  std::string shown;
  for (std::size_t i = 0; i < rows.size(); ++i) shown += (i == 0 ? "" : "\n") + rows[i];
  return shown;
}

}  // namespace relata::testing
