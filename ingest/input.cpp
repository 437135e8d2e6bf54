#include "ingest/input.h"

#include <glob.h>
#include <relata/error.h>
#include <algorithm>
#include <filesystem>
#include <system_error>

namespace relata {
namespace {

namespace fs = std::filesystem;

InputFile file_at(const fs::path& path) {
  std::error_code ignored;  // a pipe has no size
  const auto size = fs::file_size(path, ignored);
  return {.path = path.string(),
          .name = path.filename().string(),
          .bytes = ignored ? 0 : static_cast<std::uint64_t>(size)};
}

// Hidden files and what lies in further directories are passed over.
std::vector<fs::path> files_in(const fs::path& directory) {
  std::vector<fs::path> found;
  std::error_code error;
  std::error_code ignored;  // what cannot be looked at is seen when it is read
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    const bool is_hidden = at->path().filename().string().starts_with('.');
    if (!is_hidden && !at->is_directory(ignored)) found.push_back(at->path());
  }
  if (error) {
    throw Error(ErrorCode::io, "reading " + directory.string() + ": " + error.message() +
                                   "; check its permissions");
  }
  if (found.empty()) {
    throw Error(ErrorCode::not_found, "reading " + directory.string() +
                                          ": the directory holds no file; name one that does");
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<fs::path> files_that_fit(const std::string& pattern) {
  glob_t matches{};
  std::vector<fs::path> found;
  if (::glob(pattern.c_str(), 0, nullptr, &matches) == 0) {
    found.assign(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
  }
  ::globfree(&matches);
  return found;
}

}  // namespace

std::vector<InputFile> list_inputs(const std::vector<std::string>& names) {
  std::vector<InputFile> files;
  for (const std::string& name : names) {
    if (name == "-") {
      files.push_back({.path = "-", .name = "standard input", .bytes = 0});
      continue;
    }
    std::error_code error;
    const fs::path path(name);
    const bool is_there = fs::exists(path, error);
    if (error) {
      throw Error(ErrorCode::io,
                  "reading " + name + ": " + error.message() + "; check the path's permissions");
    }
    if (!is_there && name.find_first_of("*?[") != std::string::npos) {
      const std::vector<fs::path> found = files_that_fit(name);
      for (const fs::path& file : found) files.push_back(file_at(file));
      if (!found.empty()) continue;
    }
    if (!is_there) {
      throw Error(ErrorCode::not_found,
                  "reading " + name + ": there is no such file or directory; check the path");
    }
    if (!fs::is_directory(path, error)) {
      files.push_back(file_at(path));
      continue;
    }
    for (const fs::path& file : files_in(path)) {
      files.push_back(file_at(file));
      files.back().is_found = true;
    }
  }
  return files;
}

}  // namespace relata
