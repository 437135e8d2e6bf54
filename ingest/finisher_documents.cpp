// Documents: who published them, what they relay, and that no chain of relays bites its tail.

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
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

// Which document relays which. Documents of one circle are of one strong component.
class RelayGraph {
 public:
  void add(const Document& document) {
    const std::size_t from = vertex(document.id);
    keys_[from] = document.key;
    for (const DocumentId id : relayed(document)) {
      const std::size_t to = vertex(id);
      add_edge(from, to, graph_);
    }
  }

  void find_circles() {
    component_.resize(num_vertices(graph_));
    boost::strong_components(graph_, boost::make_iterator_property_map(
                                         component_.begin(), get(boost::vertex_index, graph_)));
  }

  // After find_circles(): does one of its relays lead back to it?
  [[nodiscard]] bool is_on_circle_by(const Document& document) const {
    const std::size_t from = vertices_.at(document.id);
    for (const DocumentId id : relayed(document)) {
      if (component_[from] == component_[vertices_.at(id)]) return true;
    }
    return false;
  }

  // A circle near the document, in keys: the same one for all documents of a component, so that a
  // long one is walked once.
  [[nodiscard]] const std::string& circle_near(DocumentId id) {
    const std::size_t component = component_[vertices_.at(id)];
    std::string& words = circles_[component];
    if (words.empty()) words = words_of(circle_from(vertices_.at(id)));
    return words;
  }

 private:
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

  std::size_t vertex(DocumentId id) {
    const auto [place, is_first] = vertices_.emplace(id, num_vertices(graph_));
    if (is_first) {
      add_vertex(graph_);
      keys_.emplace_back();
    }
    return place->second;
  }

  // The shortest way from a vertex back to itself; there is one.
  [[nodiscard]] std::vector<std::size_t> circle_from(std::size_t start) const {
    std::map<std::size_t, std::size_t> reached_from;
    std::vector<std::size_t> waiting = {start};
    for (std::size_t next = 0; next < waiting.size() && !reached_from.contains(start); ++next) {
      const std::size_t at = waiting[next];
      for (const auto edge : boost::make_iterator_range(out_edges(at, graph_))) {
        const std::size_t to = target(edge, graph_);
        if (component_[to] != component_[start]) continue;
        if (reached_from.emplace(to, at).second) waiting.push_back(to);
      }
    }
    std::vector<std::size_t> circle = {start};
    do {
      circle.push_back(reached_from.at(circle.back()));
    } while (circle.back() != start);
    std::reverse(circle.begin(), circle.end());
    return circle;
  }

  [[nodiscard]] std::string words_of(const std::vector<std::size_t>& circle) const {
    constexpr std::size_t shown_max = 10;
    std::string words = keys_[circle.front()];
    for (std::size_t i = 1; i < circle.size(); ++i) {
      const bool is_shown = i < shown_max || i + 1 == circle.size();
      if (is_shown) words += " -> " + keys_[circle[i]];
      if (i == shown_max && !is_shown) words += " -> ...";
    }
    return words;
  }

