#include "ingest/spacy.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "ingest/annotated_text.h"
#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/json_objects.h"
#include "ingest/json_outline.h"
#include "ingest/mention_types.h"
#include "ingest/staging.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

std::uint32_t whole_field(const Value& object, std::string_view name, const std::string& field) {
  const auto member = member_of(object, name);
  const std::string below = field + "." + std::string(name);
  if (!member) refuse(below, "expected a whole number");
  expect_kind(*member, JsonKind::number, below);
  const std::string_view digits = member->text();
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    refuse(below, "expected a whole number from 0");
  }
  return number;
}

class SpacyDocuments {
 public:
  SpacyDocuments(std::string name, RecordSink& sink) : name_(std::move(name)), sink_(sink) {}

  void put(const Value& object) {
    ++number_;
    entities_.clear();
    tokens_.clear();
    key_ = "file:" + name_ + "#" + std::to_string(number_);
    try {
      const auto text = member_of(object, "text");
      if (!text) refuse("text", "expected the text of the document");
      text_.emplace(std::string(text_field(*text, "text")));
      put_document(object);
      if (const auto tokens = member_of(object, "tokens")) read_tokens(*tokens);
      if (const auto entities = member_of(object, "ents")) put_mentions(*entities, "ents");
      if (const auto spans = member_of(object, "spans")) put_groups(*spans);
      if (const auto relations = member_of(object, "relations")) put_relations(*relations);
    } catch (Refusal& refusal) {
      sink_.refuse(std::move(refusal));
    }
  }

 private:
  struct Mention {
    Span span;
    std::string key;  // of an entity; empty: it is a value
    std::string type;
    std::string value;
  };

  // Sentences and tokens are linguistics, which a graph has no place for.
  void put_document(const Value& object) {
    DocumentRecord document{.key = key_};
    for (const auto member : object) {
      const std::string_view name = member.name();
      const bool is_read = name == "text" || name == "ents" || name == "spans" ||
                           name == "relations" || name == "tokens" || name == "sents";
      if (is_read) continue;
      if (member.kind() != JsonKind::object) {
        add_properties(name, member, document.properties);
        continue;
      }
      for (const auto below : member) {
        if (!below.name().empty()) add_properties(below.name(), below, document.properties);
      }
    }
    sink_.add(document);
  }

  [[nodiscard]] Span span_of(const Value& object, const std::string& field) const {
    expect_kind(object, JsonKind::object, field);
    const Span span{.begin = whole_field(object, "start", field),
                    .end = whole_field(object, "end", field)};
    if (!text_->has(span)) {
      refuse(field, "the span does not lie in the text, which has " +
                        std::to_string(text_->size()) + " characters");
    }
    return span;
  }

  void read_tokens(const Value& tokens) {
    expect_kind(tokens, JsonKind::array, "tokens");
    for (const auto token : tokens) tokens_.push_back(span_of(token, "tokens"));
  }

  // Prodigy has one list of spans, spaCy several by name.
  void put_groups(const Value& spans) {
    if (spans.kind() == JsonKind::array) return put_mentions(spans, "spans");
    expect_kind(spans, JsonKind::object, "spans");
    for (const auto group : spans) put_mentions(group, "spans." + std::string(group.name()));
  }

  void put_mentions(const Value& mentions, const std::string& list) {
    expect_kind(mentions, JsonKind::array, list);
    std::size_t place = 0;
    for (const auto mention : mentions) {
      try {
        put_mention(mention, list + "[" + std::to_string(place++) + "]");
      } catch (Refusal& refusal) {
        sink_.refuse(std::move(refusal), RecordKind::entity);
      }
    }
  }

  void put_mention(const Value& object, const std::string& field) {
    Mention mention{.span = span_of(object, field)};
    mention.value = on_one_line(text_->text(mention.span));
    if (mention.value.empty()) refuse(field, "expected a span that holds more than blanks");
    const auto label = member_of(object, "label");
    const std::string_view word = label ? text_field(*label, field + ".label") : "";
    if (is_value_label(word)) {
      DocumentRecord document{.key = key_};
      document.properties.push_back({.name = std::string(word), .value = mention.value});
      sink_.add(document);
      entities_.push_back(std::move(mention));
      return;
    }
    mention.type = mention_type_of(word);
    const auto id = member_of(object, "kb_id");
    const std::string_view global = id ? text_field(*id, field + ".kb_id") : "";
    mention.key = global.empty() || global == "NIL" ? local_key(mention.type, mention.value)
                                                    : std::string(global);
    put_entity(mention, object);
    entities_.push_back(std::move(mention));
  }

  [[nodiscard]] std::string local_key(std::string_view type, std::string_view name) const {
    return "spacy:" + name_ + "#" + std::to_string(number_) + "/" + std::string(type) + "/" +
           std::string(name);
  }

