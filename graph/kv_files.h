#pragma once

// How RocksDB is made to treat the file system: for the owner alone, and for readers without a
// trace.
//
// By itself it makes files that everyone may read, as far as the umask allows. The umask belongs to
// the whole process and all its threads, so it is left alone; each file is there, with mode 0600,
// before RocksDB opens it. Until then the store's directory, which is 0700, keeps others out.

#include <rocksdb/env.h>
#include <atomic>
#include <filesystem>
#include <memory>

namespace relata {

// While it is set, nothing is deleted. RocksDB 7.8 deletes the sorted files of a load whose last
// step failed, although its manifest may name them already: the next open finds them missing and
// takes the whole store for damaged. What is kept in vain the next open removes.
using KeepsFiles = std::atomic<bool>;

// Must outlive what is opened with it.
[[nodiscard]] std::unique_ptr<rocksdb::Env> make_private_env(
    const std::shared_ptr<const KeepsFiles>& keeps_files);
// Keeps nothing of what it is told, and so needs no file.
[[nodiscard]] std::shared_ptr<rocksdb::Logger> make_silent_log();
// Error{io} if it cannot be made; it may not be there yet.
void make_private_directory(const std::filesystem::path& directory);

}  // namespace relata
