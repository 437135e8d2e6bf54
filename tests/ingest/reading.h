#pragma once

// An input and a sink, for what reads an input piece by piece.

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/batch_series.h"
#include "ingest/record_sink.h"
#include "tests/graph/temporary_directory.h"

namespace relata::testing {

class Reading {
 public:
  explicit Reading(std::string_view content, PlaceUnit unit = PlaceUnit::byte)
      : Reading(content, unit, nullptr) {}
  // What is read becomes a batch of this store.
  Reading(std::string_view content, PlaceUnit unit, Store& store)
      : Reading(content, unit, &store) {}

  [[nodiscard]] InputStream& input() {
    if (!input_) input_.emplace(file_);
    return *input_;
  }
  [[nodiscard]] RecordSink& sink() {
    if (!sink_) sink_.emplace(0, input(), query_, mapping_, batches_, report_, [](auto, auto) {});
    return *sink_;
  }

  // What was put into the sink, as a batch of the store; the report of it.
  IngestReport commit() {
    batches_.end([] {});
    return report_.take();
  }

  // "2: reason", by line or byte.
  [[nodiscard]] std::vector<std::string> refusals() {
    std::vector<std::string> all;
    for (const Rejection& rejection : report_.report().rejections) {
      const InputPlace& place = rejection.place;
      all.push_back(std::to_string(place.line + place.byte) + ": " + rejection.reason);
    }
    return all;
  }

 private:
  Reading(std::string_view content, PlaceUnit unit, Store* store)
      : batches_(store != nullptr ? *store : *own_store_, query_, {file_}, report_, [](auto) {}) {
    report_.set_unit(0, unit);
    std::ofstream(file_.path, std::ios::binary)
        .write(content.data(), static_cast<std::streamsize>(content.size()));
  }

  TemporaryDirectory directory_;
  InputFile file_{.path = (directory_.path() / "in").string(), .name = "in"};
  IngestQuery query_;
  Mapping mapping_;
  ReportBuilder report_{query_, {file_}};
  std::unique_ptr<Store> own_store_ = make_memory_store();
  BatchSeries batches_;
  std::optional<InputStream> input_;
  std::optional<RecordSink> sink_;
};

}  // namespace relata::testing
