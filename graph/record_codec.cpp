#include "graph/record_codec.h"

#include <limits>

namespace relata {
namespace {

// Bits of a relation part's first byte, on disk.
constexpr std::uint8_t has_base = 1;
constexpr std::uint8_t has_quantity = 2;
constexpr std::uint8_t has_properties = 4;
constexpr std::uint8_t part_bits = 7;  // all of these

// Bits of a claim's first byte, on disk, after two bits of stance.
constexpr std::uint8_t stance_mask = 3;
constexpr std::uint8_t has_speaker = 4;
constexpr std::uint8_t has_reported = 8;
constexpr std::uint8_t is_reported_at_start = 16;  // on the day the relation's valid time begins
constexpr std::uint8_t has_confidence = 32;
constexpr std::uint8_t has_quote = 64;  // the quote and its span, 0 for none
constexpr std::uint8_t has_via = 128;

template <class Id>
void write_optional_id(Id id, ByteWriter& to) {
  to.varint(id.is_some() ? id.value + 1 : 0);
}

template <class Id>
Id read_optional_id(ByteReader& from) {
  const std::uint64_t value = from.varint();
  return value == 0 ? Id{} : Id{value - 1};
}

template <class Value>
Value read_32(ByteReader& from) {
  const std::uint64_t value = from.varint();
  if (value > std::numeric_limits<std::uint32_t>::max()) from.fail("a number is too large");
  return static_cast<Value>(value);
}

template <class Enum>
Enum read_enum(ByteReader& from, Enum last) {
  const std::uint8_t value = from.byte();
  if (value > static_cast<std::uint8_t>(last)) from.fail("a kind is unknown");
  return static_cast<Enum>(value);
}

void write_properties(const std::vector<Property>& properties, ByteWriter& to) {
  to.varint(properties.size());
  for (const Property& property : properties) {
    to.text(property.name);
    to.text(property.value);
    to.byte(static_cast<std::uint8_t>(property.kind));
  }
}

std::vector<Property> read_properties(ByteReader& from) {
  std::vector<Property> properties(from.count());
  for (Property& property : properties) {
    property.name = from.text();
    property.value = from.text();
    property.kind = read_enum(from, ValueKind::boolean);
  }
  return properties;
}

void write_quantity(const Quantity& quantity, ByteWriter& to) {
  to.byte(static_cast<std::uint8_t>((quantity.low ? 1 : 0) | (quantity.best ? 2 : 0) |
                                    (quantity.high ? 4 : 0)));
  for (const auto& value : {quantity.low, quantity.best, quantity.high}) {
    if (value) to.real(*value);
  }
  to.text(quantity.unit);
}

Quantity read_quantity(ByteReader& from) {
  Quantity quantity;
  const std::uint8_t given = from.byte();
  if ((given & 1) != 0) quantity.low = from.real();
  if ((given & 2) != 0) quantity.best = from.real();
  if ((given & 4) != 0) quantity.high = from.real();
  quantity.unit = from.text();
  return quantity;
}

void write_claim(const Changes& changes, const ClaimRow& claim, PartialDate start, ByteWriter& to) {
  const bool is_at_start = claim.reported.is_known() && claim.reported == start;
  auto given = static_cast<std::uint8_t>(claim.stance);
  if (claim.speaker.is_some()) given |= has_speaker;
  if (claim.reported.is_known()) given |= is_at_start ? is_reported_at_start : has_reported;
  if (claim.confidence) given |= has_confidence;
  const ClaimDetails details = changes.details_of(claim);
  if (!details.quote.empty() || details.span) given |= has_quote;
  if (details.via_count != 0) given |= has_via;
  to.byte(given);
  to.varint(claim.document.value);
  if ((given & has_speaker) != 0) to.varint(claim.speaker.value);
  if ((given & has_reported) != 0) to.date(claim.reported);
  if ((given & has_confidence) != 0) to.varint(claim.confidence->parts);
  if ((given & has_quote) != 0) {
    to.text(details.quote);
    to.varint(details.span ? std::uint64_t{details.span->begin} + 1 : 0);
    if (details.span) to.varint(details.span->end);
  }
  if ((given & has_via) != 0) {
    to.varint(details.via_count);
    for (const DocumentId passed : changes.via_of(claim)) to.varint(passed.value);
  }
}

std::optional<Span> read_span(ByteReader& from) {
  const std::uint64_t begin = from.varint();
  if (begin == 0) return std::nullopt;
  if (begin - 1 > std::numeric_limits<std::uint32_t>::max()) from.fail("a span is too large");
  const auto end = read_32<std::uint32_t>(from);
  return Span{.begin = static_cast<std::uint32_t>(begin - 1), .end = end};
}

Claim read_claim(PartialDate start, BatchNumber batch, ByteReader& from) {
  Claim claim;
  const std::uint8_t given = from.byte();
  if ((given & stance_mask) > static_cast<std::uint8_t>(Stance::uncertain)) {
    from.fail("a stance is unknown");
  }
  claim.stance = static_cast<Stance>(given & stance_mask);
  claim.document = {from.varint()};
  if ((given & has_speaker) != 0) claim.speaker = {from.varint()};
  if ((given & has_reported) != 0) claim.reported = from.date();
  if ((given & is_reported_at_start) != 0) claim.reported = start;
  if ((given & has_confidence) != 0) {
    const std::uint64_t parts = from.varint();
    if (parts > Confidence::parts_max) from.fail("a confidence is too large");
    claim.confidence = Confidence{static_cast<std::uint16_t>(parts)};
  }
  if ((given & has_quote) != 0) {
    claim.quote = from.text();
    claim.span = read_span(from);
  }
  if ((given & has_via) != 0) {
    claim.via.resize(from.count());
    for (DocumentId& document : claim.via) document = {from.varint()};
  }
  claim.batch = batch;
  return claim;
}

}  // namespace

ByteWriter& PageWriter::begin_record(std::uint64_t id) {
  records_writer_.varint(count_ == 0 ? id : id - last_id_);
  last_id_ = id;
  ++count_;
  return record_writer_;
}

void PageWriter::end_record() {
  records_writer_.text(record_);
  record_.clear();
}

void PageWriter::finish(ByteWriter& to) {
  to.varint(count_);
  to.text(records_);
  records_.clear();
  count_ = 0;
}

void read_page(ByteReader page, const ValueName& name,
               const std::function<void(std::uint64_t id, ByteReader record)>& record) {
  const std::uint64_t count = page.varint();
  ByteReader records(page.text(), name);
  page.expect_end();
  std::uint64_t id = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    id += records.varint();
    record(id, ByteReader(records.text(), name));
  }
  records.expect_end();
}

