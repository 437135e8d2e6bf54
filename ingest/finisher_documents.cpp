// Documents: who published them, what they relay, and that no chain of relays bites its tail.

#include <algorithm>
#include <map>
#include <set>

#include "ingest/finisher.h"
#include "ingest/merge_records.h"

namespace relata {
namespace {

std::vector<DocumentId> relayed(const Document& document) {
  std::vector<DocumentId> ids;
  for (const Relay& relay : document.relays) {
    if (const auto* id = std::get_if<DocumentId>(&relay)) ids.push_back(*id);
  }
  return ids;
}

// Looks for a way from a document back to itself.
class CycleFinder {
 public:
  void add(DocumentId id, const std::vector<DocumentId>& relays) {
    auto& all = relays_[id];
    all.insert(all.end(), relays.begin(), relays.end());
  }
  [[nodiscard]] bool has(DocumentId id) const { return relays_.contains(id); }

  // The documents on the way, the first again at the end; empty if there is none.
  [[nodiscard]] std::vector<DocumentId> cycle_through(DocumentId start) const {
    std::map<DocumentId, DocumentId> reached_from;
    std::vector<DocumentId> waiting = {start};
    while (!waiting.empty()) {
      const DocumentId at = waiting.back();
      waiting.pop_back();
      const auto found = relays_.find(at);
      if (found == relays_.end()) continue;
      for (const DocumentId next : found->second) {
        if (next == start) return way_back(start, at, reached_from);
        if (reached_from.emplace(next, at).second) waiting.push_back(next);
      }
    }
    return {};
  }

 private:
  static std::vector<DocumentId> way_back(DocumentId start, DocumentId last,
                                          const std::map<DocumentId, DocumentId>& reached_from) {
    std::vector<DocumentId> way = {start};
    for (DocumentId at = last; at != start; at = reached_from.at(at)) way.push_back(at);
    way.push_back(start);
    std::reverse(way.begin(), way.end());
    return way;
  }

  std::map<DocumentId, std::vector<DocumentId>> relays_;
};

}  // namespace

DocumentId Finisher::document(std::uint64_t reference, const char* field) const {
  const DocumentId id = document_ids_[reference];
  if (id.is_some()) return id;
  const std::string key(staging_.document_references.text(static_cast<std::uint32_t>(reference)));
  const std::string& why = document_refusals_[reference];
  throw Refusal{
      .field = field,
      .reason = why.empty() ? "no document has the key \"" + key + "\"; add its record to the batch"
                            : "the document \"" + key + "\" was rejected (" + why + ")"};
}

void Finisher::refuse_document(std::uint32_t place, Refusal refusal) {
  const StagedDocument& staged = staging_.documents[place];
  document_refusals_[staged.reference] = refusal.reason;
  // What the store holds stays; only what the batch says of it is refused.
  document_ids_[staged.reference] = stored_documents_[place];
  is_refused_document_[place] = true;
  if (staged.records == 0) {
    return report_.warn("the document of claims that name none cannot be made: " + refusal.reason,
                        staged.place);
  }
  report_.reject(RecordKind::document, staged.place, std::move(refusal));
  if (staged.records > 1) report_.known(RecordKind::document, staged.records - 1);
}

void Finisher::settle_documents() {
  const auto& keys = staging_.document_references.texts();
  std::vector<std::uint64_t> stored(keys.size(), DocumentId::none_value);
  if (at_.head > 0) stored = store_.ids(at_, KeyKind::document, keys);
  document_ids_.assign(keys.size(), {});
  for (std::size_t i = 0; i < keys.size(); ++i) document_ids_[i] = {stored[i]};
  document_refusals_.resize(keys.size());
  stored_documents_.resize(staging_.documents.size());
  is_refused_document_.resize(staging_.documents.size());
  const IdRange ids = store_.reserve(KeyKind::document, staging_.documents.size());
  for (std::size_t i = 0; i < staging_.documents.size(); ++i) {
    StagedDocument& staged = staging_.documents[i];
    stored_documents_[i] = document_ids_[staged.reference];
    if (!stored_documents_[i].is_some()) document_ids_[staged.reference] = {ids.first + i};
    staged.document.id = document_ids_[staged.reference];
  }
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    if (auto refusal = resolve_document(staging_.documents[i]))
      refuse_document(i, std::move(*refusal));
  }
  refuse_cycles();
  refuse_broken_chains();
  compare_known_documents();
}

