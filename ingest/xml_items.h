#pragma once

// The elements of an XML document, one at a time, however large the document is.
//
// A document is walked through the elements of the names that are given; whatever else lies in them
// is an item, read into memory with all that lies in it. Where an element that is walked through
// begins, that is an item too, of its attributes alone. Names are compared without their prefixes,
// since many programs leave the namespace out.
//
//     XmlItems items(input, {"graphml", "graph"}, sink.record_bytes_max());
//     for (XmlItems::Item item; items.next(sink, item);) {
//       if (item.element.name() != "node") continue;
//       sink.begin(item.line);
//       take(item.element);
//     }

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/reader.h"

namespace relata {

// Does it begin as an XML document, with an element of that name near?
[[nodiscard]] bool is_xml_of(const Beginning& beginning, std::string_view element);

class XmlItems {
 public:
  XmlItems(InputStream& input, std::set<std::string, std::less<>> walked,
           std::size_t item_bytes_max);
  ~XmlItems();
  XmlItems(const XmlItems&) = delete;
  XmlItems& operator=(const XmlItems&) = delete;

  struct Attribute {
    std::string name;  // with its prefix
    std::string value;
  };
  struct Node {
    std::string prefix;
    std::string name;
    std::vector<Attribute> attributes;
    std::string text;  // that lies in it, not in what lies in it
    std::uint64_t line = 0;
    std::uint32_t end = 0;  // the place after its last descendant
  };

  // An element of the item; good until the next call.
  class Element {
   public:
    Element() = default;
    Element(const std::vector<Node>& nodes, std::uint32_t place) : nodes_(&nodes), place_(place) {}

    [[nodiscard]] const Node& node() const { return (*nodes_)[place_]; }
    [[nodiscard]] const std::string& name() const { return node().name; }
    [[nodiscard]] const std::string& text() const { return node().text; }
    // Empty if it is absent.
    [[nodiscard]] std::string_view attribute(std::string_view name) const;
    [[nodiscard]] bool has_attribute(std::string_view name) const;

    // The elements in it, in order.
    class Iterator {
     public:
      Iterator(const std::vector<Node>& nodes, std::uint32_t place)
          : nodes_(&nodes), place_(place) {}
      Element operator*() const { return {*nodes_, place_}; }
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

  struct Item {
    Element element;
    std::uint64_t line = 0;
    bool is_walked = false;  // what lies in it comes as items of their own
  };

  // What is too large is refused in the sink, as a record of its own; after what is no XML, or
  // declares entities, there are no more. Nothing outside of the document is ever looked at.
  [[nodiscard]] bool next(RecordSink& sink, Item& item);

  static constexpr std::size_t depth_max = 64;
  static constexpr std::size_t attributes_max = 1'000;  // of one element
  static constexpr std::size_t elements_max = 100'000;  // of one item

 private:
  class Callbacks;
  struct Parser;

  void begin_element(const char* name, const char** attributes);
  void end_element();
  void add_text(const char* text, int size);
  void stop(std::string why);
  void pause();
  [[nodiscard]] bool is_within_item() const { return !open_.empty(); }
  [[nodiscard]] bool has_room(std::size_t bytes);
  [[nodiscard]] std::uint64_t line() const;
  // Parses until an item is whole; false at the end.
  [[nodiscard]] bool parse_on();
  [[nodiscard]] std::string why_broken() const;

  InputStream& input_;
  std::set<std::string, std::less<>> walked_;
  std::size_t item_bytes_max_;
  std::unique_ptr<Parser> parser_;
  std::uint64_t bytes_given_ = 0;  // to the parser
  bool is_paused_ = false;
  bool is_last_ = false;  // there are no more bytes
  bool is_at_end_ = false;
  std::exception_ptr failure_;  // kept from passing through the parser
  std::string why_stopped_;

  std::size_t depth_ = 0;            // of elements that are open
  std::vector<std::uint32_t> open_;  // of the item
  std::vector<Node> nodes_;
  std::uint64_t size_ = 0;     // of the item
  bool is_too_large_ = false;  // the item, which is passed over
  bool is_walked_ = false;     // what was read last
  bool has_item_ = false;
};

}  // namespace relata
