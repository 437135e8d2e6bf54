#include "tests/crash/world.h"

#include <chrono>
#include <unordered_map>

namespace relata::testing {
namespace {

std::string at_batch(BatchNumber number) { return " @" + std::to_string(number); }

std::string claim_words(const std::string& document, BatchNumber number, const std::string& quote) {
  return "\n  " + document + at_batch(number) + " " + quote;
}

std::string relation_words(const std::string& type, const std::string& source,
                           const std::string& target, BatchNumber number) {
  return type + " " + source + " " + target + at_batch(number);
}

std::string part_words(const std::string& name, const std::string& value) {
  return "\n  " + name + ": " + value;
}

Verdict judge_open_store(const Store& store, Expected& expected, BatchNumber acknowledged,
                         Depth depth) {
  Verdict verdict{.head = store.info().head};
  const auto numbers = [&] {
    return "batch " + std::to_string(acknowledged) + " was acknowledged, the store ends with " +
           std::to_string(verdict.head);
  };
  if (verdict.head < acknowledged) {
    verdict.problem = "lost: " + numbers();
  } else if (verdict.head > acknowledged + 1) {
    verdict.problem = "too many: " + numbers();
  } else if (store.batches(store.snapshot()).size() != verdict.head) {
    verdict.problem = "the list of batches is not as long as the head says";
  } else {
    verdict.problem =
        difference(expected.after(verdict.head), contents_of(store, store.snapshot()));
  }
  if (!verdict.problem.empty() || depth == Depth::contents) return verdict;
  for (const Finding& finding : store.verify()) {
    verdict.problem += finding.where + ": " + finding.what + "\n";
  }
  return verdict;
}

}  // namespace

void add(const Records& records, BatchNumber number, Contents& to) {
  for (const EntityRecord& entity : records.entities) {
    std::string& words = to["entity " + entity.key];
    if (words.empty()) words = entity.type + at_batch(number);
    for (const std::string& name : entity.names) words += "\n  " + name;
  }
  for (const DocumentRecord& document : records.documents) {
    to["document " + document.key] = document.title + " " + document.date + at_batch(number);
  }
  for (const RelationRecord& relation : records.relations) {
    std::string& words = to["relation " + relation.key];
    if (words.empty()) {
      words = relation_words(relation.type, relation.source, relation.target, number);
      if (!relation.part.empty()) words += part_words("part", relation.part);
    }
    for (const ClaimRecord& claim : relation.claims) {
      words += claim_words(claim.document, number, claim.quote);
    }
  }
}

Contents contents_of(const Store& store, const Snapshot& at) {
  const Schema schema = store.schema(at);
  Contents contents;
  std::unordered_map<std::uint64_t, std::string> entities;
  std::unordered_map<std::uint64_t, std::string> documents;
  const auto read_entity = [&](const Entity& entity) {
    std::string& words = contents["entity " + entity.key];
    words += schema.entity_type(entity.type).name + at_batch(entity.batch);
    for (const Name& name : entity.names) words += "\n  " + name.text;
    entities.emplace(entity.id.value, entity.key);
  };
  const auto read_document = [&](const Document& document) {
    contents["document " + document.key] +=
        document.title + " " + document.date.text() + at_batch(document.batch);
    documents.emplace(document.id.value, document.key);
  };
  store.scan(at, {}, {.entity = read_entity, .document = read_document});
  const auto read_relation = [&](const RelationClaims& found) {
    const Relation& relation = found.relation;
    std::string& words = contents["relation " + relation.key];
    words +=
        relation_words(schema.relation_type(relation.type).name, entities[relation.source.value],
                       entities[relation.target.value], relation.batch);
    for (const Property& property : relation.properties) {
      words += part_words(property.name, property.value);
    }
    for (const Claim& claim : found.claims) {
      words += claim_words(documents[claim.document.value], claim.batch, claim.quote);
    }
  };
  store.scan(at, {}, {.relation = read_relation});
  return contents;
}

std::string difference(const Contents& expected, const Contents& found) {
  auto a = expected.begin();
  auto b = found.begin();
  for (; a != expected.end() && b != found.end() && *a == *b; ++a, ++b) continue;
  if (a == expected.end() && b == found.end()) return "";
  if (b == found.end() || (a != expected.end() && a->first < b->first)) {
    return "missing: " + a->first + ": " + a->second;
  }
  if (a == expected.end() || b->first < a->first) {
    return "too many: " + b->first + ": " + b->second;
  }
  return "different: " + a->first + ": expected " + a->second + ", found " + b->second;
}

const Contents& Expected::after(BatchNumber head) {
  constexpr BatchNumber kept = 6;
  auto known = --after_.upper_bound(head);
  for (BatchNumber number = known->first + 1; number <= head; ++number) {
    Contents next = known->second;
    add(story_.records(number), number, next);
    known = after_.emplace(number, std::move(next)).first;
    if (number > kept) after_.erase(number - kept);  // never what all begin with
  }
  return known->second;
}

Verdict judge(const std::filesystem::path& store, Expected& expected, BatchNumber acknowledged,
              Depth depth) {
  const auto start = std::chrono::steady_clock::now();
  try {
    const auto opened = open_store(store, OpenMode::write);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    Verdict verdict = judge_open_store(*opened, expected, acknowledged, depth);
    verdict.open_seconds = took.count();
    return verdict;
  } catch (const Error& error) {
    return {.problem = error.what()};
  }
}

}  // namespace relata::testing
