#include "graph/marker.h"

#include <relata/error.h>
#include <array>
#include <charconv>
#include <random>
#include <sstream>

#include "graph/bytes.h"
#include "graph/durable_file.h"
#include "graph/kv.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view title = "relata store";

std::string make_uuid() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::random_device random;
  std::string uuid;
  for (int i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) uuid += '-';
    unsigned digit = random() & 15U;
    if (i == 12) digit = 4;                  // RFC 4122: version 4, random
    if (i == 16) digit = 8U | (digit & 3U);  // and its variant
    uuid += digits[digit];
  }
  return uuid;
}

std::string family_list() {
  std::string list;
  for (const FamilySpec& spec : families)
    list += (list.empty() ? "" : " ") + std::string(spec.name);
  return list;
}

// The text that the checksum line covers.
std::string body(std::uint32_t format, const std::string& uuid, const std::string& family_names) {
  return std::string(title) + "\nformat " + std::to_string(format) + "\nuuid " + uuid +
         "\nfamilies " + family_names + "\n";
}

std::string checksum_line(const std::string& text) {
  std::string sealed;
  seal({.family = "marker", .key = text}, sealed);
  return "checksum " + hex_digits(sealed) + "\n";
}

[[noreturn]] void throw_no_store(const StoreLayout& layout) {
  if (!is_there(layout.directory)) {
    throw Error(ErrorCode::no_store, "opening the store " + layout.directory.string() +
                                         ": there is no such directory; `relata ingest` makes one, "
                                         "or name another with --store");
  }
  throw Error(ErrorCode::no_store,
              "opening the store " + layout.directory.string() +
                  ": there is no relata store in it (no file relata.marker); name another with "
                  "--store");
}

}  // namespace

StoreLayout::StoreLayout(const fs::path& where)
    : directory(where),
      marker(where / "relata.marker"),
      ledger(where / "relata.ledger"),
      lock(where / "relata.lock"),
      database(where / "db") {}

void create_marker(const StoreLayout& layout) {
  const std::string text = body(format_version, make_uuid(), family_list());
  DurableFile file(layout.marker, DurableFile::Access::create);
  file.write_at(0, text + checksum_line(text));
  file.sync();
  sync_directory(layout.directory);
}

Marker read_marker(const StoreLayout& layout) {
  if (!is_there(layout.marker)) throw_no_store(layout);
  const std::string text = DurableFile(layout.marker, DurableFile::Access::read).read_all();
  const auto fail = [&](const std::string& why) {
    return Error(ErrorCode::damaged, "opening the store " + layout.directory.string() +
                                         ": its marker file relata.marker " + why +
                                         "; restore a copy of the store or ingest anew");
  };
  std::istringstream lines(text);
  std::string first;
  std::string word;
  Marker marker;
  std::getline(lines, first);
  if (first != title) throw fail("does not begin with \"relata store\"");
  if (!(lines >> word >> marker.format) || word != "format") throw fail("names no format");
  // What else a newer format writes is not for this program to judge.
  if (marker.format > format_version) {
    throw Error(ErrorCode::newer, "opening the store " + layout.directory.string() +
                                      ": it has format " + std::to_string(marker.format) +
                                      ", this relata reads up to format " +
                                      std::to_string(format_version) + "; use a newer relata");
  }
  if (!(lines >> word >> marker.uuid) || word != "uuid") throw fail("names no uuid");
  const std::string expected = body(marker.format, marker.uuid, family_list());
  if (text != expected + checksum_line(expected)) throw fail("is damaged");
  return marker;
}

}  // namespace relata
