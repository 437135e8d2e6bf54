#pragma once

// JSON, written so that it is safe wherever it is shown: valid UTF-8 whatever came in, and every
// code point that could steer a terminal is escaped, which JSON allows for any of them.

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace relata {

class JsonWriter {
 public:
  void begin_object() { writer_.StartObject(); }
  void end_object() { writer_.EndObject(); }
  void begin_array() { writer_.StartArray(); }
  void end_array() { writer_.EndArray(); }

  void key(std::string_view name) { text(name); }
  void text(std::string_view value);
  void count(std::uint64_t value) { writer_.Uint64(value); }
  // The shortest digits that give it back; what is not finite becomes null.
  void number(double value);
  // A number as the source wrote it; what is none in JSON's grammar becomes text.
  void digits(std::string_view value);
  void boolean(std::string_view value);  // "true" or "false"; anything else becomes text

  // A field of the object that is open.
  void field(std::string_view name, std::string_view value);
  void count_field(std::string_view name, std::uint64_t value);
  void flag_field(std::string_view name, bool value);
  // Left out if there is nothing to say.
  void optional_field(std::string_view name, std::string_view value);

  // What was written, with a line feed; the writer is then empty.
  [[nodiscard]] std::string take_line();

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace relata