  void put_entity(const Mention& mention, const Value& object) {
    EntityRecord entity{.key = mention.key, .type = mention.type};
    entity.names.push_back({.text = mention.value, .language = {}, .kind = NameKind::canonical});
    entity.properties.push_back({.name = "mention",
                                 .value = name_ + "#" + std::to_string(number_) + ":" +
                                          std::to_string(mention.span.begin) + "-" +
                                          std::to_string(mention.span.end)});
    for (const auto member : object) {
      const std::string_view name = member.name();
      const bool is_read = name == "start" || name == "end" || name == "label" || name == "kb_id" ||
                           name == "token_start" || name == "token_end" || name == "id" ||
                           name == "text" || name == "type";
      if (!is_read) add_properties(name, member, entity.properties);
    }
    if (mention.type == unknown_type) sink_.mention(mention.key, "");  // declares the type
    sink_.add(entity);
  }

  void put_relations(const Value& relations) {
    expect_kind(relations, JsonKind::array, "relations");
    std::size_t place = 0;
    for (const auto relation : relations) {
      try {
        put_relation(relation, "relations[" + std::to_string(place++) + "]");
      } catch (Refusal& refusal) {
        sink_.refuse(std::move(refusal), RecordKind::relation);
      }
    }
  }

  // By the place of one of its tokens or, as Prodigy has it, by its span.
  [[nodiscard]] Mention end_of(const Value& relation, std::string_view name,
                               const std::string& field) {
    const std::string span_name = std::string(name) + "_span";
    Span span;
    if (const auto given = member_of(relation, span_name)) {
      span = span_of(*given, field + "." + span_name);
    } else {
      const std::uint32_t token = whole_field(relation, name, field);
      if (token >= tokens_.size()) {
        refuse(field + "." + std::string(name),
               "expected the place of a token, below " + std::to_string(tokens_.size()));
      }
      span = tokens_[token];
    }
    const auto found = std::find_if(entities_.begin(), entities_.end(), [&](const Mention& each) {
      return each.span.begin <= span.begin && span.end <= each.span.end;
    });
    if (found != entities_.end()) return *found;
    Mention mention{.span = span, .key = {}, .type = std::string(unknown_type), .value = {}};
    mention.value = on_one_line(text_->text(span));
    if (mention.value.empty()) refuse(field, "expected a token that holds more than blanks");
    mention.key = local_key(unknown_type, mention.value);
    sink_.warn("a relation's end is in no entity; its token is taken for one");
    sink_.mention(mention.key, "", mention.value);
    return mention;
  }

  void put_relation(const Value& object, const std::string& field) {
    expect_kind(object, JsonKind::object, field);
    const auto label = member_of(object, "label");
    const std::string type = label ? type_name_of(text_field(*label, field + ".label")) : "";
    if (type.empty()) refuse(field + ".label", "expected what relation it is");
    const Mention head = end_of(object, "head", field);
    const Mention child = end_of(object, "child", field);
    if (head.key.empty() || child.key.empty()) return put_value(type, head, child);
    const AnnotatedText::Quote quote = text_->quote_around(cover_of(head.span, child.span));
    RelationRecord relation;
    relation.type = type;
    relation.source = head.key;
    relation.target = child.key;
    relation.claims.push_back({.document = key_, .quote = quote.text, .span = quote.span});
    for (const auto member : object) {
      const std::string_view name = member.name();
      const bool is_read = name.starts_with("head") || name.starts_with("child") ||
                           name == "label" || name == "color";
      if (!is_read) add_properties(name, member, relation.properties);
    }
    sink_.add(relation);
  }

  // A relation to a date or a number is a property of the other end.
  void put_value(const std::string& type, const Mention& head, const Mention& child) {
    const bool is_on_head = child.key.empty();
    const Mention& on = is_on_head ? head : child;
    Property property{.name = type, .value = is_on_head ? child.value : head.value};
    if (on.key.empty()) {
      property.value = on.value + ": " + property.value;
      DocumentRecord document{.key = key_};
      document.properties.push_back(std::move(property));
      return sink_.add(document);
    }
    EntityRecord entity{.key = on.key, .type = on.type};
    entity.properties.push_back(std::move(property));
    sink_.add(entity);
  }

  std::string name_;  // of the input
  RecordSink& sink_;
  std::size_t number_ = 0;
  // Of the document at hand.
  std::string key_;
  std::optional<AnnotatedText> text_;
  std::vector<Span> tokens_;
  std::vector<Mention> entities_;
};

Likelihood recognize(const Beginning& beginning) {
  const std::string_view text = beginning.text;
  if (begins_with_members(text, {"text", "ents", "start", "label"})) return Likelihood::certain;
  if (begins_with_members(text, {"text", "ents"})) return Likelihood::likely;
  return begins_with_members(text, {"text", "spans", "start", "end", "label"}) ? Likelihood::likely
                                                                               : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  JsonObjects objects(input, sink.record_bytes_max());
  SpacyDocuments documents(input.file().name, sink);
  for (Value object; objects.next(sink, object);) documents.put(object);
}

}  // namespace

const Reader spacy_reader = {
    .name = "spacy",
    .title = "spaCy and Prodigy documents",
    .files = "*.json, *.jsonl",
    .example =
        R"({"text":"Ann owns Co.","ents":[{"start":0,"end":3,"label":"PERSON"}],"tokens":[]})",
    .place_unit = PlaceUnit::byte,
    .schemas = {mention_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::whole,
};

}  // namespace relata
