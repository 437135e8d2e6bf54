#include "ingest/brat.h"

#include <set>
#include <utility>

#include "ingest/brat_document.h"
#include "ingest/files_beside.h"
#include "ingest/foreign_values.h"
#include "ingest/mention_types.h"

namespace relata {
namespace {

constexpr std::string_view event_type = "event";

std::string type_of_label(std::string_view label) {
  std::string type = type_name_of(label);
  return type.empty() ? "associated_with" : type;
}

// "Org-Arg2" is the second organization: its role is "org".
std::string type_of_role(std::string_view role) {
  while (!role.empty() && role.back() >= '0' && role.back() <= '9') role.remove_suffix(1);
  constexpr std::string_view suffix = "-Arg";
  if (role.size() > suffix.size() && role.ends_with(suffix)) role.remove_suffix(suffix.size());
  return type_of_label(role);
}

class BratRecords {
 public:
  BratRecords(const BratDocument& annotated, const AnnotatedText& text, const std::string& name,
              RecordSink& sink)
      : annotated_(annotated), text_(text), name_(name), document_("file:" + name), sink_(sink) {}

  void put() {
    bool is_first = true;
    for (const BratAnnotation& annotation : annotated_.annotations()) {
      sink_.begin(annotation.line);
      if (std::exchange(is_first, false)) sink_.add(DocumentRecord{.key = document_});
      if (!annotation.oddity.empty()) sink_.warn(annotation.oddity);
      if (annotation.refusal) {
        sink_.refuse(*annotation.refusal);
      } else {
        put(annotation);
      }
    }
  }

 private:
  using End = BratDocument::End;

  void put(const BratAnnotation& annotation) {
    switch (annotation.kind()) {
      case 'T':
        return put_mention(annotation);
      case 'E':
        return put_event(annotation);
      case 'R':
        return put_relation(annotation, {});
      case '*':
        for (const BratArgument& one : annotation.arguments) put_mention(annotated_.at(one.id));
        return;
      case 'N':
        return put_normalisation(annotation);
      case '#':
        return put_remark(annotation, {.name = annotation.label, .value = annotation.text});
      default:
        return put_attribute(annotation);
    }
  }

  [[nodiscard]] bool is_trigger(const BratAnnotation& mention) const {
    return !annotated_.events_of(mention.id).empty();
  }

  [[nodiscard]] std::string type_of(const BratAnnotation& mention) const {
    return is_trigger(mention) ? std::string(event_type)
                               : mention_type_of(annotated_.first_of_entity(mention.id).label);
  }

  void put_mention(const BratAnnotation& mention) {
    std::string spans;
    for (const Span& span : mention.spans) {
      spans +=
          (spans.empty() ? "" : ";") + std::to_string(span.begin) + "-" + std::to_string(span.end);
    }
    const Property stands_at{.name = "mention", .value = name_ + ":" + spans};
    for (const std::string& event : annotated_.events_of(mention.id)) {
      put_entity(annotated_.local_key(event), event_type,
                 {.text = mention.text, .language = {}, .kind = NameKind::weak},
                 {{.name = "type", .value = mention.label}, stands_at});
    }
    if (is_trigger(mention)) return;
    const std::string key = annotated_.end_of(mention.id).key;
    if (key.empty()) return put_on_document({.name = mention.label, .value = mention.text});
    const std::string type = type_of(mention);
    std::vector<Property> properties = {stands_at};
    if (mention_type_of(mention.label) != type) {
      properties.push_back({.name = "type", .value = mention.label});
    }
    const bool is_first = annotated_.first_of_entity(mention.id).id == mention.id;
    put_entity(key, type,
               {.text = mention.text,
                .language = {},
                .kind = is_first ? NameKind::canonical : NameKind::alias},
               std::move(properties));
  }

  void put_entity(const std::string& key, std::string_view type, const NameRecord& name,
                  std::vector<Property> properties) {
    EntityRecord entity{.key = key, .type = type, .names = {}, .properties = std::move(properties)};
    // One name is not both canonical and an alias.
    if (!name.text.empty() && named_.emplace(key, name.text).second) entity.names.push_back(name);
    sink_.add(entity);
  }

  void put_on_document(Property property) {
    DocumentRecord document{.key = document_};
    document.properties.push_back(std::move(property));
    sink_.add(document);
  }

  // A relation whose end is a value is a property of the other.
  void put_relation(const BratAnnotation& relation, std::vector<Property> properties) {
    const End source = annotated_.end_of(relation.arguments[0].id);
    const End target = annotated_.end_of(relation.arguments[1].id);
    if (source.key.empty() || target.key.empty()) {
      const bool is_on_source = target.key.empty();
      properties.push_back(
          {.name = relation.label, .value = is_on_source ? target.value : source.value});
      const BratAnnotation& on = annotated_.at(relation.arguments[is_on_source ? 0 : 1].id);
      for (Property& property : properties) put_on(on, std::move(property));
      return;
    }
    for (const BratArgument& argument : relation.arguments) {
      if (argument.role == "Arg1" || argument.role == "Arg2") continue;
      properties.push_back({.name = "argument", .value = argument.role});
    }
    put_link(annotated_.local_key(relation.id), type_of_label(relation.label), source, target,
             annotated_.stance_on(relation.id), std::move(properties));
  }

