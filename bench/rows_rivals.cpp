// Rows a, c, d, e, g and l beside rivals, who are loaded and stay. One rival runs at a time, beside
// relata in memory, so that memory is enough; each question goes to the kernel, to relata and to
// the rival before the next one does, so that a slow hour of the machine is one for all three.

#include <relata/error.h>
#include <algorithm>
#include <functional>

#include "bench/program_run.h"
#include "bench/rivals.h"
#include "bench/rows.h"

namespace relata::bench {
namespace {

namespace fs = std::filesystem;

constexpr double round_ms_max = 60'000;  // after a longer round there is no other

struct Contest {
  std::string row;
  std::string what;
  std::size_t Shares::*share;
  std::vector<std::string> questions;
  std::function<std::int64_t(std::size_t)> kernel = {};  // empty: relata's answer is compared with
};

struct Kernels {
  BareGraph graph;
  BareDigraph digraph;
};

std::vector<std::string> pair_questions(const char* verb, const auto& pairs) {
  std::vector<std::string> questions;
  for (const auto& [from, to] : pairs) {
    questions.push_back(verb + (" " + std::to_string(from)) + " " + std::to_string(to));
  }
  return questions;
}

std::vector<std::string> near_questions(const std::vector<std::uint32_t>& entities, int hops) {
  std::vector<std::string> questions;
  for (const std::uint32_t entity : entities) {
    questions.push_back("near " + std::to_string(entity) + " " + std::to_string(hops));
  }
  return questions;
}

Contest path_contest(const Questions& questions, Kernels& kernels) {
  return {.row = "c",
          .what = "shortest path",
          .share = &Shares::paths,
          .questions = pair_questions("path", questions.pairs),
          .kernel = [&](std::size_t i) -> std::int64_t {
            const auto& [from, to] = questions.pairs[i];
            return kernels.graph.distance(from, to, BareGraph::Filter::none);
          }};
}

Contest view_contest(const Questions& questions, Kernels& kernels) {
  return {.row = "d",
          .what = "shortest path under a view",
          .share = &Shares::viewed_paths,
          .questions = pair_questions("viewed", questions.viewed_pairs),
          .kernel = [&](std::size_t i) -> std::int64_t {
            const auto& [from, to] = questions.viewed_pairs[i];
            return kernels.graph.distance(from, to, BareGraph::Filter::view);
          }};
}

Contest near_contest(std::string row, std::string what, std::size_t Shares::*share,
                     const std::vector<std::uint32_t>& entities, int hops, Kernels& kernels) {
  return {.row = std::move(row),
          .what = std::move(what),
          .share = share,
          .questions = near_questions(entities, hops),
          .kernel = [&entities, hops, &kernels](std::size_t i) {
            return static_cast<std::int64_t>(kernels.graph.count_near(entities[i], hops));
          }};
}

std::vector<Contest> make_contests(const Questions& questions, Kernels& kernels) {
  return {
      path_contest(questions, kernels),
      view_contest(questions, kernels),
      near_contest("e", "1-hop of a middling entity", &Shares::near, questions.middling, 1,
                   kernels),
      near_contest("e", "1-hop of a hub", &Shares::hub_near, questions.hubs, 1, kernels),
      near_contest("e", "2-hop of a middling entity", &Shares::far, questions.middling, 2, kernels),
      near_contest("e", "2-hop of a hub", &Shares::hub_far, questions.hubs, 2, kernels),
      {.row = "g",
       .what = "all shortest paths",
       .share = &Shares::all_shortest,
       .questions = pair_questions("all", questions.pairs),
       .kernel =
           [&](std::size_t i) {
             const auto& [from, to] = questions.pairs[i];
             return static_cast<std::int64_t>(kernels.graph.count_shortest(from, to));
           }},
      {.row = "g",
       .what = "the best five paths",
       .share = &Shares::best,
       .questions = pair_questions("best", questions.pairs)},
      {.row = "l",
       .what = "components",
       .share = &Shares::components,
       .questions = {"components"},
       .kernel =
           [&](std::size_t) {
             return static_cast<std::int64_t>(kernels.digraph.count_components());
           }},
      {.row = "l",
       .what = "PageRank, 20 iterations",
       .share = &Shares::pagerank,
       .questions = {"pagerank"},
       .kernel =
           [&](std::size_t) {
             return static_cast<std::int64_t>(kernels.digraph.highest_ranked(20));
           }},
      {.row = "l",
       .what = "full search from a middling entity",
       .share = &Shares::reach,
       .questions = near_questions({questions.middling.front()}, hops_all),
       .kernel = [&](std::size_t) {
         return static_cast<std::int64_t>(
             kernels.graph.count_near(questions.middling.front(), hops_all));
       }}};
}

// A contestant's milliseconds in one contest, by round.
struct Samples {
  std::vector<std::vector<double>> rounds;

