#pragma once

// Real samples of the formats, which are not part of the project: they lie where RELATA_SAMPLES
// says.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace relata::testing {

// The file or directory of that name below it. Nothing, and a warning that says so, where the
// variable is not set.
inline std::optional<std::filesystem::path> sample(const std::string& below) {
  const char* const directory = std::getenv("RELATA_SAMPLES");
  if (directory == nullptr || *directory == '\0') {
    WARN("RELATA_SAMPLES is not set: " << below << " was not read");
    return std::nullopt;
  }
  const std::filesystem::path path = std::filesystem::path(directory) / below;
  CAPTURE(path.string());
  REQUIRE(std::filesystem::exists(path));
  return path;
}

}  // namespace relata::testing
