#pragma once

// Work in parts, on as many threads as the machine has.

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace relata {

[[nodiscard]] inline std::size_t threads_count() {
  constexpr std::size_t most = 16;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most);
}

// Calls work(part) for each part, from several threads. The first exception ends the rest and is
// thrown here.
template <class Work>
void in_parallel(std::size_t parts, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failing;
  const auto run = [&] {
    try {
      for (std::size_t part = next++; part < parts; part = next++) work(part);
    } catch (...) {
      next = parts;
      const std::lock_guard lock(failing);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < std::min(threads_count(), parts); ++i) threads.emplace_back(run);
  run();
  threads.clear();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace relata
