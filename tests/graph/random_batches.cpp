#include "tests/graph/random_batches.h"

#include "graph/subject_relations.h"

namespace relata::testing {
namespace {

const std::vector<std::string> words = {"Kim",  "Korut", "김정은",       "Курск", "Moskow",
                                        "unit", "Путин", "Kursk Oblast", "AFP",   "x"};

std::string relation_key(RelationId id) { return "r" + std::to_string(id.value); }

}  // namespace

PartialDate RandomBatches::date() {
  if (one_in(4)) return {};
  const std::string year = std::to_string(2000 + below(30));
  const std::string month = std::string("-0") + std::to_string(1 + below(9));
  const std::string day = "-1" + std::to_string(below(10));
  switch (below(3)) {
    case 0:
      return *PartialDate::parse(year);
    case 1:
      return *PartialDate::parse(year + month);
    default:
      return *PartialDate::parse(year + month + day);
  }
}

void RandomBatches::add_entities(Store& store, Changes& changes, std::size_t size) {
  const auto name = [&] {
    return Name{
        .text = words[below(words.size())] + (one_in(2) ? " " + std::to_string(below(30)) : ""),
        .language = one_in(2) ? "en" : "",
        .kind = static_cast<NameKind>(below(6))};
  };
  const IdRange ids = store.reserve(KeyKind::entity, size);
  for (std::size_t i = 0; i < size; ++i) {
    Entity entity;
    entity.id = {ids.first + i};
    entity.key = "e" + std::to_string(entity.id.value);
    entity.type = {static_cast<std::uint32_t>(below(changes.schema.entity_types().size()))};
    for (std::size_t n = below(4); n > 0; --n) entity.names.push_back(name());
    if (one_in(3)) entity.properties.push_back({.name = "p", .value = std::to_string(below(9))});
    changes.entities.push_back(entity);
  }
  if (!entities_.empty()) {  // something new about a known one
    Entity part = entities_[below(entities_.size())];
    part.names = {Name{.text = "added " + std::to_string(batches_), .language = "id"}};
    part.properties.clear();
    changes.entities.push_back(part);
  }
  entities_.insert(entities_.end(), changes.entities.begin(),
                   changes.entities.begin() + static_cast<std::ptrdiff_t>(size));
}

void RandomBatches::add_documents(Store& store, Changes& changes, std::size_t size) {
  const IdRange ids = store.reserve(KeyKind::document, size);
  for (std::size_t i = 0; i < size; ++i) {
    Document document;
    document.id = {ids.first + i};
    document.key = "https://example.org/" + std::to_string(document.id.value);
    document.title = one_in(2) ? "A title" : "";
    document.language = one_in(2) ? "id" : "en";
    document.date = date();
    if (one_in(2)) document.publisher = entities_[below(entities_.size())].id;
    if (!documents_.empty() && one_in(2)) {
      document.relays.emplace_back(documents_[below(documents_.size())].id);
    } else if (one_in(4)) {
      document.relays.emplace_back(entities_[below(entities_.size())].id);
    }
    changes.documents.push_back(document);
    documents_.push_back(document);
  }
  Document& known = documents_[below(documents_.size() - size + 1)];
  if (known.id.value < ids.first && !known.date.is_known()) {
    known.date = date();
    Document part = known;
    part.relays.clear();
    changes.documents.push_back(part);
  }
}

void RandomBatches::add_claims(Changes& changes, RelationRow& row) {
  row.claims_first = static_cast<std::uint32_t>(changes.claims.size());
  row.claims_count = static_cast<std::uint32_t>(1 + below(3));
  for (std::uint32_t i = 0; i < row.claims_count; ++i) {
    ClaimRow claim;
    claim.document = documents_[below(documents_.size())].id;
    if (one_in(2)) claim.speaker = entities_[below(entities_.size())].id;
    claim.stance = static_cast<Stance>(below(3));
    claim.reported = one_in(3) ? row.valid.from : date();
    if (one_in(2)) claim.confidence = Confidence{static_cast<std::uint16_t>(below(10001))};
    ClaimDetails details;
    if (one_in(2)) {
      details.quote = changes.text.keep("quote \"" + std::to_string(below(99)) + "\"\n");
    }
    if (one_in(3)) details.span = Span{.begin = 3, .end = 9};
    if (one_in(5)) {
      details.via_first = static_cast<std::uint32_t>(changes.via.size());
      details.via_count = 2;
      changes.via.push_back(documents_[below(documents_.size())].id);
      changes.via.push_back(documents_[below(documents_.size())].id);
    }
    changes.claim_details.push_back(details);
    claim.details = static_cast<std::uint32_t>(changes.claim_details.size());
    changes.claims.push_back(claim);
  }
}

void RandomBatches::add_relations(Store& store, Changes& changes, std::size_t size) {
  const IdRange ids = store.reserve(KeyKind::relation, size);
  for (std::size_t i = 0; i < size; ++i) {
    RelationRow row;
    row.id = {ids.first + size - 1 - i};  // rows need not come in order
    row.type = {static_cast<std::uint32_t>(below(changes.schema.relation_types().size()))};
    // A hub: entity 0 is an end of every third relation.
    row.source = entities_[one_in(3) ? 0 : below(entities_.size())].id;
    row.target = entities_[below(entities_.size())].id;
    row.valid = {.from = date(), .to = date()};
    row.key = changes.text.keep(relation_key(row.id));
    if (one_in(4)) {
      changes.details.push_back(
          {.quantity = Quantity{.low = 10000, .unit = "soldier"},
           .properties = {{.name = "n", .value = "1.50", .kind = ValueKind::number}}});
      row.details = static_cast<std::uint32_t>(changes.details.size());
    }
    add_claims(changes, row);
    changes.relations.push_back(row);
  }
  const std::size_t known = relations_.size();
  relations_.insert(relations_.end(), changes.relations.begin(), changes.relations.end());
  if (known == 0) return;
  RelationRow again = relations_[below(known)];
  again.details = 0;
  again.key = changes.text.keep(relation_key(again.id));
  add_claims(changes, again);
  changes.relations.push_back(again);
}

void RandomBatches::add_judgements(const Snapshot& now, Changes& changes) {
  for (std::size_t i = below(3); i > 0; --i) {
    Judgement judgement{.kind = one_in(2) ? JudgementKind::retracted : JudgementKind::restored,
                        .subject = documents_[below(documents_.size())].id,
                        .who = one_in(2) ? "Ana" : "",
                        .why = "because",
                        .recorded_unix_ms = static_cast<std::int64_t>(below(1'000'000)) - 1000};
    if (now.head > 0 && one_in(2)) judgement.subject = BatchNumber{1 + below(now.head)};
    if (entities_.size() > 1 && one_in(3)) {
      const std::size_t first = below(entities_.size() - 1);
      judgement.kind = static_cast<JudgementKind>(2 + below(4));
      judgement.subject =
          EntityPair{.first = entities_[first].id,
                     .second = entities_[first + 1 + below(entities_.size() - first - 1)].id};
    }
    changes.judgements.push_back(std::move(judgement));
  }
}

Changes RandomBatches::next(Store& store, std::size_t size) {
  const Snapshot now = store.snapshot();
  Changes changes;
  changes.batch_id = "batch " + std::to_string(++batches_);
  changes.expected_head = now.head;
  changes.source = "random";
  changes.schema = store.schema(now);
  if (one_in(2)) {
    changes.schema.add(RelationType{.name = "t" + std::to_string(batches_), .label = "t"});
  }
  add_entities(store, changes, 1 + below(size));
  add_documents(store, changes, 1 + below(size));
  add_relations(store, changes, 1 + below(4 * size));
  if (one_in(2)) add_judgements(now, changes);
  for (Judgement& judgement : changes.judgements) {
    judgement.relations = ranges_of(relations_of(store, now, {&judgement.subject, 1}).front());
  }
  return changes;
}

}  // namespace relata::testing
