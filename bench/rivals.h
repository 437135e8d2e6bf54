#pragma once

// Other programs that answer the same questions, and how they are asked.
//
// A rival is a small program in bench/rivals/. It says what it is in one line, "sqlite 3.40.1", or
// ends at once if it is not installed. Then it answers each line with a line, a whole number:
//
//     load <tab> RELATIONS <tab> CSV <tab> ENTITIES <tab> DIRECTORY     0, when it can be asked
//     open <tab> ... as load                 0, when what load left in DIRECTORY can be asked; who
//                                            leaves nothing there reads RELATIONS again
//     nothing          0: what asking costs
//     path A B         the hops of a shortest path, -1 if there is none
//     viewed A B       the same over relations of 2024 with a confidence of 0.5 or more
//     view             when it is ready for `viewed`: 1 if something had to be made for it, else 0
//     near A HOPS      how many other entities lie within so many hops
//     all A B          how many sequences of entities are shortest paths
//     best A B         the hops of the five shortest paths that pass no entity twice, added up
//     components       how many there are
//     pagerank         the entity that ranks highest after 20 iterations
//     insert R...      how many relations came in and will outlive a crash; each R is six numbers:
//                      source, target, day, type, confidence, document
//     count            how many relations there are
//
// or with "error" and why. Entities are numbers from 0 on. RELATIONS is the array of ActorRelation
// as it lies in memory, CSV the same as text, without a header. DIRECTORY is empty and its own.
// relata is asked in the same way, so that each pays the same for it.

#include <sys/types.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace relata::bench {

// Of how many of the questions each is asked, the first ones; 0: it has no such search. Those that
// take long are asked fewer, so that a round ends within a minute or two.
struct Shares {
  std::size_t paths = 0;
  std::size_t viewed_paths = 0;
  std::size_t near = 0;      // one hop
  std::size_t far = 0;       // two hops
  std::size_t hub_near = 0;  // the same of hubs
  std::size_t hub_far = 0;
  std::size_t all_shortest = 0;
  std::size_t best = 0;
  std::size_t components = 0;  // of the whole graph once
  std::size_t pagerank = 0;
  std::size_t reach = 0;
  std::size_t cold = 0;       // paths, each of a process of its own
  std::size_t opened = 0;     // 1: the graph is in its memory
  std::size_t inserts = 0;    // of one relation
  std::size_t thousands = 0;  // of a thousand
};

enum class Source : std::uint8_t {
  relations,  // it loads them into an empty directory
  store,      // it is relata, its directory is the store
};

struct RivalKind {
  const char* name;
  std::vector<const char*> command;  // words that name a file of build/rivals stand for that
  const char* needs;                 // what it is not there without
  Source source = Source::relations;
  Shares shares;
};

// relata with its graph in memory, which all others are measured by.
[[nodiscard]] const RivalKind& relata_in_memory();
// relata out of its store, then the rivals.
[[nodiscard]] std::span<const RivalKind> rival_kinds();

// What rivals are given.
struct RivalInput {
  std::filesystem::path packed;
  std::filesystem::path csv;
  std::uint32_t entities = 0;
};

class Rival {
 public:
  ~Rival();
  Rival(const Rival&) = delete;
  Rival& operator=(const Rival&) = delete;

  [[nodiscard]] const std::string& version() const { return version_; }
  // Error{io} if it says "error", says no number, ends, or takes more than half an hour.
  std::int64_t ask(const std::string& question);
  // From a directory of its own, or of a store.
  void load(const RivalInput& input, const std::filesystem::path& directory);
  void open(const RivalInput& input, const std::filesystem::path& directory);
  [[nodiscard]] double memory_mib() const;  // now
  // The peak since the last call of forget_memory_peak(), or of its life.
  [[nodiscard]] double memory_peak_mib() const;
  void forget_memory_peak() const;

 private:
  friend std::unique_ptr<Rival> start_rival(const RivalKind&, const std::filesystem::path&);
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, CloseFile>;

  Rival(std::string name, pid_t process, File questions, File answers);
  [[nodiscard]] std::string read_line() const;  // empty when it has ended
  void order(const char* verb, const RivalInput& input, const std::filesystem::path& directory);
  [[nodiscard]] double status_mib(const char* field) const;

  std::string name_;
  std::string version_;
  pid_t process_;
  File questions_;
  File answers_;
};

// Error{input} that tells both if the answer is another one.
void expect_answer(const std::string& question, const std::string& who, std::int64_t answer,
                   std::int64_t expected);

// Null if it is not installed. `programs` is the directory that has them.
[[nodiscard]] std::unique_ptr<Rival> start_rival(const RivalKind& kind,
                                                 const std::filesystem::path& programs);

}  // namespace relata::bench
