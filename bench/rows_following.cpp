// Row m: readers that stay open while batches come in.

#include <relata/lookup.h>
#include <atomic>
#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "bench/increment.h"
#include "bench/rows.h"

namespace relata::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Times = std::map<BatchNumber, Clock::time_point>;  // when each batch got somewhere

constexpr std::size_t batch_size = 1000;

double milliseconds_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

// Does one step after another, in a thread of its own, until it is told to end.
class Repeated {
 public:
  template <class Step>
  explicit Repeated(Step step) : thread_([this, step] { run(step); }) {}
  ~Repeated() { join(); }
  Repeated(const Repeated&) = delete;
  Repeated& operator=(const Repeated&) = delete;

  // Throws what ended it early.
  void stop() {
    join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void join() {
    is_stopped_ = true;
    if (thread_.joinable()) thread_.join();
  }
  template <class Step>
  void run(const Step& step) {
    try {
      while (!is_stopped_) step();
    } catch (...) {
      failure_ = std::current_exception();
    }
  }

  std::atomic<bool> is_stopped_ = false;
  std::exception_ptr failure_;
  std::thread thread_;  // last: it uses the others
};

// Commits one batch after another.
class Ingest {
 public:
  explicit Ingest(const Workload& work)
      : work_(work),
        store_(open_store(work.store, OpenMode::write)),
        serial_(store_->info().head),
        commits_([this] { commit(); }) {}

  // When each batch was committed.
  [[nodiscard]] const Times& stop() {
    commits_.stop();
    return committed_;
  }

 private:
  void commit() {
    const BatchNumber batch =
        store_->commit(increment(*store_, work_.graph, ++serial_, batch_size));
    committed_.emplace(batch, Clock::now());
  }

  const Workload& work_;
  std::unique_ptr<Store> store_;
  std::uint64_t serial_;
  Times committed_;
  Repeated commits_;
};

// Goes on to what came in as soon as it is there, as a server does; what is asked meanwhile is
// answered by the graph that is there when it begins.
class Follower {
 public:
  explicit Follower(const Store& store)
      : store_(store), now_(std::make_shared<const Moment>(store, store.snapshot())) {}

  struct Moment {
    Moment(const Store& store, const Snapshot& the_time) : at(the_time), graph(store, the_time) {}
    Moment(const Moment& earlier, const Store& store, const Snapshot& later)
        : at(later), graph(earlier.graph.at(store, later)) {}
    Snapshot at;
    Graph graph;
  };
  [[nodiscard]] std::shared_ptr<const Moment> now() const {
    const std::scoped_lock lock(mutex_);
    return now_;
  }

  void go_on() {
    const Snapshot later = store_.snapshot();
    const auto before = now();
    if (later.head == before->at.head) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return;
    }
    const auto began = Clock::now();
    auto after = std::make_shared<const Moment>(*before, store_, later);
    const auto ended = Clock::now();
    took_.push_back(milliseconds_between(began, ended));
    for (BatchNumber batch = before->at.head + 1; batch <= later.head; ++batch) {
      seen_.emplace(batch, ended);
    }
    const std::scoped_lock lock(mutex_);
    now_ = std::move(after);
  }

  // Of the thread that goes on, or after it: how long each step took, and when each batch was in
  // the graph.
  [[nodiscard]] const std::vector<double>& took() const { return took_; }
  [[nodiscard]] const Times& seen() const { return seen_; }

 private:
  const Store& store_;
  mutable std::mutex mutex_;  // of the pointer
  std::shared_ptr<const Moment> now_;
  std::vector<double> took_;
  Times seen_;
};

// The shortest paths of row c, as someone asks who stays open.
class Asker {
 public:
  Asker(const Workload& work, const Store& store) : store_(store) {
    const Snapshot at = store.snapshot();
    for (const auto& [from, to] : work.questions.pairs) {
      queries_.push_back({.from = resolve_entity(store, at, entity_key(from)).id,
                          .to = resolve_entity(store, at, entity_key(to)).id,
                          .hops_max = 64,
                          .explains_none = false});
    }
  }

