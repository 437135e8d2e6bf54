#include "ingest/rejects.h"

#include <relata/error.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "ingest/line_reader.h"
#include "ingest/readers.h"
#include "ingest/rejects_json.h"
#include "ingest/rejects_xml.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t whole_bytes_max = 16 << 20;

[[noreturn]] void fail(const std::string& path) {
  throw Error(ErrorCode::io, "writing the rejected records to " + path +
                                 ": it cannot be written; check the path, its permissions and the "
                                 "space left");
}

// The lines that begin an input and those of its rejected records.
struct RejectedLines {
  std::string before;  // the first record
  std::string lines;
};

RejectedLines read_again(const InputFile& file, const std::vector<RecordExtent>& rejected,
                         std::uint64_t first_record) {
  InputStream input(file);
  LineReader reader(input, std::size_t{1} << 30);
  RejectedLines found;
  auto at = rejected.begin();
  for (LineReader::Line line; at != rejected.end() && reader.next(line);) {
    while (at != rejected.end() && line.number >= at->end) ++at;
    const bool is_rejected = at != rejected.end() && line.number >= at->begin;
    if (line.number >= first_record && !is_rejected) continue;
    std::string& lines = line.number < first_record ? found.before : found.lines;
    lines.append(line.text, line.size);
    lines += line.has_return ? "\r\n" : "\n";
  }
  return found;
}

// Those of one input after the other. The file is made when there is something to write.
class Rejects {
 public:
  Rejects(const std::string& path, ReportBuilder& report)
      : path_(path), partial_(path + ".partial"), report_(report) {}

  void add(const InputFile& file, const Reader& reader, std::uint32_t number) {
    const std::vector<RecordExtent> rejected = report_.rejected(number);
    if (rejected.empty()) return;
    const RecordPlace place{.file = number, .record = rejected.front().record};
    if (reader.cut == Cut::lines) return add_lines(file, rejected, place);
    if (is_open()) {
      return report_.warn(
          "rejected records that are no lines are not written to a file of rejects that has others "
          "already; ingest their input by itself",
          place);
    }
    add_document(file, reader, rejected, place);
  }

  void finish() {
    if (!is_open()) return;
    out_.close();
    std::error_code error;
    if (!out_.fail()) fs::rename(partial_, path_, error);
    if (out_.fail() || error) {
      std::error_code ignored;
      fs::remove(partial_, ignored);
      fail(path_);
    }
  }

 private:
  [[nodiscard]] bool is_open() const { return out_.is_open(); }

  void open() {
    out_.open(partial_, std::ios::binary | std::ios::trunc);
    if (!out_) fail(path_);
  }

  void add_lines(const InputFile& file, const std::vector<RecordExtent>& rejected,
                 RecordPlace place) {
    const RejectedLines found = read_again(file, rejected, report_.first_record(place.file));
    if (!is_open()) {
      open();
      before_ = found.before;
      out_ << found.before;
    } else if (!before_ || found.before != *before_) {
      return report_.warn(
          "rejected lines of an input that begins otherwise than the first are not written "
          "to the file of rejects; ingest it by itself",
          place);
    }
    out_ << found.lines;
  }

  void add_document(const InputFile& file, const Reader& reader,
                    const std::vector<RecordExtent>& rejected, RecordPlace place) {
    const std::vector<const char*> names = names_of(reader.cut_out);
    std::vector<std::uint64_t> begins;
    for (const RecordExtent& each : rejected) begins.push_back(each.begin);
    std::sort(begins.begin(), begins.end());
    if (reader.cut == Cut::whole) return add_whole(file, reader, place);
    InputStream input(file);
    open();
    if (reader.cut == Cut::json) {
      copy_json_without_taken(input, names, begins, out_);
    } else {
      copy_xml_without_taken(input, names, begins, out_);
    }
  }

  static std::vector<const char*> names_of(const decltype(Reader::cut_out)& all) {
    std::vector<const char*> names;
    for (const char* const name : all) {
      if (name != nullptr) names.push_back(name);
    }
    return names;
  }

  void add_whole(const InputFile& file, const Reader& reader, RecordPlace place) {
    InputStream input(file);
    std::string text(whole_bytes_max + 1, '\0');
    std::size_t size = 0;
    for (std::size_t got = 1; got > 0 && size < text.size(); size += got) {
      got = input.read(text.data() + size, text.size() - size);
    }
    const std::string why = std::string("records of the format ") + reader.name +
                            " depend on each other, so that the file of rejects ";
    if (size > whole_bytes_max) {
      return report_.warn(why +
                              "would have to be the whole input, which is too large; it is not "
                              "written: mend the input itself",
                          place);
    }
    report_.warn(why + "is the whole input", place);
    open();
    out_.write(text.data(), static_cast<std::streamsize>(size));
  }

  const std::string& path_;
  fs::path partial_;
  ReportBuilder& report_;
  std::ofstream out_;
  std::optional<std::string> before_;  // the first record; nothing if these are no lines
};

}  // namespace

void write_rejects(const std::string& path, const std::vector<InputFile>& files,
                   ReportBuilder& report) {
  Rejects rejects(path, report);
  std::map<std::string, const Reader*> readers;
  for (const InputFormat& input : report.report().inputs) {
    readers.emplace(input.file, &reader_called(input.format));
  }
  for (std::uint32_t number = 0; number < files.size(); ++number) {
    const auto reader = readers.find(files[number].path);
    if (reader != readers.end()) rejects.add(files[number], *reader->second, number);
  }
  rejects.finish();
}

}  // namespace relata
