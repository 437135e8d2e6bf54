#pragma once

// What the statements about a reified triple say of the claim that it is.

#include <optional>
#include <string>
#include <string_view>

#include "ingest/rdf_terms.h"
#include "ingest/records.h"

namespace relata {

// Of one claim. What has no place in it is a property.
struct RdfClaim {
  std::optional<Stance> stance;
  std::vector<RdfTerm> documents;  // nodes, or addresses in words
  RdfTerm speaker;
  std::optional<Confidence> confidence;
  PartialDate reported;
  std::string quote;
  Period valid;
  std::vector<Property> properties;
};
[[nodiscard]] RdfClaim read_rdf_claim(const std::vector<RdfStatement>& annotations);

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
// Under the local name of the predicate: "motto.en" in a language.
[[nodiscard]] Property rdf_property(const RdfTerm& predicate, const RdfTerm& value);
// An IRI or a blank node.
[[nodiscard]] bool is_rdf_node(const RdfTerm& term);

// The entity type of the instances of a class. Empty where the class only says that they are
// things.
[[nodiscard]] std::string type_of_rdf_class(std::string_view iri);

// A term, or a triple of them, in words.
[[nodiscard]] std::string words_of(const RdfTerm& term);

}  // namespace relata
