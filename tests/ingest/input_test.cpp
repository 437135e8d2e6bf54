// What is read, and its lines.

#include "ingest/input.h"

#include <unistd.h>

#include <relata/error.h>
#include <sys/stat.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <optional>

#include "ingest/line_reader.h"
#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::TemporaryDirectory;

namespace {

namespace fs = std::filesystem;

std::string write(const fs::path& path, std::string_view content) {
  std::ofstream(path, std::ios::binary)
      .write(content.data(), static_cast<std::streamsize>(content.size()));
  return path.string();
}

struct SeenLine {
  std::string text;
  std::uint64_t number = 0;
  std::size_t size = 0;
  bool is_too_long = false;
};

std::vector<SeenLine> lines_of(std::string_view content, std::size_t line_bytes_max = 1 << 20) {
  const TemporaryDirectory directory;
  const InputFile file{.path = write(directory.path() / "in.jsonl", content), .name = "in.jsonl"};
  InputStream input(file);
  LineReader reader(input, line_bytes_max);
  std::vector<SeenLine> seen;
  for (LineReader::Line line; reader.next(line);) {
    if (!line.is_too_long) CHECK(line.text[line.size] == '\0');
    seen.push_back({.text = line.is_too_long ? "" : std::string(line.text, line.size),
                    .number = line.number,
                    .size = line.size,
                    .is_too_long = line.is_too_long});
  }
  CHECK(input.bytes_read() == content.size());
  return seen;
}

// Each line in quotes, a number before it where it is not the next.
std::string texts_of(std::string_view content) {
  std::string all;
  std::uint64_t number = 0;
  for (const SeenLine& line : lines_of(content)) {
    CHECK(line.number == ++number);
    all += "'" + line.text + "'";
  }
  return all;
}

struct Thrown {
  std::optional<ErrorCode> code;
  std::string message;
};

Thrown thrown_by_listing(const std::string& name) {
  try {
    (void)list_inputs({name});
  } catch (const Error& error) {
    return {.code = error.code(), .message = error.what()};
  }
  return {};
}

}  // namespace

TEST_CASE("lines end with a line feed, a carriage return before it or the file") {
  CHECK(texts_of("").empty());
  CHECK(texts_of("a") == "'a'");
  CHECK(texts_of("a\n") == "'a'");
  CHECK(texts_of("a\nb") == "'a''b'");
  CHECK(texts_of("a\r\nb\r\n") == "'a''b'");
  CHECK(texts_of("a\r\nb\r") == "'a''b'");
  CHECK(texts_of("a\rb\n") == "'a\rb'");
  CHECK(texts_of("a\r\r\n") == "'a\r'");
  CHECK(texts_of("\n\na\n\n") == "'''''a'''");
  CHECK(texts_of("\r\n\r\n") == "''''");
}

TEST_CASE("a byte order mark is dropped before the first line only") {
  CHECK(texts_of("\xEF\xBB\xBF{}\n\xEF\xBB\xBF{}\n") == "'{}''\xEF\xBB\xBF{}'");
  CHECK(texts_of("\xEF\xBB\xBF") == "''");
  CHECK(texts_of("\xEF\xBB") == "'\xEF\xBB'");
}

TEST_CASE("a line is as long as the limit allows, its end not counted") {
  for (const std::string end : {"", "\n", "\r\n"}) {
    CAPTURE(end);
    const auto lines = lines_of("12345678" + end, 8);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].text == "12345678");
  }
  const auto lines = lines_of("123456789\nab\n1234567890\r\ncd\n" + std::string(50, 'x'), 8);
  REQUIRE(lines.size() == 5);
  CHECK(lines[0].is_too_long);
  CHECK(lines[0].size == 9);
  CHECK(lines[1].text == "ab");
  CHECK(lines[2].is_too_long);
  CHECK(lines[3].text == "cd");
  CHECK(lines[4].is_too_long);
  CHECK(lines[4].size == 50);
  CHECK(lines[4].number == 5);
}

TEST_CASE("lines longer than the buffer are read whole or passed over") {
  const std::string large(5'000'000, 'x');
  const auto whole = lines_of("a\n" + large + "\nb\n", 5'000'000);
  REQUIRE(whole.size() == 3);
  CHECK(whole[1].text == large);
  CHECK(whole[2].text == "b");
  const auto passed = lines_of("a\n" + large + "\nb\n", 4'999'999);
  REQUIRE(passed.size() == 3);
  CHECK(passed[1].is_too_long);
  CHECK(passed[1].size == 5'000'000);
  CHECK(passed[2].text == "b");
}

