#pragma once

// The vocabulary: entities, relations, claims, documents, batches.
//
// Plain values without behaviour. Text is UTF-8 and kept byte for byte as it was given; what is
// absent in the input is an empty string, an empty vector, an unset optional or an unknown date.

#include <relata/date.h>
#include <relata/id.h>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace relata {

enum class NameKind : std::uint8_t { canonical, alias, role, metonym, transliteration, weak };

struct Name {
  std::string text;
  std::string language;  // BCP 47, for example "ko" or "id"
  NameKind kind = NameKind::alias;
  friend auto operator<=>(const Name&, const Name&) = default;
};

enum class ValueKind : std::uint8_t { text, number, boolean };

// A field without a place of its own in the model. A number keeps the digits it came with.
struct Property {
  std::string name;
  std::string value;
  ValueKind kind = ValueKind::text;
  friend auto operator<=>(const Property&, const Property&) = default;
};

// "more than 10,000 soldiers": low 10000, no best, an open high, unit "soldier".
struct Quantity {
  std::optional<double> low;
  std::optional<double> best;
  std::optional<double> high;
  std::string unit;
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// Something that acts or is acted on.
struct Entity {
  EntityId id;
  std::string key;  // unique among entities; given by the source
  EntityTypeId type;
  std::vector<Name> names;  // the first is shown; empty if the source gave none
  std::vector<Property> properties;
  BatchNumber batch = 0;  // the batch in which the store first learned it
};

// A typed, directed link between two entities. Parallel relations and self loops are normal.
struct Relation {
  RelationId id;
  std::string key;  // unique among relations; made from the content where the source gave none
  RelationTypeId type;
  EntityId source;
  EntityId target;
  Period valid;
  std::optional<Quantity> quantity;
  std::vector<Property> properties;
  BatchNumber batch = 0;
};

enum class Stance : std::uint8_t { asserted, denied, uncertain };

// Between 0 and 1 in steps of 1/10000, so that comparisons are exact everywhere.
struct Confidence {
  std::uint16_t parts = parts_max;

  static constexpr std::uint16_t parts_max = 10000;
  friend constexpr auto operator<=>(Confidence, Confidence) = default;
};

// Where a quote stands in its document, in Unicode code points, the end excluded.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

// One speaker's statement about one relation in one document.
struct Claim {
  DocumentId document;
  EntityId speaker;  // none when the document itself narrates
  Stance stance = Stance::asserted;
  PartialDate reported;  // unknown: the document's date stands for it
  std::optional<Confidence> confidence;
  std::string quote;
  std::optional<Span> span;
  // The documents through which the statement reached `document`, nearest first; what the last of
  // them relays is followed on. Empty: not said, so `document`'s own relay is followed if it has
  // just one. `document` itself alone: its own words, from nobody else.
  std::vector<DocumentId> via;
  BatchNumber batch = 0;
};

// What a document passes on: another document, or what an actor said.
using Relay = std::variant<DocumentId, EntityId>;

// A publication.
struct Document {
  DocumentId id;
  std::string key;  // unique among documents; usually its address
  std::string title;
  EntityId publisher;    // none if unknown
  std::string language;  // BCP 47
  PartialDate date;
  std::vector<Relay> relays;
  std::vector<Property> properties;
  BatchNumber batch = 0;
};

// What one ingest brought in, as it stands in the store's chain of commits.
struct Batch {
  BatchNumber number = 0;
  std::string id;      // chosen by the ingest: the same id is never committed twice
  std::string source;  // what was read, in words
  std::int64_t recorded_unix_ms = 0;
  std::uint64_t entities = 0;  // new ones; additions to known ones are not counted here
  std::uint64_t relations = 0;
  std::uint64_t claims = 0;
  std::uint64_t documents = 0;
};

}  // namespace relata
