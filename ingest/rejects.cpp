#include "ingest/rejects.h"

#include <relata/error.h>

#include <filesystem>
#include <fstream>

#include "ingest/line_reader.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

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

}  // namespace

void write_rejects(const std::string& path, const std::vector<InputFile>& files,
                   ReportBuilder& report) {
  const fs::path partial = path + ".partial";
  std::ofstream out;
  std::string before;
  for (std::uint32_t number = 0; number < files.size(); ++number) {
    const std::vector<RecordExtent> rejected = report.rejected(number);
    if (rejected.empty()) continue;
    const RecordPlace place{.file = number, .record = rejected.front().record};
    if (report.unit(number) != PlaceUnit::line) {
      report.warn("rejected records that are no lines are not written to the file of rejects",
                  place);
      continue;
    }
    const RejectedLines found = read_again(files[number], rejected, report.first_record(number));
    if (!out.is_open()) {
      out.open(partial, std::ios::binary | std::ios::trunc);
      if (!out) fail(path);
      before = found.before;
      out << before;
    } else if (found.before != before) {
      report.warn(
          "rejected lines of an input that begins otherwise than the first are not written "
          "to the file of rejects; ingest it by itself",
          place);
      continue;
    }
    out << found.lines;
  }
  if (!out.is_open()) return;
  out.close();
  std::error_code error;
  if (!out.fail()) fs::rename(partial, path, error);
  if (out.fail() || error) {
    std::error_code ignored;
    fs::remove(partial, ignored);
    fail(path);
  }
}

}  // namespace relata
