#include "query/compiled_pattern.h"

#include <relata/error.h>
#include <relata/lookup.h>

#include <algorithm>
#include <numeric>

#include "graph/near_words.h"
#include "graph/words.h"
#include "query/compiled_view.h"

namespace relata {
namespace {

template <class Type>
[[noreturn]] void throw_unknown(const char* kind, const PatternWord& word,
                                const std::vector<Type>& types) {
  throw Error(ErrorCode::not_found,
              at_column(word.column) + unknown_type_words(kind, word.text, types));
}

std::vector<bool> entity_types_of(const PatternNode& node, const Schema& schema) {
  if (node.types.empty()) return {};
  std::vector<bool> taken(schema.entity_types().size());
  for (const PatternWord& word : node.types) {
    if (!schema.entity_type(word.text)) throw_unknown("entity", word, schema.entity_types());
    for (std::uint32_t id = 0; id < taken.size(); ++id) {
      if (schema.is_kind_of(EntityTypeId{id}, word.text)) taken[id] = true;
    }
  }
  return taken;
}

// Which relation types the step and the view both take.
std::vector<bool> relation_types_of(const PatternStep& step, const View& view,
                                    const Schema& schema) {
  const auto& types = schema.relation_types();
  std::vector<bool> taken(types.size(), step.types.empty());
  for (const PatternWord& word : step.types) {
    const auto id = schema.relation_type(word.text);
    if (!id) throw_unknown("relation", word, types);
    taken[id->value] = true;
  }
  const auto is_in = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (std::size_t id = 0; id < types.size(); ++id) {
    const bool is_left_out =
        is_in(view.relation_types_without, types[id].name) ||
        (!view.relation_types.empty() && !is_in(view.relation_types, types[id].name));
    if (is_left_out) taken[id] = false;
  }
  return taken;
}

// The question's view, kept to the types that the step takes too; nothing if that leaves none.
std::optional<View> view_of(const PatternStep& step, const View& view, const Schema& schema) {
  const std::vector<bool> taken = relation_types_of(step, view, schema);
  const auto count = static_cast<std::size_t>(std::count(taken.begin(), taken.end(), true));
  if (count == 0) return std::nullopt;
  View kept = view;
  kept.relation_types.clear();
  kept.relation_types_without.clear();
  for (std::size_t id = 0; id < taken.size() && count < taken.size(); ++id) {
    if (taken[id]) kept.relation_types.push_back(schema.relation_types()[id].name);
  }
  return kept;
}

void check_relation_types(const View& view, const Schema& schema) {
  // The steps' views name types that are known: those that the question's view does not know would
  // go unnoticed.
  static_cast<void>(CompiledView(view, schema, nullptr));
}

}  // namespace

CompiledPattern::CompiledPattern(const Pattern& pattern,
                                 const std::vector<std::vector<EntityId>>& bound, const View& view,
                                 const Schema& schema) {
  check_relation_types(view, schema);
  int state = 0;
  for (std::size_t i = 0; i < pattern.nodes.size(); ++i) {
    Node& node = nodes_.emplace_back();
    node.types = entity_types_of(pattern.nodes[i], schema);
    node.state = state;
    node_states_ |= state_bit(state);
    for (const EntityId id : bound[i]) node.ids.push_back(id.value);
    std::sort(node.ids.begin(), node.ids.end());
    if (i == pattern.steps.size()) break;
    const PatternStep& read = pattern.steps[i];
    Step& step = steps_.emplace_back();
    step.direction = read.direction;
    step.view = view_of(read, view, schema);
    step.text = read.text;
    step.hops_min = read.hops_min;
    step.hops_max = read.hops_max;
    step.first_state = state;
    state += read.hops_max;
    const auto from = [&](int first) { return state_bit(state) - state_bit(first); };
    step.states = from(step.first_state);
    step.leaving = from(step.first_state + step.hops_min - 1);
  }
}

int CompiledPattern::hops_min() const {
  return std::accumulate(steps_.begin(), steps_.end(), 0,
                         [](int hops, const Step& step) { return hops + step.hops_min; });
}

bool CompiledPattern::takes(const Node& node, std::uint64_t entity, EntityTypeId type) const {
  if (!node.ids.empty()) return std::binary_search(node.ids.begin(), node.ids.end(), entity);
  return node.types.empty() || (type.value < node.types.size() && node.types[type.value]);
}

StateSet CompiledPattern::fitting(StateSet states, std::uint64_t entity, EntityTypeId type) const {
  if ((states & node_states_) == 0) return states;
  for (const Node& node : nodes_) {
    if ((states & state_bit(node.state)) == 0) continue;
    if (!takes(node, entity, type)) states &= ~state_bit(node.state);
  }
  return states;
}

StateSet CompiledPattern::after(StateSet states, std::size_t step) const {
  const StateSet within = ((states & steps_[step].states) << 1) & steps_[step].states;
  return (states & steps_[step].leaving) != 0 ? within | at_next_node(step) : within;
}

StateSet CompiledPattern::before(StateSet states, std::size_t step) const {
  const StateSet within =
      ((states & steps_[step].states & ~state_bit(steps_[step].first_state)) >> 1);
  return (states & at_next_node(step)) != 0 ? within | steps_[step].leaving : within;
}

std::vector<std::uint64_t> CompiledPattern::named() const {
  std::vector<std::uint64_t> named;
  for (const Node& node : nodes_) named.insert(named.end(), node.ids.begin(), node.ids.end());
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

}  // namespace relata
