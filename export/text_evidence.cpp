#include "export/text_evidence.h"

#include <algorithm>

#include "export/plain_text.h"
#include "export/words.h"

namespace relata {

namespace {

// A longer quote is cut: the document holds the rest.
constexpr std::size_t quote_columns_max = 600;

std::string quote_source(const AnswerGraph& graph, const ClaimEvidence& claim) {
  std::string text;
  const std::string& language = graph.document(claim.claim.document).language;
  if (!language.empty()) text = language;
  if (const auto& span = claim.claim.span) {
    if (!text.empty()) text += ", ";
    text += "characters " + std::to_string(span->begin) + "-" + std::to_string(span->end);
  }
  return text.empty() ? text : " [" + text + "]";
}

void put_claim(TextPage& page, const AnswerGraph& graph, const ClaimEvidence& claim,
               const std::string& indent) {
  const std::string below = indent + "  ";
  std::vector<Piece> first = {
      {.text = attribution(graph, claim), .tone = tone_of(claim.claim.stance)}};
  for (const std::string& detail : claim_details(claim)) first.push_back({.text = ", " + detail});
  page.paragraph({.first = indent, .rest = below}, first);
  const Document& document = graph.document(claim.claim.document);
  page.paragraph({.first = below, .rest = below + "  "},
                 {{.text = joined(relay_names(graph, claim), " -> ") + " (" + document.key + ")",
                   .tone = Tone::dim}});
  if (claim.claim.quote.empty()) {
    if (!claim.claim.span) return;
    page.paragraph({.first = below, .rest = below},
                   {{.text = quote_source(graph, claim).substr(1), .tone = Tone::dim}});
    return;
  }
  const std::string quote = fit(visible(claim.claim.quote), quote_columns_max);
  page.paragraph(
      {.first = below, .rest = below},
      {{.text = "\"" + quote + "\""}, {.text = quote_source(graph, claim), .tone = Tone::dim}});
}

}  // namespace

Piece status_piece(const RelationEvidence& relation) {
  return {.text = std::string(word(relation.status)), .tone = tone_of(relation.status)};
}

Piece quantity_piece(const Relation& relation) {
  return {.text = relation.quantity ? quantity_words(*relation.quantity) : ""};
}

Piece type_piece(const EntityAnswer& entity) {
  return {.text = entity.label.empty() ? entity.type : entity.label, .tone = Tone::dim};
}

void put_groups(TextPage& page, const AnswerGraph& graph,
                const std::vector<std::vector<EntityId>>& groups) {
  for (const auto& group : groups) {
    page.paragraph({.first = "  ", .rest = "    "}, {{.text = names_of(graph, group)}});
  }
}

std::vector<Piece> entity_pieces(const EntityAnswer& entity) {
  const std::string& type = entity.label.empty() ? entity.type : entity.label;
  return {{.text = shown_name(entity.entity), .tone = Tone::entity},
          {.text = " (" + type + ")", .tone = Tone::dim}};
}

void put_relation(TextPage& page, const AnswerGraph& graph, const RelationEvidence& relation,
                  const std::string& words, const Margin& margin) {
  std::vector<Piece> head = {
      {.text = words + ": "},
      {.text = std::string(word(relation.status)), .tone = tone_of(relation.status)}};
  for (const std::string& detail : relation_details(relation)) {
    head.push_back({.text = ", " + detail});
  }
  page.paragraph({.first = margin.first, .rest = margin.rest + "  "}, head);
  const std::size_t shown = std::min(relation.claims.size(), page.options().claims_max);
  for (std::size_t i = 0; i < shown; ++i) {
    put_claim(page, graph, relation.claims[i], margin.rest + "  ");
  }
  if (shown < relation.claims.size()) {
    page.paragraph(
        {.first = margin.rest + "  ", .rest = margin.rest + "  "},
        {{.text = "and " + count_words(relation.claims.size() - shown, "more claim", "more claims"),
          .tone = Tone::dim}});
  }
}

}  // namespace relata