  Graph graph_;
  std::unordered_map<DocumentId, std::size_t> vertices_;
  std::vector<std::string> keys_;               // by vertex
  std::vector<std::size_t> component_;          // by vertex
  std::map<std::size_t, std::string> circles_;  // by component, in words
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

void Finisher::refuse_document(std::uint32_t place, const Refusal& refusal) {
  const StagedDocument& staged = staging_.documents[place];
  document_fates_[place] = Fate::refused;
  document_refusals_[staged.reference] = refusal.reason;
  if (!staged.is_record) {
    return report_.warn("the document of claims that name none cannot be made: " + refusal.reason,
                        staged.place);
  }
  report_.reject(RecordKind::document, staged.place, refusal);
  for (const RecordPlace repeat : staged.repeats) {
    report_.reject(RecordKind::document, repeat, refusal);
  }
}

void Finisher::refuse_whole_document(std::uint32_t place, const Refusal& refusal) {
  refuse_document(place, refusal);
  const auto joined = joined_documents_.find(place);
  if (joined == joined_documents_.end()) return;
  for (const std::uint32_t other : joined->second) refuse_document(other, refusal);
}

void Finisher::settle_documents() {
  const auto& keys = staging_.document_references.texts();
  std::vector<std::uint64_t> stored(keys.size(), DocumentId::none_value);
  if (at_.head > 0) stored = store_.ids(at_, KeyKind::document, keys);
  for (const std::uint64_t id : stored) document_ids_.push_back({id});
  document_refusals_.resize(keys.size());
  document_fates_.resize(staging_.documents.size(), Fate::taken);
  waiting_documents_.resize(keys.size());
  if (next_ != nullptr) hold_documents_back();
  for (StagedDocument& staged : staging_.documents) {
    DocumentId& id = document_ids_[staged.reference];
    if (!id.is_some()) id = {ends_.document_id_end + staged.reference};
    staged.document.id = id;
  }
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    if (document_fates_[i] == Fate::waiting) continue;
    if (const auto refusal = resolve_document(staging_.documents[i])) refuse_document(i, *refusal);
  }
  compare_known_documents();
  join_documents();
  refuse_circles();
  refuse_broken_chains();
  count_documents();
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
    drop_repeated(document);  // one speaker under two names
    return std::nullopt;
  } catch (Refusal& refusal) {
    return std::move(refusal);
  }
}

// Leaves of a document what the store does not know.
void Finisher::compare_known_documents() {
  std::vector<DocumentId> known;
  for (const StagedDocument& staged : staging_.documents) {
    if (!is_new(staged.document.id)) known.push_back(staged.document.id);
  }
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  const std::vector<Document> wholes = store_.documents(at_, known);
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    Document& document = staging_.documents[i].document;
    if (document_fates_[i] != Fate::taken || is_new(document.id)) continue;
    const auto place = std::lower_bound(known.begin(), known.end(), document.id) - known.begin();
    const Document& whole = wholes[static_cast<std::size_t>(place)];
    if (const auto field = differing_field(whole, document)) {
      refuse_document(i, {.field = *field,
                          .reason = "the document \"" + whole.key +
                                    "\" is in the store with another " + *field});
    } else if (!keep_what_is_new(document, whole)) {
      document_fates_[i] = Fate::known;
    }
  }
}

// Records of one key become one document.
void Finisher::join_documents() {
  std::vector<std::uint32_t> first_of(document_ids_.size(), Staging::none);
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    if (document_fates_[i] != Fate::taken) continue;
    StagedDocument& staged = staging_.documents[i];
    std::uint32_t& first = first_of[staged.reference];
    if (first == Staging::none) {
      first = i;
      continue;
    }
    Document& whole = staging_.documents[first].document;
    if (const auto field = differing_field(whole, staged.document)) {
      refuse_document(
          i, {.field = *field,
              .reason = "the document \"" + whole.key +
                        "\" says otherwise elsewhere in the batch; a document has one " + *field});
      continue;
    }
    if (std::max(whole.relays.size(), whole.properties.size()) >= values_max) {
      refuse_document(i, why_no_more_values("document", whole.key));
      continue;
    }
    const bool is_news = add_what_is_new(staged.document, whole);
    document_fates_[i] = is_news ? Fate::joined : Fate::known;
    joined_documents_[first].push_back(i);
  }
}

// Every record that closes a circle is refused: which of them is wrong cannot be seen from here.
void Finisher::refuse_circles() {
  RelayGraph graph;
  std::set<DocumentId> to_read;
  const auto follow = [&](const Document& document) {
    graph.add(document);
    for (const DocumentId id : relayed(document)) {
      if (!is_new(id)) to_read.insert(id);
    }
  };
  std::vector<std::uint32_t> relaying;
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    const Document& document = staging_.documents[i].document;
    if (document_fates_[i] != Fate::taken || relayed(document).empty()) continue;
    relaying.push_back(i);
    follow(document);
    if (!is_new(document.id)) to_read.insert(document.id);
  }
  std::set<DocumentId> was_read;
  while (!to_read.empty()) {
    const std::vector<DocumentId> step(to_read.begin(), to_read.end());
    was_read.insert(to_read.begin(), to_read.end());
    to_read.clear();
    for (const Document& document : store_.documents(at_, step)) follow(document);
    std::erase_if(to_read, [&](DocumentId id) { return was_read.contains(id); });
  }
  graph.find_circles();
  for (const std::uint32_t i : relaying) {
    const Document& document = staging_.documents[i].document;
    if (!graph.is_on_circle_by(document)) continue;
    refuse_whole_document(
        i, {.field = "relays",
            .reason = "its relay chain is a circle: " + graph.circle_near(document.id) +
                      "; a document relays only earlier ones"});
  }
}