  struct Round {
    std::vector<double> in_memory;
    std::vector<double> from_store;
  };
  [[nodiscard]] Round ask(const Follower& follower) const {
    Round round;
    for (const PathQuery& query : queries_) {
      const auto now = follower.now();
      const Stopwatch memory;
      const PathAnswer one = find_paths(now->graph, query);
      round.in_memory.push_back(memory.milliseconds());
      const Stopwatch disk;
      const PathAnswer other = find_paths(store_, now->at, query);
      round.from_store.push_back(disk.milliseconds());
      if (one.paths.empty() != other.paths.empty()) {
        throw std::runtime_error("the graph in memory and the store answer otherwise");
      }
    }
    return round;
  }

 private:
  const Store& store_;
  std::vector<PathQuery> queries_;
};

struct Samples {
  std::vector<double> in_memory_p50, in_memory_p99, from_store_p50, from_store_p99;

  void add(const Asker::Round& round) {
    in_memory_p50.push_back(percentile(round.in_memory, 0.5));
    in_memory_p99.push_back(percentile(round.in_memory, 0.99));
    from_store_p50.push_back(percentile(round.from_store, 0.5));
    from_store_p99.push_back(percentile(round.from_store, 0.99));
  }
  void report_as(const std::string& when, Report& report) const {
    report.add(over_rounds("m", "path in memory, " + when + ", p50", "ms", in_memory_p50));
    report.add(over_rounds("m", "path in memory, " + when + ", p99", "ms", in_memory_p99));
    report.add(over_rounds("m", "path out of the store, " + when + ", p50", "ms", from_store_p50));
    report.add(over_rounds("m", "path out of the store, " + when + ", p99", "ms", from_store_p99));
  }
};

// Milliseconds from each batch's commit to its being in the graph. A reader may see it before the
// writer's commit has returned.
std::vector<double> ages(const Times& committed, const Times& seen) {
  std::vector<double> all;
  for (const auto& [batch, time] : committed) {
    all.push_back(std::max(0.0, milliseconds_between(time, seen.at(batch))));
  }
  return all;
}

}  // namespace

void measure_following(const Workload& work, Report& report) {
  constexpr int asked_in_a_round = 10;
  const auto store = open_store(work.store, OpenMode::read);
  const Asker asker(work, *store);
  Follower follower(*store);
  (void)asker.ask(follower);  // warms up
  Samples alone;
  Samples beside;
  std::vector<double> behind;
  std::vector<double> batches_a_second;
  std::vector<double> bytes;
  for (int round = 0; round < work.rounds; ++round) {
    alone.add(asker.ask(follower));
    Repeated going_on([&] { follower.go_on(); });
    Ingest ingest(work);
    const Stopwatch watch;
    for (int times = 0; times < asked_in_a_round; ++times) beside.add(asker.ask(follower));
    const double seconds = watch.milliseconds() / 1000;
    const Times& committed = ingest.stop();
    going_on.stop();
    follower.go_on();  // to what came in at the end
    batches_a_second.push_back(static_cast<double>(committed.size()) / seconds);
    const std::vector<double> of_round = ages(committed, follower.seen());
    behind.insert(behind.end(), of_round.begin(), of_round.end());
    bytes.push_back(follower.now()->graph.bytes_per_relation());
  }
  if (behind.empty()) throw std::runtime_error("row m: no batch came in while paths were asked");
  alone.report_as("nobody writes", report);
  beside.report_as("beside an ingest", report);
  report.add(over_rounds("m", "batches of 1,000 relations that come in meanwhile", "batches/s",
                         batches_a_second));
  report.add(over_rounds("m", "going on to what came in, in memory", "ms", follower.took()));
  report.add(over_rounds("m", "from each batch's commit to its being in the graph", "ms", behind,
                         "< 1000"));
  report.add(over_rounds("m", "memory for a relation after going on", "bytes", bytes));
}

}  // namespace relata::bench
