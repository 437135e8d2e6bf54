#include "ingest/readers.h"

#include <array>

#include "ingest/native_jsonl.h"

namespace relata {
namespace {

constexpr std::array<Reader, 1> all = {{
    {.name = "relata",
     .example = R"({"entity":"kim-jong-un","type":"person","names":["Kim Jong Un"]})",
     .read = read_native},
}};

constexpr std::uint64_t progress_records = 4096;  // between two reports of progress

void stage(const NativeRecords& records, RecordKind kind, RecordPlace place, Staging& staging) {
  switch (kind) {
    case RecordKind::entity:
      staging.add(records.entity(), place);
      break;
    case RecordKind::document:
      staging.add(records.document(), place);
      break;
    case RecordKind::relation:
      staging.add(records.relation(), place);
      break;
    case RecordKind::other:
      break;
  }
}

}  // namespace

std::span<const Reader> readers() { return all; }

void read_native(const InputFile& file, std::uint32_t number, const IngestQuery& query,
                 Staging& staging, ReportBuilder& report, const ReadProgress& progress) {
  LineReader lines(file, query.line_bytes_max);
  NativeRecords records;
  std::uint64_t count = 0;
  for (LineReader::Line line; lines.next(line);) {
    const RecordPlace place{.file = number, .line = static_cast<std::uint32_t>(line.number)};
    if (!line.is_too_long &&
        std::string_view(line.text, line.size).find_first_not_of(" \t") == std::string_view::npos) {
      continue;
    }
    if (++count % progress_records == 0) progress(lines.bytes_read(), count);
    NativeRecords::Parsed parsed;
    if (line.is_too_long) {
      parsed.refusal =
          Refusal{.field = "",
                  .reason = "the line has " + std::to_string(line.size) + " bytes; the limit is " +
                            std::to_string(query.line_bytes_max)};
    } else {
      parsed = records.parse(line.text, line.size);
    }
    report.read(parsed.kind);
    if (!parsed.refusal) {
      try {
        stage(records, parsed.kind, place, staging);
      } catch (Refusal& refusal) {
        parsed.refusal = std::move(refusal);
      }
    }
    if (parsed.refusal) report.reject(parsed.kind, place, std::move(*parsed.refusal));
  }
  progress(lines.bytes_read(), count);
}

}  // namespace relata
