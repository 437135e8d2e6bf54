#pragma once

// What RocksDB writes one after another: its manifests and its write-ahead logs.
//
// Both are records in blocks of 32 KiB, each with a header of seven bytes: checksum, length, kind.
// Kinds 5 to 8 are those of logs that are written over again, which a store has none of. A
// secondary instance of RocksDB 7.8 that meets one in a file reads it again and again, forever: a
// single flipped bit makes it out of kinds 1 to 4.

#include <filesystem>

namespace relata {

// Looks at the headers in the manifests and logs of a database. Error{damaged} for a kind that no
// store has, with the file and the place. What is not whole at a file's end is left to RocksDB.
void check_log_records(const std::filesystem::path& directory);

}  // namespace relata
