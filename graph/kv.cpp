#include "graph/kv.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <relata/error.h>
#include <map>
#include <mutex>
#include <vector>

#include "graph/kv_files.h"
#include "graph/log_records.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t cache_bytes = 256 << 20;
// A reader that is asked again and again keeps the evidence it has read.
constexpr std::size_t reader_cache_bytes = 512 << 20;
constexpr std::size_t memtable_bytes = 16 << 20;
// Each open replays the log, about 45 ms a megabyte: beside a writer so much of it,
constexpr std::uint64_t log_bytes_max = 2 << 20;
// and this much once the writer has closed.
constexpr std::uint64_t log_bytes_left = 256 << 10;
constexpr std::uint64_t load_file_bytes = 256 << 20;  // a sorted file is closed beyond this

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

void check(const rocksdb::Status& status, const std::string& doing) {
  if (status.ok()) return;
  const std::string text = doing + ": " + status.ToString();
  const bool lacks_file = status.IsNotFound() || status.IsPathNotFound();
  if (status.IsCorruption() || lacks_file || status.IsInvalidArgument()) {
    throw Error(ErrorCode::damaged,
                text + "; run `relata verify`, then restore a copy or ingest anew");
  }
  throw Error(ErrorCode::io, text + "; check the disk's space and permissions");
}

rocksdb::ColumnFamilyOptions family_options(const FamilySpec& spec,
                                            const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.block_size = 16 << 10;
  table.checksum = rocksdb::kXXH3;
  table.format_version = 5;
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.write_buffer_size = memtable_bytes;
  options.paranoid_file_checks = true;
  options.compression =
      spec.compression == Compression::light ? rocksdb::kLZ4Compression : rocksdb::kZSTD;
  options.compression_opts.level = 3;
  return options;
}

rocksdb::DBOptions database_options(rocksdb::Env& env) {
  rocksdb::DBOptions options;
  options.env = &env;
  options.create_if_missing = false;
  options.create_missing_column_families = false;
  // Neither RocksDB mode can tell a torn tail from a damaged log; this one opens, and the store's
  // ledger tells.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.track_and_verify_wals_in_manifest = true;
  options.recycle_log_file_num = 0;
  options.manual_wal_flush = false;
  options.paranoid_checks = true;
  options.fail_if_options_file_error = true;
  options.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  options.max_total_wal_size = log_bytes_max;
  options.keep_log_file_num = 2;
  options.max_log_file_size = 1 << 20;
  options.max_open_files = -1;
  options.max_file_opening_threads = 1;  // else sixteen are started for each family by each open
  options.max_background_jobs = 2;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> descriptors(
    const std::shared_ptr<rocksdb::Cache>& cache) {
  std::vector<rocksdb::ColumnFamilyDescriptor> all;
  // RocksDB insists on a family called "default"; it stays empty.
  all.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions());
  for (const FamilySpec& spec : families) all.emplace_back(spec.name, family_options(spec, cache));
  return all;
}

class RocksCursor final : public Kv::Cursor {
 public:
  RocksCursor(rocksdb::DB& database, rocksdb::ColumnFamilyHandle* handle, Family family)
      : family_(family) {
    rocksdb::ReadOptions options;
    options.verify_checksums = true;
    iterator_.reset(database.NewIterator(options, handle));
  }

  void seek(std::string_view key) override {
    iterator_->Seek(slice(key));
    check_status();
  }
  void seek_last() override {
    iterator_->SeekToLast();
    check_status();
  }
  void next() override {
    iterator_->Next();
    check_status();
  }
  [[nodiscard]] bool is_valid() const override { return iterator_->Valid(); }
  [[nodiscard]] std::string_view key() const override { return view(iterator_->key()); }
  [[nodiscard]] std::string_view value() const override { return view(iterator_->value()); }

 private:
  void check_status() const {
    if (!iterator_->Valid()) {
      check(iterator_->status(), std::string("reading ") + name_of(family_));
    }
  }

  Family family_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

// The database, its handles in the order of Family, and where it lies.
struct Database {
  fs::path directory;
  std::shared_ptr<KeepsFiles> keeps_files = std::make_shared<KeepsFiles>(false);
  std::unique_ptr<rocksdb::Env> env = make_private_env(keeps_files);
  std::unique_ptr<rocksdb::DB> database;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
};

class SmallBundle final : public Kv::Bundle {
 public:
  explicit SmallBundle(Database& db) : db_(db), batch_(0, 0, 8, 0) {}

