// Packed inputs are read as what they hold, broken ones are said to be.

#include "ingest/input_stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <relata/error.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>

#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::TemporaryDirectory;

namespace {

namespace fs = std::filesystem;

using Filter = int (*)(archive*);

std::string packed(const std::string& content, Filter filter) {
  std::string bytes(content.size() + (std::size_t{1} << 20), '\0');
  std::size_t used = 0;
  archive* const writer = archive_write_new();
  filter(writer);
  archive_write_set_format_raw(writer);
  archive_write_set_bytes_in_last_block(writer, 1);
  REQUIRE(archive_write_open_memory(writer, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
  archive_entry* const entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(writer, entry);
  archive_write_data(writer, content.data(), content.size());
  archive_entry_free(entry);
  REQUIRE(archive_write_close(writer) == ARCHIVE_OK);
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

std::string text_lines(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += "line " + std::to_string(i * 7919 % 100'003) + "\n";
  return text;
}

class Written {
 public:
  explicit Written(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  // Read in steps of so many bytes.
  [[nodiscard]] std::string read(std::size_t step) const {
    InputStream input({.path = path_.string(), .name = "in"});
    std::string all;
    std::string buffer(step, '\0');
    while (const std::size_t got = input.read(buffer.data(), step)) all.append(buffer, 0, got);
    CHECK(input.bytes_read() == fs::file_size(path_));
    CHECK(all.starts_with(input.beginning()));
    return all;
  }

 private:
  TemporaryDirectory directory_;
  fs::path path_ = directory_.path() / "in";
};

}  // namespace

TEST_CASE("an input is unpacked by its first bytes, whatever it is called") {
  const std::string text = text_lines(60'000);
  REQUIRE(text.size() > 4 * InputStream::beginning_bytes);
  for (const Filter filter : {archive_write_add_filter_gzip, archive_write_add_filter_bzip2,
                              archive_write_add_filter_zstd, archive_write_add_filter_xz}) {
    const std::string bytes = packed(text, filter);
    CHECK(bytes.size() < text.size() / 2);
    CHECK(Written(bytes).read(100'000) == text);
    CHECK(Written(packed("a\n", filter)).read(1) == "a\n");
    CHECK(Written(packed("", filter)).read(1).empty());
  }
  CHECK(Written(text).read(777) == text);
  CHECK(Written("").read(1).empty());
  CHECK(Written("\x1F").read(1) == "\x1F");
}

TEST_CASE("archives that follow each other in a file are read on") {
  for (const Filter filter : {archive_write_add_filter_gzip, archive_write_add_filter_bzip2,
                              archive_write_add_filter_zstd, archive_write_add_filter_xz}) {
    CHECK(Written(packed("one\n", filter) + packed("two\n", filter)).read(100) == "one\ntwo\n");
  }
}

TEST_CASE("an archive that is cut or damaged is an error that names the file") {
  const std::string text = text_lines(60'000);
  for (const Filter filter : {archive_write_add_filter_gzip, archive_write_add_filter_bzip2,
                              archive_write_add_filter_zstd, archive_write_add_filter_xz}) {
    const std::string whole = packed(text, filter);
    std::string damaged = whole;
    for (std::size_t at = whole.size() / 2; at < whole.size() / 2 + 64; ++at) damaged[at] ^= 0x55;
    std::vector<std::string> broken = {whole.substr(0, whole.size() / 2)};
    // What writes Zstandard here adds no sum that would tell.
    if (filter != archive_write_add_filter_zstd) broken.push_back(damaged);
    // At its very beginning bzip2's damage looks like the end of nothing.
    std::string early = whole;
    for (std::size_t at = 20; at < 40; ++at) early[at] ^= 0x55;
    if (filter == archive_write_add_filter_bzip2) broken.push_back(early);
    for (const std::string& bytes : broken) {
      try {
        const std::string read = Written(bytes).read(1 << 20);
        FAIL("it was read: " << read.size() << " of " << text.size() << " bytes");
      } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::input);
        CHECK_THAT(error.what(),
                   Catch::StartsWith("unpacking ") && Catch::EndsWith("; fetch the file again"));
      }
    }
  }
}
