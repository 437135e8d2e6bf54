#include "ingest/graph_json.h"

#include <vector>

namespace relata {
namespace {

constexpr std::size_t depth_max = 5;  // of paths
constexpr std::size_t paths_max = 1'000;

// Reads as much as there is of a document; what is no JSON ends it.
class Outline {
 public:
  explicit Outline(std::string_view text) : rest_(text) {}

  std::set<std::string, std::less<>> paths;

  void read() {
    skip_blanks();
    if (!rest_.starts_with('{') && !rest_.starts_with('[')) return;
    std::vector<std::string> open;  // the paths of arrays and objects, marked by their brackets
    std::string path;
    while (!rest_.empty() && paths.size() < paths_max) {
      skip_blanks();
      if (rest_.empty()) return;
      const char c = rest_.front();
      if (c == '{' || c == '[') {
        rest_.remove_prefix(1);
        open.push_back(path);
        brackets_.push_back(c);
        path = c == '[' ? below(path, "*") : path;
        if (c == '[') note(path, open.size());
      } else if (c == '}' || c == ']') {
        rest_.remove_prefix(1);
        if (open.empty()) return;
        open.pop_back();
        brackets_.pop_back();
        if (open.empty()) return;
        path = brackets_.back() == '[' ? below(open.back(), "*") : open.back();
      } else if (c == '"') {
        const std::string_view text = read_text();
        skip_blanks();
        if (!rest_.starts_with(':') || open.empty()) continue;
        rest_.remove_prefix(1);
        path = below(open.back(), text);
        note(path, open.size());
      } else {
        rest_.remove_prefix(1);
      }
    }
  }

 private:
  static std::string below(const std::string& path, std::string_view name) {
    return path + "/" + std::string(name);
  }

  void note(const std::string& path, std::size_t depth) {
    if (depth <= depth_max) paths.insert(path);
  }

  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
  }

  std::string_view read_text() {
    rest_.remove_prefix(1);
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return text;
  }

  std::string_view rest_;
  std::vector<char> brackets_;
};

}  // namespace

std::set<std::string, std::less<>> json_paths(std::string_view beginning) {
  Outline outline(beginning);
  outline.read();
  return std::move(outline.paths);
}

std::string id_of(const JsonLine::Value& value, std::string_view field) {
  if (value.kind() == JsonKind::number) return std::string(value.text());
  if (value.kind() != JsonKind::text) refuse_kind(value, "an id, text or a number", field);
  return std::string(key_field(value, field));
}

std::string id_member(const JsonLine::Value& object, std::string_view name) {
  const auto member = member_of(object, name);
  if (!member) refuse(std::string(name), "expected an id");
  return id_of(*member, name);
}

void add_fields(const JsonLine::Value& object, const std::set<std::string_view>& except,
                std::vector<Property>& fields) {
  for (const auto member : object) {
    if (!except.contains(member.name())) add_properties(member.name(), member, fields);
  }
}

}  // namespace relata
