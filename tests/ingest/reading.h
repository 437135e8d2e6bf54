#pragma once

// An input and a sink, for what reads an input piece by piece.

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/finisher.h"
#include "ingest/record_sink.h"
#include "tests/graph/temporary_directory.h"

namespace relata::testing {

class Reading {
 public:
  explicit Reading(std::string_view content, PlaceUnit unit = PlaceUnit::byte,
                   Schema schema = Schema::built_in())
      : staging_(query_, std::move(schema), report_) {
    report_.set_unit(0, unit);
    std::ofstream(file_.path, std::ios::binary)
        .write(content.data(), static_cast<std::streamsize>(content.size()));
  }

  [[nodiscard]] InputStream& input() {
    if (!input_) input_.emplace(file_);
    return *input_;
  }
  [[nodiscard]] RecordSink& sink() {
    if (!sink_) sink_.emplace(0, input(), query_, mapping_, staging_, report_, [](auto, auto) {});
    return *sink_;
  }

  // What was put into the sink, as a batch of a store; the report of it.
  IngestReport commit(Store& store) {
    const Snapshot at = store.snapshot();
    Finisher finisher(store, at, staging_, report_);
    if (finisher.run()) {
      finisher.number_records();
      staging_.changes.expected_head = at.head;
      staging_.changes.batch_id = std::to_string(at.head);
      store.commit(staging_.changes);
    }
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
  TemporaryDirectory directory_;
  InputFile file_{.path = (directory_.path() / "in").string(), .name = "in"};
  IngestQuery query_;
  Mapping mapping_;
  ReportBuilder report_{query_, {file_}};
  Staging staging_;
  std::optional<InputStream> input_;
  std::optional<RecordSink> sink_;
};

}  // namespace relata::testing
