#include "ingest/docred.h"

#include <algorithm>
#include <charconv>

#include "ingest/annotated_text.h"
#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/json_objects.h"
#include "ingest/json_outline.h"
#include "ingest/mention_types.h"
#include "ingest/wikidata_types.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

// The place of something in a list of `count`.
std::size_t index_field(const Value& value, std::size_t count, const std::string& field) {
  expect_kind(value, JsonKind::number, field);
  const std::string_view digits = value.text();
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (error != std::errc() || end != digits.data() + digits.size() || index >= count) {
    refuse(field, "expected a whole number from 0 that is below " + std::to_string(count));
  }
  return index;
}

Value member_field(const Value& object, std::string_view name, JsonKind kind,
                   const std::string& field) {
  expect_kind(object, JsonKind::object, field);
  const auto member = member_of(object, name);
  const std::string below = field.empty() ? std::string(name) : field + "." + std::string(name);
  if (!member) refuse(below, "expected it to be there");
  expect_kind(*member, kind, below);
  return *member;
}

// Documents come as tokens: the text that spans are of is all of them with a blank between.
class TokenText {
 public:
  struct Sentence {
    std::string text;
    std::vector<Span> tokens;  // in the whole text
    Span span;
  };

  void read(const Value& sentences) {
    all_.clear();
    std::uint32_t at = 0;
    for (const auto sentence : sentences) {
      expect_kind(sentence, JsonKind::array, "sents");
      Sentence& made = all_.emplace_back();
      made.span = {.begin = at, .end = at};
      for (const auto token : sentence) {
        const std::string_view text = text_field(token, "sents");
        if (!made.tokens.empty()) made.text += ' ';
        made.text += text;
        const std::uint32_t size = count_code_points(text);
        made.tokens.push_back({.begin = at, .end = at + size});
        made.span.end = at + size;
        at += size + 1;
      }
      if (made.tokens.empty()) ++at;
    }
  }

  [[nodiscard]] const std::vector<Sentence>& sentences() const { return all_; }

  // Several sentences of the text, sorted; an ellipsis stands for what lies between. Empty if that
  // is too long for a quote.
  [[nodiscard]] std::string quote(const std::vector<std::size_t>& places) const {
    std::string text;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (i > 0) text += places[i] == places[i - 1] + 1 ? " " : " … ";
      text += all_[places[i]].text;
      if (count_code_points(text) > AnnotatedText::quote_max) return {};
    }
    return text;
  }

 private:
  std::vector<Sentence> all_;
};

class DocredDocument {
 public:
  explicit DocredDocument(RecordSink& sink) : sink_(sink) {}

  void put(const Value& object) {
    try {
      title_ = key_field(member_field(object, "title", JsonKind::text, ""), "title");
      key_ = "docred:" + std::string(title_);
      text_.read(member_field(object, "sents", JsonKind::array, ""));
      DocumentRecord document{.key = key_, .title = title_};
      for (const auto member : object) {
        const std::string_view name = member.name();
        const bool is_known =
            name == "title" || name == "sents" || name == "vertexSet" || name == "labels";
        if (!is_known) add_properties(name, member, document.properties);
      }
      sink_.add(document);
      vertices_.clear();
      for (const auto vertex : member_field(object, "vertexSet", JsonKind::array, "")) {
        put_vertex(vertex);
      }
      if (!member_of(object, "labels")) return;  // of a test set
      std::size_t place = 0;
      for (const auto label : member_field(object, "labels", JsonKind::array, "")) {
        put_label(label, "labels[" + std::to_string(place++) + "]");
      }
    } catch (Refusal& refusal) {
      sink_.refuse(std::move(refusal));
    }
  }

 private:
  struct Vertex {
    std::string key;  // empty: a date or a number, or refused
    std::string type;
    std::string name;  // the longest
    bool is_refused = false;
  };

  void put_vertex(const Value& mentions) {
    const std::string field = "vertexSet[" + std::to_string(vertices_.size()) + "]";
    Vertex& vertex = vertices_.emplace_back();
    try {
      read_vertex(mentions, field, vertex);
    } catch (Refusal& refusal) {
      vertex.is_refused = true;
      sink_.refuse(std::move(refusal), RecordKind::entity);
    }
  }

  void read_vertex(const Value& mentions, const std::string& field, Vertex& vertex) {
    expect_kind(mentions, JsonKind::array, field);
    std::vector<std::string_view> names;
    std::vector<std::string_view> labels;
    std::vector<Property> properties;
    for (const auto mention : mentions) {
      names.push_back(
          key_field(member_field(mention, "name", JsonKind::text, field), field + ".name"));
      labels.push_back(
          text_field(member_field(mention, "type", JsonKind::text, field), field + ".type"));
      add_place(mention, properties);
    }
    if (names.empty()) refuse(field, "expected at least one mention");
    // The first of the longest.
    const auto longest = std::max_element(
        names.begin(), names.end(),
        [](std::string_view a, std::string_view b) { return a.size() < b.size(); });
    vertex.name = *longest;
    const auto label = std::find_if_not(labels.begin(), labels.end(), is_value_label);
    if (label == labels.end()) {
      return put_on_document({.name = std::string(labels.front()), .value = vertex.name});
    }
    vertex.type = mention_type_of(*label);
    for (const std::string_view other : labels) {
      if (other != *label) properties.push_back({.name = "type", .value = std::string(other)});
    }
    vertex.key = key_ + "#" + std::to_string(vertices_.size() - 1);
    EntityRecord entity{
        .key = vertex.key, .type = vertex.type, .properties = std::move(properties)};
    entity.names.push_back({.text = vertex.name, .language = {}, .kind = NameKind::canonical});
    for (const std::string_view name : names) {
      if (name != vertex.name) {
        entity.names.push_back({.text = name, .language = {}, .kind = NameKind::alias});
      }
    }
    sink_.add(entity);
  }

