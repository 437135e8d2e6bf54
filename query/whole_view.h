#pragma once

// A view for questions that read the claims of every relation anyway: each relation is judged once,
// as its claims are at hand, and by several views if there are several.

#include <relata/search.h>
#include <string>
#include <vector>

#include "query/compiled_view.h"
#include "query/evidence.h"
#include "query/search_watch.h"

namespace relata {

class WholeView {
 public:
  // Looks at every entity of the store, if the view minds what entities are.
  WholeView(const Store& store, const Snapshot& at, const Schema& schema, const View& view,
            SearchWatch& watch);

  [[nodiscard]] const CompiledView& compiled() const { return view_; }
  // Notes what is left out for doubt.
  [[nodiscard]] bool has(const RelationClaims& relation, const DocumentIndex& documents) const;

 private:
  [[nodiscard]] bool is_outside(EntityId id) const {
    return id.value < outside_.size() && outside_[id.value];
  }

  CompiledView view_;
  std::vector<bool> outside_;
  SearchWatch& watch_;
};

// The relations that `about` fits (ClaimsQuery::about), by id, whatever a view says of them.
[[nodiscard]] std::vector<RelationRef> relations_about(const Store& store, const Snapshot& at,
                                                       const Schema& schema,
                                                       const std::string& about,
                                                       bool with_retracted, SearchWatch& watch);

}  // namespace relata
