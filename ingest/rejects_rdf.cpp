#include "ingest/rejects_rdf.h"

#include <algorithm>

namespace relata {
namespace {

// Its bytes from one place to the next, copied or passed over.
class Bytes {
 public:
  Bytes(InputStream& input, std::ostream& out) : input_(input), out_(out) {}

  void copy_to(std::uint64_t end) {
    for (std::string_view part = next(end); !part.empty(); part = next(end)) out_ << part;
  }
  void skip_to(std::uint64_t end) {
    while (!next(end).empty()) continue;
  }

 private:
  // Empty once the end is reached, or that of the input.
  std::string_view next(std::uint64_t end) {
    const std::size_t most = std::min<std::uint64_t>(end - place_, buffer_.size());
    const std::size_t size = most == 0 ? 0 : input_.read(buffer_.data(), most);
    place_ += size;
    return {buffer_.data(), size};
  }

  InputStream& input_;
  std::ostream& out_;
  std::vector<char> buffer_ = std::vector<char>(std::size_t{64} << 10);
  std::uint64_t place_ = 0;
};

}  // namespace

void copy_rdf_without_taken(InputStream& input, InputStream& again, RdfLanguage language,
                            std::size_t bytes_max, const std::vector<std::uint64_t>& rejected,
                            std::ostream& out) {
  RdfScanner scanner(input, bytes_max);
  RdfParser parser(scanner, language, "", [](RdfStatement&&) {});
  Bytes bytes(again, out);
  parser.watch([&](const RdfPart& part) {
    const auto found = std::lower_bound(rejected.begin(), rejected.end(), part.line_first);
    const bool has_rejected = found != rejected.end() && *found <= part.line_last;
    if (part.is_statement && !part.has_fresh_nodes && !has_rejected) {
      bytes.skip_to(part.end);
    } else {
      bytes.copy_to(part.end);
    }
  });
  try {
    parser.read_document();
  } catch (const RdfError&) {
    // What was not read is what follows: it goes with the rest.
  }
  bytes.copy_to(~std::uint64_t{0});
}

}  // namespace relata