  void put_link(const std::string& key, const std::string& type, const End& source,
                const End& target, Stance stance, std::vector<Property> properties) {
    const AnnotatedText::Quote quote = text_.quote_around(cover_of(source.span, target.span));
    RelationRecord link;
    link.key = key;
    link.type = type;
    link.source = source.key;
    link.target = target.key;
    link.properties = std::move(properties);
    link.claims.push_back(
        {.document = document_, .stance = stance, .quote = quote.text, .span = quote.span});
    sink_.add(link);
  }

  void put_event(const BratAnnotation& event) {
    const End self = annotated_.end_of(event.id);
    std::vector<Property> properties = {{.name = "type", .value = event.label}};
    std::vector<std::pair<const BratArgument*, End>> roles;
    for (std::size_t i = 1; i < event.arguments.size(); ++i) {
      const BratArgument& argument = event.arguments[i];
      End end = annotated_.end_of(argument.id);
      if (end.key.empty()) {
        properties.push_back({.name = argument.role, .value = end.value});
      } else {
        roles.emplace_back(&argument, std::move(end));
      }
    }
    put_entity(self.key, event_type, {}, std::move(properties));
    for (const auto& [argument, end] : roles) {
      put_link(self.key + "/" + argument->role + ":" + argument->id, type_of_role(argument->role),
               self, end, annotated_.stance_on(event.id), {});
    }
  }

  void put_normalisation(const BratAnnotation& norm) {
    const BratAnnotation& mention = annotated_.at(norm.arguments.front().id);
    put_on(mention, {.name = norm.label, .value = norm.value});
    const std::string key = annotated_.end_of(mention.id).key;
    if (norm.text.empty() || key.empty() || is_trigger(mention)) return;
    put_entity(key, type_of(mention), {.text = norm.text, .language = {}, .kind = NameKind::alias},
               {});
  }

  void put_attribute(const BratAnnotation& attribute) {
    Property property{.name = attribute.label, .value = attribute.value};
    if (attribute.value.empty()) {
      property = {.name = attribute.label, .value = "true", .kind = ValueKind::boolean};
    }
    put_remark(attribute, std::move(property));
  }

  void put_remark(const BratAnnotation& remark, Property property) {
    put_on(annotated_.at(remark.arguments.front().id), std::move(property));
  }

  // On what an annotation became.
  void put_on(const BratAnnotation& annotation, Property property) {
    switch (annotation.kind()) {
      case 'R':
        return put_relation(annotation, {std::move(property)});
      case 'E':
        return put_entity(annotated_.local_key(annotation.id), event_type, {},
                          {std::move(property)});
      case 'T': {
        const std::string key = annotated_.end_of(annotation.id).key;
        if (key.empty()) break;
        return put_entity(key, type_of(annotation), {}, {std::move(property)});
      }
      default:
        break;
    }
    property.value = annotation.id + ": " + property.value;
    put_on_document(std::move(property));
  }

  const BratDocument& annotated_;
  const AnnotatedText& text_;
  const std::string& name_;
  std::string document_;
  RecordSink& sink_;
  std::set<std::pair<std::string, std::string>> named_;  // which entities by which names
};

Likelihood recognize(const Beginning& beginning) {
  if (beginning.name.ends_with(".txt")) return Likelihood::none;
  const std::string_view line = beginning.first_line();
  const std::size_t tab = line.find('\t');
  const bool looks_so = tab != std::string_view::npos && is_brat_id(line.substr(0, tab));
  if (beginning.name.ends_with(".ann")) return looks_so ? Likelihood::certain : Likelihood::likely;
  const bool is_nameless = beginning.name.empty();
  return is_nameless && looks_so ? Likelihood::possible : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  constexpr std::string_view annotations = ".ann";
  constexpr std::string_view text_file = ".txt";
  try {
    const FilesBeside files(input.file(), annotations, sink.record_bytes_max());
    const AnnotatedText text(files.text(text_file));
    const std::string name = files.name(text_file);
    const BratDocument annotated(read_brat(input, text, sink.record_bytes_max()), name);
    BratRecords(annotated, text, name, sink).put();
  } catch (Refusal& refusal) {
    sink.begin(1);
    sink.refuse(std::move(refusal));
  }
}

}  // namespace

const Reader brat_reader = {
    .name = "brat",
    .title = "brat standoff annotations",
    .files = "*.ann beside *.txt",
    .example =
        "==> a.ann <==\n"
        "T1\tPerson 0 11\tKim Jong Un\n"
        "==> a.txt <==\n"
        "Kim Jong Un spoke.",
    .place_unit = PlaceUnit::line,
    .schemas = {mention_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::whole,
};

}  // namespace relata
