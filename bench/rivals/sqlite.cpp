// SQLite as a graph store: one table, a covering index for each direction, so that a search never
// reads a row, and a search from both ends by hand over prepared statements. Recursive queries,
// its own way, keep a set of all they have met and go from one end.

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <span>
#include <stdexcept>

#include "bench/rivals/serve.h"

namespace {

using namespace relata::bench;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct EndStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, EndStatement>;

class SqliteGraph {
 public:
  void load(const LoadOrder& order) {
    const std::string path = (order.directory / "graph.sqlite").string();
    sqlite3* opened = nullptr;
    sqlite3_open(path.c_str(), &opened);
    database_.reset(opened);
    run("PRAGMA cache_size=-4000000; PRAGMA locking_mode=EXCLUSIVE;");  // the cache holds the whole
    if (order.is_anew) fill(order, path);
    marks_.assign(order.entities, 0);
    for (int filter = 0; filter < 2; ++filter) {
      const std::string view = filter == unfiltered
                                   ? ""
                                   : " AND day BETWEEN " + std::to_string(view_first_day) +
                                         " AND " + std::to_string(view_last_day) +
                                         " AND confidence >= " + std::to_string(view_confidence);
      neighbours_[filter] =
          prepare("SELECT target FROM relation WHERE source = ?1" + view +
                  " UNION ALL SELECT source FROM relation WHERE target = ?1" + view);
    }
  }

  enum Filter : std::uint8_t { unfiltered, viewed };

  // Level by level from the side whose level has fewer relations; or fewer entities, where what was
  // loaded has only been opened.
  std::int64_t path(std::uint32_t from, std::uint32_t to, Filter filter) {
    if (from == to) return 0;
    mark_ += 2;
    marks_[from] = mark_;
    marks_[to] = mark_ + 1;
    std::vector<std::uint32_t> sides[2] = {{from}, {to}};
    std::vector<std::uint32_t> next;
    for (int hops = 1; !sides[0].empty() && !sides[1].empty(); ++hops) {
      const std::uint32_t side = count_relations(sides[0]) <= count_relations(sides[1]) ? 0 : 1;
      next.clear();
      for (const std::uint32_t entity : sides[side]) {
        const bool is_met = !visit_neighbours(entity, filter, [&](std::uint32_t neighbour) {
          std::uint32_t& mark = marks_[neighbour];
          if (mark == mark_ + 1 - side) return false;
          if (mark != mark_ + side) next.push_back(neighbour);
          mark = mark_ + side;
          return true;
        });
        if (is_met) return hops;
      }
      sides[side].swap(next);
    }
    return -1;
  }

  std::int64_t count_near(std::uint32_t center, std::uint32_t hops) {
    mark_ += 2;
    marks_[center] = mark_;
    std::int64_t count = 0;
    std::vector<std::uint32_t> level{center};
    std::vector<std::uint32_t> next;
    for (; hops > 0 && !level.empty(); --hops) {
      next.clear();
      for (const std::uint32_t entity : level) {
        visit_neighbours(entity, unfiltered, [&](std::uint32_t neighbour) {
          if (marks_[neighbour] == mark_) return true;
          marks_[neighbour] = mark_;
          next.push_back(neighbour);
          return true;
        });
      }
      count += static_cast<std::int64_t>(next.size());
      level.swap(next);
    }
    return count;
  }

  // Durable with each call, as far as SQLite makes it so.
  std::int64_t insert(const std::vector<std::uint32_t>& values) {
    if (!insertion_) {
      run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
      insertion_ = prepare(insertion_text);
    }
    run("BEGIN IMMEDIATE");
    std::int64_t count = 0;
    for (auto value = values.begin(); value != values.end(); value += columns, ++count) {
      insert_row(insertion_.get(), std::span<const std::uint32_t, columns>(value, columns));
    }
    run("COMMIT");
    return count;
  }

  [[nodiscard]] std::int64_t count_all() {
    const Statement statement = prepare("SELECT count(*) FROM relation");
    sqlite3_step(statement.get());
    return sqlite3_column_int64(statement.get(), 0);
  }

