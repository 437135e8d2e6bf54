#include "ingest/factrueval.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ingest/factrueval_document.h"
#include "ingest/factrueval_facts.h"
#include "ingest/foreign_values.h"
#include "ingest/line_reader.h"

namespace relata {
namespace {

using Entity = FactRuEvalDocument::Entity;

constexpr std::string_view objects_ending = ".objects";
constexpr std::string_view facts_ending = ".facts";

constexpr const char* factrueval_schema = R"({
  "entity_types": [
    {"name": "geopolitical_entity", "label": "geopolitical entity", "parent": "place"},
    {"name": "deal", "label": "deal", "parent": "event"},
    {"name": "meeting", "label": "meeting", "parent": "event"}
  ],
  "relation_types": [
    {"name": "holds_position_in", "label": "holds a position in", "inverse": "has as officeholder",
     "source": ["person"], "target": ["country", "place"]},
    {"name": "made_deal_with", "label": "made a deal with", "symmetric": true},
    {"name": "took_part", "label": "took part in", "inverse": "had as participant",
     "target": ["event"]}
  ]
})";

// The shortest cover of one span of each list.
std::optional<Span> shortest_cover(const std::vector<std::vector<Span>>& lists) {
  std::optional<Span> best;
  if (lists.empty()) return best;
  for (const Span& anchor : lists.front()) {
    Span cover = anchor;
    for (std::size_t i = 1; i < lists.size(); ++i) {
      const std::vector<Span>& others = lists[i];
      auto nearest = std::lower_bound(others.begin(), others.end(), anchor);
      const bool is_before_nearer =
          nearest == others.end() ||
          (nearest != others.begin() &&
           anchor.begin - std::prev(nearest)->begin < nearest->begin - anchor.begin);
      if (is_before_nearer) --nearest;
      cover = cover_of(cover, *nearest);
    }
    if (!best || cover.end - cover.begin < best->end - best->begin) best = cover;
  }
  return best;
}

// Entities go out whole the first time only.
class Entities {
 public:
  explicit Entities(RecordSink& sink) : sink_(sink) {}

  void put(const Entity& entity, std::vector<Property> properties = {}) {
    EntityRecord record{.key = entity.key, .type = entity.type};
    if (entity.type.empty()) {
      sink_.mention(entity.key, "");
      record.type = unknown_type;
    }
    record.properties = std::move(properties);
    if (were_put_.insert(&entity).second) {
      for (const FactRuEvalDocument::OwnName& name : entity.names) {
        record.names.push_back({.text = name.text, .language = {}, .kind = name.kind});
      }
      record.properties.insert(record.properties.end(), entity.properties.begin(),
                               entity.properties.end());
    }
    sink_.add(record);
  }

 private:
  RecordSink& sink_;
  std::set<const Entity*> were_put_;
};

class FactRecords {
 public:
  FactRecords(const FactRuEvalDocument& document, RecordSink& sink)
      : document_(document), sink_(sink), entities_(sink) {}

  void put(const Fact& fact) {
    ends_.clear();
    properties_.clear();
    spans_.clear();
    stance_ = Stance::asserted;
    for (const FactRole& role : fact.roles) read(role);
    const auto cover = shortest_cover(spans_);
    quote_ = cover ? document_.text().quote_around(*cover) : AnnotatedText::Quote();
    has_quote_ = cover.has_value();
    for (const End& end : ends_) put_end(end);
    put_fact(fact);
  }

 private:
  struct End {
    std::string role;
    std::string key;
    std::string name;      // as the fact calls it
    const Entity* entity;  // nullptr: it is in no chain
  };

  void read(const FactRole& role) {
    const FactValue& first = role.values.front();
    std::vector<Span> spans;
    if (!first.object.empty()) {
      const Entity* entity = document_.chain(first.object);
      const std::string key = entity == nullptr ? document_.local_key(first.object) : entity->key;
      ends_.push_back({.role = role.name, .key = key, .name = first.text, .entity = entity});
      if (entity != nullptr) spans = entity->mentions;
    }
    for (const FactValue& value : role.values) {
      if (const auto span = document_.span(value.span)) spans.push_back(*span);
      const bool is_other = first.object.empty() || (&value != &first && !value.object.empty());
      if (is_other) properties_.push_back({.name = role.name, .value = value.text});
      if (role.name == "Модальность") note_modality(value.text);
    }
    std::sort(spans.begin(), spans.end());
    if (!spans.empty()) spans_.push_back(std::move(spans));
  }

