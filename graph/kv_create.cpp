// Making a new store.
//
// It is made aside, in NAME.creating-XXXXXX, and moved into place whole, so that a kill leaves no
// half store under the name. Whoever makes one holds its lock from the beginning: what is not
// locked was left behind by a kill, and the next one who makes a store of that name removes it.

#include <relata/store.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "graph/kv.h"
#include "graph/ledger.h"
#include "graph/marker.h"
#include "graph/writer_lock.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view aside_infix = ".creating-";
constexpr std::size_t aside_random = 6;  // characters that mkdtemp() chooses

void remove_if_left_over(const fs::path& aside) {
  std::error_code ignored;  // what cannot be removed is in nobody's way
  const fs::path lock = StoreLayout(aside).lock;
  if (!fs::exists(lock, ignored)) {
    fs::remove(aside, ignored);  // only if it is empty
    return;
  }
  try {
    const WriterLock held(lock);
    fs::remove_all(aside, ignored);
  } catch (const Error&) {
    // It is being made.
  }
}

void remove_left_overs(const fs::path& directory) {
  const std::string prefix = directory.filename().string() + std::string(aside_infix);
  std::error_code error;
  fs::directory_iterator neighbours(directory.parent_path(), error);
  for (; !error && neighbours != fs::directory_iterator(); neighbours.increment(error)) {
    const std::string name = neighbours->path().filename().string();
    const bool is_aside = name.starts_with(prefix) && name.size() == prefix.size() + aside_random;
    if (is_aside) remove_if_left_over(neighbours->path());
  }
}

struct Aside {
  StoreLayout layout;
  std::unique_ptr<WriterLock> lock;
};

Aside make_aside(const fs::path& directory) {
  // Before its lock is held, another process may take it for left over and remove it.
  constexpr int tries = 3;
  for (int i = 1;; ++i) {
    std::string path = directory.string() + std::string(aside_infix);
    path.append(aside_random, 'X');
    if (mkdtemp(path.data()) == nullptr) {
      const std::string why = std::generic_category().message(errno);
      throw Error(ErrorCode::io, "creating a store in " + directory.string() +
                                     ": making a directory beside it: " + why +
                                     "; check that the parent directory is there and can be "
                                     "written to");
    }
    const StoreLayout layout{fs::path(path)};
    try {
      create_writer_lock(layout.lock);
      return {.layout = layout, .lock = std::make_unique<WriterLock>(layout.lock)};
    } catch (const Error&) {
      std::error_code ignored;
      fs::remove_all(layout.directory, ignored);
      if (i == tries) throw;
    }
  }
}

void move_into_place(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) == 0) return;
  const std::string why = std::generic_category().message(errno);
  const StoreLayout other(to);
  std::error_code ignored;
  if (fs::exists(other.marker, ignored)) {
    throw Error(ErrorCode::locked, "creating a store in " + to.string() +
                                       ": another process has just made one there; open that");
  }
  throw Error(ErrorCode::io, "creating a store in " + to.string() + ": moving it into place: " +
                                 why + "; name another directory with --store");
}

}  // namespace

void create_store(const fs::path& given) {
  fs::path directory = fs::absolute(given).lexically_normal();
  if (!directory.has_filename()) directory = directory.parent_path();  // "kursk.store/"
  std::error_code error;
  // What is no directory is not empty either, as an error.
  if (is_there(directory) && !fs::is_empty(directory, error)) {
    throw Error(ErrorCode::usage, "creating a store in " + given.string() +
                                      ": it is there already and not an empty directory; name "
                                      "another with --store");
  }
  remove_left_overs(directory);
  const Aside aside = make_aside(directory);
  try {
    create_kv(aside.layout.database);
    create_ledger(aside.layout.ledger);
    create_marker(aside.layout);
    move_into_place(aside.layout.directory, directory);
    sync_directory(directory.parent_path());
  } catch (...) {
    fs::remove_all(aside.layout.directory, error);
    throw;
  }
}

}  // namespace relata
