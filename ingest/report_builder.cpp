#include "ingest/report_builder.h"

#include <algorithm>
#include <tuple>

namespace relata {
namespace {

// A report is read by people: a key of a megabyte in it helps nobody.
void shorten(std::string& text) {
  constexpr std::size_t bytes_max = 1000;
  if (text.size() <= bytes_max) return;
  std::size_t size = bytes_max;
  while ((static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;  // no half character
  text.resize(size);
  text += "...";
}

}  // namespace

ReportBuilder::ReportBuilder(const IngestQuery& query, std::vector<InputFile> files)
    : query_(query), files_(std::move(files)) {
  for (const InputFile& file : files_) file_order_.emplace(file.path, file_order_.size());
}

RecordCounts& ReportBuilder::counts(RecordKind kind) {
  switch (kind) {
    case RecordKind::entity:
      return report_.entities;
    case RecordKind::relation:
      return report_.relations;
    case RecordKind::document:
      return report_.documents;
    case RecordKind::other:
      break;
  }
  return report_.other;
}

void ReportBuilder::reject(RecordKind kind, RecordPlace place, Refusal refusal) {
  Rejection rejection{.file = file(place).path,
                      .line = place.line,
                      .field = std::move(refusal.field),
                      .reason = std::move(refusal.reason)};
  shorten(rejection.field);
  shorten(rejection.reason);
  if (is_strict()) {
    throw Error(ErrorCode::input,
                rejection.file + ":" + std::to_string(rejection.line) + ": " +
                    (rejection.field.empty() ? "" : rejection.field + ": ") + rejection.reason +
                    "; nothing was taken (--strict); `relata validate` lists all there are");
  }
  ++counts(kind).rejected;
  ++report_.rejections_total;
  if (report_.rejections.size() < query_.rejections_max) {
    report_.rejections.push_back(std::move(rejection));
  }
}

void ReportBuilder::warn(std::string text, RecordPlace place) {
  shorten(text);
  const auto [found, is_first] = warnings_.try_emplace(text, report_.warnings.size());
  if (is_first) {
    report_.warnings.push_back(
        {.text = text, .count = 0, .first_file = file(place).path, .first_line = place.line});
  }
  ++report_.warnings[found->second].count;
}

IngestReport ReportBuilder::take() {
  std::stable_sort(report_.rejections.begin(), report_.rejections.end(),
                   [&](const Rejection& a, const Rejection& b) {
                     return std::tuple(file_order_.at(a.file), a.line) <
                            std::tuple(file_order_.at(b.file), b.line);
                   });
  return std::move(report_);
}

}  // namespace relata
