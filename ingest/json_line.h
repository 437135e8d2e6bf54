#pragma once

// One line of JSON as a flat list of values, parsed where it lies.
//
// Nothing is copied and, once the list has grown, nothing allocated: text points into the line, and
// a number keeps its digits. The line must outlive what is read from it.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

enum class JsonKind : std::uint8_t { null, boolean, number, text, array, object };

class JsonLine {
 public:
  struct Node {
    JsonKind kind = JsonKind::null;
    std::string_view name;  // in an object
    std::string_view text;  // of a text, the digits of a number, "true" or "false"
    std::uint32_t end = 0;  // the place after its last descendant
  };

  // A value of the line; good until the next parse.
  class Value {
   public:
    Value() = default;  // no value
    Value(const std::vector<Node>& nodes, std::uint32_t place) : nodes_(&nodes), place_(place) {}

    [[nodiscard]] const Node& node() const { return (*nodes_)[place_]; }
    [[nodiscard]] JsonKind kind() const { return node().kind; }
    [[nodiscard]] std::string_view name() const { return node().name; }
    [[nodiscard]] std::string_view text() const { return node().text; }

    // The members of an object or the items of an array, in order.
    class Iterator {
     public:
      Iterator(const std::vector<Node>& nodes, std::uint32_t place)
          : nodes_(&nodes), place_(place) {}
      Value operator*() const { return {*nodes_, place_}; }
      Iterator& operator++() {
        place_ = (*nodes_)[place_].end;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return place_ != other.place_; }

     private:
      const std::vector<Node>* nodes_;
      std::uint32_t place_;
    };
    [[nodiscard]] Iterator begin() const { return {*nodes_, place_ + 1}; }
    [[nodiscard]] Iterator end() const { return {*nodes_, node().end}; }

   private:
    const std::vector<Node>* nodes_ = nullptr;
    std::uint32_t place_ = 0;
  };

  // What is wrong with a line, and at which byte of it.
  struct Problem {
    std::size_t offset = 0;
    std::string what;
  };

  // Parses `line`, which it overwrites and which a zero byte follows.
  [[nodiscard]] std::optional<Problem> parse(char* line, std::size_t size);
  // After a parse without a problem.
  [[nodiscard]] Value root() const { return {nodes_, 0}; }

  // The value as JSON text again.
  [[nodiscard]] static std::string to_text(const Value& value);

  static constexpr std::size_t depth_max = 64;
  static constexpr std::size_t items_max = 10'000;  // in one array or object

 private:
  class Builder;

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> open_;      // the arrays and objects around the next value
  std::vector<std::string_view> names_;  // of the object that is compared
};

}  // namespace relata
