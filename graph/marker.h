#pragma once

// The file that says "this directory is a relata store", which one, and of which format.

#include <cstdint>
#include <filesystem>
#include <string>

namespace relata {

constexpr std::uint32_t format_version = 1;  // on disk; docs/format.md

struct Marker {
  std::uint32_t format = format_version;
  std::string uuid;
};

// Where the parts of a store lie.
struct StoreLayout {
  explicit StoreLayout(const std::filesystem::path& directory);

  std::filesystem::path directory;
  std::filesystem::path marker;
  std::filesystem::path ledger;
  std::filesystem::path lock;
  std::filesystem::path database;
};

// Writes the marker of a new store, durably, with a new UUID.
void create_marker(const StoreLayout& layout);
// Error{no_store} if there is none, {newer} if it is of a newer format, {damaged} if it makes no
// sense.
[[nodiscard]] Marker read_marker(const StoreLayout& layout);

}  // namespace relata