  // Where a mention stands in the text.
  void add_place(const Value& mention, std::vector<Property>& properties) {
    const auto sentence = member_of(mention, "sent_id");
    const auto tokens = member_of(mention, "pos");
    if (!sentence && !tokens) return;
    try {
      if (!sentence || !tokens) refuse("", "");
      const auto& sentences = text_.sentences();
      const auto& places = sentences[index_field(*sentence, sentences.size(), "")].tokens;
      const Span pair = span_field(*tokens, "");
      if (pair.begin == pair.end || pair.end > places.size()) refuse("", "");
      properties.push_back({.name = "mention",
                            .value = std::string(title_) + ":" +
                                     std::to_string(places[pair.begin].begin) + "-" +
                                     std::to_string(places[pair.end - 1].end)});
    } catch (const Refusal&) {
      sink_.warn("a mention has no place among the tokens of a sentence; its name is taken");
    }
  }

  void put_label(const Value& label, const std::string& field) {
    try {
      const auto vertex = [&](std::string_view name) -> const Vertex& {
        const Value end = member_field(label, name, JsonKind::number, field);
        const std::string below = field + "." + std::string(name);
        const Vertex& found = vertices_[index_field(end, vertices_.size(), below)];
        if (found.is_refused) refuse(below, "the entity was rejected");
        return found;
      };
      const std::string_view property =
          key_field(member_field(label, "r", JsonKind::text, field), field + ".r");
      put_relation(label, property, vertex("h"), vertex("t"), field);
    } catch (Refusal& refusal) {
      sink_.refuse(std::move(refusal), RecordKind::relation);
    }
  }

  void put_relation(const Value& label, std::string_view property, const Vertex& head,
                    const Vertex& tail, const std::string& field) {
    if (head.key.empty() || tail.key.empty()) return put_value(property, head, tail);
    RelationRecord relation;
    const bool is_wikidata = property.front() == 'P' && number_of(property.substr(1));
    const std::string type = is_wikidata ? std::string(property) : type_name_of(property);
    if (type.empty()) refuse(field + ".r", "expected the name of a relation");
    relation.type = type;
    relation.source = head.key;
    relation.target = tail.key;
    for (const auto member : label) {
      const std::string_view name = member.name();
      const bool is_known = name == "h" || name == "t" || name == "r" || name == "evidence";
      if (!is_known) add_properties(name, member, relation.properties);
    }
    const std::vector<std::size_t> evidence = evidence_of(label, field);
    const std::string quote = text_.quote(evidence);
    ClaimRecord claim{.document = key_, .quote = quote};
    if (!evidence.empty()) {
      const auto& sentences = text_.sentences();
      claim.span = cover_of(sentences[evidence.front()].span, sentences[evidence.back()].span);
    }
    relation.claims.push_back(claim);
    sink_.add(relation);
  }

  [[nodiscard]] std::vector<std::size_t> evidence_of(const Value& label,
                                                     const std::string& field) const {
    std::vector<std::size_t> places;
    if (!member_of(label, "evidence")) return places;
    for (const auto place : member_field(label, "evidence", JsonKind::array, field)) {
      places.push_back(index_field(place, text_.sentences().size(), field + ".evidence"));
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }

  // A relation to a date or a number is a property of the other end.
  void put_value(std::string_view property, const Vertex& head, const Vertex& tail) {
    const bool is_on_head = tail.key.empty();
    const Vertex& on = is_on_head ? head : tail;
    Property made{.name = std::string(property), .value = is_on_head ? tail.name : head.name};
    if (on.key.empty()) {
      made.value = on.name + ": " + made.value;
      return put_on_document(std::move(made));
    }
    EntityRecord entity{.key = on.key, .type = on.type};
    entity.properties.push_back(std::move(made));
    sink_.add(entity);
  }

  void put_on_document(Property property) {
    DocumentRecord document{.key = key_};
    document.properties.push_back(std::move(property));
    sink_.add(document);
  }

  RecordSink& sink_;
  std::string_view title_;
  std::string key_;
  TokenText text_;
  std::vector<Vertex> vertices_;
};

Likelihood recognize(const Beginning& beginning) {
  return begins_with_members(beginning.text, {"vertexSet", "sents", "title"}) ? Likelihood::certain
                                                                              : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  JsonObjects objects(input, sink.record_bytes_max());
  DocredDocument document(sink);
  for (Value object; objects.next(sink, object);) document.put(object);
}

}  // namespace

const Reader docred_reader = {
    .name = "docred",
    .title = "DocRED and Re-DocRED",
    .files = "*.json",
    .example =
        R"([{"title":"X","sents":[["Ann","met","Bo"]],"vertexSet":[[{"name":"Ann","pos":[0,1],"sent_id":0,"type":"PER"}]],"labels":[]}])",
    .place_unit = PlaceUnit::byte,
    .schemas = {wikidata_schema, mention_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"", "/"},
};

}  // namespace relata
