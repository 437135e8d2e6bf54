#pragma once

// What a store must hold after so many batches of a story, and whether one does.

#include <relata/store.h>
#include <filesystem>
#include <map>
#include <string>

#include "tests/crash/story.h"

namespace relata::testing {

// Every record of a store in words, under its kind and key. Equal contents are equal stores, batch
// numbers included.
using Contents = std::map<std::string, std::string>;

void add(const Records& records, BatchNumber number, Contents& to);
[[nodiscard]] Contents contents_of(const Store& store, const Snapshot& at);
// The first record that is missing, too many or different, in words; empty if there is none.
[[nodiscard]] std::string difference(const Contents& expected, const Contents& found);

// The contents that a story leads to. Answers are cheap while the numbers asked for grow.
class Expected {
 public:
  explicit Expected(Story story) : story_(story) {}
  // Good until the next call.
  [[nodiscard]] const Contents& after(BatchNumber head);
  [[nodiscard]] const Story& story() const { return story_; }

 private:
  Story story_;
  std::map<BatchNumber, Contents> after_ = {{0, {}}};
};

enum class Depth : std::uint8_t {
  contents,  // every record is read and compared
  indexes,   // and verify() looks at every value and index
};

struct Verdict {
  BatchNumber head = 0;
  double open_seconds = 0;
  std::string problem;  // the first thing that is wrong; empty if all is well
};

// Opens the store to write, as the next ingest would: it must open, hold the acknowledged batches
// and at most one more, all of them whole, and nothing else.
[[nodiscard]] Verdict judge(const std::filesystem::path& store, Expected& expected,
                            BatchNumber acknowledged, Depth depth);

}  // namespace relata::testing
