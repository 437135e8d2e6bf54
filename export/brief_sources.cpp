#include "export/brief_nouns.h"
#include "export/brief_story.h"
#include "export/plain_text.h"

namespace relata {
namespace {

std::string origin_words(const BriefLanguage& language, const AnswerGraph& graph,
                         const Origin& origin) {
  return origin.entity.is_some() ? brief_name(language, graph.entity(origin.entity).entity)
                                 : graph.document(origin.document).key;
}

std::string publisher_words(const BriefLanguage& language, const AnswerGraph& graph,
                            const Document& document) {
  return document.publisher.is_some()
             ? brief_name(language, graph.entity(document.publisher).entity)
             : document.key;
}

// A document's key usually is its address; else a property may hold it.
std::string address_of(const Document& document) {
  if (is_web_address(document.key)) return document.key;
  for (const Property& property : document.properties) {
    if (property.kind == ValueKind::text && is_web_address(property.value)) return property.value;
  }
  return document.key;
}

}  // namespace

BriefSourceWords source_words(const BriefLanguage& language, const AnswerGraph& graph,
                              const ClaimEvidence& claim) {
  const Document& document = graph.document(claim.claim.document);
  BriefSourceWords words;
  words.who =
      claim.claim.speaker.is_some()
          ? brief_name(language, graph.entity(claim.claim.speaker).entity)
          : filled(language.say.narration, {{"who", origin_words(language, graph, claim.origin)}});
  if (claim.reported.is_known()) words.when = language.date(claim.reported);
  std::vector<std::string> of_document;
  if (document.publisher.is_some()) {
    of_document.push_back(publisher_words(language, graph, document));
  }
  if (!document.title.empty()) {
    of_document.push_back(filled(language.say.quote, {{"quote", document.title}}));
  }
  if (document.date.is_known()) of_document.push_back(language.date(document.date));
  words.document = joined(of_document, ", ");
  words.address = address_of(document);
  std::vector<std::string> through;
  for (std::size_t i = 1; i < claim.chain.size(); ++i) {
    through.push_back(publisher_words(language, graph, graph.document(claim.chain[i])));
  }
  if (!through.empty()) {
    words.via = filled(language.say.via, {{"names", listed(language, through)}});
  }
  if (!claim.claim.quote.empty()) {
    words.quote = filled(language.say.quote, {{"quote", claim.claim.quote}});
  }
  return words;
}

}  // namespace relata
