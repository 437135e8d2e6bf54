#pragma once

// What the statements about a reified triple say of the claim that it is.

#include <optional>
#include <string>
#include <string_view>

#include "ingest/rdf_terms.h"
#include "ingest/records.h"

namespace relata {

// Vocabularies differ in their IRIs, not so much in the words at their ends.
enum class RdfAnnotation : std::uint8_t {
  none,
  document,    // source, wasDerivedFrom
  speaker,     // claimedBy, wasAttributedTo
  confidence,  // certainty
  stance,
  reported,  // issued, generatedAtTime
  quote,
  from,  // startDate
  to,    // endDate
  at,    // pointInTime
};
[[nodiscard]] RdfAnnotation rdf_annotation(std::string_view predicate);

// The date of a literal of one of XML Schema's types, which give the precision, or of a text.
[[nodiscard]] std::optional<PartialDate> rdf_date(const RdfTerm& term);
[[nodiscard]] ValueKind rdf_value_kind(const RdfTerm& term);

// The entity type of the instances of a class. Empty where the class only says that they are
// things.
[[nodiscard]] std::string type_of_rdf_class(std::string_view iri);

// A term, or a triple of them, in words.
[[nodiscard]] std::string words_of(const RdfTerm& term);

}  // namespace relata