  void note_modality(std::string_view modality) {
    if (modality == "отрицание") stance_ = Stance::denied;
    const bool is_open = modality == "возможность" || modality == "будущее";
    if (is_open && stance_ == Stance::asserted) stance_ = Stance::uncertain;
  }

  void put_end(const End& end) {
    if (end.entity != nullptr) return entities_.put(*end.entity);
    sink_.warn("a fact refers to an object that is in no chain; it is taken by its name");
    sink_.mention(end.key, "", end.name);
  }

  // The only end of that role, or nothing.
  [[nodiscard]] const End* only(std::string_view role) const {
    const End* found = nullptr;
    for (const End& end : ends_) {
      if (end.role != role) continue;
      if (found != nullptr) return nullptr;
      found = &end;
    }
    return found;
  }

  void put_fact(const Fact& fact) {
    const bool is_pair = ends_.size() == 2;
    const auto is_pair_of = [&](std::string_view source, std::string_view target) {
      return is_pair && only(source) != nullptr && only(target) != nullptr;
    };
    if (fact.type == "Occupation" && is_pair_of("Who", "Where")) {
      const Entity* where = only("Where")->entity;
      const bool is_place =
          where != nullptr && (where->type == "geopolitical_entity" || where->type == "place");
      return put_relation(fact, is_place ? "holds_position_in" : "works_for", *only("Who"),
                          *only("Where"));
    }
    if (fact.type == "Ownership" && is_pair_of("Owner", "Property")) {
      return put_relation(fact, "owns", *only("Owner"), *only("Property"));
    }
    if (fact.type == "isPartOf" && is_pair) {
      const bool is_whole_first = ends_[0].role == "Whole";
      return put_relation(fact, "part_of", ends_[is_whole_first ? 1 : 0],
                          ends_[is_whole_first ? 0 : 1]);
    }
    if (fact.type == "Meeting" && is_pair) {
      return put_relation(fact, "met_with", ends_[0], ends_[1]);
    }
    if (fact.type == "Deal" && is_pair) {
      return put_relation(fact, "made_deal_with", ends_[0], ends_[1]);
    }
    put_event(fact);
  }

  // Facts of more or fewer ends than a relation has.
  void put_event(const Fact& fact) {
    if (ends_.empty()) {
      return sink_.refuse({.field = "", .reason = "expected at least one role with an object"});
    }
    const std::string key = document_.local_key("fact/" + fact.id);
    const std::string type = type_name_of(fact.type);
    const bool is_known = type == "meeting" || type == "deal";
    EntityRecord event{.key = key, .type = "event"};
    if (is_known) event.type = type;
    event.names.push_back({.text = fact.type, .language = {}, .kind = NameKind::weak});
    event.properties = properties_;
    if (!is_known) event.properties.push_back({.name = "type", .value = fact.type});
    sink_.add(event);
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      const std::string relation = key + "/" + std::to_string(i);
      add_relation(relation, "took_part", ends_[i].key, key,
                   {{.name = "role", .value = ends_[i].role}});
    }
  }

  void put_relation(const Fact& fact, std::string_view type, const End& source, const End& target) {
    add_relation(document_.local_key("fact/" + fact.id), type, source.key, target.key, properties_);
  }

  void add_relation(const std::string& key, std::string_view type, std::string_view source,
                    std::string_view target, std::vector<Property> properties) {
    RelationRecord relation;
    relation.key = key;
    relation.type = type;
    relation.source = source;
    relation.target = target;
    relation.properties = std::move(properties);
    ClaimRecord claim{.document = document_.key(), .stance = stance_, .quote = quote_.text};
    if (has_quote_) claim.span = quote_.span;
    relation.claims.push_back(claim);
    sink_.add(relation);
  }

  const FactRuEvalDocument& document_;
  RecordSink& sink_;
  Entities entities_;
  // Of the fact at hand.
  std::vector<End> ends_;
  std::vector<Property> properties_;
  std::vector<std::vector<Span>> spans_;
  Stance stance_ = Stance::asserted;
  AnnotatedText::Quote quote_;
  bool has_quote_ = false;
};

