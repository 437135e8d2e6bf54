#include "ingest/wikidata.h"

#include <algorithm>
#include <initializer_list>

#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/json_items.h"
#include "ingest/json_outline.h"
#include "ingest/wikidata_statement.h"
#include "ingest/wikidata_types.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

// {"en": {"language": "en", "value": "..."}}, or a list of such in each language. The language
// within may be another than the one that was asked for, and is that of the text.
template <class Take>
void visit_terms(const Value& terms, const Take& take) {
  const std::string_view field = terms.name();
  if (!has_wikidata_members(terms, field)) return;
  const auto take_term = [&](const Value& term, std::string_view asked) {
    const auto value = wikidata_member(term, "value");
    if (!value) refuse(std::string(field), "expected {\"language\": ..., \"value\": ...}");
    const auto language = wikidata_member(term, "language");
    take(key_field(*value, field),
         language_tag_of(language ? text_field(*language, field) : asked));
  };
  for (const auto member : terms) {
    if (member.kind() != JsonKind::array) {
      take_term(member, member.name());
      continue;
    }
    for (const auto term : member) take_term(term, member.name());
  }
}

void read_names(const Value& terms, NameKind kind, WikidataRecord& record) {
  visit_terms(terms, [&](std::string_view text, std::string language) {
    record.entity.names.push_back(
        {.text = text, .language = record.keep(std::move(language)), .kind = kind});
  });
}

// The first name is shown: the English label, else any label, before aliases.
void sort_names(std::vector<NameRecord>& names) {
  const auto rank = [](const NameRecord& name) {
    if (name.kind != NameKind::canonical) return 2;
    return name.language == "en" ? 0 : 1;
  };
  std::stable_sort(names.begin(), names.end(),
                   [&](const NameRecord& a, const NameRecord& b) { return rank(a) < rank(b); });
}

void read_sitelinks(const Value& links, std::vector<Property>& properties) {
  if (!has_wikidata_members(links, "sitelinks")) return;
  for (const auto link : links) {
    const auto title = wikidata_member(link, "title");
    if (!title) refuse("sitelinks", "expected a link with a title");
    properties.push_back({.name = "sitelinks." + std::string(link.name()),
                          .value = std::string(text_field(*title, "sitelinks"))});
  }
}

void read_statements(const Value& statements, WikidataRecord& record) {
  if (!has_wikidata_members(statements, statements.name())) return;
  for (const auto list : statements) {
    expect_kind(list, JsonKind::array, list.name());
    if (list.name().empty()) refuse("claims", "expected the id of a property");
    for (const auto statement : list) read_wikidata_statement(list.name(), statement, record);
  }
}

// The key stays known to those who use the old one.
void add_redirect(std::string_view from, std::string_view to, WikidataRecord& record) {
  record.mentioned.push_back(from);
  record.mentioned.push_back(to);
  record.relations.push_back(
      {.type = "same_as", .source = from, .target = to, .claims = {ClaimRecord{}}});
}

void read_entity(const Value& object, WikidataRecord& record) {
  EntityRecord& entity = record.entity;
  std::string_view kind;
  for (const auto member : object) {
    const std::string_view name = member.name();
    if (member.kind() == JsonKind::null || name == "id") continue;
    if (name == "type") {
      kind = text_field(member, name);
    } else if (name == "labels" || name == "lemmas") {
      read_names(member, NameKind::canonical, record);
    } else if (name == "aliases") {
      read_names(member, NameKind::alias, record);
    } else if (name == "descriptions") {
      visit_terms(member, [&](std::string_view text, const std::string& language) {
        const std::string suffix = language.empty() ? "" : "." + language;
        entity.properties.push_back({.name = "description" + suffix, .value = std::string(text)});
      });
    } else if (name == "claims" || name == "statements") {
      read_statements(member, record);
    } else if (name == "sitelinks") {
      read_sitelinks(member, entity.properties);
    } else if (name == "redirects" && member.kind() == JsonKind::object) {
      const auto from = wikidata_member(member, "from");
      if (!from) refuse("redirects", "expected {\"from\": ..., \"to\": ...}");
      add_redirect(key_field(*from, "redirects"), entity.key, record);
    } else {
      add_properties(name, member, entity.properties);
    }
  }
  sort_names(entity.names);
  const bool is_of_wikidata = kind == "property" || kind == "lexeme";
  entity.type = is_of_wikidata ? kind : type_of_wikidata_entity(record.relations);
}

