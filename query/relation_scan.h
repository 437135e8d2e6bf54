#pragma once

// A walk over every relation of a store, for questions that no index answers.

#include <relata/search.h>
#include <string>
#include <vector>

#include "query/compiled_view.h"
#include "query/search_watch.h"

namespace relata {

// By id, those that the view does not reach, whatever leads to them; empty: it reaches all.
[[nodiscard]] std::vector<bool> entities_outside(const Store& store, const Snapshot& at,
                                                 const CompiledView& view);

class RelationScan {
 public:
  RelationScan(const Store& store, const Snapshot& at, const Schema& schema,
               const CompiledView& view, SearchWatch& watch);

  // The relations in the view, by id; those that speak of `folded` if it is not empty: in their
  // key, the name and labels of their type, a quote, or a name or the key of an end.
  [[nodiscard]] std::vector<RelationRef> find(const std::string& folded);
  // The same for one relation.
  [[nodiscard]] std::vector<RelationRef> find(RelationId relation);
  // As ClaimsQuery::about has it: a relation's key, or text.
  [[nodiscard]] std::vector<RelationRef> find_about(const std::string& about);

 private:
  // What is known of every entity, by id.
  struct Ends {
    std::vector<bool> are_outside;  // by what they are
    std::vector<bool> are_named;    // by the text
  };

  [[nodiscard]] Ends read_ends(const std::string& folded) const;
  [[nodiscard]] std::vector<bool> types_named(const std::string& folded) const;
  [[nodiscard]] std::vector<RelationRef> in_view(const std::vector<RelationRef>& candidates);

  const Store& store_;
  const Snapshot& at_;
  const Schema& schema_;
  const CompiledView& view_;
  SearchWatch& watch_;
};

}  // namespace relata
