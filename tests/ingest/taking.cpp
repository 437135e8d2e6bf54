#include "tests/ingest/taking.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

namespace relata::testing {
namespace {

namespace fs = std::filesystem;

void check_counts(const RecordCounts& counts) {
  CHECK(counts.read == counts.taken + counts.known + counts.rejected);
}

std::string list_of(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : ", ") + item;
  return "[" + list + "]";
}

// The store's records by id, as text by key.
class Dump {
 public:
  explicit Dump(const Store& store) {
    const Snapshot now = store.snapshot();
    schema_ = store.schema(now);
    std::vector<Document> documents;
    std::vector<RelationClaims> relations;
    store.scan(now, {},
               {.entity = [&](const Entity& entity) { entities_.emplace(entity.id, entity); },
                .document = [&](const Document& document) { documents.push_back(document); },
                .relation = [&](const RelationClaims& r) { relations.push_back(r); }});
    for (const Document& document : documents) documents_.emplace(document.id, document.key);
    for (const auto& [id, entity] : entities_) add(entity);
    for (const Document& document : documents) add(document);
    for (const RelationClaims& relation : relations) add(relation);
  }

  std::vector<std::string> lines;

 private:
  std::string key(EntityId id) const { return id.is_some() ? entities_.at(id).key : "-"; }
  std::string key(DocumentId id) const { return documents_.at(id); }

  static std::string properties(const std::vector<Property>& all) {
    std::vector<std::string> items;
    for (const Property& property : all) {
      constexpr const char* kinds = "tnb";
      items.push_back(property.name + "=" + property.value + ":" +
                      kinds[static_cast<std::size_t>(property.kind)]);
    }
    return list_of(items);
  }

  void add(const Entity& entity) {
    std::vector<std::string> names;
    for (const Name& name : entity.names) {
      names.push_back(name.text + "/" + name.language + "/" +
                      std::to_string(static_cast<int>(name.kind)));
    }
    lines.push_back("entity " + std::to_string(entity.id.value) + " " + entity.key + " " +
                    schema_.entity_type(entity.type).name + " " + list_of(names) + " " +
                    properties(entity.properties));
  }

  void add(const Document& document) {
    std::vector<std::string> relays;
    for (const Relay& relay : document.relays) {
      const auto* actor = std::get_if<EntityId>(&relay);
      relays.push_back(actor != nullptr ? "speaker " + key(*actor)
                                        : key(std::get<DocumentId>(relay)));
    }
    lines.push_back("document " + std::to_string(document.id.value) + " " + document.key + " '" +
                    document.title + "' " + key(document.publisher) + " " + document.language +
                    " " + document.date.text() + " " + list_of(relays) + " " +
                    properties(document.properties));
  }

  std::string text(const Claim& claim) const {
    constexpr const char* stances = "+-?";
    std::string text = key(claim.document) + " " + key(claim.speaker) + " " +
                       stances[static_cast<std::size_t>(claim.stance)] + " " +
                       claim.reported.text();
    text += claim.confidence ? " " + std::to_string(claim.confidence->parts) : "";
    if (claim.span) {
      text += " " + std::to_string(claim.span->begin) + "-" + std::to_string(claim.span->end);
    }
    text += " '" + claim.quote + "'";
    for (const DocumentId id : claim.via) text += " via " + key(id);
    return text;
  }

  static std::string text(const std::optional<Quantity>& quantity) {
    if (!quantity) return "-";
    std::ostringstream text;
    for (const auto& value : {quantity->low, quantity->best, quantity->high}) {
      if (value) text << *value;
      text << "/";
    }
    text << quantity->unit;
    return text.str();
  }

  void add(const RelationClaims& whole) {
    const Relation& relation = whole.relation;
    std::vector<std::string> claims;
    for (const Claim& claim : whole.claims) claims.push_back(text(claim));
    lines.push_back("relation " + std::to_string(relation.id.value) + " " + relation.key + " " +
                    schema_.relation_type(relation.type).name + " " + key(relation.source) +
                    " -> " + key(relation.target) + " " + relation.valid.text() + " " +
                    text(relation.quantity) + " " + properties(relation.properties) + " " +
                    list_of(claims));
  }

  Schema schema_;
  std::map<EntityId, Entity> entities_;
  std::map<DocumentId, std::string> documents_;
};

}  // namespace

void check_counts(const IngestReport& report) {
  check_counts(report.entities);
  check_counts(report.relations);
  check_counts(report.documents);
  check_counts(report.other);
  check_counts(report.records);
  CHECK(report.rejections_total == report.entities.rejected + report.relations.rejected +
                                       report.documents.rejected + report.other.rejected);
  CHECK(report.rejections.size() <= report.rejections_total);
}

