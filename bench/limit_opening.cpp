// The bare kernel of a cold question: RocksDB alone.

#include <rocksdb/db.h>

#include <memory>
#include <stdexcept>

#include "bench/limit.h"
#include "bench/report.h"
#include "graph/kv_files.h"
#include "graph/marker.h"

namespace relata::bench {
namespace {

void check(const rocksdb::Status& status) {
  if (!status.ok()) throw std::runtime_error("opening with RocksDB alone: " + status.ToString());
}

}  // namespace

double bare_opening_ms(const std::filesystem::path& store) {
  const std::string directory = StoreLayout(store).database.string();
  const Stopwatch watch;
  std::vector<std::string> names;
  check(rocksdb::DB::ListColumnFamilies({}, directory, &names));
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const std::string& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DBOptions options;
  options.max_file_opening_threads = 1;
  options.info_log = make_silent_log();
  rocksdb::DB* opened = nullptr;
  check(rocksdb::DB::OpenForReadOnly(options, directory, families, &handles, &opened));
  const std::unique_ptr<rocksdb::DB> database(opened);
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    const std::unique_ptr<rocksdb::Iterator> cursor(database->NewIterator({}, handle));
    cursor->SeekToFirst();
    check(cursor->status());
  }
  const double milliseconds = watch.milliseconds();
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    check(database->DestroyColumnFamilyHandle(handle));
  }
  return milliseconds;
}

}  // namespace relata::bench
