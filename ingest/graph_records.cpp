#include "ingest/graph_records.h"

#include <algorithm>
#include <optional>

#include "graph/words.h"
#include "ingest/foreign_values.h"

namespace relata {
namespace {

// Types that fields give: a field with more values than these is none of types.
constexpr std::size_t types_max = 500;
constexpr std::size_t type_bytes_max = 100;
constexpr std::size_t meanings_max = 10'000;  // names of fields that are remembered

bool has_letter(std::string_view id) {
  return std::any_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_text(const Property& field) {
  return field.kind == ValueKind::text && !without_blanks(field.value).empty();
}

// Moves the first field that fits out of the fields.
template <class Fits>
std::optional<Property> take_first(std::vector<Property>& fields, const Fits& fits) {
  const auto found = std::find_if(fields.begin(), fields.end(), fits);
  if (found == fields.end()) return std::nullopt;
  Property taken = std::move(*found);
  fields.erase(found);
  return taken;
}

// False where the field says more than what is taken of it, so that it has to stay.
bool take_date(const Property& field, PartialDate& to) {
  const std::string_view text = without_blanks(field.value);
  const auto date = to.is_known() ? std::nullopt : date_of_written(text);
  if (!date) return false;
  to = *date;
  return is_date_alone(text);
}

bool take_text(const Property& field, std::string& to) {
  if (!to.empty() || field.value.empty()) return false;
  to = field.value;
  return true;
}

}  // namespace

// What the fields of an edge say of its claim, and of the document of the claim.
struct GraphRecords::Evidence {
  Period valid;
  std::string document;
  std::string publisher;
  std::string speaker;
  std::optional<Stance> stance;
  PartialDate reported;
  std::optional<Confidence> confidence;
  std::string quote;
};

GraphRecords::GraphRecords(const InputStream& input, RecordSink& sink, std::string scope,
                           Nodes nodes)
    : sink_(sink),
      file_document_(sink.query().document.empty() ? "file:" + input.file().name
                                                   : sink.query().document),
      scope_(sink.mapping().ids ? *sink.mapping().ids
             : scope.empty()    ? scope_of(input)
                                : std::move(scope)),
      nodes_(nodes) {}

std::string GraphRecords::scope_of(const InputStream& input) {
  std::string_view name = input.file().name;
  for (const std::string_view ending : {".gz", ".bz2", ".zst", ".xz"}) {
    if (name.ends_with(ending)) name.remove_suffix(ending.size());
  }
  const std::size_t last_part = name.rfind('/') + 1;  // 0 without a directory
  const std::size_t dot = name.rfind('.');
  const bool has_ending = dot != std::string_view::npos && dot > last_part;
  return std::string(name.substr(0, has_ending ? dot : std::string_view::npos));
}

std::string GraphRecords::key_of(std::string_view id) const {
  if (scope_.empty() || is_address(id)) return std::string(id);
  return scope_ + ":" + std::string(id);
}

FieldMeaning GraphRecords::meaning_of(const std::string& field) {
  const auto found = meanings_.find(field);
  if (found != meanings_.end()) return found->second;
  if (meanings_.size() == meanings_max) meanings_.clear();
  return meanings_.emplace(field, meaning_of_field(field)).first->second;
}

// The type of a word, or nothing if it is a text rather than a type.
std::string GraphRecords::typed(const std::string& word, const Mapping::Words& ours) {
  if (const auto found = ours.find(word); found != ours.end()) return found->second;
  if (word.size() > type_bytes_max) return {};
  std::string type = type_of_word(word);
  if (type.empty() || types_.contains(type)) return type;
  if (types_.size() == types_max) {
    sink_.warn("a field of types has more than " + std::to_string(types_max) +
               " values; the others are properties");
    return {};
  }
  types_.insert(type);
  return type;
}

// Where the type says less than the word that it was made from, the word stays.
std::string GraphRecords::type_of_node(GraphNode& node) {
  std::string type;
  std::string field = "labels";
  if (node.types.empty()) {
    const auto taken = take_first(node.fields, [&](const Property& each) {
      return is_text(each) && meaning_of(each.name) == FieldMeaning::type;
    });
    if (!taken) return {};
    field = taken->name;
    node.types.push_back(taken->value);
  }
  for (const std::string& word : node.types) {
    if (type.empty()) {
      type = typed(word, sink_.mapping().entity_types);
      if (type == type_name_of(word) && !type.empty()) continue;
    }
    node.fields.push_back({.name = field, .value = word});
  }
  return type;
}

std::string GraphRecords::type_of_edge(GraphEdge& edge) {
  const Mapping::Words& ours = sink_.mapping().relation_types;
  if (!edge.type.empty()) {
    std::string type = typed(edge.type, ours);
    if (!type.empty()) return type;
    edge.fields.push_back({.name = "type", .value = edge.type});
    edge.type.clear();
  }
  for (const FieldMeaning meaning : {FieldMeaning::type, FieldMeaning::label, FieldMeaning::name}) {
    if (!edge.type.empty()) break;
    const auto taken = take_first(edge.fields, [&](const Property& each) {
      return is_text(each) && meaning_of(each.name) == meaning;
    });
    if (!taken) continue;
    const std::string plain = type_name_of(taken->value);
    if (plain == "directed" || plain == "undirected") {  // Gephi's tables
      edge.is_directed = plain == "directed";
      return type_of_edge(edge);
    }
    edge.type = typed(taken->value, ours);
    if (edge.type.empty()) edge.fields.push_back(*taken);
  }
  if (!edge.type.empty()) return edge.type;
  return edge.is_directed ? "linked_to" : "associated_with";
}

// A name is better than a label, which programs fill with numbers, and that than a title.
void GraphRecords::take_names(GraphNode& node, std::vector<Name>& names) {
  const auto take = [&](FieldMeaning meaning) {
    return take_first(node.fields, [&](const Property& each) {
      return !each.value.empty() && meaning_of(each.name) == meaning;
    });
  };
  const auto add = [&](std::string text, NameKind kind, std::string language = {}) {
    const bool is_known = std::any_of(names.begin(), names.end(),
                                      [&](const Name& name) { return name.text == text; });
    if (!is_known)
      names.push_back({.text = std::move(text), .language = std::move(language), .kind = kind});
  };
  for (const FieldMeaning meaning :
       {FieldMeaning::name, FieldMeaning::label, FieldMeaning::title}) {
    if (!names.empty()) break;
    if (auto taken = take(meaning)) add(std::move(taken->value), NameKind::canonical);
  }
  if (names.empty()) {
    std::string whole;
    for (const FieldMeaning meaning : {FieldMeaning::first_name, FieldMeaning::last_name}) {
      for (const Property& field : node.fields) {
        if (meaning_of(field.name) != meaning || field.value.empty()) continue;
        whole += (whole.empty() ? "" : " ") + field.value;
        break;
      }
    }
    if (!whole.empty()) add(std::move(whole), NameKind::canonical);
  }
  while (auto taken = take(FieldMeaning::alias)) {
    add(std::move(taken->value), NameKind::alias, language_of_name_field(taken->name));
  }
  if (!names.empty()) names.front().kind = NameKind::canonical;
  const auto label =
      std::find_if(node.fields.begin(), node.fields.end(), [&](const Property& each) {
        return meaning_of(each.name) == FieldMeaning::label && has_letter(each.value);
      });
  if (label != node.fields.end()) {
    add(std::move(label->value), NameKind::alias);
    node.fields.erase(label);
  }
  if (names.empty() && has_letter(node.id)) add(node.id, NameKind::canonical);
}

void GraphRecords::add(GraphNode node) {
  const std::string key = key_of(node.id);
  if (nodes_ == Nodes::own) {
    known_ids_.insert(node.id);
    other_ids_.erase(node.id);
  }
  const std::string type = type_of_node(node);
  std::vector<Name> names;
  take_names(node, names);
  EntityRecord record{.key = key, .type = type, .properties = std::move(node.fields)};
  for (const Name& name : names) {
    record.names.push_back({.text = name.text, .language = name.language, .kind = name.kind});
  }
  sink_.add(record);
  if (!node.parent.empty()) {
    mention(node.parent);
    add_part(key, key_of(node.parent));
  }
}

void GraphRecords::add_part(const std::string& key, const std::string& parent) {
  sink_.add(RelationRecord{
      .type = "part_of", .source = key, .target = parent, .claims = {ClaimRecord()}});
}

void GraphRecords::mention(const std::string& id) {
  if (nodes_ == Nodes::shared) {
    sink_.mention(key_of(id), "");
  } else if (!known_ids_.contains(id)) {
    other_ids_.insert(id);
  }
}

bool GraphRecords::take_time(const Property& field, Period& valid) {
  switch (meaning_of(field.name)) {
    case FieldMeaning::from:
      return take_date(field, valid.from);
    case FieldMeaning::to:
      return take_date(field, valid.to);
    case FieldMeaning::at: {
      if (valid.is_known()) return false;
      const bool is_all = take_date(field, valid.from);
      valid.to = valid.from;
      return is_all;
    }
    default:
      return false;
  }
}

bool GraphRecords::take_evidence(const Property& field, Evidence& evidence) {
  switch (meaning_of(field.name)) {
    case FieldMeaning::source:
    case FieldMeaning::address:
      return is_address(field.value) && take_text(field, evidence.document);
    case FieldMeaning::document:
      return take_text(field, evidence.document);
    case FieldMeaning::publisher:
      return take_text(field, evidence.publisher);
    case FieldMeaning::speaker:
      return take_text(field, evidence.speaker);
    case FieldMeaning::stance:
      if (!evidence.stance) evidence.stance = parse_stance(field.value);
      return evidence.stance && word(*evidence.stance) == field.value;
    case FieldMeaning::reported:
      return take_date(field, evidence.reported);
    case FieldMeaning::confidence: {
      const auto number = number_of(field.value);
      if (!number || evidence.confidence) return false;
      evidence.confidence = confidence_of(*number);
      return evidence.confidence.has_value();
    }
    case FieldMeaning::quote:
      return take_text(field, evidence.quote);
    default:
      return false;
  }
}

void GraphRecords::take_evidence(GraphEdge& edge, Evidence& evidence) {
  std::vector<Property>& fields = edge.fields;
  std::erase_if(fields, [&](const Property& field) {
    return (edge.has_dates && take_time(field, evidence.valid)) || take_evidence(field, evidence);
  });
  if (evidence.document.empty() && !evidence.publisher.empty()) {
    fields.push_back({.name = "publisher", .value = std::move(evidence.publisher)});
    evidence.publisher.clear();
  }
  if (evidence.valid.from.is_known() && evidence.valid.to.is_known() &&
      evidence.valid.to.last_day() < evidence.valid.from.first_day()) {
    fields.push_back({.name = "end", .value = evidence.valid.to.text()});
    evidence.valid.to = {};
    sink_.warn("an end before the beginning is a property");
  }
}

void GraphRecords::add(GraphEdge edge) {
  const std::string source = key_of(edge.source);
  const std::string target = key_of(edge.target);
  const std::string type = type_of_edge(edge);
  Evidence evidence;
  take_evidence(edge, evidence);
  if (!edge.is_directed) {
    edge.fields.push_back({.name = "directed", .value = "false", .kind = ValueKind::boolean});
  }
  mention(edge.source);
  mention(edge.target);
  if (!evidence.document.empty()) {
    sink_.add(DocumentRecord{.key = evidence.document, .publisher = evidence.publisher});
  }
  if (!evidence.speaker.empty()) sink_.mention(evidence.speaker, "", evidence.speaker);
  RelationRecord record{.type = type,
                        .source = source,
                        .target = target,
                        .valid = evidence.valid,
                        .properties = std::move(edge.fields),
                        .claims = {{.document = evidence.document,
                                    .speaker = evidence.speaker,
                                    .stance = evidence.stance.value_or(Stance::asserted),
                                    .reported = evidence.reported,
                                    .confidence = evidence.confidence,
                                    .quote = evidence.quote}}};
  if (edge.spells.empty()) return sink_.add(record);
  for (const Period& spell : edge.spells) {
    record.valid = spell;
    sink_.add(record);
  }
}

void GraphRecords::add(const GraphHyperedge& edge) {
  const std::string number = std::to_string(++hyperedges_);
  GraphNode node{.id = "hyperedge " + (edge.id.empty() ? number : edge.id),
                 .types = {"joint_link"},
                 .fields = edge.fields};
  const std::string key = key_of(node.id);
  add(std::move(node));
  for (const GraphHyperedge::Member& member : edge.members) {
    const std::string source = key_of(member.node);
    mention(member.node);
    RelationRecord record{
        .type = "takes_part_in", .source = source, .target = key, .claims = {ClaimRecord()}};
    if (!member.role.empty()) record.properties.push_back({.name = "role", .value = member.role});
    sink_.add(record);
  }
}

// Nothing but properties: a later export under the same name may have another title.
void GraphRecords::describe(std::vector<Property> fields) {
  std::erase_if(fields, [](const Property& field) { return field.value.empty(); });
  if (fields.empty()) return;
  sink_.add(DocumentRecord{.key = file_document_,
                           .publisher = sink_.query().publisher,
                           .properties = std::move(fields)});
}

void GraphRecords::end() {
  std::vector<std::string> ids(other_ids_.begin(), other_ids_.end());
  std::sort(ids.begin(), ids.end());
  for (const std::string& id : ids) {
    sink_.mention(key_of(id), "", has_letter(id) ? std::string_view(id) : std::string_view());
  }
  if (!ids.empty()) sink_.warn("an end of an edge is no node of the file; it becomes an entity");
}

}  // namespace relata
