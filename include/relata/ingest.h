#pragma once

// Taking records in.
//
// One call is one batch of records, which is in the store whole or not at all. What is too large
// for the memory that it may use comes in as several, in the order of the input; a call that was
// killed between them goes on when it is made again, and ends in the same store. Every record read
// is taken, found known already, or rejected with its place and reason; the three add up to what
// was read. The same input again changes nothing. Records may stand in any order and refer to each
// other, and to what the store holds, by key or by name. docs/input.md describes the format.
//
//     auto store = relata::open_store("kursk.store", relata::OpenMode::write);
//     const auto report = relata::ingest(*store, {.inputs = {"datasets/kursk"}});
//     for (const auto& rejection : report.rejections) show(rejection);

#include <relata/store.h>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

enum class Strictness : std::uint8_t {
  lenient,  // a bad record is rejected and the rest goes in; unknown types are taken with a warning
  strict,   // one rejection or unknown type, and nothing goes in
};

// Which of the new entities are made one with others by themselves (relata/resolve.h).
enum class Merging : std::uint8_t {
  safe,  // by an identifier, a source's word or a declared alias, where nothing speaks against it
  none,
};

enum class Effect : std::uint8_t { commit, dry_run };

struct IngestProgress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;  // 0: unknown, as on standard input
  std::uint64_t records = 0;
  std::string stage;  // "reading", "resolving", "writing"
};

struct IngestQuery {
  std::vector<std::string> inputs;   // files, directories (their files by name), patterns, or "-"
  std::string format;                // the name of a reader (formats()); empty: recognise it
  std::vector<std::string> schemas;  // schema files that extend the store's, in this order
  std::string mapping;  // a file that says what columns are and renames types and fields
  Strictness strictness = Strictness::lenient;
  Effect effect = Effect::commit;
  Merging merging = Merging::safe;  // in a batch of its own after the last, by "relata"
  std::string document;   // key of the document of claims that name none; default: the file's name
  std::string publisher;  // of that document, by key or name
  std::size_t rejections_max = 1'000;  // kept in the report; all are counted
  // Where the rejected records go as they stood, with what they need around them (the header of a
  // table, the frame of a JSON or XML document), to be mended and ingested with the same reader;
  // empty: nowhere. Of one input this is a file; of several, or if it is a directory or ends with a
  // slash, a directory that has a file for each, named after it. The inputs are read again for it;
  // standard input is kept in TMPDIR meanwhile.
  std::string rejects;
  std::size_t line_bytes_max = 16 << 20;  // a longer line is rejected
  // About so many bytes are used, whatever the size of the input; larger inputs are cut into
  // batches. Not under strict and in a dry run, which hold all in memory.
  std::size_t memory_max = std::size_t{4} << 30;
  std::function<void(const IngestProgress&)> on_progress = {};  // a few times a second
  std::stop_token stop = {};  // Error{stopped}, and the store as after its last whole batch
};

// Where an input record begins.
struct InputPlace {
  std::string file;
  std::uint64_t line = 0;  // from 1; 0: the format has no lines, and `byte` says where
  std::uint64_t byte = 0;  // from 0
};

struct Rejection {
  InputPlace place;
  std::string field;   // "claims[0].reported"; empty: the record as a whole
  std::string reason;  // what is wrong and what is expected
};

struct Warning {
  std::string text;
  std::uint64_t count = 0;
  InputPlace first;
};

[[nodiscard]] std::string to_text(const InputPlace& place);     // "in.jsonl:12"
[[nodiscard]] std::string to_text(const Rejection& rejection);  // "in.jsonl:12: date: ..."

struct RecordCounts {
  std::uint64_t read = 0;
  std::uint64_t taken = 0;     // new, or something new about what is known
  std::uint64_t known = 0;     // said nothing new
  std::uint64_t rejected = 0;  // read == taken + known + rejected
};

// As what an input was read.
struct InputFormat {
  std::string file;
  std::string format;         // the reader's name
  bool is_asked_for = false;  // by IngestQuery::format; else it was recognised
};

struct IngestReport {
  std::vector<InputFormat> inputs;       // in the order they were read
  std::vector<std::string> passed_over;  // files of directories that no reader knows
  RecordCounts records;                  // of the input: lines, rows, objects
  RecordCounts entities;                 // that they became, as the next two
  RecordCounts relations;
  RecordCounts documents;
  RecordCounts other;        // judgements, declared types, and what became nothing
  std::uint64_t claims = 0;  // added
  std::vector<Rejection> rejections;
  std::uint64_t rejections_total = 0;
  std::vector<Warning> warnings;  // grouped, in order of first sight
  BatchNumber batch = 0;          // the last; 0: nothing changed, or a dry run
  std::uint64_t batches = 0;
  std::uint64_t resumed_batches =
      0;                         // of these, what an earlier call that was stopped had committed
  std::uint64_t merged = 0;      // entities judged one with another, in a batch after `batch`
  std::string merging_left_out;  // what was not looked at for that, in words; empty: nothing
  double seconds = 0;
};

// A format that can be read.
struct InputFormatInfo {
  std::string name;
  std::string title;
  std::string files;  // how they are called
  std::string example;
};
[[nodiscard]] std::vector<InputFormatInfo> input_formats();
// Error{usage} that lists what there is, if there is none of this name.
void check_input_format(std::string_view name);

// Throws Error{not_found} for a missing input, Error{usage} if rejects would take the place of one,
// Error{input} under strict, whose message is the first rejection; Error{io, damaged} from the
// store. A call that throws has committed the batches before the one it was at, and nothing of
// that.
IngestReport ingest(Store& store, const IngestQuery& query);

}  // namespace relata
