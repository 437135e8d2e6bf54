#include "ingest/rdf_annotations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "graph/words.h"
#include "ingest/foreign_values.h"
#include "ingest/iri.h"

namespace relata {
namespace {

template <class Meaning, std::size_t size>
const Meaning* find(const std::array<std::pair<std::string_view, Meaning>, size>& table,
                    std::string_view word) {
  const auto place = std::find_if(table.begin(), table.end(),
                                  [&](const auto& entry) { return entry.first == word; });
  return place == table.end() ? nullptr : &place->second;
}

using Annotation = std::pair<std::string_view, RdfAnnotation>;

constexpr std::array annotations = {
    Annotation("source", RdfAnnotation::document),
    Annotation("src", RdfAnnotation::document),
    Annotation("document", RdfAnnotation::document),
    Annotation("reference", RdfAnnotation::document),
    Annotation("derived_from", RdfAnnotation::document),
    Annotation("was_derived_from", RdfAnnotation::document),
    Annotation("had_primary_source", RdfAnnotation::document),
    Annotation("speaker", RdfAnnotation::speaker),
    Annotation("according_to", RdfAnnotation::speaker),
    Annotation("asserted_by", RdfAnnotation::speaker),
    Annotation("claimed_by", RdfAnnotation::speaker),
    Annotation("said_by", RdfAnnotation::speaker),
    Annotation("stated_by", RdfAnnotation::speaker),
    Annotation("attributed_to", RdfAnnotation::speaker),
    Annotation("was_attributed_to", RdfAnnotation::speaker),
    Annotation("confidence", RdfAnnotation::confidence),
    Annotation("certainty", RdfAnnotation::confidence),
    Annotation("probability", RdfAnnotation::confidence),
    Annotation("stance", RdfAnnotation::stance),
    Annotation("reported", RdfAnnotation::reported),
    Annotation("issued", RdfAnnotation::reported),
    Annotation("published", RdfAnnotation::reported),
    Annotation("date_published", RdfAnnotation::reported),
    Annotation("generated_at_time", RdfAnnotation::reported),
    Annotation("quote", RdfAnnotation::quote),
    Annotation("quotation", RdfAnnotation::quote),
    Annotation("from", RdfAnnotation::from),
    Annotation("since", RdfAnnotation::from),
    Annotation("start", RdfAnnotation::from),
    Annotation("start_date", RdfAnnotation::from),
    Annotation("start_time", RdfAnnotation::from),
    Annotation("valid_from", RdfAnnotation::from),
    Annotation("to", RdfAnnotation::to),
    Annotation("until", RdfAnnotation::to),
    Annotation("end", RdfAnnotation::to),
    Annotation("end_date", RdfAnnotation::to),
    Annotation("end_time", RdfAnnotation::to),
    Annotation("valid_until", RdfAnnotation::to),
    Annotation("valid_to", RdfAnnotation::to),
    Annotation("at", RdfAnnotation::at),
    Annotation("valid", RdfAnnotation::at),
    Annotation("point_in_time", RdfAnnotation::at),
};

using ClassType = std::pair<std::string_view, std::string_view>;

// Classes whose names differ from those of the types; empty: they are no types.
constexpr std::array classes = {
    ClassType("thing", ""),
    ClassType("named_individual", ""),
    ClassType("resource", ""),
    ClassType("agent", ""),
    ClassType("item", ""),
    ClassType("human", "person"),
    ClassType("natural_person", "person"),
    ClassType("organisation", "organization"),
    ClassType("corporation", "company"),
    ClassType("business", "company"),
    ClassType("government_organization", "government_body"),
    ClassType("government_agency", "government_body"),
    ClassType("location", "place"),
    ClassType("settlement", "place"),
    ClassType("populated_place", "place"),
    ClassType("town", "city"),
    ClassType("ship", "vessel"),
    ClassType("military_conflict", "armed_conflict"),
    ClassType("war", "armed_conflict"),
    ClassType("battle", "armed_conflict"),
    ClassType("treaty", "agreement"),
};

constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

ValueKind value_kind_of(const RdfTerm& term) {
  if (!term.datatype.starts_with(xsd)) return ValueKind::text;
  const std::string_view type = std::string_view(term.datatype).substr(xsd.size());
  if (type == "boolean") return ValueKind::boolean;
  const bool is_time = type == "gYear" || type == "gMonth" || type == "gDay" || type == "string";
  return !is_time && number_of(term.text) ? ValueKind::number : ValueKind::text;
}

bool take_date(const RdfTerm& value, PartialDate& date) {
  const auto read = rdf_date(value);
  if (!read || date.is_known()) return false;
  date = *read;
  return true;
}

// False, and the period as it was, if the date has no place in it.
bool take_time(RdfAnnotation meaning, const RdfTerm& value, Period& valid) {
  Period with = valid;
  bool is_taken = false;
  if (meaning == RdfAnnotation::at) {
    is_taken = !valid.is_known() && take_date(value, with.from);
    with.to = with.from;
  } else {
    is_taken = take_date(value, meaning == RdfAnnotation::from ? with.from : with.to);
  }
  if (!is_taken || !is_in_order(with)) return false;
  valid = with;
  return true;
}

// False if it has no place in the claim.
bool take_annotation(const RdfStatement& statement, RdfClaim& claim) {
  const RdfTerm& value = statement.object;
  const bool is_literal = value.kind == RdfKind::literal;
  const RdfAnnotation meaning = rdf_annotation(statement.predicate.text);
  switch (meaning) {
    case RdfAnnotation::none:
      return false;
    case RdfAnnotation::document:
      if (!is_rdf_node(value) && host_of(value.text).empty()) return false;
      claim.documents.push_back(value);
      return true;
    case RdfAnnotation::speaker:
      if (!is_rdf_node(value) || claim.speaker.kind != RdfKind::none) return false;
      claim.speaker = value;
      return true;
    case RdfAnnotation::confidence: {
      const auto share = number_of(value.text);
      if (!share || claim.confidence) return false;
      claim.confidence = confidence_of(*share);
      return claim.confidence.has_value();
    }
    case RdfAnnotation::stance: {
      const auto stance = parse_stance(value.text);
      if (!stance || claim.stance) return false;
      claim.stance = stance;
      return true;
    }
    case RdfAnnotation::reported:
      return take_date(value, claim.reported);
    case RdfAnnotation::quote:
      if (!is_literal || !claim.quote.empty()) return false;
      claim.quote = value.text;
      return true;
    case RdfAnnotation::from:
    case RdfAnnotation::to:
    case RdfAnnotation::at:
      return take_time(meaning, value, claim.valid);
  }
  return false;
}

}  // namespace

RdfClaim read_rdf_claim(const std::vector<RdfStatement>& annotations) {
  RdfClaim claim;
  for (const RdfStatement& statement : annotations) {
    if (take_annotation(statement, claim)) continue;
    claim.properties.push_back(rdf_property(statement.predicate, statement.object));
  }
  return claim;
}

RdfAnnotation rdf_annotation(std::string_view predicate) {
  const RdfAnnotation* const meaning =
      find(annotations, type_name_of(local_name_of_iri(predicate)));
  return meaning == nullptr ? RdfAnnotation::none : *meaning;
}

std::optional<PartialDate> rdf_date(const RdfTerm& term) {
  if (term.kind != RdfKind::literal) return std::nullopt;
  std::string_view text = term.text;
  // A time, and the zone that a day, month or year may have.
  const auto [digits, most] = [&]() -> std::pair<std::size_t, std::size_t> {
    if (term.datatype == std::string(xsd) + "gYear") return {1, 4};
    if (term.datatype == std::string(xsd) + "gYearMonth") return {2, 7};
    return {3, 10};
  }();
  if (text.size() > most) {
    const char after = text[most];
    if (is_digit(after)) return std::nullopt;
    text = text.substr(0, most);
  }
  return PartialDate::parse(text);
}

Property rdf_property(const RdfTerm& predicate, const RdfTerm& value) {
  std::string name(local_name_of_iri(predicate.text));
  if (!value.language.empty()) name += "." + value.language;
  return {.name = std::move(name), .value = words_of(value), .kind = value_kind_of(value)};
}

bool is_rdf_node(const RdfTerm& term) {
  return term.kind == RdfKind::iri || term.kind == RdfKind::blank;
}

std::string type_of_rdf_class(std::string_view iri) {
  std::string name = type_name_of(local_name_of_iri(iri));
  const std::string_view* const type = find(classes, name);
  return type == nullptr ? name : std::string(*type);
}

std::string words_of(const RdfTerm& term) {
  switch (term.kind) {
    case RdfKind::none:
    case RdfKind::iri:
    case RdfKind::literal:
      return term.text;
    case RdfKind::blank:
      return "_:" + term.text;
    case RdfKind::triple:
      break;
  }
  std::string words = "<<(";
  for (const RdfTerm& part : term.parts) words += " " + words_of(part);
  return words + " )>>";
}

}  // namespace relata
