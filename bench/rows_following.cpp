// Row m: readers that stay open while batches come in.

#include <relata/lookup.h>
#include <atomic>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>

#include "bench/increment.h"
#include "bench/rows.h"

namespace relata::bench {
namespace {

constexpr std::size_t batch_size = 1000;

// Commits one batch after another, from a thread of its own, until it is destroyed.
class Ingest {
 public:
  explicit Ingest(const Workload& work)
      : work_(work), store_(open_store(work.store, OpenMode::write)), thread_([this] { run(); }) {}
  ~Ingest() { join(); }
  Ingest(const Ingest&) = delete;
  Ingest& operator=(const Ingest&) = delete;

  // Milliseconds since this batch was committed.
  [[nodiscard]] double age_of(BatchNumber batch) {
    const std::scoped_lock lock(mutex_);
    return committed_.at(batch).milliseconds();
  }
  // How many batches came in. Throws what ended it early.
  std::size_t stop() {
    join();
    if (failure_) std::rethrow_exception(failure_);
    return committed_.size();
  }

 private:
  void join() {
    is_stopped_ = true;
    if (thread_.joinable()) thread_.join();
  }
  void run() {
    try {
      std::uint64_t serial = store_->info().head;
      while (!is_stopped_) {
        const Changes changes = increment(*store_, work_.graph, ++serial, batch_size);
        const std::scoped_lock lock(mutex_);  // no reader asks for an age before it is there
        committed_.emplace(store_->commit(changes), Stopwatch());
      }
    } catch (...) {
      failure_ = std::current_exception();
    }
  }

  const Workload& work_;
  std::unique_ptr<Store> store_;
  std::mutex mutex_;
  std::unordered_map<BatchNumber, Stopwatch> committed_;
  std::atomic<bool> is_stopped_ = false;
  std::exception_ptr failure_;
  std::thread thread_;
};

// The shortest paths of row c, as someone asks who stays open.
class Asker {
 public:
  Asker(const Workload& work, const Store& store) : store_(store), at_(store.snapshot()) {
    for (const auto& [from, to] : work.questions.pairs) {
      queries_.push_back({.from = resolve_entity(store, at_, entity_key(from)).id,
                          .to = resolve_entity(store, at_, entity_key(to)).id,
                          .hops_max = 64,
                          .explains_none = false});
    }
    graph_ = std::make_unique<Graph>(store, at_);
  }

  struct Round {
    std::vector<double> in_memory;
    std::vector<double> from_store;
  };
  [[nodiscard]] Round ask() const {
    Round round;
    for (const PathQuery& query : queries_) {
      const Stopwatch memory;
      const PathAnswer one = find_paths(*graph_, query);
      round.in_memory.push_back(memory.milliseconds());
      const Stopwatch disk;
      const PathAnswer other = find_paths(store_, at_, query);
      round.from_store.push_back(disk.milliseconds());
      if (one.paths.empty() != other.paths.empty()) {
        throw std::runtime_error("the graph in memory and the store answer otherwise");
      }
    }
    return round;
  }
  // To the last batch. Milliseconds that the graph in memory took.
  double go_on() {
    at_ = store_.snapshot();
    const Stopwatch watch;
    graph_ = std::make_unique<Graph>(graph_->at(store_, at_));
    return watch.milliseconds();
  }
  [[nodiscard]] BatchNumber head() const { return at_.head; }

 private:
  const Store& store_;
  Snapshot at_;
  std::vector<PathQuery> queries_;
  std::unique_ptr<Graph> graph_;
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

}  // namespace

void measure_following(const Workload& work, Report& report) {
  const auto store = open_store(work.store, OpenMode::read);
  Asker asker(work, *store);
  (void)asker.ask();  // warms up
  Samples alone;
  Samples beside;
  std::vector<double> going_on;
  std::vector<double> behind;
  std::vector<double> batches_a_second;
  for (int round = 0; round < work.rounds; ++round) {
    (void)asker.go_on();  // to what an ingest before left
    alone.add(asker.ask());
    Ingest ingest(work);
    const Stopwatch watch;
    for (int times = 0; times < 10; ++times) {
      beside.add(asker.ask());
      const BatchNumber before = asker.head();
      const double milliseconds = asker.go_on();
      if (asker.head() == before) continue;
      going_on.push_back(milliseconds);
      behind.push_back(ingest.age_of(asker.head()));
    }
    const double seconds = watch.milliseconds() / 1000;
    batches_a_second.push_back(static_cast<double>(ingest.stop()) / seconds);
  }
  if (behind.empty()) throw std::runtime_error("row m: no batch came in while paths were asked");
  alone.report_as("nobody writes", report);
  beside.report_as("beside an ingest", report);
  report.add(over_rounds("m", "batches of 1,000 relations that come in meanwhile", "batches/s",
                         batches_a_second));
  report.add(over_rounds("m", "going on to what came in, in memory", "ms", going_on));
  report.add(
      over_rounds("m", "from a batch's commit to its being in the graph", "ms", behind, "< 1000"));
}

}  // namespace relata::bench
