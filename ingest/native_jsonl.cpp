#include "ingest/native_jsonl.h"

#include "graph/words.h"
#include "ingest/json_fields.h"
#include "ingest/lines_ahead.h"
#include "ingest/native_judgement.h"

namespace relata {
namespace {

NameKind kind_of_name(const JsonLine::Value& value, const std::string& field) {
  if (const auto kind = parse_name_kind(text_field(value, field))) return *kind;
  refuse(field, "expected canonical, alias, role, metonym, transliteration or weak");
}

Stance stance_field(const JsonLine::Value& value, const std::string& field) {
  if (const auto stance = parse_stance(text_field(value, field))) return *stance;
  refuse(field, "expected asserted, denied or uncertain");
}

std::string item_of(std::string_view list, std::size_t place) {
  return std::string(list) + "[" + std::to_string(place) + "]";
}

// What is null is not there, save that `"relation": null` is a relation without a key.
RecordKind kind_of_record(const JsonLine::Value& record) {
  bool is_entity = false;
  bool is_relation = false;
  bool has_relation_key = false;
  bool is_document = false;
  bool is_judgement = false;
  for (const auto member : record) {
    const bool is_null = member.kind() == JsonKind::null;
    if (member.name() == "entity") is_entity = !is_null;
    if (member.name() == "document") is_document = !is_null;
    if (member.name() == "judgement") is_judgement = !is_null;
    if (member.name() == "relation") {
      is_relation = true;
      has_relation_key = !is_null;
    }
  }
  if (is_entity && has_relation_key) {
    refuse("", "expected one of the fields entity and relation, found both");
  }
  if (is_entity) return RecordKind::entity;
  if (is_relation) return RecordKind::relation;
  if (is_document) return RecordKind::document;
  return is_judgement ? RecordKind::judgement : RecordKind::other;
}

void read_properties(const JsonLine::Value& object, std::vector<Property>& properties) {
  expect_kind(object, JsonKind::object, "properties");
  for (const auto member : object) add_properties(member.name(), member, properties);
}

}  // namespace

NativeRecords::Parsed NativeRecords::parse(char* line, std::size_t size) {
  if (const auto problem = line_.parse(line, size)) {
    return {.kind = RecordKind::other,
            .refusal = Refusal{.field = "",
                               .reason = "bad JSON at byte " + std::to_string(problem->offset) +
                                         ": " + problem->what}};
  }
  const Value record = line_.root();
  Parsed parsed;
  try {
    expect_kind(record, JsonKind::object, "");
    parsed.kind = kind_of_record(record);
    switch (parsed.kind) {
      case RecordKind::entity:
        read_entity(record);
        break;
      case RecordKind::document:
        read_document(record);
        break;
      case RecordKind::relation:
        read_relation(record);
        break;
      case RecordKind::judgement:
        judgement_ = read_judgement(record);
        break;
      case RecordKind::other:
        read_schema(record);
        break;
    }
  } catch (Refusal& refusal) {
    parsed.refusal = std::move(refusal);
  }
  return parsed;
}

void NativeRecords::read_schema(const Value& record) {
  schema_.clear();
  for (const auto member : record) {
    if (member.name() != "schema") continue;
    expect_kind(member, JsonKind::object, "schema");
    schema_ = JsonLine::to_text(member);
  }
  if (schema_.empty()) {
    refuse("",
           "expected a record with one of the fields entity, document, relation, judgement and "
           "schema");
  }
}

void NativeRecords::read_entity(const Value& record) {
  entity_.key = entity_.type = {};
  entity_.names.clear();
  entity_.properties.clear();
  for (const auto member : record) {
    const std::string_view name = member.name();
    if (member.kind() == JsonKind::null) continue;
    if (name == "entity") {
      entity_.key = key_field(member, name);
    } else if (name == "type") {
      entity_.type = key_field(member, name);
    } else if (name == "names") {
      read_names(member);
    } else if (name == "properties") {
      read_properties(member, entity_.properties);
    } else {
      add_properties(name, member, entity_.properties);
    }
  }
  if (entity_.key.empty()) refuse("entity", "expected the entity's key");
  if (entity_.type.empty()) refuse("type", "expected the entity's type");
}

void NativeRecords::read_names(const Value& list) {
  expect_kind(list, JsonKind::array, "names");
  for (const auto item : list) {
    const std::size_t place = entity_.names.size();
    NameRecord name{.kind = place == 0 ? NameKind::canonical : NameKind::alias};
    const std::string field = item_of("names", place);
    if (item.kind() == JsonKind::text) {
      name.text = key_field(item, field);
    } else if (item.kind() == JsonKind::object) {
      read_name(item, field, name);
    } else {
      refuse_kind(item, "text or an object", field);
    }
    entity_.names.push_back(name);
  }
}

void NativeRecords::read_name(const Value& object, const std::string& field, NameRecord& name) {
  for (const auto member : object) {
    if (member.kind() == JsonKind::null) continue;
    if (member.name() == "text") {
      name.text = key_field(member, field + ".text");
    } else if (member.name() == "lang") {
      name.language = text_field(member, field + ".lang");
    } else if (member.name() == "kind") {
      name.kind = kind_of_name(member, field + ".kind");
    } else {
      refuse(field + "." + std::string(member.name()), "expected text, lang or kind");
    }
  }
  if (name.text.empty()) refuse(field + ".text", "expected the name");
}

void NativeRecords::read_document(const Value& record) {
  document_.key = document_.title = document_.publisher = document_.language = {};
  document_.date = {};
  document_.relays.clear();
  document_.properties.clear();
  for (const auto member : record) {
    const std::string_view name = member.name();
    if (member.kind() == JsonKind::null) continue;
    if (name == "document") {
      document_.key = key_field(member, name);
    } else if (name == "title") {
      document_.title = text_field(member, name);
    } else if (name == "publisher") {
      document_.publisher = key_field(member, name);
    } else if (name == "lang") {
      document_.language = text_field(member, name);
    } else if (name == "date") {
      document_.date = date_field(member, name);
    } else if (name == "relays") {
      read_relays(member);
    } else if (name == "properties") {
      read_properties(member, document_.properties);
    } else {
      add_properties(name, member, document_.properties);
    }
  }
  if (document_.key.empty()) refuse("document", "expected the document's key");
}

void NativeRecords::read_relays(const Value& list) {
  expect_kind(list, JsonKind::array, "relays");
  for (const auto item : list) {
    const std::string field = item_of("relays", document_.relays.size());
    if (item.kind() == JsonKind::text) {
      document_.relays.push_back({.reference = key_field(item, field), .is_speaker = false});
      continue;
    }
    if (item.kind() != JsonKind::object) refuse_kind(item, "text or an object", field);
    RelayRecord relay{.reference = {}, .is_speaker = true};
    for (const auto member : item) {
      if (member.name() != "speaker") {
        refuse(field + "." + std::string(member.name()), "expected speaker");
      }
      relay.reference = key_field(member, field + ".speaker");
    }
    if (relay.reference.empty()) refuse(field, "expected a document's key or {\"speaker\": ...}");
    document_.relays.push_back(relay);
  }
}

void NativeRecords::read_relation(const Value& record) {
  relation_.key = relation_.type = relation_.source = relation_.target = {};
  relation_.valid = {};
  relation_.quantity.reset();
  relation_.properties.clear();
  relation_.claims.clear();
  relation_.via.clear();
  relation_.in_batch = 0;
  std::string_view document;
  for (const auto member : record) {
    const std::string_view name = member.name();
    if (member.kind() == JsonKind::null) continue;
    if (name == "relation") {
      relation_.key = text_field(member, name);
    } else if (name == "type") {
      relation_.type = key_field(member, name);
    } else if (name == "source") {
      relation_.source = key_field(member, name);
    } else if (name == "target") {
      relation_.target = key_field(member, name);
    } else if (name == "valid") {
      relation_.valid = period_field(member, name);
    } else if (name == "quantity") {
      relation_.quantity = quantity_field(member, name);
    } else if (name == "document") {
      document = key_field(member, name);
    } else if (name == "claims") {
      read_claims(member);
    } else if (name == "in_batch") {
      relation_.in_batch = batch_field(member, name, 1);
    } else if (name == "properties") {
      read_properties(member, relation_.properties);
    } else {
      add_properties(name, member, relation_.properties);
    }
  }
  if (relation_.type.empty()) refuse("type", "expected the relation's type");
  if (relation_.source.empty()) refuse("source", "expected the key or name of an entity");
  if (relation_.target.empty()) refuse("target", "expected the key or name of an entity");
  if (relation_.claims.empty()) relation_.claims.emplace_back();
  for (ClaimRecord& claim : relation_.claims) {
    if (claim.document.empty()) claim.document = document;
  }
}

void NativeRecords::read_claims(const Value& list) {
  expect_kind(list, JsonKind::array, "claims");
  std::size_t place = 0;
  for (const auto item : list) read_claim(item, place++);
}

void NativeRecords::read_claim(const Value& object, std::size_t place) {
  if (object.kind() != JsonKind::object)
    expect_kind(object, JsonKind::object, item_of("claims", place));
  ClaimRecord claim;
  // The name of a field is made only if it is to blame.
  try {
    for (const auto member : object) {
      const std::string_view name = member.name();
      if (member.kind() == JsonKind::null) continue;
      if (name == "document") {
        claim.document = key_field(member, name);
      } else if (name == "speaker") {
        claim.speaker = key_field(member, name);
      } else if (name == "stance") {
        claim.stance = stance_field(member, "stance");
      } else if (name == "reported") {
        claim.reported = date_field(member, name);
      } else if (name == "confidence") {
        claim.confidence = confidence_field(member, name);
      } else if (name == "quote") {
        claim.quote = text_field(member, name);
      } else if (name == "span") {
        claim.span = span_field(member, name);
      } else if (name == "via") {
        expect_kind(member, JsonKind::array, name);
        claim.via_first = static_cast<std::uint32_t>(relation_.via.size());
        for (const auto item : member) relation_.via.push_back(key_field(item, name));
        claim.via_count = static_cast<std::uint32_t>(relation_.via.size()) - claim.via_first;
      } else {
        refuse(std::string(name),
               "expected document, speaker, stance, reported, confidence, quote, span or via");
      }
    }
  } catch (Refusal& refusal) {
    refuse(item_of("claims", place) + "." + refusal.field, refusal.reason);
  }
  relation_.claims.push_back(claim);
}

namespace {

// A line, and what was read from it.
struct NativeLine {
  NativeRecords records;
  NativeRecords::Parsed parsed;

