#include "ingest/json_outline.h"

#include <algorithm>
#include <vector>

namespace relata {
namespace {

constexpr std::size_t depth_max = 5;  // of paths
constexpr std::size_t paths_max = 10'000;

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
        // Deeper down no path is asked for: none is made, or the work grows with the depth squared.
        open.push_back(open.size() <= depth_max ? path : std::string());
        brackets_.push_back(c);
        path = c == '[' ? below(open.back(), "*") : open.back();
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

bool begins_with_members(std::string_view beginning,
                         std::initializer_list<std::string_view> names) {
  const auto paths = json_paths(beginning);
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
    const std::string end = "/" + std::string(name);
    return std::any_of(paths.begin(), paths.end(),
                       [&](const std::string& path) { return path.ends_with(end); });
  });
}

}  // namespace relata
