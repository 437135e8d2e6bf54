#pragma once

// The annotations of a brat file, as its lines give them.

#include <relata/model.h>
#include <optional>
#include <string>
#include <vector>

#include "ingest/annotated_text.h"
#include "ingest/input_stream.h"
#include "ingest/records.h"

namespace relata {

struct BratArgument {
  std::string role;  // "Arg1", "Giver-Arg"; empty where only things are listed
  std::string id;    // of an annotation
};

struct BratAnnotation {
  std::uint64_t line = 0;
  std::string id;     // "T1"; "*" for an equivalence
  std::string label;  // the type
  // Of an event first its trigger, whose role is the event's type.
  std::vector<BratArgument> arguments;
  std::vector<Span> spans;  // of a mention
  std::string value;        // of an attribute, a normalisation
  // Of a mention what stands at its spans, on one line; of others what stands in the last column.
  std::string text;
  std::optional<Refusal> refusal;  // it cannot be taken
  std::string oddity;              // it can, but should be warned of

  [[nodiscard]] char kind() const { return id.empty() ? '\0' : id.front(); }
  [[nodiscard]] Span cover() const { return cover_of(spans.front(), spans.back()); }
};

// In the order of the lines. Lines that are no annotations are among them, with their refusal;
// those that go on with the text of a mention are not.
[[nodiscard]] std::vector<BratAnnotation> read_brat(InputStream& input, const AnnotatedText& text,
                                                    std::size_t line_bytes_max);

// The mark of a line's kind and a number: T1, but also T1a and a lone * or #.
[[nodiscard]] bool is_brat_id(std::string_view word);

}  // namespace relata
