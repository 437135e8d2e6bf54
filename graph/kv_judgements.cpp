#include "graph/kv_judgements.h"

#include <functional>

#include "graph/kv_types.h"
#include "graph/kv_value.h"
#include "graph/relation_ranges.h"

namespace relata {
namespace {

enum class SubjectKind : std::uint8_t { document, batch, pair };  // on disk

void write_subject(const Judgement& judgement, ByteWriter& to) {
  const auto put_kind = [&](SubjectKind kind) { to.byte(static_cast<std::uint8_t>(kind)); };
  if (const auto* document = std::get_if<DocumentId>(&judgement.subject)) {
    put_kind(SubjectKind::document);
    to.varint(document->value);
  } else if (const auto* pair = std::get_if<EntityPair>(&judgement.subject)) {
    put_kind(SubjectKind::pair);
    to.varint(pair->first.value);
    to.varint(pair->second.value);
  } else {
    put_kind(SubjectKind::batch);
    to.varint(std::get<BatchNumber>(judgement.subject));
  }
}

void read_subject(ByteReader& from, Judgement& judgement) {
  const std::uint8_t kind = from.byte();
  const std::uint64_t id = from.varint();
  switch (static_cast<SubjectKind>(kind)) {
    case SubjectKind::document:
      judgement.subject = DocumentId{id};
      return;
    case SubjectKind::batch:
      judgement.subject = BatchNumber{id};
      return;
    case SubjectKind::pair:
      judgement.subject = EntityPair{.first = {id}, .second = {from.varint()}};
      return;
  }
  from.fail("a subject is of an unknown kind");
}

void write_judgement(const Judgement& judgement, ByteWriter& to) {
  to.byte(static_cast<std::uint8_t>(judgement.kind));
  write_subject(judgement, to);
  to.text(judgement.who);
  to.text(judgement.why);
  to.zigzag(judgement.recorded_unix_ms);
  write_ranges(judgement.relations, to);
}

Judgement read_judgement(ByteReader from) {
  Judgement judgement;
  const std::uint8_t kind = from.byte();
  if (kind > static_cast<std::uint8_t>(JudgementKind::withdrawn)) from.fail("a kind is unknown");
  judgement.kind = static_cast<JudgementKind>(kind);
  read_subject(from, judgement);
  const bool is_on_pair = std::holds_alternative<EntityPair>(judgement.subject);
  if (is_on_pair != (judgement.kind >= JudgementKind::same))
    from.fail("a kind has no such subject");
  judgement.who = from.text();
  judgement.why = from.text();
  judgement.recorded_unix_ms = from.zigzag();
  judgement.relations = read_ranges(from);
  from.expect_end();
  return judgement;
}

// Calls `visit` for each up to a head, its key read up to the batch.
void visit_judgements(const Kv& kv, BatchNumber head,
                      const std::function<void(BatchNumber batch, const Kv::Cursor&)>& visit) {
  const auto cursor = kv.cursor(Family::types);
  for (cursor->seek(std::string(1, static_cast<char>(judgement_kind))); cursor->is_valid();
       cursor->next()) {
    ByteReader key(cursor->key(), name_under(*cursor, Family::types));
    if (key.byte() != judgement_kind) key.fail("a kind is unknown");
    (void)key.big_endian_32();
    const BatchNumber batch = key.big_endian_64();
    if (batch > head) break;
    visit(batch, *cursor);
  }
}

}  // namespace

std::vector<Judgement> read_judgements(const Kv& kv, BatchNumber head) {
  std::vector<Judgement> judgements;
  visit_judgements(kv, head, [&](BatchNumber batch, const Kv::Cursor& cursor) {
    judgements.push_back(read_judgement(value_under(cursor, Family::types)));
    judgements.back().batch = batch;
  });
  return judgements;
}

void put_judgements(const Kv& kv, std::span<const Judgement> judgements, BatchNumber batch,
                    Kv::Bundle& bundle) {
  if (judgements.empty()) return;
  std::uint32_t number = 0;
  visit_judgements(kv, batch, [&](BatchNumber, const Kv::Cursor&) { ++number; });
  std::string key;
  std::string value;
  for (const Judgement& judgement : judgements) {
    key.clear();
    ByteWriter key_writer(key);
    key_writer.byte(judgement_kind);
    key_writer.big_endian_32(number++);
    key_writer.big_endian_64(batch);
    begin_value(value);
    ByteWriter value_writer(value);
    write_judgement(judgement, value_writer);
    put_value(bundle, Family::types, key, value);
  }
}

}  // namespace relata
