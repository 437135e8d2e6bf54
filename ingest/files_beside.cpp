#include "ingest/files_beside.h"

#include <relata/error.h>
#include <algorithm>
#include <array>
#include <filesystem>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::array packings = {"", ".gz", ".bz2", ".zst", ".xz"};

// More than a span's ends and a break iterator can count.
constexpr std::size_t whole_bytes_max = std::size_t{1} << 30;

}  // namespace

FilesBeside::FilesBeside(const InputFile& input, std::string_view ending, std::size_t bytes_max)
    : bytes_max_(std::min(bytes_max, whole_bytes_max)) {
  for (const std::string_view packing : packings) {
    const std::string whole = std::string(ending) + std::string(packing);
    if (input.path.ends_with(whole)) stem_ = input.path.substr(0, input.path.size() - whole.size());
  }
  if (stem_.empty()) {
    throw Refusal{.field = "",
                  .reason = "it needs files beside it, so expected a file NAME" +
                            std::string(ending) + ", found " + input.name};
  }
}

std::string FilesBeside::name(std::string_view ending) const {
  return fs::path(stem_).filename().string() + std::string(ending);
}

std::string FilesBeside::read(const std::string& path, const std::string& name) const {
  std::string text;
  try {
    InputStream input({.path = path, .name = name});
    std::array<char, 64 << 10> part{};
    for (std::size_t size = 1; size > 0 && text.size() <= bytes_max_;) {
      size = input.read(part.data(), part.size());
      text.append(part.data(), size);
    }
  } catch (const Error& error) {
    throw Refusal{.field = name, .reason = error.what()};
  }
  if (text.size() > bytes_max_) {
    throw Refusal{.field = name,
                  .reason = "the file beside it has more than " + std::to_string(bytes_max_) +
                            " bytes, which is the limit"};
  }
  if (auto refusal = why_no_text(text)) {
    throw Refusal{.field = name, .reason = std::move(refusal->reason)};
  }
  return text;
}

std::optional<std::string> FilesBeside::text_if_there(std::string_view ending) const {
  for (const std::string_view packing : packings) {
    const std::string path = stem_ + std::string(ending) + std::string(packing);
    std::error_code ignored;  // what cannot be looked at is not there
    if (fs::is_regular_file(path, ignored)) return read(path, name(ending));
  }
  return std::nullopt;
}

std::string FilesBeside::text(std::string_view ending) const {
  if (auto text = text_if_there(ending)) return std::move(*text);
  throw Refusal{.field = "",
                .reason = "expected the file " + name(ending) + " beside it, found none"};
}

std::optional<InputFile> file_beside(const InputFile& input, const std::string& name) {
  if (input.path == "-") return std::nullopt;
  for (const std::string_view packing : packings) {
    const fs::path path = fs::path(input.path).parent_path() / (name + std::string(packing));
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) {
      return InputFile{.path = path.string(), .name = path.filename().string()};
    }
  }
  return std::nullopt;
}

}  // namespace relata
