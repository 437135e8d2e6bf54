// A store is its owner's alone, whatever the umask allows.

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/crash/program.h"
#include "tests/crash/scratch.h"
#include "tests/crash/world.h"

using namespace relata;
using namespace relata::testing;
namespace fs = std::filesystem;

namespace {

class Umask {
 public:
  explicit Umask(mode_t mask) : before_(::umask(mask)) {}
  ~Umask() { ::umask(before_); }
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;

 private:
  mode_t before_;
};

void check_private(const fs::path& store) {
  const auto check = [](const fs::directory_entry& entry) {
    CAPTURE(entry.path());
    const fs::perms wanted = entry.is_directory() ? fs::perms::owner_all
                                                  : fs::perms::owner_read | fs::perms::owner_write;
    CHECK(entry.status().permissions() == wanted);
  };
  check(fs::directory_entry(store));
  for (const auto& entry : fs::recursive_directory_iterator(store)) check(entry);
}

}  // namespace

TEST_CASE("every directory of a store has mode 0700 and every file 0600") {
  const ScratchDirectory scratch;
  const Story story(announced_seed(), 2);
  const mode_t mask = GENERATE(mode_t{022}, mode_t{0});
  CAPTURE(mask);
  const Umask umask(mask);
  const fs::path store = scratch.path() / "store";
  // A small batch, a large one, and more opens of each kind.
  for (const BatchNumber number : {1, 2, 3}) {
    const Ending ending = ingest_file(story.file(number, scratch.path()), store);
    INFO(ending.errors);
    REQUIRE(ending.exit_code == 0);
    check_private(store);
  }
  REQUIRE(Process({RELATA_PROGRAM, "verify", "--store", store.string()}).wait().exit_code == 0);
  check_private(store);
  // While a large batch is on its way in, too.
  const auto opened = open_store(store, OpenMode::write);
  check_private(store);
}