// Turns the publisher and the relays from references into ids. That a relayed document may itself
// be refused is seen later.
std::optional<Refusal> Finisher::resolve_document(StagedDocument& staged) {
  try {
    Document& document = staged.document;
    if (document.publisher.is_some()) {
      document.publisher = entity(document.publisher.value, "publisher");
    }
    for (Relay& relay : document.relays) {
      if (const auto* actor = std::get_if<EntityId>(&relay)) {
        relay = entity(actor->value, "relays");
      } else {
        relay = this->document(std::get<DocumentId>(relay).value, "relays");
      }
    }
    return std::nullopt;
  } catch (Refusal& refusal) {
    return std::move(refusal);
  }
}

void Finisher::refuse_cycles() {
  CycleFinder finder;
  std::map<DocumentId, std::string> keys;
  std::set<DocumentId> to_read;
  const auto follow = [&](const Document& document) {
    keys[document.id] = document.key;
    finder.add(document.id, relayed(document));
    for (const DocumentId id : relayed(document)) {
      if (id.value < ends_.document_id_end) to_read.insert(id);
    }
  };
  for (std::size_t i = 0; i < staging_.documents.size(); ++i) {
    if (is_refused_document_[i]) continue;
    follow(staging_.documents[i].document);
    if (stored_documents_[i].is_some()) to_read.insert(stored_documents_[i]);
  }
  std::set<DocumentId> was_read;
  while (!to_read.empty()) {
    const std::vector<DocumentId> step(to_read.begin(), to_read.end());
    was_read.insert(to_read.begin(), to_read.end());
    to_read.clear();
    for (const Document& document : store_.documents(at_, step)) follow(document);
    std::erase_if(to_read, [&](DocumentId id) { return was_read.contains(id); });
  }
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    const Document& document = staging_.documents[i].document;
    if (is_refused_document_[i] || relayed(document).empty()) continue;
    const auto cycle = finder.cycle_through(document.id);
    if (cycle.empty()) continue;
    std::string way;
    for (const DocumentId id : cycle) way += (way.empty() ? "" : " -> ") + keys[id];
    refuse_document(i, {.field = "relays", .reason = "its relay chain is a circle: " + way});
  }
}

// A document that relays a refused one is refused as well, and so on up.
void Finisher::refuse_broken_chains() {
  std::map<DocumentId, std::vector<std::uint32_t>> relayed_by;
  std::map<DocumentId, std::string> refused;
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    const Document& document = staging_.documents[i].document;
    if (is_refused_document_[i] && !stored_documents_[i].is_some()) {
      refused.emplace(document.id, document.key);
      continue;
    }
    for (const DocumentId id : relayed(document)) relayed_by[id].push_back(i);
  }
  while (!refused.empty()) {
    std::map<DocumentId, std::string> next;
    for (const auto& [id, key] : refused) {
      for (const std::uint32_t i : relayed_by[id]) {
        if (is_refused_document_[i]) continue;
        refuse_document(i,
                        {.field = "relays",
                         .reason = "it relays the document \"" + key + "\", which was rejected"});
        if (!stored_documents_[i].is_some()) {
          next.emplace(staging_.documents[i].document.id, staging_.documents[i].document.key);
        }
      }
    }
    refused = std::move(next);
  }
}

void Finisher::compare_known_documents() {
  std::vector<DocumentId> known;
  for (const DocumentId id : stored_documents_) {
    if (id.is_some()) known.push_back(id);
  }
  std::map<DocumentId, Document> wholes;
  for (Document& document : store_.documents(at_, known)) {
    wholes.emplace(document.id, std::move(document));
  }
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    StagedDocument& staged = staging_.documents[i];
    if (is_refused_document_[i]) continue;
    if (!stored_documents_[i].is_some()) {
      report_.taken(RecordKind::document, staged.records);
      continue;
    }
    const Document& whole = wholes.at(stored_documents_[i]);
    if (const auto field = differing_field(whole, staged.document)) {
      refuse_document(i, {.field = *field,
                          .reason = "the document \"" + whole.key +
                                    "\" is in the store with another " + *field});
      continue;
    }
    if (keep_what_is_new(staged.document, whole)) {
      report_.taken(RecordKind::document, staged.records);
    } else {
      report_.known(RecordKind::document, staged.records);
      is_refused_document_[i] = true;  // nothing of it has to be written
    }
  }
}

void Finisher::take_documents() {
  for (std::size_t i = 0; i < staging_.documents.size(); ++i) {
    const StagedDocument& staged = staging_.documents[i];
    const bool is_unused_default = staged.records == 0 && !is_used_document(staged.document.id);
    if (is_refused_document_[i] || is_unused_default) continue;
    staging_.changes.documents.push_back(staged.document);
  }
}

}  // namespace relata
