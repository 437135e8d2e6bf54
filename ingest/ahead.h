#pragma once

// Work that runs ahead, on a thread of its own, of whoever uses what it makes.

#include <array>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace relata {

// Makes pieces in order, a few more than were used. Whoever leaves it waits for the piece that is
// being made, and so for what that reads. A piece is made out of one that was used, so
// that its memory serves again.
template <class Piece>
class Ahead {
 public:
  // Makes the next piece, on the other thread; false: there is none.
  using Make = std::function<bool(Piece&)>;

  explicit Ahead(Make make) : make_(std::move(make)), thread_([this] { run(); }) {}
  ~Ahead() {
    {
      const std::lock_guard lock(mutex_);
      is_stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Ahead(const Ahead&) = delete;
  Ahead& operator=(const Ahead&) = delete;

  // Good until the next call; null at the end. What making it threw is thrown in its place.
  [[nodiscard]] Piece* next() {
    std::unique_lock lock(mutex_);
    if (has_given_) ++used_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return made_ > used_ || is_at_end_; });
    has_given_ = made_ > used_;
    if (has_given_) return &pieces_[used_ % pieces_.size()];
    if (error_) std::rethrow_exception(error_);
    return nullptr;
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return made_ - used_ < pieces_.size() || is_stopped_; });
      if (is_stopped_) return;
      Piece& piece = pieces_[made_ % pieces_.size()];
      lock.unlock();
      bool is_made = false;
      std::exception_ptr error;
      try {
        is_made = make_(piece);
      } catch (...) {
        error = std::current_exception();
      }
      lock.lock();
      is_at_end_ = !is_made;
      error_ = error;
      if (is_made) ++made_;
      changed_.notify_all();
      if (is_at_end_) return;
    }
  }

  static constexpr std::size_t pieces_max = 4;  // one of them in use

  Make make_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::array<Piece, pieces_max> pieces_;
  std::size_t made_ = 0;
  std::size_t used_ = 0;
  bool has_given_ = false;  // the piece after those that were used is in use
  bool is_at_end_ = false;
  bool is_stopped_ = false;
  std::exception_ptr error_;
  std::thread thread_;  // last: it uses all of these
};

}  // namespace relata