  void put(Family family, std::string_view key, std::string_view value) override {
    const std::lock_guard lock(mutex_);
    check(batch_.Put(db_.handles[static_cast<std::size_t>(family)], slice(key), slice(value)),
          "gathering a batch");
  }

  void finish() override {
    rocksdb::WriteOptions options;
    options.sync = true;
    check(db_.database->Write(options, &batch_), "writing a batch to " + db_.directory.string());
  }

 private:
  Database& db_;
  std::mutex mutex_;
  rocksdb::WriteBatch batch_;  // each pair of key and value carries a checksum in memory
};

fs::path load_directory(const fs::path& directory) { return directory.parent_path() / "load"; }

class LargeBundle final : public Kv::Bundle {
 public:
  explicit LargeBundle(Database& db) : db_(db) {
    make_private_directory(load_directory(db.directory));
  }

  ~LargeBundle() override {
    std::error_code ignored;  // what is left is removed by the next open
    fs::remove_all(load_directory(db_.directory), ignored);
  }

  void put(Family family, std::string_view key, std::string_view value) override {
    Files& files = files_[static_cast<std::size_t>(family)];
    if (files.writer && files.writer->FileSize() > load_file_bytes) close(files);
    if (!files.writer) open(family, files);
    check(files.writer->Put(slice(key), slice(value)), "writing a sorted file");
  }

  void finish() override {
    // Files are taken in over empty memtables: with others, 7.8 may put them in the wrong order.
    check(db_.database->Flush(rocksdb::FlushOptions(), db_.handles), "writing what is in memory");
    std::vector<rocksdb::IngestExternalFileArg> arguments;
    for (const FamilySpec& spec : families) {
      const auto index = static_cast<std::size_t>(spec.family);
      close(files_[index]);
      if (files_[index].names.empty()) continue;
      rocksdb::IngestExternalFileArg argument;
      argument.column_family = db_.handles[index];
      argument.external_files = files_[index].names;
      argument.options.move_files = true;
      // Their checksums were made while they were written, and hold as long as nothing is put into
      // them.
      argument.options.verify_file_checksum = false;
      argument.options.write_global_seqno = false;
      argument.files_checksums = files_[index].checksums;
      argument.files_checksum_func_names = files_[index].checksum_names;
      arguments.push_back(std::move(argument));
    }
    // One call for all families: two would leave one loaded without the other after a kill.
    *db_.keeps_files = true;
    check(db_.database->IngestExternalFiles(arguments),
          "taking sorted files into " + db_.directory.string());
    *db_.keeps_files = false;  // after a failure it stays: see there
  }

 private:
  struct Files {
    std::unique_ptr<rocksdb::SstFileWriter> writer;
    std::vector<std::string> names;
    std::vector<std::string> checksums;
    std::vector<std::string> checksum_names;
  };

  void open(Family family, Files& files) {
    const auto index = static_cast<std::size_t>(family);
    const rocksdb::Options options(database_options(*db_.env), db_.descriptors[index + 1].options);
    files.writer = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), options,
                                                            db_.handles[index]);
    const std::string name = std::string(name_of(family)) + std::to_string(files.names.size());
    files.names.push_back((load_directory(db_.directory) / name).string());
    check(files.writer->Open(files.names.back()), "making " + files.names.back());
  }

  static void close(Files& files) {
    if (!files.writer) return;
    rocksdb::ExternalSstFileInfo info;
    check(files.writer->Finish(&info), "finishing " + files.names.back());
    files.checksums.push_back(info.file_checksum);
    files.checksum_names.push_back(info.file_checksum_func_name);
    files.writer.reset();
  }

  Database& db_;
  std::array<Files, families.size()> files_;
};

class RocksKv final : public Kv {
 public:
  RocksKv(Database db, KvMode mode) : db_(std::move(db)), mode_(mode) {}

  ~RocksKv() override {
    if (mode_ == KvMode::write) write_out_long_log();
    for (rocksdb::ColumnFamilyHandle* handle : db_.handles) {
      db_.database->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    }
    db_.database->Close().PermitUncheckedError();
  }