  [[nodiscard]] std::vector<double> at(double share) const {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(percentile(round, share));
    return values;
  }
  [[nodiscard]] double median_at(double share) const { return percentile(at(share), 0.5); }
};

std::int64_t timed(Samples& samples, const std::function<std::int64_t()>& ask) {
  const Stopwatch watch;
  const std::int64_t answer = ask();
  samples.rounds.back().push_back(watch.milliseconds());
  return answer;
}

class Match {
 public:
  Match(const RivalKind& kind, Rival& relata, Rival& rival, int rounds, Report& report)
      : kind_(kind), relata_(relata), rival_(rival), rounds_(rounds), report_(report) {}

  void measure(const Contest& contest) {
    const std::size_t count = std::min(kind_.shares.*contest.share, contest.questions.size());
    if (count == 0) return;
    kernel_ = ours_ = theirs_ = {};
    // The first question warms up.
    relata_.ask(contest.questions.front());
    rival_.ask(contest.questions.front());
    relata_.forget_memory_peak();
    rival_.forget_memory_peak();
    for (int round = 0; round < rounds_; ++round) {
      const Stopwatch watch;
      measure_round(contest, count);
      if (watch.milliseconds() > round_ms_max) break;
    }
    if (contest.questions.size() == 1) {
      report_at(contest, 0.5, "", count);
    } else {
      report_at(contest, 0.5, ", p50", count);
      report_at(contest, 0.99, ", p99", count);
    }
  }

 private:
  void measure_round(const Contest& contest, std::size_t count) {
    for (Samples* samples : {&kernel_, &ours_, &theirs_}) samples->rounds.emplace_back();
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& question = contest.questions[i];
      const std::int64_t ours = timed(ours_, [&] { return relata_.ask(question); });
      std::int64_t expected = ours;
      if (contest.kernel) {
        expected = timed(kernel_, [&] { return contest.kernel(i); });
        expect_answer(question, "relata", ours, expected);
      }
      const std::int64_t theirs = timed(theirs_, [&] { return rival_.ask(question); });
      expect_answer(question, rival_.version(), theirs, expected);
    }
  }

  void report_at(const Contest& contest, double share, const char* name, std::size_t count) {
    Figure figure = over_rounds(contest.row, contest.what + name, "ms", theirs_.at(share));
    figure.limit = contest.kernel ? kernel_.median_at(share) : 0;
    figure.beside = {.rival = kind_.name,
                     .relata = ours_.median_at(share),
                     .memory_mib = rival_.memory_peak_mib(),
                     .relata_memory_mib = relata_.memory_peak_mib(),
                     .questions = count};
    report_.add(std::move(figure));
  }