void read_record(const Value& object, WikidataRecord& record) {
  expect_kind(object, JsonKind::object, "");
  if (const auto redirect = wikidata_member(object, "redirect")) {
    const auto from = wikidata_member(object, "entity");
    if (!from) refuse("redirect", "expected {\"entity\": ..., \"redirect\": ...}");
    return add_redirect(key_field(*from, "entity"), key_field(*redirect, "redirect"), record);
  }
  const auto id = wikidata_member(object, "id");
  if (!id) refuse("id", "expected the id of an entity, like Q42");
  record.entity.key = key_field(*id, "id");
  if (wikidata_member(object, "missing")) {
    refuse("missing", "the source says that there is no such entity");
  }
  read_entity(object, record);
}

enum class Layout : std::uint8_t { array, answer, entities };

Layout layout_of(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  text = without_blanks(text);
  if (text.starts_with('[')) return Layout::array;
  return text.find("\"entities\":") != std::string_view::npos ? Layout::answer : Layout::entities;
}

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Is there a text under this name that fits? Where in the document it stands does not count.
template <class Fits>
bool has_text(std::string_view text, std::string_view quoted_name, const Fits& fits) {
  for (std::size_t at = text.find(quoted_name); at != std::string_view::npos;
       at = text.find(quoted_name, at)) {
    at += quoted_name.size();
    const std::size_t begin = text.find_first_not_of(" \t\r\n:", at);
    if (begin == std::string_view::npos || text[begin] != '"') continue;
    const std::size_t end = text.find('"', begin + 1);
    if (end != std::string_view::npos && fits(text.substr(begin + 1, end - begin - 1))) return true;
  }
  return false;
}

// An entity, or a list of them, may say no more than what it is and what it is called.
bool looks_like_entity(std::string_view text) {
  const auto is_kind = [](std::string_view word) {
    return is_any_of(word, {"item", "property", "lexeme"});
  };
  const auto is_id = [](std::string_view word) {
    return word.size() > 1 && is_any_of(word.substr(0, 1), {"Q", "P", "L"}) &&
           std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!has_text(text, "\"type\"", is_kind) || !has_text(text, "\"id\"", is_id)) return false;
  const auto paths = json_paths(text);
  const std::string above = text.starts_with('[') ? "/*/" : "/";
  const auto has = [&](const char* name) { return paths.contains(above + name); };
  return has("type") && has("id") && (has("labels") || has("lemmas") || has("claims"));
}

Likelihood recognize(const Beginning& beginning) {
  const auto has = [&](std::string_view part) {
    return beginning.text.find(part) != std::string_view::npos;
  };
  const std::string_view text = without_blanks(beginning.text);
  if (!text.starts_with('[') && !text.starts_with('{')) return Likelihood::none;
  const bool has_statements = has("\"mainsnak\"") && has("\"snaktype\"");
  const bool has_terms = has("\"labels\"") && has("\"descriptions\"") && has("\"language\"");
  if (has_statements || has_terms || looks_like_entity(text)) return Likelihood::certain;
  return text.starts_with("{\"entities\":{\"Q") ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  const Layout layout = layout_of(input.beginning());
  std::set<std::string, std::less<>> walked;
  if (layout != Layout::entities) walked.insert("/");
  if (layout == Layout::answer) walked.insert("/entities");
  JsonItems items(input, std::move(walked), sink.record_bytes_max());
  for (JsonItems::Item item; items.next(sink, item);) {
    if (layout == Layout::answer && item.in != "/entities") continue;  // "success" and the like
    sink.begin(item.byte);
    WikidataRecord record;
    try {
      read_record(item.value, record);
    } catch (Refusal& refusal) {
      sink.refuse(std::move(refusal), RecordKind::entity);
      continue;
    }
    put_wikidata_record(record, sink);
  }
}

}  // namespace

const Reader wikidata_reader = {
    .name = "wikidata",
    .title = "Wikidata entities as JSON: dumps, answers of the API",
    .files = "*.json",
    .example = R"({"type":"item","id":"Q1","labels":{"en":{"language":"en","value":"A"}}})",
    .place_unit = PlaceUnit::byte,
    .schemas = {wikidata_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"", "/"},
};

}  // namespace relata