Taking::Taking(StoreKind kind) {
  if (kind == StoreKind::memory) {
    store_ = make_memory_store();
  } else {
    create_store(directory_.path() / "store");
    store_ = open_store(directory_.path() / "store", OpenMode::write);
  }
}

Taking::~Taking() {
  for (const Finding& finding : store_->verify()) {
    FAIL_CHECK(finding.where << ": " << finding.what);
  }
}

std::string Taking::path(const std::string& name) const {
  return (directory_.path() / name).string();
}

std::string Taking::write(const std::string& name, std::string_view content) const {
  const fs::path file = directory_.path() / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary)
      .write(content.data(), static_cast<std::streamsize>(content.size()));
  return file.string();
}

IngestReport Taking::take(const std::vector<std::string>& lines, IngestQuery query) {
  std::string content;
  for (const std::string& line : lines) content += line + "\n";
  query.inputs.push_back(write("in.jsonl", content));
  return take_query(query);
}

IngestReport Taking::take_query(const IngestQuery& query) {
  const BatchNumber head = store_->info().head;
  const IngestReport report = ingest(*store_, query);
  check_counts(report);
  CHECK((report.batch != 0) == (report.batches != 0));
  const BatchNumber merges = report.merged > 0 ? 1 : 0;
  CHECK(store_->info().head == head + report.batches - report.resumed_batches + merges);
  if (report.batches > 0) CHECK(report.batch + merges == store_->info().head);
  return report;
}

std::string Taking::refusal_of(const std::string& line) {
  const IngestReport report = take({line}, {.effect = Effect::dry_run});
  REQUIRE(report.rejections.size() == 1);
  const Rejection& rejection = report.rejections.front();
  CHECK(rejection.place.line == 1);
  CHECK(rejection.place.file == path("in.jsonl"));
  return rejection.field + ": " + rejection.reason;
}

std::uint64_t Taking::id(KeyKind kind, std::string_view key) const {
  const std::vector<std::string_view> keys = {key};
  return store_->ids(now(), kind, keys).front();
}

bool Taking::has(KeyKind kind, std::string_view key) const {
  return id(kind, key) != EntityId::none_value;
}

Entity Taking::entity(std::string_view key) const {
  CAPTURE(key);
  REQUIRE(has(KeyKind::entity, key));
  return store_->entities(now(), std::vector{EntityId{id(KeyKind::entity, key)}}).front();
}

Document Taking::document(std::string_view key) const {
  CAPTURE(key);
  REQUIRE(has(KeyKind::document, key));
  return store_->documents(now(), std::vector{DocumentId{id(KeyKind::document, key)}}).front();
}

RelationClaims Taking::relation(std::string_view key) const {
  std::optional<RelationClaims> found;
  store_->scan(now(), {}, {.relation = [&](const RelationClaims& each) {
                 if (each.relation.key == key) found = each;
               }});
  CAPTURE(key);
  REQUIRE(found);
  CHECK(id(KeyKind::relation, key) == found->relation.id.value);
  return *found;
}

std::vector<std::string> Taking::dump() const { return Dump(*store_).lines; }

std::string words_of(const Rejection& rejection) {
  return fs::path(rejection.place.file).filename().string() + ":" +
         std::to_string(rejection.place.line) + ": " + rejection.field + ": " + rejection.reason;
}

std::vector<std::string> rejections_of(const IngestReport& report) {
  std::vector<std::string> all;
  for (const Rejection& rejection : report.rejections) all.push_back(words_of(rejection));
  return all;
}

std::vector<std::string> warnings_of(const IngestReport& report) {
  std::vector<std::string> all;
  for (const Warning& warning : report.warnings) {
    all.push_back(std::to_string(warning.count) + " x " + warning.text + " (" +
                  fs::path(warning.first.file).filename().string() + ":" +
                  std::to_string(warning.first.line) + ")");
  }
  return all;
}

std::string error_of(Taking& taking, const IngestQuery& query, ErrorCode code) {
  const BatchNumber head = taking.store().info().head;
  const std::vector<std::string> before = taking.dump();
  try {
    (void)ingest(taking.store(), query);
  } catch (const Error& error) {
    CHECK(error.code() == code);
    CHECK(taking.store().info().head == head);
    CHECK(taking.dump() == before);
    return error.what();
  }
  return "";
}

}  // namespace relata::testing
