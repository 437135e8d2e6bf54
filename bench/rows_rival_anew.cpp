// Rows b, h, i and j beside rivals: what begins with opening what was loaded before. Each answer is
// by a process of its own, or by one that has just been started.

#include <relata/store.h>
#include <functional>

#include "bench/increment.h"
#include "bench/program_run.h"
#include "bench/rows.h"

namespace relata::bench {
namespace {

namespace fs = std::filesystem;

class Anew {
 public:
  Anew(const RivalWork& work, const RivalKind& kind, const RivalInput& input,
       const fs::path& directory, Report& report)
      : work_(work), kind_(kind), input_(input), directory_(directory), report_(report) {}

  // j and i: those whose graph is in their memory, with all that each needs to answer.
  void measure_opening() const {
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> bare;
    double our_mib = 0;
    double their_mib = 0;
    for (int round = 0; round < work_.work.rounds; ++round) {
      const auto relata = start_rival(relata_in_memory(), work_.programs);
      ours.push_back(seconds_of([&] { relata->open(input_, work_.work.store); }));
      our_mib = relata->memory_mib();
      const auto rival = start_rival(kind_, work_.programs);
      theirs.push_back(seconds_of([&] { rival->open(input_, directory_); }));
      their_mib = rival->memory_mib();
      bare.push_back(seconds_of([&] { const BareGraph graph(work_.work.graph); }));
    }
    Figure opening = over_rounds("j", "open the graph in memory", "s", theirs);
    opening.limit = percentile(bare, 0.5);
    opening.beside = {.rival = kind_.name,
                      .relata = percentile(ours, 0.5),
                      .memory_mib = their_mib,
                      .relata_memory_mib = our_mib};
    report_.add(std::move(opening));
    const double relations = static_cast<double>(work_.work.graph.relations.size());
    const auto per_relation = [&](double mib) { return mib * (1 << 20) / relations; };
    Figure memory =
        over_rounds("i", "the process, opened", "bytes/relation", {per_relation(their_mib)});
    memory.beside = {.rival = kind_.name, .relata = per_relation(our_mib)};
    report_.add(std::move(memory));
  }

  // b: from the start of a process to its answer; relata's to its end.
  void measure_cold_paths(BareGraph& kernel) const {
    Turns warm;
    Turns dropped;
    bool may_drop = true;
    for (std::size_t i = 0; i < kind_.shares.cold; ++i) {
      const auto& pair = work_.work.questions.pairs[i];
      const auto ours = [&] { return run_program(path_command(work_.work, pair)).milliseconds; };
      const int hops = kernel.distance(pair.first, pair.second, BareGraph::Filter::none);
      const auto theirs = [&] { return cold_path_ms(pair, hops); };
      may_drop = may_drop && drop_page_cache();
      if (may_drop) dropped.ours.push_back(ours());
      if (may_drop && drop_page_cache()) dropped.theirs.push_back(theirs());
      ours();
      theirs();
      warm.ours.push_back(ours());
      warm.theirs.push_back(theirs());
    }
    report("b", "cold path, page cache warm", "ms", warm, kind_.shares.cold);
    if (may_drop) report("b", "cold path, page cache dropped", "ms", dropped, kind_.shares.cold);
  }

  // h: one batch by relata, one by the rival, of the same relations. relata's go into a copy, so
  // that each rival meets the same store.
  void measure_inserts() const {
    const fs::path copy = work_.directory / "inserts.store";
    fs::remove_all(copy);
    fs::copy(work_.work.store, copy, fs::copy_options::recursive);
    insert_into(copy);
    fs::remove_all(copy);
  }

 private:
  struct Turns {
    std::vector<double> ours;
    std::vector<double> theirs;
  };

  void insert_into(const fs::path& copy) const {
    const auto store = open_store(copy, OpenMode::write);
    const auto rival = start_rival(kind_, work_.programs);
    rival->open(input_, directory_);
    std::uint64_t inserted = 0;
    std::uint64_t serial = store->info().head;
    const auto measure = [&](const char* what, std::size_t batch_size, std::size_t batches) {
      Turns rounds;
      for (int round = 0; round < work_.work.rounds; ++round) {
        double ours = 0;
        double theirs = 0;
        for (std::size_t i = 0; i < batches; ++i) {
          ++serial;
          ours += seconds_of(
              [&] { store->commit(increment(*store, work_.work.graph, serial, batch_size)); });
          const std::string question = insert_question(serial, batch_size);
          theirs += seconds_of([&] { expect(*rival, question, batch_size); });
          inserted += batch_size;
        }
        const double ms_a_batch = 1000 / static_cast<double>(batches);
        rounds.ours.push_back(ours * ms_a_batch);
        rounds.theirs.push_back(theirs * ms_a_batch);
      }
      report("h", what, "ms a batch", rounds, batches);
    };
    measure("durable inserts, one a batch", 1, kind_.shares.inserts);
    measure("durable inserts, 1,000 a batch", 1000, kind_.shares.thousands);
    expect(*rival, "count", work_.work.graph.relations.size() + inserted);
  }

  static double seconds_of(const std::function<void()>& act) {
    const Stopwatch watch;
    act();
    return watch.milliseconds() / 1000;
  }

  [[nodiscard]] double cold_path_ms(const std::pair<std::uint32_t, std::uint32_t>& pair,
                                    int hops) const {
    const Stopwatch watch;
    const auto rival = start_rival(kind_, work_.programs);
    rival->open(input_, directory_);
    const std::string question =
        "path " + std::to_string(pair.first) + " " + std::to_string(pair.second);
    const std::int64_t answer = rival->ask(question);
    const double milliseconds = watch.milliseconds();
    expect_answer(question, rival->version(), answer, hops);
    return milliseconds;
  }

  [[nodiscard]] std::string insert_question(std::uint64_t serial, std::size_t batch_size) const {
    std::string question = "insert";
    for (std::size_t i = 0; i < batch_size; ++i) {
      const ActorRelation& like = increment_like(work_.work.graph, serial, i);
      for (const std::uint32_t value :
           {like.source, like.target, std::uint32_t{like.day}, std::uint32_t{like.type},
            std::uint32_t{like.confidence}, std::uint32_t{like.document}}) {
        question += " " + std::to_string(value);
      }
    }
    return question;
  }

  static void expect(Rival& rival, const std::string& question, std::uint64_t expected) {
    expect_answer(question.substr(0, 40), rival.version(), rival.ask(question),
                  static_cast<std::int64_t>(expected));
  }

  void report(const char* row, const char* what, const char* unit, const Turns& turns,
              std::size_t questions) const {
    Figure figure = over_rounds(row, what, unit, turns.theirs);
    figure.beside = {
        .rival = kind_.name, .relata = percentile(turns.ours, 0.5), .questions = questions};
    report_.add(std::move(figure));
  }

  const RivalWork& work_;
  const RivalKind& kind_;
  const RivalInput& input_;
  const fs::path& directory_;
  Report& report_;
};

}  // namespace

void measure_rival_anew(const RivalWork& work, const RivalKind& kind, const RivalInput& input,
                        const fs::path& directory, BareGraph& kernel, Report& report) {
  const Anew anew(work, kind, input, directory, report);
  const auto is_wanted = [&](const char* any) {
    return work.rows.find_first_of(any) != std::string::npos;
  };
  if (is_wanted("ij") && kind.shares.opened > 0) anew.measure_opening();
  if (is_wanted("b") && kind.shares.cold > 0) anew.measure_cold_paths(kernel);
  if (is_wanted("h") && kind.shares.inserts > 0) anew.measure_inserts();
}

}  // namespace relata::bench
