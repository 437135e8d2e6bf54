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

std::string to_text(const InputPlace& place) {
  return place.file + (place.line > 0 ? ":" + std::to_string(place.line)
                                      : ", byte " + std::to_string(place.byte));
}

std::string to_text(const Rejection& rejection) {
  std::string text = to_text(rejection.place) + ": ";
  if (!rejection.field.empty()) text += rejection.field + ": ";
  return text + rejection.reason;
}

ReportBuilder::ReportBuilder(const IngestQuery& query, std::vector<InputFile> files)
    : query_(query), files_(std::move(files)), units_(files_.size(), PlaceUnit::line) {
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
    case RecordKind::judgement:
    case RecordKind::other:
      break;
  }
  return report_.other;
}

void ReportBuilder::expect_records(std::uint64_t more) {
  constexpr std::size_t least_room = 16'384;  // more than are read until it is asked again
  if (at_.size() < least_room || at_.capacity() - at_.size() >= least_room) return;
  const std::size_t room = at_.size() + std::max<std::size_t>(more + more / 16, 2 * least_room);
  at_.reserve(room);
  fates_.reserve(room);
}

RecordPlace ReportBuilder::begin_record(std::uint32_t file, std::uint64_t at) {
  at_.push_back(at);
  fates_.push_back(Fate::unsettled);
  record_ends_.resize(file + 1, record_ends_.empty() ? 0 : record_ends_.back());
  record_ends_[file] = static_cast<std::uint32_t>(at_.size());
  return {.file = file, .record = static_cast<std::uint32_t>(at_.size() - 1)};
}

std::uint32_t ReportBuilder::first_of(std::uint32_t file) const {
  return file == 0 ? 0 : record_ends_[file - 1];
}

std::uint64_t ReportBuilder::first_record(std::uint32_t file) const {
  const auto begin = at_.begin() + first_of(file);
  return *std::min_element(begin, at_.begin() + record_ends_[file]);
}

std::vector<RecordExtent> ReportBuilder::rejected(std::uint32_t file) const {
  std::vector<RecordExtent> extents;
  if (file >= record_ends_.size()) return extents;
  const std::uint32_t end = record_ends_[file];
  for (std::uint32_t i = first_of(file); i < end; ++i) {
    if (fates_[i] != Fate::rejected) continue;
    const auto by_record = [](const RecordExtent& part) { return part.record; };
    const auto parts = std::ranges::equal_range(parts_, i, {}, by_record);
    extents.insert(extents.end(), parts.begin(), parts.end());
    if (!parts.empty()) continue;
    const std::uint64_t next = i + 1 < end ? at_[i + 1] : ~std::uint64_t{0};
    extents.push_back({.record = i, .begin = at_[i], .end = std::max(next, at_[i] + 1)});
  }
  // Of records that wait for others, an earlier one may begin later.
  std::ranges::stable_sort(extents, {}, &RecordExtent::begin);
  return extents;
}

void ReportBuilder::lies_at(RecordPlace place, std::uint64_t at) {
  if (!query_.rejects.empty()) {
    parts_.push_back({.record = place.record, .begin = at, .end = at + 1});
  }
}

void ReportBuilder::settle(RecordPlace place, Fate fate) {
  fates_[place.record] = std::max(fates_[place.record], fate);
}

void ReportBuilder::taken(RecordKind kind, RecordPlace place) {
  ++counts(kind).taken;
  settle(place, Fate::taken);
}

void ReportBuilder::known(RecordKind kind, RecordPlace place) {
  ++counts(kind).known;
  settle(place, Fate::known);
}

InputPlace ReportBuilder::input_place(RecordPlace place) const {
  const std::uint64_t at = at_[place.record];
  const bool has_lines = units_[place.file] == PlaceUnit::line;
  return {.file = file(place).path, .line = has_lines ? at : 0, .byte = has_lines ? 0 : at};
}

std::string ReportBuilder::where(RecordPlace place) const {
  InputPlace named = input_place(place);
  named.file = file(place).name;
  return to_text(named);
}

void ReportBuilder::reject(RecordKind kind, RecordPlace place, Refusal refusal) {
  settle(place, Fate::rejected);
  Rejection rejection{.place = input_place(place),
                      .field = std::move(refusal.field),
                      .reason = std::move(refusal.reason)};
  shorten(rejection.field);
  shorten(rejection.reason);
  if (is_strict()) {
    throw Error(ErrorCode::input,
                to_text(rejection) +
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
    report_.warnings.push_back({.text = text, .count = 0, .first = input_place(place)});
  }
  ++report_.warnings[found->second].count;
}

IngestReport ReportBuilder::take() {
  std::stable_sort(report_.rejections.begin(), report_.rejections.end(),
                   [&](const Rejection& a, const Rejection& b) {
                     const auto place = [&](const InputPlace& at) {
                       return std::tuple(file_order_.at(at.file), at.line, at.byte);
                     };
                     return place(a.place) < place(b.place);
                   });
  report_.records = {.read = fates_.size()};
  for (const Fate fate : fates_) {
    report_.records.taken += fate == Fate::taken ? 1 : 0;
    report_.records.rejected += fate == Fate::rejected ? 1 : 0;
  }
  // What said nothing of its own, as a comment or a property that is known, adds nothing new.
  report_.records.known = report_.records.read - report_.records.taken - report_.records.rejected;
  return std::move(report_);
}

}  // namespace relata
