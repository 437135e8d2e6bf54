#include <relata/ingest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "ingest/finisher.h"
#include "ingest/input.h"
#include "ingest/readers.h"
#include "ingest/rejects.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {
namespace {

using Clock = std::chrono::steady_clock;

std::string read_schema_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, ignored)) {
    throw Error(ErrorCode::not_found,
                "reading the schema " + path + ": it cannot be opened; check the path");
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

Schema extended_schema(const Store& store, const Snapshot& at,
                       const std::vector<std::string>& files) {
  Schema schema = store.schema(at);
  for (const std::string& file : files) {
    const std::string text = read_schema_file(file);
    if (Schema::replaces(text, file)) {
      if (at.head != 0) {
        throw Error(ErrorCode::usage, "reading the schema " + file +
                                          ": it replaces the types, but the store has data with "
                                          "other types; ingest it into a new store");
      }
      schema = Schema();
    }
    schema.extend(text, file);
  }
  return schema;
}

// The same records on the same state of the store are the same batch: committing them again after
// an outcome that is not known does nothing. One state takes one batch, so the keys are enough.
std::string batch_id_of(const Changes& changes, const std::string& store_uuid) {
  XXH3_state_t* const state = XXH3_createState();
  XXH3_128bits_reset(state);
  const auto add = [&](std::string_view text) {
    XXH3_128bits_update(state, text.data(), text.size());
  };
  add(store_uuid);
  add(std::to_string(changes.expected_head));
  for (const Entity& entity : changes.entities) add(entity.key);
  for (const Document& document : changes.documents) add(document.key);
  for (const RelationRow& row : changes.relations) add(row.key);
  for (const ClaimRow& claim : changes.claims) add(claim.quote);
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits_digest(state));
  XXH3_freeState(state);
  std::string id;
  for (const unsigned char byte : hash.digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    id += digits[byte >> 4];
    id += digits[byte & 15];
  }
  return id;
}

std::string described(const std::vector<std::string>& inputs) {
  constexpr std::size_t bytes_max = 1000;
  std::string text;
  for (const std::string& input : inputs) {
    text += (text.empty() ? "" : ", ") + (input == "-" ? "standard input" : input);
  }
  if (text.size() > bytes_max) text = std::to_string(inputs.size()) + " inputs";
  return text;
}

void stop_if_asked(const IngestQuery& query) {
  if (query.stop.stop_requested()) {
    throw Error(ErrorCode::stopped, "ingesting was stopped; the store is as it was");
  }
}

// Tells the caller how far the reading is, a few times a second.
class Progress {
 public:
  Progress(const IngestQuery& query, const std::vector<InputFile>& files) : query_(query) {
    for (const InputFile& file : files) told_.bytes_total += file.bytes;
    for (const InputFile& file : files) {
      if (file.bytes == 0) told_.bytes_total = 0;
    }
  }

  void reading(std::uint64_t bytes, std::uint64_t records) {
    stop_if_asked(query_);
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
    stop_if_asked(query_);
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

  const IngestQuery& query_;
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
// knows.
const Reader* choose_reader(const InputStream& input, const IngestQuery& query,
                            IngestReport& report) {
  const bool is_asked_for = !query.format.empty();
  const Reader* reader = is_asked_for ? &reader_called(query.format) : reader_of(input);
  const std::string& path = input.file().path;
  if (reader != nullptr) {
    report.inputs.push_back({.file = path, .format = reader->name, .is_asked_for = is_asked_for});
  } else if (input.file().is_found) {
    report.passed_over.push_back(path);
  } else {
    throw Error(ErrorCode::input, "reading " + path +
                                      ": it is in no format that is known; name one with --as "
                                      "(`relata formats` lists them)");
  }
  return reader;
}

void read_all(const IngestQuery& query, const std::vector<InputFile>& files, Staging& staging,
              ReportBuilder& report, Progress& progress) {
  const Mapping mapping = query.mapping.empty() ? Mapping() : Mapping::read(query.mapping);
  std::set<const Reader*> met;
  for (std::uint32_t number = 0; number < files.size(); ++number) {
    InputStream input(files[number]);
    const Reader* const reader = choose_reader(input, query, report.report());
    if (reader == nullptr) continue;
    if (met.insert(reader).second) add_types(*reader, staging.changes.schema);
    report.set_unit(number, reader->place_unit);
    std::uint64_t bytes = 0;
    std::uint64_t records = 0;
    RecordSink sink(number, input, query, mapping, staging, report,
                    [&](std::uint64_t bytes_now, std::uint64_t records_now) {
                      bytes = bytes_now;
                      records = records_now;
                      progress.reading(bytes, records);
                      if (records > 0 && files[number].bytes > bytes) {  // a file may shrink
                        const std::uint64_t rest = files[number].bytes - bytes;
                        staging.expect_relations(rest / (bytes / records + 1));
                      }
                    });
    reader->read(input, sink);
    sink.end();
    progress.file_end(bytes, records);
  }
}

void refuse_standard_input(const std::vector<InputFile>& files) {
  for (const InputFile& file : files) {
    if (file.path == "-") {
      throw Error(ErrorCode::usage,
                  "writing rejected records: standard input cannot be read again for them; "
                  "ingest a file");
    }
  }
}

}  // namespace

IngestReport ingest(Store& store, const IngestQuery& query) {
  const auto start = Clock::now();
  const Snapshot at = store.snapshot();
  const std::vector<InputFile> files = list_inputs(query.inputs);
  if (!query.rejects.empty()) refuse_standard_input(files);
  ReportBuilder report(query, files);
  Schema schema = extended_schema(store, at, query.schemas);
  const bool has_types = schema != store.schema(at);
  Staging staging(query, std::move(schema), report);
  Progress progress(query, files);
  read_all(query, files, staging, report, progress);

  progress.stage("resolving");
  Finisher finisher(store, at, staging, report);
  const bool has_records = finisher.run() || staging.has_declared();
  // Before the commit: a call that throws has committed nothing.
  if (!query.rejects.empty()) write_rejects(query.rejects, files, report);
  Changes& changes = staging.changes;
  report.report().claims = changes.claims.size();
  if ((has_records || has_types) && query.effect == Effect::commit) {
    progress.stage("writing");
    finisher.number_records();
    changes.expected_head = at.head;
    changes.source = described(query.inputs);
    changes.batch_id = batch_id_of(changes, store.info().uuid);
    report.report().batch = store.commit(changes);
  }
  IngestReport done = report.take();
  done.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return done;
}

}  // namespace relata