 private:
  static constexpr std::size_t columns = 6;
  static constexpr const char* insertion_text = "INSERT INTO relation VALUES(?,?,?,?,?,?)";

  void fill(const LoadOrder& order, const std::string& path) {
    // Without a journal, and made durable at the end: a load that fails is begun anew. Sorts go on
    // in memory and on a second thread.
    run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "PRAGMA page_size=8192; PRAGMA temp_store=MEMORY;"
        "PRAGMA threads=2;"
        "CREATE TABLE relation(source INTEGER, target INTEGER, day INTEGER, type INTEGER,"
        "                      confidence INTEGER, document INTEGER);");
    insert_all(read_relations(order.relations), order.entities);
    run("CREATE INDEX by_source ON relation(source, target, day, confidence);"
        "CREATE INDEX by_target ON relation(target, source, day, confidence);"
        "ANALYZE;");
    make_durable(path);
  }

  void run(const char* sql) {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_.get()));
    }
  }

  [[nodiscard]] Statement prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_.get()));
    }
    return Statement(statement);
  }

  void insert_all(const std::vector<ActorRelation>& relations, std::uint32_t entities) {
    degrees_.assign(entities, 0);
    run("BEGIN");
    const Statement statement = prepare(insertion_text);
    for (const ActorRelation& relation : relations) {
      insert_row(statement.get(), std::array<std::uint32_t, columns>{
                                      relation.source, relation.target, relation.day, relation.type,
                                      relation.confidence, relation.document});
      ++degrees_[relation.source];
      ++degrees_[relation.target];
    }
    run("COMMIT");
  }

  void insert_row(sqlite3_stmt* statement, std::span<const std::uint32_t, columns> values) {
    int place = 0;
    for (const std::uint32_t value : values) sqlite3_bind_int64(statement, ++place, value);
    if (sqlite3_step(statement) != SQLITE_DONE) {
      throw std::runtime_error(sqlite3_errmsg(database_.get()));
    }
    sqlite3_reset(statement);
  }

  static void make_durable(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY);
    const bool is_safe = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    if (!is_safe) throw std::runtime_error(path + " cannot be made durable");
  }

  [[nodiscard]] std::uint64_t count_relations(const std::vector<std::uint32_t>& level) const {
    if (degrees_.empty()) return level.size();
    std::uint64_t count = 0;
    for (const std::uint32_t entity : level) count += degrees_[entity];
    return count;
  }

  // Until `visit` returns false; whether it never did.
  template <class Visit>
  bool visit_neighbours(std::uint32_t entity, Filter filter, const Visit& visit) {
    sqlite3_stmt* statement = neighbours_[filter].get();
    sqlite3_bind_int64(statement, 1, entity);
    bool is_going_on = true;
    int code = SQLITE_ROW;
    while (is_going_on && (code = sqlite3_step(statement)) == SQLITE_ROW) {
      is_going_on = visit(static_cast<std::uint32_t>(sqlite3_column_int64(statement, 0)));
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
      throw std::runtime_error(sqlite3_errmsg(database_.get()));
    }
    sqlite3_reset(statement);
    return is_going_on;
  }

  std::unique_ptr<sqlite3, CloseDatabase> database_;
  Statement neighbours_[2];  // by Filter
  Statement insertion_;
  std::vector<std::uint32_t> degrees_;  // empty if it was only opened
  std::vector<std::uint32_t> marks_;    // a mark is good for the question that set it only
  std::uint32_t mark_ = 0;
};

}  // namespace

int main() {
  SqliteGraph graph;
  return serve(
      std::string("sqlite ") + sqlite3_libversion(),
      [&](const LoadOrder& order) { graph.load(order); },
      {{"path",
        [&](const auto& given) { return graph.path(given.at(0), given.at(1), graph.unfiltered); }},
       {"viewed",
        [&](const auto& given) { return graph.path(given.at(0), given.at(1), graph.viewed); }},
       {"view", [](const auto&) { return 0; }},
       {"near", [&](const auto& given) { return graph.count_near(given.at(0), given.at(1)); }},
       {"insert", [&](const auto& given) { return graph.insert(given); }},
       {"count", [&](const auto&) { return graph.count_all(); }}});
}