  void parse(char* line, std::size_t size) { parsed = records.parse(line, size); }
};

// Whatever is JSON Lines, or nothing, may be meant for it; lines that are no record are rejected.
Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line();
  for (const std::string_view begin :
       {"{\"entity\":", "{\"document\":", "{\"relation\":", "{\"judgement\":", "{\"schema\":"}) {
    if (line.starts_with(begin)) return Likelihood::certain;
  }
  const bool is_called_so = beginning.name.ends_with(".jsonl");
  const bool is_nameless = beginning.name.empty() && (line.empty() || line.starts_with('{'));
  return is_called_so || is_nameless ? Likelihood::possible : Likelihood::none;
}

void put(const NativeRecords& records, RecordKind kind, RecordSink& sink) {
  switch (kind) {
    case RecordKind::entity:
      return sink.add(records.entity());
    case RecordKind::document:
      return sink.add(records.document());
    case RecordKind::relation:
      return sink.add(records.relation());
    case RecordKind::judgement:
      return sink.add(records.judgement());
    case RecordKind::other:
      return sink.declare(records.schema());
  }
}

void read(InputStream& input, RecordSink& sink) {
  constexpr std::size_t announced_lines = 12;  // before they are put
  LinesAhead<NativeLine> lines(input, sink.record_bytes_max());
  while (LinesAhead<NativeLine>::Line* line = lines.next()) {
    if (const auto* later = lines.later(announced_lines)) {
      const NativeLine& soon = later->parsed;
      if (soon.parsed.kind == RecordKind::relation) sink.announce(soon.records.relation());
    }
    sink.begin(line->number);
    if (line->is_too_long) {
      sink.refuse(why_too_long(line->size, sink.record_bytes_max()));
      continue;
    }
    NativeLine& native = line->parsed;
    if (native.parsed.refusal) {
      sink.refuse(std::move(*native.parsed.refusal), native.parsed.kind);
    } else {
      put(native.records, native.parsed.kind, sink);
    }
  }
}

}  // namespace

const Reader native_reader = {
    .name = "relata",
    .title = "relata's own JSON Lines",
    .files = "*.jsonl",
    .example = R"({"entity":"kim-jong-un","type":"person","names":["Kim Jong Un"]})",
    .place_unit = PlaceUnit::line,
    .schemas = {},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
