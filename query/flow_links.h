#pragma once

// What flows through a network of unit capacities: the links in use, found from either end.

#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

namespace relata {

// `by` tells parallel links apart.
struct FlowLink {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::uint64_t by = 0;
  friend auto operator<=>(const FlowLink&, const FlowLink&) = default;
};

class FlowLinks {
 public:
  void add(const FlowLink& link) {
    out_.insert(link);
    in_.insert(turned(link));
  }
  void remove(const FlowLink& link) {
    out_.erase(link);
    in_.erase(turned(link));
  }
  [[nodiscard]] bool has(const FlowLink& link) const { return out_.contains(link); }
  [[nodiscard]] bool leads_to(std::uint64_t vertex) const {
    const auto first = in_.lower_bound({.from = vertex});
    return first != in_.end() && first->from == vertex;
  }
  // One of those that lead to a vertex, or from it, that has some.
  [[nodiscard]] FlowLink one_to(std::uint64_t vertex) const {
    return turned(*in_.lower_bound({.from = vertex}));
  }
  [[nodiscard]] FlowLink one_from(std::uint64_t vertex) const {
    return *out_.lower_bound({.from = vertex});
  }
  template <class Each>
  void for_each_to(std::uint64_t vertex, const Each& each) const {
    for (auto link = in_.lower_bound({.from = vertex}); link != in_.end(); ++link) {
      if (link->from != vertex) return;
      each(turned(*link));
    }
  }
  template <class Each>
  void for_each_from(std::uint64_t vertex, const Each& each) const {
    for (auto link = out_.lower_bound({.from = vertex}); link != out_.end(); ++link) {
      if (link->from != vertex) return;
      each(*link);
    }
  }
  [[nodiscard]] const std::set<FlowLink>& all() const { return out_; }

  // The flow from one vertex to another as paths that pass no vertex twice; what went in circles is
  // left out. The links are used up.
  [[nodiscard]] std::vector<std::vector<FlowLink>> take_paths(std::uint64_t from, std::uint64_t to);

 private:
  [[nodiscard]] static FlowLink turned(const FlowLink& link) {
    return {.from = link.to, .to = link.from, .by = link.by};
  }

  std::set<FlowLink> out_;
  std::set<FlowLink> in_;  // turned round
};

}  // namespace relata
