#include <relata/ingest.h>

#include <chrono>
#include <set>

#include "ingest/batch_series.h"
#include "ingest/input.h"
#include "ingest/no_text.h"
#include "ingest/readers.h"
#include "ingest/rejects.h"
#include "ingest/safe_merges.h"

namespace relata {
namespace {

using Clock = std::chrono::steady_clock;

// Tells the caller how far the reading is, a few times a second, and throws if it is to stop.
class Progress {
 public:
  Progress(const IngestQuery& query, const std::vector<InputFile>& files,
           const IngestReport& report)
      : query_(query), report_(report) {
    for (const InputFile& file : files) told_.bytes_total += file.bytes;
    for (const InputFile& file : files) {
      if (file.bytes == 0) told_.bytes_total = 0;
    }
  }

  void reading(std::uint64_t bytes, std::uint64_t records) {
    stop_if_asked();
    const auto now = Clock::now();
    if (now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    tell("reading", before_.bytes_read + bytes, before_.records + records);
  }

  void file_end(std::uint64_t bytes, std::uint64_t records) {
    before_.bytes_read += bytes;
    before_.records += records;
  }

  void stage(const char* name) {
    stop_if_asked();
    tell(name, before_.bytes_read, before_.records);
  }

 private:
  void tell(const char* stage, std::uint64_t bytes, std::uint64_t records) {
    if (!query_.on_progress) return;
    told_.stage = stage;
    told_.bytes_read = bytes;
    told_.records = records;
    query_.on_progress(told_);
  }

  void stop_if_asked() {
    if (!query_.stop.stop_requested()) return;
    const std::uint64_t batches = report_.batches;
    throw Error(ErrorCode::stopped,
                batches == 0 ? "ingesting was stopped; the store is as it was"
                             : "ingesting was stopped; " + std::to_string(batches) +
                                   (batches == 1 ? " batch is" : " batches are") +
                                   " in the store, and the same command goes on after that");
  }

  const IngestQuery& query_;
  const IngestReport& report_;
  IngestProgress told_;
  IngestProgress before_;  // the files that are done
  Clock::time_point last_ = Clock::now();
};

// A reader's types go into the schema when its first input is met; those that are declared there
// already win.
void add_types(const Reader& reader, Schema& schema) {
  Schema extended = schema;
  for (const char* const types : reader.schemas) {
    if (types != nullptr) extended.extend(types, reader.name);
  }
  for (const EntityType& type : extended.entity_types()) {
    const auto known = schema.entity_type(type.name);
    if (!known || !schema.entity_type(*known).is_declared) schema.add(type);
  }
  for (const RelationType& type : extended.relation_types()) {
    const auto known = schema.relation_type(type.name);
    if (!known || !schema.relation_type(*known).is_declared) schema.add(type);
  }
}

// As what to read an input, and that is noted. Nullptr for a file of a directory that no reader
// knows. What was named itself has to be known.
const Reader* choose_reader(const InputStream& input, const IngestQuery& query,
                            IngestReport& report) {
  const bool is_asked_for = !query.format.empty();
  const auto why_none = why_no_text(input.beginning());
  const Reader* reader = nullptr;
  if (!why_none) reader = is_asked_for ? &reader_called(query.format) : reader_of(input);
  const std::string& path = input.file().path;
  if (reader != nullptr) {
    report.inputs.push_back({.file = path, .format = reader->name, .is_asked_for = is_asked_for});
  } else if (input.file().is_found) {
    report.passed_over.push_back(path);
  } else {
    throw Error(ErrorCode::input,
                "reading " + path + ": " +
                    why_none.value_or("it is in no format that is known; name one with --as "
                                      "(`relata formats` lists them)"));
  }
  return reader;
}

void read_all(const IngestQuery& query, const std::vector<InputFile>& files,
              const RejectsPlan& rejects, BatchSeries& batches, ReportBuilder& report,
              Progress& progress) {
  const Mapping mapping = query.mapping.empty() ? Mapping() : Mapping::read(query.mapping);
  std::set<const Reader*> met;
  for (std::uint32_t number = 0; number < files.size(); ++number) {
    if (!files[number].is_read) {
      report.report().passed_over.push_back(files[number].path);
      continue;
    }
    InputStream input(files[number], rejects.kept_of(number));
    const Reader* const reader = choose_reader(input, query, report.report());
    if (reader == nullptr) continue;
    if (met.insert(reader).second) add_types(*reader, batches.staging().changes.schema);
    report.set_unit(number, reader->place_unit);
    std::uint64_t bytes = 0;
    std::uint64_t records = 0;
    RecordSink sink(number, input, query, mapping, batches, report,
                    [&](std::uint64_t bytes_now, std::uint64_t records_now) {
                      bytes = bytes_now;
                      records = records_now;
                      progress.reading(bytes, records);
                      if (records > 0 && files[number].bytes > bytes) {  // a file may shrink
                        const std::uint64_t more =
                            (files[number].bytes - bytes) / (bytes / records + 1);
                        batches.staging().expect_relations(more);
                        report.expect_records(more);
                      }
                    });
    reader->read(input, sink);
    sink.end();
    progress.file_end(bytes, records);
  }
}

// What came in stays, and its report, if this is stopped: the same call makes it good.
void merge_new(Store& store, EntityId first, const IngestQuery& query, IngestReport& report,
               Progress& progress) {
  try {
    progress.stage("merging");
    const SafeMerges merges = merge_what_is_safe(store, first, query);
    report.merged = merges.count;
    report.merging_left_out = merges.left_out;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::stopped) throw;
    report.merging_left_out = "it was stopped; the same command does it again";
  }
}

}  // namespace

IngestReport ingest(Store& store, const IngestQuery& query) {
  const auto start = Clock::now();
  const std::vector<InputFile> files = list_inputs(query.inputs);
  RejectsPlan rejects;
  if (!query.rejects.empty()) rejects = plan_rejects(query.rejects, files);
  ReportBuilder report(query, files);
  Progress progress(query, files, report.report());
  BatchSeries batches(store, query, files, report, [&](const char* step) { progress.stage(step); });
  read_all(query, files, rejects, batches, report, progress);
  batches.end([&] {
    // Before the commit: a call that throws has not committed what it read last.
    if (!query.rejects.empty()) write_rejects(rejects, files, query, report);
  });
  const bool has_news = report.report().batches > 0 || batches.is_repeated();
  if (has_news && query.effect == Effect::commit && query.merging == Merging::safe) {
    if (batches.judges_entities()) {
      report.report().merging_left_out = "the input says itself which entities are one";
    } else {
      merge_new(store, batches.first_entity(), query, report.report(), progress);
    }
  }
  IngestReport done = report.take();
  done.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return done;
}

}  // namespace relata