// A document that relays one that does not come about is refused as well, and so on up.
void Finisher::refuse_broken_chains() {
  std::vector<bool> has_record(document_ids_.size());  // by reference, of the new ones
  std::map<DocumentId, std::vector<std::uint32_t>> relayed_by;
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    if (document_fates_[i] != Fate::taken) continue;
    has_record[staging_.documents[i].reference] = true;
    for (const DocumentId id : relayed(staging_.documents[i].document)) {
      if (is_new(id)) relayed_by[id].push_back(i);
    }
  }
  std::vector<std::uint32_t> lost;  // references
  for (const StagedDocument& staged : staging_.documents) {
    DocumentId& id = document_ids_[staged.reference];
    if (!id.is_some() || !is_new(id) || has_record[staged.reference]) continue;
    id = {};
    lost.push_back(staged.reference);
  }
  while (!lost.empty()) {
    const std::uint32_t reference = lost.back();
    lost.pop_back();
    for (const std::uint32_t i : relayed_by[{ends_.document_id_end + reference}]) {
      if (document_fates_[i] != Fate::taken) continue;
      const std::string key(staging_.document_references.text(reference));
      refuse_whole_document(
          i, {.field = "relays",
              .reason = "it relays the document \"" + key + "\", which was rejected"});
      const StagedDocument& staged = staging_.documents[i];
      if (!is_new(staged.document.id)) continue;  // what the store holds stays
      document_ids_[staged.reference] = {};
      lost.push_back(staged.reference);
    }
  }
}

void Finisher::count_documents() {
  for (std::size_t i = 0; i < staging_.documents.size(); ++i) {
    const StagedDocument& staged = staging_.documents[i];
    const Fate fate = document_fates_[i];
    if (!staged.is_record || fate == Fate::refused || fate == Fate::waiting) continue;
    if (fate == Fate::known) {
      report_.known(RecordKind::document, staged.place);
    } else {
      report_.taken(RecordKind::document, staged.place);
    }
    for (const RecordPlace repeat : staged.repeats) report_.known(RecordKind::document, repeat);
  }
}

// By reference: which of the new documents something that goes in refers to.
std::vector<bool> Finisher::named_documents() const {
  std::vector<bool> is_named(document_ids_.size());
  const auto name = [&](DocumentId id) {
    if (is_new(id)) is_named[id.value - ends_.document_id_end] = true;
  };
  const Changes& changes = staging_.changes;
  for (const ClaimRow& claim : changes.claims) {
    name(claim.document);
    for (const DocumentId passed : changes.via_of(claim)) name(passed);
  }
  for (std::size_t i = 0; i < staging_.documents.size(); ++i) {
    if (document_fates_[i] != Fate::taken) continue;
    for (const DocumentId id : relayed(staging_.documents[i].document)) name(id);
  }
  return is_named;
}

// Of the documents that were made for claims that name none, those without such claims stay out.
void Finisher::take_documents() {
  const bool has_made = std::any_of(staging_.documents.begin(), staging_.documents.end(),
                                    [](const StagedDocument& staged) { return !staged.is_record; });
  const std::vector<bool> is_named = has_made ? named_documents() : std::vector<bool>();
  for (std::size_t i = 0; i < staging_.documents.size(); ++i) {
    StagedDocument& staged = staging_.documents[i];
    if (document_fates_[i] != Fate::taken) continue;
    if (!staged.is_record && is_new(staged.document.id) && !is_named[staged.reference]) continue;
    staging_.changes.documents.push_back(std::move(staged.document));
  }
}

}  // namespace relata
