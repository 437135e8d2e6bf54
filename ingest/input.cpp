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

// Of it and the directories in it. What is hidden is passed over without a word; pipes, and links
// to directories, which may lead in circles, are listed and not read.
std::vector<InputFile> files_in(const fs::path& directory) {
  std::vector<InputFile> found;
  std::error_code error;
  std::error_code ignored;  // what cannot be looked at is seen when it is read
  fs::recursive_directory_iterator at(directory, error);
  for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
    const bool is_hidden = at->path().filename().string().starts_with('.');
    const bool is_directory = at->is_directory(ignored);
    if (is_hidden) at.disable_recursion_pending();
    if (is_hidden || (is_directory && !at->is_symlink(ignored))) continue;
    InputFile file = file_at(at->path());
    file.name = at->path().lexically_relative(directory).generic_string();
    file.is_found = true;
    file.is_read = at->is_regular_file(ignored) || !at->exists(ignored);
    found.push_back(std::move(file));
  }
  if (error) {
    throw Error(ErrorCode::io, "reading " + directory.string() + ": " + error.message() +
                                   "; check its permissions");
  }
  if (found.empty()) {
    throw Error(ErrorCode::not_found, "reading " + directory.string() +
                                          ": the directory holds no file; name one that does");
  }
  std::sort(found.begin(), found.end(),
            [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
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
    const std::vector<InputFile> found = files_in(path);
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

}  // namespace relata
