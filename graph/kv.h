#pragma once

// RocksDB, and the only place that knows it.
//
// A store's keys and values lie in the families below. Opening, writing and closing follow what was
// measured of RocksDB 7.8: nothing is created by an open, the log is replayed to the last whole
// batch and the caller's ledger decides whether that is all of it, every commit is synced.

#include <relata/store.h>
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

enum class Family : std::uint8_t {
  commits,
  types,
  entities,
  names,
  keys,
  relations,
  documents,
  adjacency,
  tellers,
};

enum class Compression : std::uint8_t { light, dense };

struct FamilySpec {
  Family family;
  const char* name;         // on disk
  const char* key;          // the key's layout; numbers are big-endian
  const char* value;        // what docs/format.md calls it
  Compression compression;  // light: LZ4, for what searches read; dense: Zstandard
};

constexpr std::array<FamilySpec, 9> families = {{
    {Family::commits, "commits", "batch:8", "commit row", Compression::light},
    {Family::types, "types", "kind:1 number:4 batch:8", "type or judgement", Compression::light},
    {Family::entities, "entities", "page:8 batch:8", "page of entities", Compression::dense},
    {Family::names, "names", "folded 0 entity:8 batch:8", "name kind", Compression::dense},
    {Family::keys, "keys", "kind:1 bucket:2 batch:8", "key bucket", Compression::light},
    {Family::relations, "relations", "page:8 batch:8", "page of relations", Compression::dense},
    {Family::documents, "documents", "page:8 batch:8", "page of documents", Compression::dense},
    {Family::adjacency, "adjacency", "entity:8 batch:8 chunk:4", "entry block", Compression::light},
    {Family::tellers, "tellers", "kind:1 id:8 batch:8", "claim count", Compression::light},
}};

[[nodiscard]] constexpr const char* name_of(Family family) {
  return families[static_cast<std::size_t>(family)].name;
}

class Kv {
 public:
  virtual ~Kv() = default;
  Kv(const Kv&) = delete;
  Kv& operator=(const Kv&) = delete;

  // Walks keys in order. Any failure to read throws; there is no status to forget.
  class Cursor {
   public:
    virtual ~Cursor() = default;
    virtual void seek(std::string_view key) = 0;  // to the first key not before it
    virtual void seek_last() = 0;
    virtual void next() = 0;
    [[nodiscard]] virtual bool is_valid() const = 0;
    // Good until the cursor moves.
    [[nodiscard]] virtual std::string_view key() const = 0;
    [[nodiscard]] virtual std::string_view value() const = 0;
  };
  [[nodiscard]] virtual std::unique_ptr<Cursor> cursor(Family family) const = 0;

  // A batch on its way in. Within a family keys ascend; different families may be filled by
  // different threads. Nothing is visible before finish(), which is all or nothing and durable.
  class Bundle {
   public:
    virtual ~Bundle() = default;
    virtual void put(Family family, std::string_view key, std::string_view value) = 0;
    virtual void finish() = 0;
  };
  // small: through the log. large: as sorted files that are taken in with one step.
  enum class BundleSize : std::uint8_t { small, large };
  [[nodiscard]] virtual std::unique_ptr<Bundle> bundle(BundleSize size) = 0;

  // Sees what another process has committed since. For stores opened to read.
  virtual void catch_up() = 0;
  // Reads every block of every file and checks it.
  virtual void verify_checksums() const = 0;
  [[nodiscard]] virtual std::uint64_t bytes_on_disk() const = 0;

 protected:
  Kv() = default;
};

// Makes an empty one; the directory must not exist.
void create_kv(const std::filesystem::path& directory);
// What is opened to inspect or to read never changes the directory. Inspecting needs that no other
// process writes, and sees every family as the last commit left it.
enum class KvMode : std::uint8_t { inspect, read, write };
[[nodiscard]] std::unique_ptr<Kv> open_kv(const std::filesystem::path& directory, KvMode mode);

}  // namespace relata
