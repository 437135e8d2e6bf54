#include "ingest/staging.h"

#include <relata/error.h>
#include <algorithm>

#include "ingest/merge_records.h"

namespace relata {
namespace {

void put_at(std::vector<std::uint32_t>& places, std::uint32_t index, std::uint32_t value) {
  if (places.size() <= index)
    places.resize(std::max<std::size_t>(index + 1, 2 * places.size()), Staging::none);
  places[index] = value;
}

std::uint32_t at_or_none(const std::vector<std::uint32_t>& places, std::uint32_t index) {
  return index < places.size() ? places[index] : Staging::none;
}

std::string spoken(std::string_view type) {
  std::string label(type);
  std::replace(label.begin(), label.end(), '_', ' ');
  return label;
}

// Types are looked for one by one, and each of them is a row of the schema for good.
constexpr std::size_t undeclared_types_max = 1'000;

std::size_t count_undeclared(const Schema& schema) {
  const auto count = [](const auto& types) {
    return static_cast<std::size_t>(std::count_if(
        types.begin(), types.end(), [](const auto& type) { return !type.is_declared; }));
  };
  return count(schema.entity_types()) + count(schema.relation_types());
}

std::size_t bytes_of(const std::vector<Property>& properties) {
  std::size_t bytes = properties.size() * sizeof(Property);
  for (const Property& property : properties) bytes += property.name.size() + property.value.size();
  return bytes;
}

std::size_t bytes_of(const Entity& entity) {
  std::size_t bytes = entity.key.size() + bytes_of(entity.properties);
  for (const Name& name : entity.names) bytes += sizeof(Name) + name.text.size();
  return bytes;
}

std::size_t bytes_of(const Document& document) {
  return document.key.size() + document.title.size() + document.relays.size() * sizeof(Relay) +
         bytes_of(document.properties);
}

}  // namespace

Refusal why_no_more_values(std::string_view kind, std::string_view key) {
  return {.field = "",
          .reason = "the " + std::string(kind) + " \"" + std::string(key) + "\" has " +
                    std::to_string(values_max) +
                    " names, properties or relays in this batch already; is one key used for many "
                    "things?"};
}

Staging::Staging(const IngestQuery& query, Schema schema, ReportBuilder& report)
    : query_(query), report_(report) {
  changes.schema = std::move(schema);
  undeclared_types_ = count_undeclared(changes.schema);
}

std::uint32_t Staging::entity_of(std::uint32_t reference) const {
  return at_or_none(entity_of_, reference);
}

std::uint32_t Staging::document_of(std::uint32_t reference) const {
  return at_or_none(document_of_, reference);
}

void Staging::make_room_for_type(std::string_view kind, std::string_view name) {
  if (++undeclared_types_ <= undeclared_types_max) return;
  --undeclared_types_;
  throw Refusal{.field = "type",
                .reason = "the " + std::string(kind) + " type \"" + std::string(name) +
                          "\" is in no schema, and neither are " +
                          std::to_string(undeclared_types_max) +
                          " others that were taken; declare it in a schema file"};
}

void Staging::note_use(const KnownType& type, RecordPlace place) {
  if (type.why_undeclared.empty()) return;
  if (report_.is_strict()) throw Refusal{.field = "type", .reason = type.why_undeclared};
  if (!is_taking_over_) report_.warn(type.why_undeclared + "; it is taken as it is", place);
}

bool Staging::declare(const std::string& schema) {
  Schema extended = changes.schema;
  try {
    if (Schema::replaces(schema, "of the input")) {
      throw Refusal{.field = "schema.replaces", .reason = "only a schema file replaces all types"};
    }
    extended.extend(schema, "of the input");
  } catch (const Error& error) {
    throw Refusal{.field = "schema", .reason = error.what()};
  }
  const bool is_news = extended != changes.schema;
  changes.schema = std::move(extended);
  has_declared_ = has_declared_ || is_news;
  // What was met before it was declared is looked up anew.
  entity_types_.clear();
  relation_types_.clear();
  undeclared_types_ = count_undeclared(changes.schema);
  return is_news;
}

EntityTypeId Staging::entity_type(std::string_view name, RecordPlace place) {
  const std::uint32_t number = entity_type_names_.number_of(name);
  if (entity_types_.size() <= number) entity_types_.resize(number + 1);
  KnownType& type = entity_types_[number];
  if (type.id == none) {
    auto id = changes.schema.entity_type(name);
    if (!id) {
      make_room_for_type("entity", name);
      id = changes.schema.add(
          EntityType{.name = std::string(name), .label = spoken(name), .is_declared = false});
    }
    type.id = id->value;
    if (!changes.schema.entity_type(*id).is_declared) {
      type.why_undeclared = "the entity type \"" + std::string(name) + "\" is in no schema";
    }
  }
  note_use(type, place);
  return {type.id};
}

RelationTypeId Staging::relation_type(std::string_view name, RecordPlace place) {
  const std::uint32_t number = relation_type_names_.number_of(name);
  if (relation_types_.size() <= number) relation_types_.resize(number + 1);
  KnownType& type = relation_types_[number];
  if (type.id == none) {
    auto id = changes.schema.relation_type(name);
    if (!id) {
      make_room_for_type("relation", name);
      id = changes.schema.add(RelationType{.name = std::string(name),
                                           .label = spoken(name),
                                           .inverse_label = "← " + spoken(name),
                                           .is_declared = false});
    }
    type.id = id->value;
    if (!changes.schema.relation_type(*id).is_declared) {
      type.why_undeclared = "the relation type \"" + std::string(name) + "\" is in no schema";
    }
  }
  note_use(type, place);
  return {type.id};
}

EntityTypeId Staging::no_type() {
  if (const auto id = changes.schema.entity_type(unknown_type)) return *id;
  return changes.schema.add(
      EntityType{.name = std::string(unknown_type), .label = "of unknown type"});
}

Entity Staging::entity_of_record(const EntityRecord& record, RecordPlace place) {
  Entity entity;
  entity.key = record.key;
  entity.type = record.type.empty() ? no_type() : entity_type(record.type, place);
  for (const NameRecord& name : record.names) {
    entity.names.push_back({.text = std::string(name.text),
                            .language = std::string(name.language),
                            .kind = name.kind});
  }
  entity.properties = record.properties;
  drop_repeated(entity);
  value_bytes_ += bytes_of(entity);
  return entity;
}

StagedEntity& Staging::stage_new(Entity entity, std::uint32_t reference, RecordPlace place) {
  put_at(entity_of_, reference, static_cast<std::uint32_t>(entities.size()));
  const std::size_t names = entity.names.size();
  const std::size_t properties = entity.properties.size();
  return entities.emplace_back(StagedEntity{.entity = std::move(entity),
                                            .place = place,
                                            .reference = reference,
                                            .names_end = names,
                                            .properties_end = properties});
}

void Staging::mention(const EntityRecord& record, RecordPlace place) {
  const std::uint32_t reference = entity_references.number_of(record.key);
  if (const std::uint32_t before = entity_of(reference); before != none) {
    StagedEntity& staged = entities[before];
    const bool gives_type =
        !record.type.empty() && !staged.is_type_sure && staged.entity.type == no_type();
    if (gives_type) staged.entity.type = entity_type(record.type, place);
    return;
  }
  stage_new(entity_of_record(record, place), reference, place).is_type_sure = false;
  report_.read(RecordKind::entity);
}

void Staging::add(const EntityRecord& record, RecordPlace place) {
  Entity entity = entity_of_record(record, place);
  const std::uint32_t reference = entity_references.number_of(record.key);
  const std::uint32_t before = entity_of(reference);
  const bool tells_type = !record.type.empty();
  const bool is_sure = tells_type && record.is_type_sure;
  if (before == none) {
    stage_new(std::move(entity), reference, place).is_type_sure = is_sure;
    return;
  }
  StagedEntity& staged = entities[before];
  Entity& whole = staged.entity;
  const bool was_unknown = changes.schema.entity_type(whole.type).name == unknown_type;
  const bool gives_type = !staged.is_type_sure && (is_sure || (tells_type && was_unknown));
  // Of two types the nearer one is meant, where one is a kind of the other.
  if (gives_type || (is_sure && changes.schema.is_kind_of(entity.type, whole.type))) {
    whole.type = entity.type;
    staged.is_type_sure = staged.is_type_sure || is_sure;
  } else if (is_sure && !changes.schema.is_kind_of(whole.type, entity.type)) {
    throw Refusal{.field = "type",
                  .reason = "the entity \"" + entity.key + "\" is a " +
                            changes.schema.entity_type(whole.type).name +
                            " elsewhere in the batch; give it one type"};
  }
  if (std::max(whole.names.size(), whole.properties.size()) >= values_max) {
    throw why_no_more_values("entity", whole.key);
  }
  add_what_is_new(entity, whole);
  staged.repeats.push_back({.place = place,
                            .names_end = whole.names.size(),
                            .properties_end = whole.properties.size(),
                            .gives_type = gives_type});
}

void Staging::add_publisher(std::uint32_t reference, RecordPlace place) {
  Entity entity;
  entity.key = entity_references.text(reference);
  entity.type = entity_type("organization", place);
  entity.names = {{.text = entity.key, .language = "", .kind = NameKind::canonical}};
  stage_new(std::move(entity), reference, place).is_record = false;
}

void Staging::add(const DocumentRecord& record, RecordPlace place) {
  Document document;
  document.key = record.key;
  document.title = record.title;
  document.language = record.language;
  document.date = record.date;
  document.properties = record.properties;
  if (!record.publisher.empty()) {
    document.publisher = {entity_references.number_of(record.publisher)};
  }
  for (const RelayRecord& relay : record.relays) {
    if (relay.is_speaker) {
      document.relays.emplace_back(EntityId{entity_references.number_of(relay.reference)});
    } else {
      document.relays.emplace_back(DocumentId{document_references.number_of(relay.reference)});
    }
  }
  drop_repeated(document);
  value_bytes_ += sizeof(StagedDocument) + bytes_of(document);
  const std::uint32_t reference = document_references.number_of(record.key);
  StagedDocument staged{.document = std::move(document), .place = place, .reference = reference};
  const std::uint32_t before = document_of(reference);
  if (before == none) {
    put_at(document_of_, reference, static_cast<std::uint32_t>(documents.size()));
    documents.push_back(std::move(staged));
    return;
  }
  StagedDocument& first = documents[before];
  if (!first.is_record) {
    first = std::move(staged);  // made only for want of a record
  } else if (is_same(staged.document, first.document)) {
    first.repeats.push_back(place);
  } else {
    documents.push_back(std::move(staged));
  }
}

DocumentId Staging::claim_document(std::string_view key, RecordPlace place) {
  if (!key.empty()) return {document_references.number_of(key)};
  if (default_documents_.size() <= place.file) default_documents_.resize(place.file + 1);
  DocumentId& made = default_documents_[place.file];
  if (made.is_some()) return made;
  const std::string name =
      query_.document.empty() ? "file:" + report_.file(place).name : query_.document;
  const std::uint32_t reference = document_references.number_of(name);
  made = {reference};
  if (document_of(reference) != none) return made;
  Document document;
  document.key = name;
  if (!query_.publisher.empty()) {
    document.publisher = {entity_references.number_of(query_.publisher)};
  }
  put_at(document_of_, reference, static_cast<std::uint32_t>(documents.size()));
  documents.push_back({.document = std::move(document),
                       .place = place,
                       .reference = reference,
                       .is_record = false});
  return made;
}

void Staging::expect_relations(std::uint64_t more) {
  constexpr std::size_t least_room = 16'384;  // more than are read until it is asked again
  if (changes.relations.size() < least_room) return;
  // What does not fit into this batch any more goes into another.
  const std::size_t room = bytes_max_ - std::min(bytes(), bytes_max_);
  const std::size_t row_bytes = sizeof(RelationRow) + sizeof(RecordPlace) +
                                sizeof(ClaimRow) * changes.claims.size() / changes.relations.size();
  more = std::min<std::uint64_t>(more, room / row_bytes);
  const auto make_room = [&](auto& rows) {
    if (rows.capacity() - rows.size() < least_room) {
      rows.reserve(rows.size() + std::max<std::size_t>(more + more / 16, 2 * least_room));
    }
  };
  make_room(changes.relations);
  make_room(changes.claims);
  make_room(relation_places);
}

void Staging::add(const RelationRecord& record, RecordPlace place) {
  RelationRow row;
  if (!record.type.empty()) {
    row.type = relation_type(record.type, place);
    row.source = {entity_references.number_of(record.source)};
    row.target = {entity_references.number_of(record.target)};
  }
  row.valid = record.valid;
  row.key = changes.text.keep(record.key);
  if (record.quantity || !record.properties.empty()) {
    changes.details.push_back({.quantity = record.quantity, .properties = record.properties});
    drop_repeated(changes.details.back().properties);
    value_bytes_ += sizeof(RelationDetails) + bytes_of(changes.details.back().properties);
    row.details = static_cast<std::uint32_t>(changes.details.size());
  }
  constexpr std::size_t claims_max = std::numeric_limits<std::uint32_t>::max() / 2;
  if (changes.claims.size() + changes.via.size() > claims_max) {
    throw Error(ErrorCode::usage, "reading a batch: it has more than " +
                                      std::to_string(claims_max) +
                                      " claims; ingest it in parts, or without --strict");
  }
  row.claims_first = static_cast<std::uint32_t>(changes.claims.size());
  row.claims_count = static_cast<std::uint32_t>(record.claims.size());
  for (const ClaimRecord& claim : record.claims) {
    ClaimRow made;
    made.document = claim_document(claim.document, place);
    if (!claim.speaker.empty()) made.speaker = {entity_references.number_of(claim.speaker)};
    made.reported = claim.reported;
    made.confidence = claim.confidence;
    made.stance = claim.stance;
    if (!claim.quote.empty() || claim.span || claim.via_count != 0) {
      changes.claim_details.push_back({.quote = changes.text.keep(claim.quote),
                                       .span = claim.span,
                                       .via_first = static_cast<std::uint32_t>(changes.via.size()),
                                       .via_count = claim.via_count});
      made.details = static_cast<std::uint32_t>(changes.claim_details.size());
    }
    for (std::uint32_t i = 0; i < claim.via_count; ++i) {
      const std::string_view document = record.via[claim.via_first + i];
      changes.via.push_back({document_references.number_of(document)});
    }
    changes.claims.push_back(made);
  }
  if (record.in_batch != 0) {
    in_batches_.resize(changes.relations.size());
    in_batches_.push_back(record.in_batch);
  }
  changes.relations.push_back(row);
  relation_places.push_back(place);
}

std::size_t Staging::bytes() const {
  return value_bytes_ + entity_references.bytes() + document_references.bytes() +
         changes.text.bytes() + entities.size() * sizeof(StagedEntity) +
         changes.relations.size() * (sizeof(RelationRow) + sizeof(RecordPlace)) +
         changes.claims.size() * sizeof(ClaimRow) +
         changes.claim_details.size() * sizeof(ClaimDetails) +
         changes.via.size() * sizeof(DocumentId) + in_batches_.size() * sizeof(std::uint32_t);
}

void Staging::keep_changes_alone() {
  const auto release = [](auto& values) {
    std::remove_reference_t<decltype(values)>().swap(values);
  };
  entity_references = KeyTable();
  document_references = KeyTable();
  release(entities);
  release(documents);
  release(relation_places);
  release(entity_of_);
  release(document_of_);
}

void Staging::begin_with(const Schema& schema) {
  changes.schema = schema;
  undeclared_types_ = count_undeclared(schema);
}

}  // namespace relata
