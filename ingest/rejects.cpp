#include "ingest/rejects.h"

#include <relata/error.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "ingest/line_reader.h"
#include "ingest/rdf.h"
#include "ingest/readers.h"
#include "ingest/rejects_json.h"
#include "ingest/rejects_rdf.h"
#include "ingest/rejects_xml.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t whole_bytes_max = 16 << 20;

[[noreturn]] void fail(const fs::path& path) {
  throw Error(ErrorCode::io, "writing the rejected records to " + path.string() +
                                 ": it cannot be written; check the path, its permissions and the "
                                 "space left");
}

// Appears under its name when it is finished. Until then it is a hidden file, which a call that
// takes the directory passes over.
class RejectsFile {
 public:
  explicit RejectsFile(const fs::path& path)
      : path_(path), partial_(path.parent_path() / ("." + path.filename().string() + ".partial")) {
    out_.open(partial_, std::ios::binary | std::ios::trunc);
    if (!out_) fail(path_);
  }
  ~RejectsFile() {
    std::error_code ignored;
    if (!is_finished_) fs::remove(partial_, ignored);
  }
  RejectsFile(const RejectsFile&) = delete;
  RejectsFile& operator=(const RejectsFile&) = delete;

  [[nodiscard]] std::ostream& out() { return out_; }

  void finish() {
    out_.close();
    std::error_code error;
    if (!out_.fail()) fs::rename(partial_, path_, error);
    if (out_.fail() || error) fail(path_);
    is_finished_ = true;
  }

 private:
  const fs::path& path_;
  fs::path partial_;
  std::ofstream out_;
  bool is_finished_ = false;
};

// Of one input.
class Rejects {
 public:
  // There are some.
  Rejects(const InputFile& file, KeptInput* kept, const Reader& reader, std::uint32_t number,
          std::size_t record_bytes_max, ReportBuilder& report)
      : file_(file),
        kept_(kept),
        reader_(reader),
        number_(number),
        record_bytes_max_(record_bytes_max),
        report_(report),
        rejected_(report.rejected(number)) {}

  void write(const fs::path& path) const {
    if (reader_.cut == Cut::whole && !may_be_whole()) return;
    RejectsFile rejects(path);
    copy(rejects.out());
    rejects.finish();
  }

 private:
  void copy(std::ostream& out) const {
    InputStream input(file_, kept_);
    switch (reader_.cut) {
      case Cut::lines:
        return copy_lines(input, out);
      case Cut::json:
        return copy_json_without_taken(input, names_cut_out(), begins(), out);
      case Cut::xml:
        return copy_xml_without_taken(input, names_cut_out(), begins(), out);
      case Cut::rdf: {
        const RdfLanguage language = rdf_language_of(input);
        if (!is_of_documents(language)) return copy_lines(input, out);
        InputStream again(file_, kept_);
        return copy_rdf_without_taken(input, again, language, record_bytes_max_, begins(), out);
      }
      case Cut::whole:
        return copy_all(input, out);
    }
  }

  void copy_lines(InputStream& input, std::ostream& out) const {
    const std::uint64_t first_record = report_.first_record(number_);
    LineReader reader(input, std::size_t{1} << 30);
    auto at = rejected_.begin();
    for (LineReader::Line line; at != rejected_.end() && reader.next(line);) {
      while (at != rejected_.end() && line.number >= at->end) ++at;
      const bool is_rejected = at != rejected_.end() && line.number >= at->begin;
      if (line.number >= first_record && !is_rejected) continue;
      out.write(line.text, static_cast<std::streamsize>(line.size));
      out << (line.has_return ? "\r\n" : "\n");
    }
  }

  static void copy_all(InputStream& input, std::ostream& out) {
    std::string part(std::size_t{64} << 10, '\0');
    while (const std::size_t size = input.read(part.data(), part.size())) {
      out.write(part.data(), static_cast<std::streamsize>(size));
    }
  }

