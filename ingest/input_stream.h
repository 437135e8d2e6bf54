#pragma once

// The bytes of an input: a file or standard input, unpacked on the way if it is compressed.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace relata {

class KeptInput;

struct InputFile {
  std::string path;  // "-": standard input
  // As reports and claims name it: the last part of the path, or the path within the directory that
  // was named.
  std::string name;
  std::uint64_t bytes = 0;  // on disk; 0: unknown
  bool is_found = false;    // in a directory that was named, not named itself
  bool is_read = true;      // false: found, and neither file nor directory
};

// Compression is told by the first bytes, whatever the name: gzip, bzip2, Zstandard or xz, of
// several members or frames too. Every failure is Error{io}, a missing file Error{not_found}, a
// broken archive Error{input}. Standard input comes from what is `kept` of it, if it is read more
// than once; that outlives the stream.
class InputStream {
 public:
  explicit InputStream(const InputFile& file, KeptInput* kept = nullptr);
  ~InputStream();
  InputStream(const InputStream&) = delete;
  InputStream& operator=(const InputStream&) = delete;

  // The first bytes, up to `beginning_bytes`; reading gives them again.
  [[nodiscard]] std::string_view beginning() const { return beginning_; }
  // 0 at the end only.
  [[nodiscard]] std::size_t read(char* to, std::size_t most);
  // Of the file as it lies on disk, so that they add up to its size. May be asked while another
  // thread reads.
  [[nodiscard]] std::uint64_t bytes_read() const;
  [[nodiscard]] const InputFile& file() const { return file_; }

  static constexpr std::size_t beginning_bytes = 64 << 10;

 private:
  class Source;
  class Unpacker;
  class Gunzip;
  class Unarchive;

  [[nodiscard]] std::size_t read_on(char* to, std::size_t most);

  InputFile file_;
  std::unique_ptr<Source> source_;
  std::unique_ptr<Unpacker> unpacker_;  // if it is compressed
  std::string beginning_;
  std::size_t given_ = 0;  // of the beginning
};

}  // namespace relata
