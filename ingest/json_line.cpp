#include "ingest/json_line.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstring>

namespace relata {

// Takes RapidJSON's events. Returning false stops the parser, and `why` says why.
class JsonLine::Builder {
 public:
  explicit Builder(JsonLine& line) : line_(line) {}

  const char* why = nullptr;

  bool Null() { return add(JsonKind::null, {}); }
  bool Bool(bool value) { return add(JsonKind::boolean, value ? "true" : "false"); }
  bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
    return add(JsonKind::number, {digits, size});
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return add(JsonKind::text, {text, size});
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    name_ = {text, size};
    const std::uint32_t object = line_.open_.back();
    for (std::uint32_t i = object + 1; i < line_.nodes_.size(); i = line_.nodes_[i].end) {
      if (line_.nodes_[i].name == name_) return stop("a field is there twice");
    }
    return true;
  }
  bool StartObject() { return open(JsonKind::object); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool StartArray() { return open(JsonKind::array); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  // Numbers come as RawNumber; the reader still wants these to be there.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

 private:
  bool stop(const char* reason) {
    why = reason;
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

  bool close() {
    line_.nodes_[line_.open_.back()].end = static_cast<std::uint32_t>(line_.nodes_.size());
    line_.open_.pop_back();
    return true;
  }

  JsonLine& line_;
  std::string_view name_;
};

std::optional<JsonLine::Problem> JsonLine::parse(char* line, std::size_t size) {
  nodes_.clear();
  open_.clear();
  if (const void* zero = std::memchr(line, 0, size)) {
    return Problem{.offset = static_cast<std::size_t>(static_cast<const char*>(zero) - line),
                   .what = "a zero byte is no text"};
  }
  Builder builder(*this);
  rapidjson::Reader reader;
  rapidjson::InsituStringStream stream(line);
  constexpr unsigned flags = rapidjson::kParseInsituFlag | rapidjson::kParseValidateEncodingFlag |
                             rapidjson::kParseNumbersAsStringsFlag;
  reader.Parse<flags>(stream, builder);
  if (!reader.HasParseError()) return std::nullopt;
  const bool is_ours = reader.GetParseErrorCode() == rapidjson::kParseErrorTermination;
  return Problem{.offset = reader.GetErrorOffset(),
                 .what = is_ours && builder.why != nullptr
                             ? builder.why
                             : rapidjson::GetParseError_En(reader.GetParseErrorCode())};
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
