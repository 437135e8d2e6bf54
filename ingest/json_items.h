#pragma once

// The items of a JSON document, one at a time, however large the document is.
//
// A document is walked through its outer arrays and objects; whatever else lies in them is an item,
// read into memory and parsed by itself. Which values are walked through is told by their paths:
// "/" is the document, "/objects" its member of that name, "/graphs/*" what lies in the array
// "/graphs". Several documents may follow each other, as in JSON Lines.
//
//     JsonItems items(input, {"/", "/objects"}, sink.record_bytes_max());
//     for (JsonItems::Item item; items.next(sink, item);) {
//       if (item.in != "/objects") continue;  // "type", "id" and others beside it
//       sink.begin(item.byte);
//       take(item.value);
//     }

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/json_line.h"
#include "ingest/record_sink.h"

namespace relata {

class JsonItems {
 public:
  // `walked` values that are neither array nor object are items like others.
  JsonItems(InputStream& input, std::set<std::string, std::less<>> walked,
            std::size_t item_bytes_max);

  struct Item {
    std::string_view in;        // the path of what it lies in; "" if it is a document itself
    std::uint64_t in_byte = 0;  // where that begins
    std::string_view name;      // in an object
    std::uint64_t byte = 0;
    JsonLine::Value value;
  };

  // The next item that can be parsed, good until the next call. What cannot be is refused in the
  // sink, as a record of its own; after broken JSON between items there are no more.
  [[nodiscard]] bool next(RecordSink& sink, Item& item);
  // The same of a document that is no input, whose items are no records: throws the Refusal.
  [[nodiscard]] bool next(Item& item);

 private:
  struct Level {
    std::string path;
    std::uint64_t byte = 0;
    bool is_array = false;
    bool has_items = false;
  };
  struct Broken {
    std::uint64_t byte;
    std::string expected;
  };

  [[nodiscard]] bool find_value();
  [[nodiscard]] bool enter_value();
  void leave();
  void read_name();
  void capture();
  void capture_text();
  void capture_nested();
  void capture_plain();
  [[nodiscard]] std::optional<Refusal> parse();

  // The next byte, -1 at the end.
  [[nodiscard]] int look();
  [[nodiscard]] int look_past_blanks();
  char take();
  void keep(char byte);
  [[noreturn]] void fail(const char* expected);

  InputStream& input_;
  std::set<std::string, std::less<>> walked_;
  std::size_t item_bytes_max_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::uint64_t byte_ = 0;  // of the document
  std::vector<Level> levels_;
  std::string name_;
  std::string path_;         // of the next value
  std::vector<char> text_;   // of an item
  std::uint64_t size_ = 0;   // of the item, which may be too large to be kept
  std::uint64_t begin_ = 0;  // its first byte, or that of what is read between items
  bool is_at_end_ = false;
  JsonLine line_;
};

}  // namespace relata
