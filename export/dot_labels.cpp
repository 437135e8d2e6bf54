#include "export/dot_labels.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <optional>

#include "export/dot_style.h"
#include "export/dot_text.h"
#include "export/measures.h"
#include "export/plain_text.h"
#include "export/words.h"

namespace relata {

namespace {

constexpr std::size_t name_columns = 24;
constexpr std::size_t label_columns = 26;
constexpr std::size_t tooltip_quote_columns = 160;
// Keeps a label off the line it belongs to.
constexpr const char* line_gap = "<FONT POINT-SIZE=\"3\"> </FONT>";

// The script of the first letter; common to all scripts if there is none.
UScriptCode script_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = code_point_at(text, at);
    at += next.size;
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(next.value), &error);
    if (U_SUCCESS(error) && script != USCRIPT_COMMON && script != USCRIPT_INHERITED) return script;
  }
  return USCRIPT_COMMON;
}

// The first proper name in another script than the shown one.
std::optional<std::string> native_name(const Entity& entity) {
  const UScriptCode shown = script_of(shown_name(entity));
  const auto found = std::find_if(entity.names.begin(), entity.names.end(), [&](const Name& name) {
    if (name.kind != NameKind::canonical && name.kind != NameKind::alias) return false;
    const UScriptCode script = script_of(name.text);
    return script != USCRIPT_COMMON && script != shown;
  });
  if (found == entity.names.end()) return std::nullopt;
  return found->text;
}

const std::string& type_words(const EntityAnswer& entity) {
  return entity.label.empty() ? entity.type : entity.label;
}

// "contested: 2 assert, 1 denies"; nothing for what is not in doubt.
std::string doubt_words(const RelationEvidence& relation) {
  const StanceCounts counts = count_origins(relation);
  const std::string denying =
      std::to_string(counts.denied) + (counts.denied == 1 ? " denies" : " deny");
  switch (relation.status) {
    case Status::confirmed:
    case Status::reported:
      return "";
    case Status::contested:
      return "contested: " + std::to_string(counts.asserted) +
             (counts.asserted == 1 ? " asserts, " : " assert, ") + denying;
    case Status::denied:
      return "denied: " + denying;
    case Status::uncertain:
      return "uncertain";
  }
  return "";
}

}  // namespace

std::string entity_label(const EntityAnswer& entity, NodeRole role, int size) {
  const bool is_emphasised = role == NodeRole::emphasised;
  const std::string name = shown_name(entity.entity);
  std::vector<std::string> rows = {
      dot_font({.size = size,
                .color = ink,
                .weight = is_emphasised ? HtmlFont::Weight::bold : HtmlFont::Weight::regular},
               dot_html_lines(name.empty() ? "(no name)" : name, name_columns))};
  if (const auto native = native_name(entity.entity)) {
    rows.push_back(dot_font({.size = 10, .color = ink}, dot_html_lines(*native, name_columns)));
  }
  rows.push_back(dot_font({.size = 8, .color = "#333333"}, dot_html(type_words(entity))));
  if (role == NodeRole::cut) rows.insert(rows.begin(), dot_badge("Cut"));
  return dot_rows(rows);
}

std::string entity_tooltip(const EntityAnswer& entity) {
  std::string text = visible(shown_name(entity.entity)) + " (" + visible(type_words(entity)) + ")";
  for (const Name& name : entity.entity.names) {
    if (name.text == shown_name(entity.entity)) continue;
    text += "\n" + visible(name.text) + " (";
    if (!name.language.empty()) text += visible(name.language) + ", ";
    text += std::string(word(name.kind)) + ")";
  }
  text += "\nkey: " + visible(entity.entity.key);
  for (const EntityMeasure& measure : entity.measures) {
    text += "\n" + std::string(word(measure.measure)) + ": " + measure_words(measure.value);
  }
  return dot_string(text);
}

std::string relation_label(const AnswerGraph& graph, const RelationEvidence& relation,
                           const std::string& mark) {
  const StatusStyle& style = style_of(relation.status);
  std::vector<std::string> rows;
  if (!mark.empty()) rows.push_back(dot_badge(mark));
  rows.push_back(
      dot_font({.size = 10, .color = style.ink},
               dot_html_lines(label_from(graph, relation.relation, relation.relation.source),
                              label_columns)));
  std::vector<std::string> details;
  if (relation.relation.valid.is_known()) details.push_back(relation.relation.valid.text());
  if (relation.relation.quantity) details.push_back(quantity_words(*relation.relation.quantity));
  if (!details.empty()) {
    rows.push_back(
        dot_font({.size = 9, .color = faint_ink}, dot_html_lines(joined(details, " · "), 34)));
  }
  const std::string doubt = doubt_words(relation);
  if (!doubt.empty()) {
    rows.push_back(dot_font({.size = 9, .color = style.ink, .weight = HtmlFont::Weight::bold},
                            dot_html(doubt)));
  }
  rows.push_back(line_gap);
  return dot_rows(rows);
}

std::string relation_tooltip(const AnswerGraph& graph, const RelationEvidence& relation) {
  std::string text = visible(sentence(graph, relation.relation)) + "\n" +
                     std::string(word(relation.status)) + ", " +
                     visible(joined(relation_details(relation), ", "));
  for (const ClaimEvidence& claim : relation.claims) {
    text += "\n- " + visible(attribution(graph, claim)) + ", " +
            joined(claim_details(claim), ", ") + "; " +
            visible(joined(relay_names(graph, claim), " -> ")) + " (" +
            visible(graph.document(claim.claim.document).key) + ")";
    if (!claim.claim.quote.empty()) {
      text += ": \"" + fit(visible(claim.claim.quote), tooltip_quote_columns) + "\"";
    }
  }
  return dot_string(text);
}

std::string relation_link(const AnswerGraph& graph, const RelationEvidence& relation) {
  for (const ClaimEvidence& claim : relation.claims) {
    const std::string& key = graph.document(claim.claim.document).key;
    const bool is_plain = std::all_of(key.begin(), key.end(), [](char c) {
      return c > ' ' && c < '\x7f' && std::string_view("\"<>\\^`{|}").find(c) == std::string::npos;
    });
    if (is_web_address(key) && is_plain) return key;
  }
  return "";
}

}  // namespace relata
