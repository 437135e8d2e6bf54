#include "graph/ledger.h"

#include <relata/error.h>
#include <cstring>
#include <string>

#include "graph/bytes.h"

namespace relata {
namespace {

// A slot is a sealed value: version, batch, hash, checksum. On disk, as is its place.
constexpr std::uint64_t slot_size = 64;
constexpr ValueName slot_name{.family = "ledger", .key = "slot"};

std::string write_slot(const LedgerEntry& entry) {
  std::string slot;
  begin_value(slot);
  ByteWriter writer(slot);
  writer.big_endian_64(entry.batch);
  for (const std::uint8_t byte : entry.hash) writer.byte(byte);
  seal(slot_name, slot);
  return slot;
}

std::optional<LedgerEntry> read_slot(std::string_view bytes) {
  const std::size_t size = write_slot({}).size();
  if (bytes.size() < size) return std::nullopt;
  try {
    ByteReader reader(unseal(slot_name, bytes.substr(0, size)), slot_name);
    LedgerEntry entry;
    entry.batch = reader.big_endian_64();
    for (std::uint8_t& byte : entry.hash) byte = reader.byte();
    return entry;
  } catch (const Error&) {
    return std::nullopt;  // torn by a crash; the other slot holds the commit before
  }
}

}  // namespace

void create_ledger(const std::filesystem::path& path) {
  DurableFile file(path, DurableFile::Access::create);
  file.write_at(0, write_slot({}));
  file.sync();
}

Ledger::Ledger(const std::filesystem::path& path, DurableFile::Access access)
    : path_(path), file_(path, access) {}

bool Ledger::has_broken_slot() const {
  const std::string bytes = file_.read_all();
  const std::string_view view = bytes;
  const bool has_odd = view.size() > slot_size;
  return !read_slot(view) || (has_odd && !read_slot(view.substr(slot_size)));
}

LedgerEntry Ledger::last() const {
  const std::string bytes = file_.read_all();
  const std::string_view view = bytes;
  const auto even = read_slot(view);
  const auto odd = view.size() > slot_size ? read_slot(view.substr(slot_size)) : std::nullopt;
  if (!even && !odd) {
    throw Error(ErrorCode::damaged, "reading " + path_.string() +
                                        ": neither slot of the ledger is whole; restore a copy of "
                                        "the store or ingest anew");
  }
  if (!even || (odd && odd->batch > even->batch)) return *odd;
  return *even;
}

void Ledger::record(const LedgerEntry& entry) {
  file_.write_at(entry.batch % 2 * slot_size, write_slot(entry));
  file_.sync();
}

}  // namespace relata