  const RivalKind& kind_;
  Rival& relata_;
  Rival& rival_;
  int rounds_;
  Report& report_;
  Samples kernel_;
  Samples ours_;
  Samples theirs_;
};

RivalInput write_input(const RivalWork& work) {
  const std::string name = "actors-" + std::to_string(work.work.graph.relations.size());
  const RivalInput input{.packed = work.directory / (name + ".packed"),
                         .csv = work.directory / (name + ".csv"),
                         .entities = work.work.graph.entities};
  write_packed(work.work.graph, input.packed);
  write_csv(work.work.graph, input.csv);
  return input;
}

// Loads it, and says what that cost if row a is asked for.
void measure_rival_load(const RivalWork& work, const RivalKind& kind, const RivalInput& input,
                        const fs::path& directory, Rival& rival, Report& report) {
  const Stopwatch watch;
  rival.load(input, directory);
  const double seconds = watch.milliseconds() / 1000;
  if (kind.source == Source::store || work.rows.find('a') == std::string::npos) return;
  const auto add = [&](const char* what, const char* unit, double value, double Load::*ours) {
    Figure figure = over_rounds("a", what, unit, {value});
    figure.beside = {.rival = kind.name, .relata = work.load ? *work.load.*ours : 0};
    report.add(std::move(figure));
  };
  add("load", "s", seconds, &Load::seconds);
  add("load, memory", "MiB", rival.memory_peak_mib(), &Load::memory_peak_mib);
  const std::uint64_t bytes = bytes_below(directory);
  if (bytes == 0) return;
  add("load, on disk", "bytes/relation",
      static_cast<double>(bytes) / static_cast<double>(work.work.graph.relations.size()),
      &Load::bytes_per_relation);
}

void measure_rival(const RivalWork& work, const RivalKind& kind, const RivalInput& input,
                   const std::vector<Contest>& contests, Rival& relata, BareGraph& kernel,
                   Report& report) {
  auto rival = start_rival(kind, work.programs);
  if (!rival) {
    report.note(std::string(kind.name) + " is skipped: it is not installed (" + kind.needs +
                "; ./dev rivals installs it)");
    return;
  }
  report.note("beside " + rival->version());
  const bool is_relata = kind.source == Source::store;
  const fs::path directory =
      is_relata ? work.work.store : work.directory / ("rival-" + std::string(kind.name));
  if (!is_relata) {
    fs::remove_all(directory);
    fs::create_directories(directory);
  }
  measure_rival_load(work, kind, input, directory, *rival, report);
  Match match(kind, relata, *rival, work.work.rounds, report);
  const auto is_wanted = [&](const std::string& row) {
    return work.rows.find(row) != std::string::npos;
  };
  if (is_wanted("d") && kind.shares.viewed_paths > 0) {
    const Stopwatch watch;
    if (rival->ask("view") != 0) {
      Figure figure = over_rounds("d", "getting ready for the view", "ms", {watch.milliseconds()});
      figure.beside.rival = kind.name;
      report.add(std::move(figure));
    }
  }
  for (const Contest& contest : contests) {
    if (is_wanted(contest.row)) match.measure(contest);
  }
  rival.reset();  // it may be the only one that has its files open
  if (is_relata) return;
  measure_rival_anew(work, kind, input, directory, kernel, report);
  fs::remove_all(directory);
}

// What it costs to ask at all, which is in every figure.
void report_turn(Rival& relata, Report& report) {
  constexpr int turns = 1000;
  const Stopwatch watch;
  for (int i = 0; i < turns; ++i) relata.ask("nothing");
  Figure figure = over_rounds("c", "asking nothing", "ms", {watch.milliseconds() / turns});
  figure.beside.rival = "relata";
  report.add(std::move(figure));
}

}  // namespace

void measure_rivals(const RivalWork& work, Report& report) {
  const auto kinds = rival_kinds();
  const bool is_all = std::find(work.names.begin(), work.names.end(), "all") != work.names.end();
  const auto relata = start_rival(relata_in_memory(), work.programs);
  if (!relata) {
    throw Error(ErrorCode::io, "starting relata: " + work.programs.string() + " does not have it");
  }
  const RivalInput input = write_input(work);
  relata->load(input, work.work.store);
  report_turn(*relata, report);
  Kernels kernels{.graph = BareGraph(work.work.graph), .digraph = BareDigraph(work.work.graph)};
  const std::vector<Contest> contests = make_contests(work.work.questions, kernels);
  for (const RivalKind& kind : kinds) {
    if (is_all || std::find(work.names.begin(), work.names.end(), kind.name) != work.names.end()) {
      measure_rival(work, kind, input, contests, *relata, kernels.graph, report);
    }
  }
  fs::remove(input.packed);
  fs::remove(input.csv);
  report.print_ratios();
}

}  // namespace relata::bench