  // Warned of, either way.
  [[nodiscard]] bool may_be_whole() const {
    InputStream input(file_, kept_);
    std::string part(std::size_t{64} << 10, '\0');
    std::uint64_t size = 0;
    for (std::size_t got = 1; got > 0 && size <= whole_bytes_max; size += got) {
      got = input.read(part.data(), part.size());
    }
    const bool is_large = size > whole_bytes_max;
    report_.warn(std::string("records of the format ") + reader_.name +
                     " depend on each other, so that the file of rejects " +
                     (is_large ? "would have to be the whole input, which is too large; it is not "
                                 "written: mend the input itself"
                               : "is the whole input"),
                 {.file = number_, .record = rejected_.front().record});
    return !is_large;
  }

  [[nodiscard]] std::vector<std::uint64_t> begins() const {
    std::vector<std::uint64_t> begins;
    for (const RecordExtent& each : rejected_) begins.push_back(each.begin);
    return begins;
  }

  [[nodiscard]] std::vector<const char*> names_cut_out() const {
    std::vector<const char*> names;
    for (const char* const name : reader_.cut_out) {
      if (name != nullptr) names.push_back(name);
    }
    return names;
  }

  const InputFile& file_;
  KeptInput* kept_;
  const Reader& reader_;
  std::uint32_t number_;
  std::size_t record_bytes_max_;
  ReportBuilder& report_;
  std::vector<RecordExtent> rejected_;
};

// The same for all ways to write a path; the path itself if it cannot be followed.
fs::path followed(const fs::path& path) {
  std::error_code error;
  fs::path found = fs::weakly_canonical(path, error);
  return error ? path : found;
}

void make_directory(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) fail(path);
}

}  // namespace

RejectsPlan plan_rejects(const std::string& path, const std::vector<InputFile>& files) {
  std::error_code ignored;  // what cannot be looked at is seen when it is written
  const fs::file_status status = fs::status(path, ignored);
  const bool is_directory = files.size() > 1 || path.ends_with('/') || fs::is_directory(status);
  if (is_directory && fs::exists(status) && !fs::is_directory(status)) {
    throw Error(ErrorCode::usage, "writing the rejected records to " + path +
                                      ": several inputs need a directory, and this is none; name "
                                      "another");
  }
  RejectsPlan plan;
  std::map<std::string, int> of_name;
  std::set<fs::path> inputs;
  for (const InputFile& file : files) {
    const bool is_file = file.path != "-" && file.is_read;
    if (is_file && !fs::is_regular_file(file.path, ignored) && fs::exists(file.path, ignored)) {
      throw Error(ErrorCode::usage, "writing the rejected records of " + file.path +
                                        ": it is no regular file and cannot be read again for "
                                        "them; give it as standard input (-), which is kept");
    }
    if (is_file) inputs.insert(followed(file.path));
    plan.kept.push_back(is_file ? nullptr : std::make_unique<KeptInput>());
    const int count = ++of_name[file.name];
    const fs::path directory = count == 1 ? fs::path(path) : fs::path(path) / std::to_string(count);
    plan.places.push_back(is_directory ? directory / file.name : fs::path(path));
  }
  for (const fs::path& place : plan.places) {
    const fs::path directory = place.parent_path();
    if (std::find(plan.places.begin(), plan.places.end(), directory) != plan.places.end()) {
      throw Error(ErrorCode::usage, "writing the rejected records: " + directory.string() +
                                        " would be a file for one input and a directory for "
                                        "another; ingest them in two calls");
    }
    if (!inputs.contains(followed(place))) continue;
    throw Error(ErrorCode::usage, "writing the rejected records to " + place.string() +
                                      ": that is an input; name another place");
  }
  return plan;
}

void write_rejects(const RejectsPlan& plan, const std::vector<InputFile>& files,
                   const IngestQuery& query, ReportBuilder& report) {
  std::map<std::string, const Reader*> readers;
  for (const InputFormat& input : report.report().inputs) {
    readers.emplace(input.file, &reader_called(input.format));
  }
  for (std::uint32_t number = 0; number < files.size(); ++number) {
    const auto reader = readers.find(files[number].path);
    if (reader == readers.end() || report.rejected(number).empty()) continue;
    // A directory is made when there is something for it; of a file it has to be there.
    const bool is_in_directory = plan.places[number] != fs::path(query.rejects);
    if (is_in_directory) make_directory(plan.places[number].parent_path());
    Rejects(files[number], plan.kept_of(number), *reader->second, number, query.line_bytes_max,
            report)
        .write(plan.places[number]);
  }
}

}  // namespace relata
