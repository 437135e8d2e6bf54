#include "graph/relay_chain.h"

#include <catch2/catch.hpp>
#include <map>

using namespace relata;

namespace {

// Netraworld carries Reuters and AFP; AFP relays KCNA, which relays the commission.
constexpr DocumentId netraworld{0};
constexpr DocumentId reuters{1};
constexpr DocumentId afp{2};
constexpr DocumentId kcna{3};
constexpr EntityId publisher_of_netraworld{10};
constexpr EntityId publisher_of_reuters{11};
constexpr EntityId commission{12};
constexpr EntityId zelensky{13};

class Documents {
 public:
  Documents() {
    add(netraworld, publisher_of_netraworld, {Relay{reuters}, Relay{afp}});
    add(reuters, publisher_of_reuters, {});
    add(afp, {}, {Relay{kcna}});
    add(kcna, {}, {Relay{commission}});
  }

  void add(DocumentId id, EntityId publisher, std::vector<Relay> relays) {
    all_[id] = {.id = id, .publisher = publisher, .relays = std::move(relays)};
  }

  [[nodiscard]] RelayChain chain(DocumentId document, const std::vector<DocumentId>& via) const {
    return relay_chain(document, via, lookup());
  }
  [[nodiscard]] Origin origin(EntityId speaker, DocumentId document,
                              const std::vector<DocumentId>& via) const {
    return origin_of(speaker, chain(document, via), lookup());
  }

 private:
  [[nodiscard]] DocumentLookup lookup() const {
    return [this](DocumentId id) -> const Document* {
      const auto found = all_.find(id);
      return found == all_.end() ? nullptr : &found->second;
    };
  }

  std::map<DocumentId, Document> all_;
};

}  // namespace

TEST_CASE("a document with one relay passes on what that says, down to the actor") {
  const Documents documents;
  CHECK(documents.chain(afp, {}).documents == std::vector{afp, kcna});
  CHECK(documents.origin({}, afp, {}) == Origin{.entity = commission, .document = {}});
}

TEST_CASE("where a document relays several it is not said which, and the chain ends there") {
  const Documents documents;
  CHECK(documents.chain(netraworld, {}).documents == std::vector{netraworld});
  CHECK(documents.origin({}, netraworld, {}).entity == publisher_of_netraworld);
}

TEST_CASE("a claim that says its way is followed to the end of it and on") {
  const Documents documents;
  CHECK(documents.chain(netraworld, {afp}).documents == std::vector{netraworld, afp, kcna});
  CHECK(documents.origin({}, netraworld, {afp}).entity == commission);
  CHECK(documents.origin({}, netraworld, {reuters}).entity == publisher_of_reuters);
}

TEST_CASE("a document's own words come from nobody else, whatever it relays") {
  const Documents documents;
  CHECK(documents.chain(afp, {afp}).documents == std::vector{afp});
  CHECK(documents.origin({}, afp, {afp}) == Origin{.entity = {}, .document = afp});
}

TEST_CASE("a speaker is the origin, through whomever it came") {
  const Documents documents;
  CHECK(documents.origin(zelensky, netraworld, {afp}).entity == zelensky);
}

TEST_CASE("a chain ends before a document that it has passed, and at one that is unknown") {
  Documents documents;
  documents.add(reuters, publisher_of_reuters, {Relay{afp}});
  documents.add(kcna, {}, {Relay{reuters}});
  CHECK(documents.chain(reuters, {}).documents == std::vector{reuters, afp, kcna});
  constexpr DocumentId lost{99};
  documents.add(kcna, {}, {Relay{lost}});
  CHECK(documents.chain(kcna, {}).documents == std::vector{kcna, lost});
}