TEST_CASE("lines that straddle the reads are whole") {
  std::string content;
  for (int i = 0; i < 40'000; ++i) {
    content += std::string(static_cast<std::size_t>(i % 173), 'y') + std::to_string(i) + "\n";
  }
  const auto lines = lines_of(content);
  REQUIRE(lines.size() == 40'000);
  std::string again;
  for (const SeenLine& line : lines) again += line.text + "\n";
  CHECK(again == content);
}

TEST_CASE("a directory stands for its files and those of the directories in it, by name") {
  const TemporaryDirectory directory;
  write(directory.path() / "b.jsonl", "xyz");
  write(directory.path() / "a.jsonl", "");
  write(directory.path() / "c.json", "");
  write(directory.path() / ".hidden.jsonl", "");
  fs::create_directory(directory.path() / "d.jsonl");
  fs::create_directories(directory.path() / "e" / "f");
  write(directory.path() / "e" / "f" / "a.jsonl", "x");
  fs::create_directory(directory.path() / ".git");
  write(directory.path() / ".git" / "a.jsonl", "x");
  fs::create_directory_symlink(directory.path(), directory.path() / "e" / "round");
  REQUIRE(::mkfifo((directory.path() / "pipe").c_str(), 0600) == 0);
  const auto files = list_inputs({directory.path().string(), "-"});
  REQUIRE(files.size() == 7);
  CHECK(files[0].name == "a.jsonl");
  CHECK(files[0].is_found);
  CHECK(files[1].path == (directory.path() / "b.jsonl").string());
  CHECK(files[1].bytes == 3);
  CHECK(files[2].name == "c.json");
  CHECK(files[2].is_read);
  CHECK(files[3].name == "e/f/a.jsonl");
  CHECK(files[3].path == (directory.path() / "e" / "f" / "a.jsonl").string());
  CHECK(files[4].name == "e/round");
  CHECK(!files[4].is_read);
  CHECK(files[5].name == "pipe");
  CHECK(!files[5].is_read);
  CHECK(files[6].path == "-");
  CHECK(files[6].name == "standard input");
  CHECK(!files[6].is_found);
}

TEST_CASE("what is missing is named before anything is read") {
  const TemporaryDirectory directory;
  const std::string missing = (directory.path() / "missing.jsonl").string();
  const Thrown thrown = thrown_by_listing(missing);
  CHECK(thrown.code == ErrorCode::not_found);
  CHECK(thrown.message ==
        "reading " + missing + ": there is no such file or directory; check the path");
  const Thrown empty = thrown_by_listing(directory.path().string());
  CHECK(empty.code == ErrorCode::not_found);
  CHECK(empty.message == "reading " + directory.path().string() +
                             ": the directory holds no file; name one that does");
  CHECK(thrown_by_listing("").code == ErrorCode::not_found);
}

TEST_CASE("a file that is gone since it was listed is told as missing") {
  const TemporaryDirectory directory;
  const InputFile file{.path = (directory.path() / "gone.jsonl").string(), .name = "gone.jsonl"};
  try {
    const InputStream input(file);
    FAIL("it opened");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::not_found);
    CHECK_THAT(error.what(), Catch::Contains("gone.jsonl") && Catch::Contains("check the path"));
  }
}

TEST_CASE("a file that may not be read is told with its path") {
  if (geteuid() == 0) return;  // nothing is forbidden to root
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "secret.jsonl";
  write(path, "{}");
  fs::permissions(path, fs::perms::none);
  try {
    const InputStream input(list_inputs({path.string()}).front());
    FAIL("it opened");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::io);
    CHECK_THAT(error.what(), Catch::Contains("secret.jsonl") && Catch::Contains("permissions"));
  }
}

TEST_CASE("what can be opened but not read is told with its path") {
  const TemporaryDirectory directory;
  try {
    const InputStream input({.path = directory.path().string(), .name = "directory"});
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::io);
    CHECK_THAT(error.what(), Catch::Contains("reading " + directory.path().string()));
  }
}