// With the first record of an input.
void put_document(const FactRuEvalDocument& document, RecordSink& sink) {
  sink.add(DocumentRecord{.key = document.key(), .language = "ru"});
  for (std::size_t i = 0; i < document.unreadable_lines(); ++i) {
    sink.warn("a line of the files beside it cannot be read and is passed over");
  }
}

void read_facts(InputStream& input, const FactRuEvalDocument& document, RecordSink& sink) {
  FactBlocks facts(input, sink.record_bytes_max());
  FactRecords records(document, sink);
  bool is_first = true;
  for (Fact fact; facts.next(fact);) {
    sink.begin(fact.line);
    if (std::exchange(is_first, false)) put_document(document, sink);
    if (fact.refusal) {
      sink.refuse(std::move(*fact.refusal));
    } else {
      records.put(fact);
    }
  }
}

// Where an object stands.
std::vector<Property> place_of(const FactRuEvalDocument& document, const std::string& object) {
  const auto span = document.span_of(object);
  if (!span) return {};
  return {{.name = "mention",
           .value = document.key().substr(std::string_view("file:").size()) + ":" +
                    std::to_string(span->begin) + "-" + std::to_string(span->end)}};
}

// Each line is a mention of an entity; what it is part of is in the document.
void read_objects(InputStream& input, const FactRuEvalDocument& document, RecordSink& sink) {
  LineReader lines(input, sink.record_bytes_max());
  Entities entities(sink);
  std::uint64_t last = 0;
  for (LineReader::Line line; lines.next(line);) {
    const auto words = split_list({line.text, line.is_too_long ? 0 : line.size}, " ");
    if (words.empty() && !line.is_too_long) continue;
    sink.begin(line.number);
    if (std::exchange(last, line.number) == 0) put_document(document, sink);
    const std::string id(words.empty() ? "" : words.front());
    const Entity* entity = words.size() < 2 ? nullptr : document.entity_of(id);
    if (line.is_too_long) {
      sink.refuse(why_too_long(line.size, sink.record_bytes_max()));
    } else if (entity == nullptr) {
      sink.refuse({.field = "", .reason = "expected the id of an object and its type"});
    } else {
      entities.put(*entity, place_of(document, id));
    }
  }
  for (const std::string& chain : document.chains_without_objects()) {
    sink.begin(++last);
    sink.warn("a chain of the .coref file has no object; it is taken by its names");
    entities.put(*document.chain(chain));
  }
}

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line();
  const bool begins_so = line.empty() || (line.front() >= '0' && line.front() <= '9');
  const bool is_called_so =
      beginning.name.ends_with(facts_ending) || beginning.name.ends_with(objects_ending);
  return is_called_so && begins_so ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  const bool has_facts = input.file().name.find(facts_ending) != std::string::npos;
  try {
    const FilesBeside files(input.file(), has_facts ? facts_ending : objects_ending,
                            sink.record_bytes_max());
    const FactRuEvalDocument document(files);
    has_facts ? read_facts(input, document, sink) : read_objects(input, document, sink);
  } catch (Refusal& refusal) {
    sink.begin(1);
    sink.refuse(std::move(refusal));
  }
}

}  // namespace

const Reader factrueval_reader = {
    .name = "factrueval",
    .title = "FactRuEval-2016",
    .files = "*.objects and *.facts beside *.coref, *.spans and *.txt",
    .example =
        "==> a.coref <==\n"
        "1 10\n"
        "firstname Anna\n"
        "\n"
        "==> a.objects <==\n"
        "10 Person 1 # Anna\n"
        "==> a.spans <==\n"
        "1 name 0 4 100 1 # 100 Anna\n"
        "==> a.txt <==\n"
        "Anna spoke.",
    .place_unit = PlaceUnit::line,
    .schemas = {factrueval_schema},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