  [[nodiscard]] std::unique_ptr<Cursor> cursor(Family family) const override {
    return std::make_unique<RocksCursor>(*db_.database,
                                         db_.handles[static_cast<std::size_t>(family)], family);
  }

  [[nodiscard]] std::unique_ptr<Bundle> bundle(BundleSize size) override {
    if (size == BundleSize::small) return std::make_unique<SmallBundle>(db_);
    return std::make_unique<LargeBundle>(db_);
  }

  void catch_up() override {
    check(db_.database->TryCatchUpWithPrimary(), "catching up with the writer");
  }

  void verify_checksums() const override {
    check(db_.database->VerifyFileChecksums(rocksdb::ReadOptions()), "checking the files");
    check(db_.database->VerifyChecksum(), "checking the blocks");
  }

  [[nodiscard]] std::uint64_t bytes_on_disk() const override {
    std::uint64_t total = 0;
    std::error_code ignored;  // a file may go while a writer compacts
    for (const auto& file : fs::directory_iterator(db_.directory, ignored)) {
      if (const auto size = file.file_size(ignored); !ignored) total += size;
    }
    return total;
  }

 private:
  // What fails here is in the log still.
  void write_out_long_log() {
    rocksdb::VectorLogPtr logs;
    if (!db_.database->GetSortedWalFiles(logs).ok()) return;
    std::uint64_t bytes = 0;
    for (const auto& log : logs) bytes += log->SizeFileBytes();
    if (bytes <= log_bytes_left) return;
    db_.database->Flush(rocksdb::FlushOptions(), db_.handles).PermitUncheckedError();
  }

  Database db_;
  KvMode mode_;
};

// What a killed load left behind was never part of the store.
void remove_left_over_load(const fs::path& directory) {
  std::error_code error;
  fs::remove_all(load_directory(directory), error);
  if (error) {
    throw Error(ErrorCode::io, "removing " + load_directory(directory).string() + ": " +
                                   error.message() + "; check its permissions");
  }
}

}  // namespace

void create_kv(const fs::path& directory) {
  make_private_directory(directory);
  const auto env = make_private_env(std::make_shared<KeepsFiles>(false));
  rocksdb::Options options(database_options(*env), rocksdb::ColumnFamilyOptions());
  options.create_if_missing = true;
  options.error_if_exists = true;
  const std::string doing = "creating a store in " + directory.string();
  rocksdb::DB* opened = nullptr;
  check(rocksdb::DB::Open(options, directory.string(), &opened), doing);
  const std::unique_ptr<rocksdb::DB> database(opened);
  // In an open that makes them and fails on the way, RocksDB trips over its own handles.
  std::vector<rocksdb::ColumnFamilyDescriptor> missing = descriptors(rocksdb::NewLRUCache(1 << 20));
  missing.erase(missing.begin());  // "default"
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status made = database->CreateColumnFamilies(missing, &handles);
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    check(database->DestroyColumnFamilyHandle(handle), doing);
  }
  check(made, doing);
  check(database->Close(), doing);
}

std::unique_ptr<Kv> open_kv(const fs::path& directory, KvMode mode) {
  check_log_records(directory);
  const std::size_t kept = mode == KvMode::read ? reader_cache_bytes : cache_bytes;
  const auto cache = rocksdb::NewLRUCache(kept, -1, false);
  Database db{.directory = directory, .descriptors = descriptors(cache)};
  rocksdb::DBOptions options = database_options(*db.env);
  // Without a log of its own, neither kind of reader makes a file anywhere.
  if (mode != KvMode::write) options.info_log = make_silent_log();
  const std::string path = directory.string();
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status;
  switch (mode) {
    case KvMode::inspect:
      status = rocksdb::DB::OpenForReadOnly(options, path, db.descriptors, &handles, &opened);
      break;
    case KvMode::read:
      status = rocksdb::DB::OpenAsSecondary(options, path, path, db.descriptors, &handles, &opened);
      break;
    case KvMode::write:
      remove_left_over_load(directory);
      status = rocksdb::DB::Open(options, path, db.descriptors, &handles, &opened);
      break;
  }
  check(status, "opening " + path);
  db.database.reset(opened);
  check(db.database->DestroyColumnFamilyHandle(handles.front()), "opening " + path);
  db.handles.assign(handles.begin() + 1, handles.end());
  return std::make_unique<RocksKv>(std::move(db), mode);
}

}  // namespace relata
