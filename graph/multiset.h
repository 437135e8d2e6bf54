#pragma once

// Comparing two multisets of items that are too many to keep: their hashes are summed by range of
// ids, so that equal multisets give equal sums and a difference is named to within its range.

#include <relata/store.h>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

class Multiset {
 public:
  explicit Multiset(std::uint64_t id_end);

  void add(std::uint64_t id, std::string_view item, std::uint64_t times = 1);
  void remove(std::uint64_t id, std::string_view item, std::uint64_t times = 1) {
    add(id, item, 0 - times);
  }

  // A finding for each run of ranges in which something is left.
  void report(const std::string& index, const std::string& of, std::vector<Finding>& to) const;

 private:
  std::uint64_t range_;
  std::vector<std::uint64_t> sums_;
};

}  // namespace relata