void write_entity(const Entity& entity, ByteWriter& to) {
  to.text(entity.key);
  to.varint(entity.type.value);
  to.varint(entity.names.size());
  for (const Name& name : entity.names) {
    to.text(name.text);
    to.text(name.language);
    to.byte(static_cast<std::uint8_t>(name.kind));
  }
  write_properties(entity.properties, to);
}

Entity read_entity(EntityId id, ByteReader record) {
  Entity entity;
  entity.id = id;
  entity.key = record.text();
  entity.type = {read_32<std::uint32_t>(record)};
  entity.names.resize(record.count());
  for (Name& name : entity.names) {
    name.text = record.text();
    name.language = record.text();
    name.kind = read_enum(record, NameKind::weak);
  }
  entity.properties = read_properties(record);
  record.expect_end();
  return entity;
}

void write_document(const Document& document, ByteWriter& to) {
  to.text(document.key);
  to.text(document.title);
  write_optional_id(document.publisher, to);
  to.text(document.language);
  to.date(document.date);
  to.varint(document.relays.size());
  for (const Relay& relay : document.relays) {
    to.byte(static_cast<std::uint8_t>(relay.index()));
    to.varint(std::visit([](auto id) { return id.value; }, relay));
  }
  write_properties(document.properties, to);
}

Document read_document(DocumentId id, ByteReader record) {
  Document document;
  document.id = id;
  document.key = record.text();
  document.title = record.text();
  document.publisher = read_optional_id<EntityId>(record);
  document.language = record.text();
  document.date = record.date();
  document.relays.resize(record.count());
  for (Relay& relay : document.relays) {
    const std::uint8_t kind = record.byte();
    if (kind > 1) record.fail("a relay's kind is unknown");
    const std::uint64_t value = record.varint();
    relay = kind == 0 ? Relay(DocumentId{value}) : Relay(EntityId{value});
  }
  document.properties = read_properties(record);
  record.expect_end();
  return document;
}

void write_relation(const Changes& changes, const RelationRow& row, RelationPart part,
                    ByteWriter& to) {
  const bool is_whole = part == RelationPart::whole;
  const RelationDetails* details =
      is_whole && row.details != 0 ? &changes.details[row.details - 1] : nullptr;
  std::uint8_t given = is_whole ? has_base : 0;
  if (details != nullptr && details->quantity) given |= has_quantity;
  if (details != nullptr && !details->properties.empty()) given |= has_properties;
  to.byte(given);
  if (is_whole) {
    to.text(row.key);
    to.varint(row.type.value);
    to.varint(row.source.value);
    to.varint(row.target.value);
    to.date(row.valid.from);
    to.byte(row.valid.to == row.valid.from ? 1 : 0);
    if (row.valid.to != row.valid.from) to.date(row.valid.to);
  }
  if ((given & has_quantity) != 0) write_quantity(*details->quantity, to);
  if ((given & has_properties) != 0) write_properties(details->properties, to);
  to.varint(row.claims_count);
  for (std::uint32_t i = 0; i < row.claims_count; ++i) {
    write_claim(changes, changes.claims[row.claims_first + i],
                is_whole ? row.valid.from : PartialDate{}, to);
  }
}

bool is_whole_relation(ByteReader record) { return (record.byte() & has_base) != 0; }

void read_relation(RelationId id, BatchNumber batch, ByteReader record, RelationClaims& whole) {
  const std::uint8_t given = record.byte();
  if (given > part_bits) record.fail("a field is unknown");
  Relation& relation = whole.relation;
  const bool is_new = (given & has_base) != 0;
  if (is_new) {
    relation.id = id;
    relation.batch = batch;
    relation.key = record.text();
    relation.type = {read_32<std::uint32_t>(record)};
    relation.source = {record.varint()};
    relation.target = {record.varint()};
    relation.valid.from = record.date();
    relation.valid.to = record.byte() == 1 ? relation.valid.from : record.date();
  }
  if ((given & has_quantity) != 0) relation.quantity = read_quantity(record);
  if ((given & has_properties) != 0) relation.properties = read_properties(record);
  const std::size_t claims = record.count();
  for (std::size_t i = 0; i < claims; ++i) {
    whole.claims.push_back(read_claim(is_new ? relation.valid.from : PartialDate{}, batch, record));
  }
  record.expect_end();
}

}  // namespace relata
