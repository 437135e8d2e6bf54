#include "ingest/iri.h"

#include <algorithm>
#include <optional>

namespace relata {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_scheme_part(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

// Each with the sign that marks it, so that an empty one and none differ.
struct Parts {
  std::string_view scheme;     // "http:"
  std::string_view authority;  // "//host"
  std::string_view path;
  std::string_view query;     // "?q"
  std::string_view fragment;  // "#f"
};

std::size_t scheme_size(std::string_view iri) {
  if (iri.empty() || !is_letter(iri.front())) return 0;
  const auto end = std::find_if_not(iri.begin(), iri.end(), is_scheme_part);
  return end != iri.end() && *end == ':' ? static_cast<std::size_t>(end - iri.begin()) + 1 : 0;
}

std::string_view take_until(std::string_view& rest, std::string_view ends, std::size_t from = 0) {
  const std::size_t end = std::min(rest.find_first_of(ends, from), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end);
  return taken;
}

Parts parts_of(std::string_view iri) {
  Parts parts;
  parts.scheme = iri.substr(0, scheme_size(iri));
  iri.remove_prefix(parts.scheme.size());
  if (iri.starts_with("//")) parts.authority = take_until(iri, "/?#", 2);
  parts.path = take_until(iri, "?#");
  parts.query = take_until(iri, "#");
  parts.fragment = iri;
  return parts;
}

// RFC 3986, section 5.2.4.
std::string without_dot_segments(std::string_view path) {
  std::string result;
  const auto drop_last = [&] { result.erase(std::min(result.rfind('/'), result.size())); };
  while (!path.empty()) {
    if (path.starts_with("../")) {
      path.remove_prefix(3);
    } else if (path.starts_with("./") || path.starts_with("/./")) {
      path.remove_prefix(2);
    } else if (path == "/.") {
      path = "/";
    } else if (path.starts_with("/../")) {
      path.remove_prefix(3);
      drop_last();
    } else if (path == "/..") {
      path = "/";
      drop_last();
    } else if (path == "." || path == "..") {
      path = {};
    } else {
      result += take_until(path, "/", 1);
    }
  }
  return result;
}

std::string merged_path(const Parts& base, std::string_view path) {
  if (!base.authority.empty() && base.path.empty()) return "/" + std::string(path);
  return std::string(base.path.substr(0, base.path.rfind('/') + 1)) + std::string(path);
}

}  // namespace

bool is_absolute_iri(std::string_view iri) { return scheme_size(iri) > 0; }

std::string resolve_iri(std::string_view base_iri, std::string_view reference) {
  const Parts base = parts_of(base_iri);
  const Parts given = parts_of(reference);
  std::string_view scheme = base.scheme;
  std::string_view authority = base.authority;
  std::string_view query = given.query;
  std::string path;
  if (!given.scheme.empty() || !given.authority.empty()) {
    if (!given.scheme.empty()) scheme = given.scheme;
    authority = given.authority;
    path = without_dot_segments(given.path);
  } else if (given.path.empty()) {
    path = base.path;
    if (query.empty()) query = base.query;
  } else if (given.path.starts_with('/')) {
    path = without_dot_segments(given.path);
  } else {
    path = without_dot_segments(merged_path(base, given.path));
  }
  return std::string(scheme) + std::string(authority) + path + std::string(query) +
         std::string(given.fragment);
}

std::string_view local_name_of_iri(std::string_view iri) {
  const std::size_t end = iri.find_last_of("#/:");
  if (end == std::string_view::npos || end + 1 == iri.size()) return iri;
  return iri.substr(end + 1);
}

}  // namespace relata
