#include "ingest/ftm_statement_group.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

constexpr std::size_t rows_max = 1'000;
constexpr std::string_view existence = "id";  // the property that says only that there is one

PartialDate date_or_unknown(std::string_view text) {
  return date_of_timestamp(text).value_or(PartialDate());
}

FtmValue value_of(const FtmStatement& row, std::string_view language) {
  return {.property = row.prop, .text = row.value, .language = language};
}

// Of the schemata of one entity the one that descends from the others.
const FtmSchema* nearer_schema(const FtmSchema* a, const FtmSchema* b) {
  if (a == nullptr || b->is_kind_of(a->name)) return b;
  return a->is_kind_of(b->name) ? a : nullptr;
}

std::optional<Refusal> why_no_statement(const FtmStatement& row) {
  if (row.canonical_id.empty()) {
    return Refusal{.field = "entity_id", .reason = "expected the entity's id"};
  }
  if (ftm_schema(row.schema) == nullptr) {
    return Refusal{.field = "schema",
                   .reason = "\"" + row.schema.substr(0, 60) + "\" is no schema of FollowTheMoney"};
  }
  if (row.prop.empty()) return Refusal{.field = "prop", .reason = "expected a property's name"};
  if (row.value.empty() && row.prop != existence) {
    return Refusal{.field = "value", .reason = "expected a value"};
  }
  return std::nullopt;
}

}  // namespace

void FtmStatementGroup::add(FtmStatement statement) {
  if (statement.canonical_id.empty()) statement.canonical_id = statement.entity_id;
  if (statement.entity_id.empty()) statement.entity_id = statement.canonical_id;
  if (auto refusal = why_no_statement(statement)) return sink_.refuse(std::move(*refusal));
  statement.place = sink_.place();
  const bool is_of_group = !rows_.empty() && rows_.size() < rows_max &&
                           rows_.front().canonical_id == statement.canonical_id;
  if (!is_of_group) put();
  rows_.push_back(std::move(statement));
}

void FtmStatementGroup::put() {
  if (rows_.empty()) return;
  const RecordPlace now = sink_.place();
  const FtmEntity entity = whole();
  std::vector<Property> context;
  for (const FtmStatement& row : rows_) {
    for (Property& property : context_of(row)) {
      if (std::find(context.begin(), context.end(), property) == context.end()) {
        context.push_back(std::move(property));
      }
    }
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    sink_.resume(rows_[i].place);
    entity.schema->is_edge() ? put_link_row(i, entity, context) : put_thing_row(rows_[i], entity);
  }
  sink_.resume(now);
  rows_.clear();
}

FtmEntity FtmStatementGroup::whole() {
  FtmEntity entity{.id = rows_.front().canonical_id};
  std::set<std::string_view> datasets;
  std::set<std::pair<std::string_view, std::string_view>> met;
  for (const FtmStatement& row : rows_) {
    const FtmSchema* schema = nearer_schema(entity.schema, ftm_schema(row.schema));
    if (schema != nullptr) {
      entity.schema = schema;
    } else {
      sink_.warn("an entity has schemata of which none is a kind of the other; the first is taken");
    }
    datasets.insert(row.dataset);
    if (row.prop == existence || !met.emplace(row.prop, row.value).second) continue;
    entity.values.push_back(value_of(row, {}));
  }
  has_datasets_ = datasets.size() > 1;
  return entity;
}

// What a row says about its value.
std::vector<Property> FtmStatementGroup::context_of(const FtmStatement& row) const {
  std::vector<Property> context = row.others;
  const auto add = [&](std::string name, std::string_view value, ValueKind kind = ValueKind::text) {
    if (value.empty()) return;
    context.push_back({.name = std::move(name), .value = std::string(value), .kind = kind});
  };
  if (row.entity_id != row.canonical_id) add("referents", row.entity_id);
  add("origin", row.origin);
  if (row.is_external) add("external", "true", ValueKind::boolean);
  add(row.prop + ".original_value", row.original_value);
  if (!ftm_name_kind(row.prop)) add(row.prop + ".lang", row.lang);
  const bool is_value = row.prop != existence && !row.dataset.empty();
  if (has_datasets_ && is_value) add(row.prop + "@" + row.dataset, row.value);
  return context;
}

void FtmStatementGroup::put_row(const FtmStatement& row, const FtmEntity& whole, FtmEntity part) {
  part.id = whole.id;
  part.schema = whole.schema;
  if (!row.dataset.empty()) part.datasets = {row.dataset};
  part.first_seen = part.last_change = date_or_unknown(row.first_seen);
  part.last_seen = date_or_unknown(row.last_seen);
  records_.put(whole, part);
}

void FtmStatementGroup::put_thing_row(const FtmStatement& row, const FtmEntity& whole) {
  const std::string language = language_tag_of(row.lang);
  FtmEntity part{.context = context_of(row)};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) part.context.push_back({.name = name, .value = value});
  };
  add("datasets", row.dataset);
  if (row.prop == existence) {
    add("first_seen", row.first_seen);
    add("last_seen", row.last_seen);
  } else {
    part.values = {value_of(row, language)};
  }
  put_row(row, whole, std::move(part));
}

// Of an edge all values of one property are told by the first row that has it: records of one
// relation may add to each other, but not differ.
void FtmStatementGroup::put_link_row(std::size_t place, const FtmEntity& whole,
                                     const std::vector<Property>& context) {
  const FtmStatement& row = rows_[place];
  const bool is_first =
      std::none_of(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(place),
                   [&](const FtmStatement& before) { return before.prop == row.prop; });
  FtmEntity part;
  if (place == 0) part.context = context;
  for (const FtmValue& value : whole.values) {
    if (is_first && value.property == row.prop) part.values.push_back(value);
  }
  put_row(row, whole, std::move(part));
}

}  // namespace relata
