#pragma once

// Records in an order that their keys and content decide, whatever ids they have: so the dump of a
// store and that of a store made of it are the same.
//
// Within a batch ids are given in this order, so a store of few batches is a few runs that are
// merged as they are read. (D. E. Knuth, The Art of Computer Programming 3, 5.2.4: natural
// merging.)

#include <relata/store.h>
#include <algorithm>
#include <functional>
#include <queue>
#include <string>
#include <vector>

namespace relata {

struct DumpPlace {
  std::uint64_t source = 0;  // of a relation: the place of its source
  PartialDate from;
  std::string key;
  friend auto operator<=>(const DumpPlace&, const DumpPlace&) = default;
};

// How records of one kind are read.
template <class Record>
struct DumpSource {
  std::function<void(const std::function<void(const Record&)>& sink)> scan;  // by id
  std::function<std::vector<Record>(const std::vector<std::uint64_t>& ids)> read;
  std::function<std::uint64_t(const Record&)> id_of;
  std::function<DumpPlace(const Record&)> place_of;
};

// Ids of records that are in order.
class DumpRun {
 public:
  void add(std::uint64_t id) {
    const bool is_next = !ranges_.empty() && ranges_.back().first + ranges_.back().count == id;
    if (is_next) {
      ++ranges_.back().count;
    } else {
      ranges_.push_back({.first = id, .count = 1});
    }
  }

  // The next of them, as many as there are up to `count`.
  [[nodiscard]] std::vector<std::uint64_t> take(std::size_t count) {
    std::vector<std::uint64_t> ids;
    for (; range_ < ranges_.size() && ids.size() < count; ++range_, taken_ = 0) {
      const IdRange& range = ranges_[range_];
      while (taken_ < range.count && ids.size() < count) ids.push_back(range.first + taken_++);
      if (taken_ < range.count) break;
    }
    return ids;
  }

 private:
  std::vector<IdRange> ranges_;
  std::size_t range_ = 0;
  std::uint64_t taken_ = 0;  // of the range
};

template <class Record>
class DumpMerge {
 public:
  explicit DumpMerge(const DumpSource<Record>& source) : source_(source) {}

  void run(const std::function<void(const Record&)>& sink) {
    find_runs();
    if (runs_.size() <= 1) return source_.scan(sink);
    records_at_once_ = std::max<std::size_t>(records_in_memory / runs_.size(), 8);
    const auto is_after = [&](const Reading* a, const Reading* b) { return b->place < a->place; };
    std::priority_queue<Reading*, std::vector<Reading*>, decltype(is_after)> next(is_after);
    std::vector<Reading> readings(runs_.size());
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      readings[i].run = &runs_[i];
      if (advance(readings[i])) next.push(&readings[i]);
    }
    while (!next.empty()) {
      Reading& reading = *next.top();
      next.pop();
      sink(reading.records[reading.at++]);
      if (advance(reading)) next.push(&reading);
    }
  }

 private:
  static constexpr std::size_t records_in_memory = 16'384;

  struct Reading {
    DumpRun* run = nullptr;
    std::vector<Record> records;
    std::size_t at = 0;
    DumpPlace place;  // of the record there
  };

  void find_runs() {
    DumpPlace before;
    source_.scan([&](const Record& record) {
      DumpPlace place = source_.place_of(record);
      if (runs_.empty() || place < before) runs_.emplace_back();
      runs_.back().add(source_.id_of(record));
      before = std::move(place);
    });
  }

  // False at the end of the run.
  bool advance(Reading& reading) {
    if (reading.at == reading.records.size()) {
      const std::vector<std::uint64_t> ids = reading.run->take(records_at_once_);
      if (ids.empty()) return false;
      reading.records = source_.read(ids);
      reading.at = 0;
    }
    reading.place = source_.place_of(reading.records[reading.at]);
    return true;
  }

  const DumpSource<Record>& source_;
  std::vector<DumpRun> runs_;
  std::size_t records_at_once_ = 0;
};

}  // namespace relata
