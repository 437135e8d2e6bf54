#pragma once

// What was refused, as it stood in the input, so that it can be mended and ingested again.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ingest/kept_input.h"
#include "ingest/report_builder.h"

namespace relata {

// How rejects are written, by the place of their input. Empty if they are not.
struct RejectsPlan {
  std::vector<std::filesystem::path> places;
  std::vector<std::unique_ptr<KeptInput>> kept;  // nullptr: the input is a file

  [[nodiscard]] KeptInput* kept_of(std::uint32_t number) const {
    return kept.empty() ? nullptr : kept[number].get();
  }
};

// Where the rejected records of each input go: the path itself, if there is one input and the path
// is no directory and does not end with a slash; else a file in that directory under the name of
// the input, whose keys may begin with it. Of inputs of one name the second lies in its directory
// 2, and so on. Throws Error{usage} if that is an input itself, or if the path is no directory.
[[nodiscard]] RejectsPlan plan_rejects(const std::string& path,
                                       const std::vector<InputFile>& files);

// Writes the rejected records of the inputs to their places, so that the same reader takes them
// once they are mended: what stands before the first record of an input (a header) and its rejected
// lines, or its document without what was taken of it (Cut). A file appears whole or not at all,
// and not at all if nothing was rejected. What can only be kept whole and is large is warned of.
void write_rejects(const RejectsPlan& plan, const std::vector<InputFile>& files,
                   const IngestQuery& query, ReportBuilder& report);

}  // namespace relata
