#include "ingest/json_line.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstring>

namespace relata {
namespace {

constexpr const char* why_surrogate = "half of a surrogate pair is no character";

std::string words_of(rapidjson::ParseErrorCode code) {
  if (code == rapidjson::kParseErrorStringInvalidEncoding) {
    return "the text is not UTF-8; convert it";
  }
  if (code == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) return why_surrogate;
  if (code == rapidjson::kParseErrorNumberTooBig) return "the number is out of range";
  std::string words = rapidjson::GetParseError_En(code);
  if (words.ends_with('.')) words.pop_back();
  return words;
}

// RapidJSON checks the bytes of a text but not its escapes: half of a pair, escaped, would become
// three bytes that are no character.
bool has_surrogate(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while ((at = static_cast<const char*>(
              std::memchr(at, 0xED, static_cast<std::size_t>(end - at)))) != nullptr) {
    if (end - at > 1 && static_cast<unsigned char>(at[1]) >= 0xA0) return true;
    ++at;
  }
  return false;
}

// What decides how closely a line has to be looked at.
struct Bytes {
  bool has_escapes = false;
  bool is_plain = true;  // printable ASCII throughout
};

Bytes bytes_of(std::string_view line) {
  // In bytes, so that sixteen are looked at at a time.
  std::uint8_t escapes = 0;
  std::uint8_t others = 0;
  for (const char c : line) {
    escapes |= static_cast<std::uint8_t>(c == '\\');
    // Control characters, and what is above ASCII.
    others |= static_cast<std::uint8_t>(static_cast<signed char>(c) < ' ');
  }
  return {.has_escapes = escapes != 0, .is_plain = others == 0};
}

// A name that is there twice. Most objects are small.
std::optional<std::string_view> repeated_name(std::vector<std::string_view>& names) {
  constexpr std::size_t few = 16;
  if (names.size() > few) {
    std::sort(names.begin(), names.end());
    const auto found = std::adjacent_find(names.begin(), names.end());
    return found == names.end() ? std::nullopt : std::optional(*found);
  }
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (std::find(names.begin(), name, *name) != name) return *name;
  }
  return std::nullopt;
}

}  // namespace

// Takes RapidJSON's events. Returning false stops the parser, and `why` says why.
class JsonLine::Builder {
 public:
  Builder(JsonLine& line, bool has_escapes) : line_(line), has_escapes_(has_escapes) {}

  std::string why;

  bool Null() { return add(JsonKind::null, {}); }
  bool Bool(bool value) { return add(JsonKind::boolean, value ? "true" : "false"); }
  bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
    return add(JsonKind::number, {digits, size});
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    if (has_escapes_ && has_surrogate({text, size})) return stop(why_surrogate);
    return add(JsonKind::text, {text, size});
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    if (has_escapes_ && has_surrogate({text, size})) return stop(why_surrogate);
    name_ = {text, size};
    return true;
  }
  bool StartObject() { return open(JsonKind::object); }
  bool EndObject(rapidjson::SizeType members) {
    if (members > items_max) return stop("an object has more than 10000 fields");
    const Value object(line_.nodes_, line_.open_.back());
    close();
    if (members < 2) return true;
    line_.names_.clear();
    for (const auto member : object) line_.names_.push_back(member.name());
    const auto repeated = repeated_name(line_.names_);
    return !repeated || stop("the field \"" + std::string(*repeated) + "\" is there twice");
  }
  bool StartArray() { return open(JsonKind::array); }
  bool EndArray(rapidjson::SizeType items) {
    if (items > items_max) return stop("an array has more than 10000 items");
    close();
    return true;
  }

  // Numbers come as RawNumber; the reader still wants these to be there.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

 private:
  bool stop(std::string reason) {
    why = std::move(reason);
    return false;
  }

  bool add(JsonKind kind, std::string_view text) {
    const auto place = static_cast<std::uint32_t>(line_.nodes_.size());
    line_.nodes_.push_back({.kind = kind, .name = name_, .text = text, .end = place + 1});
    name_ = {};
    return true;
  }

  bool open(JsonKind kind) {
    if (line_.open_.size() == depth_max) return stop("it is nested more than 64 deep");
    line_.open_.push_back(static_cast<std::uint32_t>(line_.nodes_.size()));
    return add(kind, {});
  }

  void close() {
    line_.nodes_[line_.open_.back()].end = static_cast<std::uint32_t>(line_.nodes_.size());
    line_.open_.pop_back();
  }

  JsonLine& line_;
  bool has_escapes_;
  std::string_view name_;
};

std::optional<JsonLine::Problem> JsonLine::parse(char* line, std::size_t size) {
  nodes_.clear();
  open_.clear();
  const Bytes bytes = bytes_of({line, size});
  Builder builder(*this, bytes.has_escapes);
  rapidjson::Reader reader;
  rapidjson::InsituStringStream stream(line);
  constexpr unsigned flags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
  if (bytes.is_plain) {
    // Many bytes at a time, for which RapidJSON 1.1 overlooks control characters.
    reader.Parse<flags>(stream, builder);
  } else {
    if (const void* zero = std::memchr(line, 0, size)) {
      return Problem{.offset = static_cast<std::size_t>(static_cast<const char*>(zero) - line),
                     .what = "a zero byte is no text"};
    }
    reader.Parse<flags | rapidjson::kParseValidateEncodingFlag>(stream, builder);
  }
  if (!reader.HasParseError()) return std::nullopt;
  const bool is_ours = reader.GetParseErrorCode() == rapidjson::kParseErrorTermination;
  return Problem{.offset = reader.GetErrorOffset(),
                 .what = is_ours ? builder.why : words_of(reader.GetParseErrorCode())};
}

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(const JsonLine::Value& value, Writer& writer) {
  const auto size = static_cast<rapidjson::SizeType>(value.text().size());
  switch (value.kind()) {
    case JsonKind::null:
      writer.Null();
      break;
    case JsonKind::boolean:
      writer.Bool(value.text() == "true");
      break;
    case JsonKind::number:
      writer.RawValue(value.text().data(), size, rapidjson::kNumberType);
      break;
    case JsonKind::text:
      writer.String(value.text().data(), size);
      break;
    case JsonKind::array:
      writer.StartArray();
      for (const auto item : value) write(item, writer);
      writer.EndArray();
      break;
    case JsonKind::object:
      writer.StartObject();
      for (const auto member : value) {
        writer.Key(member.name().data(), static_cast<rapidjson::SizeType>(member.name().size()));
        write(member, writer);
      }
      writer.EndObject();
      break;
  }
}

}  // namespace

std::string JsonLine::to_text(const Value& value) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  write(value, writer);
  return buffer.GetString();
}

}  // namespace relata
