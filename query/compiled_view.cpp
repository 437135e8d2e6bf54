#include "query/compiled_view.h"

#include <relata/error.h>

#include <algorithm>

#include "graph/near_words.h"

namespace relata {
namespace {

constexpr unsigned bit_of(Stance stance) { return 1U << static_cast<unsigned>(stance); }

// As AdjacencyEntry::origins_max: so many or more.
constexpr int origins_unbounded = 255;

template <class Type>
[[noreturn]] void throw_unknown_type(const char* kind, const std::string& name,
                                     const std::vector<Type>& types) {
  throw Error(ErrorCode::not_found, "reading the view: " + unknown_type_words(kind, name, types));
}

// Which of `count` types are taken, by id; empty if all are. `fits(id, name)` tells whether a type
// is the one that is named.
template <class Fits>
std::vector<bool> types_taken(const std::vector<std::string>& only,
                              const std::vector<std::string>& without, std::size_t count,
                              const Fits& fits) {
  if (only.empty() && without.empty()) return {};
  std::vector<bool> taken(count, only.empty());
  const auto mark = [&](const std::vector<std::string>& names, bool is_taken) {
    for (const std::string& name : names) {
      for (std::uint32_t id = 0; id < count; ++id) {
        if (fits(id, name)) taken[id] = is_taken;
      }
    }
  };
  mark(only, true);
  mark(without, false);
  return taken;
}

std::vector<bool> relation_types_of(const View& view, const Schema& schema) {
  for (const auto* names : {&view.relation_types, &view.relation_types_without}) {
    for (const std::string& name : *names) {
      if (!schema.relation_type(name))
        throw_unknown_type("relation", name, schema.relation_types());
    }
  }
  return types_taken(view.relation_types, view.relation_types_without,
                     schema.relation_types().size(),
                     [&](std::uint32_t id, const std::string& name) {
                       return schema.relation_types()[id].name == name;
                     });
}

std::vector<bool> entity_types_of(const View& view, const Schema& schema) {
  for (const auto* names : {&view.entity_types, &view.entity_types_without}) {
    for (const std::string& name : *names) {
      if (!schema.entity_type(name)) throw_unknown_type("entity", name, schema.entity_types());
    }
  }
  return types_taken(
      view.entity_types, view.entity_types_without, schema.entity_types().size(),
      [&](std::uint32_t id, const std::string& name) { return schema.is_kind_of({id}, name); });
}

template <class Id>
std::vector<std::uint64_t> sorted_ids(const std::vector<Id>& ids) {
  std::vector<std::uint64_t> values;
  for (const Id id : ids) values.push_back(id.value);
  std::sort(values.begin(), values.end());
  return values;
}

// RFC 4647, basic filtering: "en" takes "en" and "en-GB", whatever the case.
bool is_in_language(const std::string& tag, const std::string& range) {
  if (!tag.starts_with(range)) return false;
  return tag.size() == range.size() || tag[range.size()] == '-';
}

void check_ranges(const View& view) {
  if (view.confirmed_at < 1 || view.confirmed_at > origins_unbounded) {
    throw Error(ErrorCode::usage, "reading the view: " + std::to_string(view.confirmed_at) +
                                      " origins cannot confirm a relation; ask for 1 to 255");
  }
  if (view.origins_min < 0) {
    throw Error(ErrorCode::usage, "reading the view: at least " + std::to_string(view.origins_min) +
                                      " origins cannot be asked for; ask for 0 or more");
  }
}

}  // namespace

std::string lower_case(std::string tag) {
  for (char& c : tag) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return tag;
}

CompiledView::CompiledView(const View& view, const Schema& schema,
                           std::shared_ptr<const Retractions> retractions)
    : has_date_filter_(view.known_by.is_known()),
      has_valid_filter_(view.valid.is_known()),
      valid_(days_of(view.valid)),
      confidence_min_(view.confidence_min),
      speakers_{.only = sorted_ids(view.speakers), .without = sorted_ids(view.speakers_without)},
      documents_{.only = sorted_ids(view.documents), .without = sorted_ids(view.documents_without)},
      publishers_{.only = sorted_ids(view.publishers),
                  .without = sorted_ids(view.publishers_without)},
      entities_{.only = {}, .without = sorted_ids(view.entities_without)},
      relation_types_(relation_types_of(view, schema)),
      entity_types_(entity_types_of(view, schema)),
      origins_min_(view.origins_min),
      retractions_(view.with_retracted ? nullptr : std::move(retractions)),
      doubt_(view.doubt),
      confirmed_at_(view.confirmed_at) {
  check_ranges(view);
  if (has_date_filter_) known_by_ = view.known_by.last_day();
  for (const std::string& language : view.languages) languages_.push_back(lower_case(language));
  for (const Status status : view.statuses) statuses_.insert(status);
  has_filter_by_source_ = has_filter_by_source();
  symmetric_types_ = symmetric_types(schema);
  judges_relations_ = needs_claims() || has_valid_filter_ || !relation_types_.empty();
  bounds_ = bounds();
}

std::vector<bool> CompiledView::symmetric_types(const Schema& schema) const {
  std::vector<bool> symmetric;
  const auto& types = schema.relation_types();
  for (std::uint32_t id = 0; id < types.size(); ++id) {
    if (!types[id].is_symmetric || !takes_type({id})) continue;
    symmetric.resize(types.size());
    symmetric[id] = true;
  }
  return symmetric;
}

CompiledView::Bounds CompiledView::bounds() const {
  // Four values for each day; a bound without end stays the widest.
  const auto packed = [](Day day, std::int64_t precision) {
    using Packed = std::numeric_limits<std::int32_t>;
    const std::int64_t days = std::clamp<std::int64_t>(day.time_since_epoch().count(),
                                                       Packed::min() / 4, Packed::max() / 4);
    return static_cast<std::int32_t>(days * 4 + precision);
  };
  Bounds bounds;
  if (has_valid_filter_) {
    bounds.from_max = packed(valid_.last, 3);
    bounds.to_min = packed(valid_.first, 0);
  }
  if (has_date_filter_) bounds.reported_max = packed(known_by_, 3);
  if (confidence_min_) bounds.confidence_min = confidence_min_->parts;
  return bounds;
}

bool CompiledView::has_filter_by_source() const {
  return !speakers_.is_empty() || !documents_.is_empty() || !publishers_.is_empty() ||
         !languages_.empty();
}

bool CompiledView::IdFilter::takes(std::uint64_t id) const {
  if (!only.empty() && !std::binary_search(only.begin(), only.end(), id)) return false;
  return !std::binary_search(without.begin(), without.end(), id);
}

// A date of one day, which most are, is read without a calendar.
CompiledView::Days CompiledView::days_of_date(PartialDate date) {
  const std::int64_t first = date.packed() >> 2;
  const bool is_day = (date.packed() & 3) == static_cast<int>(Precision::day);
  return {.first = first, .last = is_day ? first : date.last_day().time_since_epoch().count()};
}

Certainty CompiledView::held(const Period& valid) const {
  if (!has_valid_filter_) return Certainty::certain;
  const int day = static_cast<int>(Precision::day);
  const bool is_of_days = valid.from.is_known() && valid.to.is_known() &&
                          (valid.from.packed() & 3) == day && (valid.to.packed() & 3) == day;
  if (!is_of_days) return overlaps(valid, valid_);
  const bool is_apart = (valid.from.packed() >> 2) > valid_.last.time_since_epoch().count() ||
                        (valid.to.packed() >> 2) < valid_.first.time_since_epoch().count();
  return is_apart ? Certainty::impossible : Certainty::certain;
}

Certainty CompiledView::known(PartialDate reported) const {
  if (!has_date_filter_) return Certainty::certain;
  if (!reported.is_known()) return Certainty::possible;
  const std::int64_t limit = known_by_.time_since_epoch().count();
  if ((reported.packed() >> 2) > limit) return Certainty::impossible;
  return days_of_date(reported).last <= limit ? Certainty::certain : Certainty::possible;
}

PruneHint CompiledView::hint() const {
  PruneHint hint;
  if (has_date_filter_) hint.reported_by = known_by_;
  if (has_valid_filter_) hint.valid = valid_;
  if (confidence_min_) hint.confidence_min = confidence_min_->parts;
  return hint;
}

Verdict CompiledView::judge_rest(const AdjacencyEntry& entry) const {
  if (!judges_relations_) return Verdict::yes;
  const Certainty valid = held(entry.valid);
  if (valid == Certainty::impossible) return Verdict::no;
  // A summary that counts claims which are out says nothing.
  const Verdict verdict = is_retracted_in(entry.relation) ? Verdict::maybe : judge_summary(entry);
  if (verdict == Verdict::no) return verdict;
  // Left out whatever the claims say, so that they need not be read.
  if (valid == Certainty::possible && doubt_ == Doubt::leave_out) return Verdict::doubtful;
  return verdict;
}

Verdict CompiledView::judge_summary(const AdjacencyEntry& entry) const {
  Verdict verdict = Verdict::yes;
  if (has_claim_filters()) verdict = judge_claims(entry);
  if (verdict == Verdict::no || !needs_outcome()) return verdict;
  return judge_outcome(entry, verdict);
}

// Is one of the claims in? refuses() has left those that may be.
Verdict CompiledView::judge_claims(const AdjacencyEntry& entry) const {
  const Certainty first_known = known(entry.reported);
  const bool states_confidence = entry.confidence_max > 0;
  if (confidence_min_ && entry.is_exact && !states_confidence) return Verdict::no;
  if (has_filter_by_source_) return Verdict::maybe;
  const bool is_known = first_known == Certainty::certain || doubt_ == Doubt::take;
  if (entry.is_exact) return is_known ? Verdict::yes : Verdict::doubtful;
  // The summary's parts may come from different claims: it answers for one filter only.
  if (has_date_filter_ && confidence_min_) return Verdict::maybe;
  return (confidence_min_ ? states_confidence : is_known) ? Verdict::yes : Verdict::maybe;
}

Status CompiledView::status_of(unsigned stances, int origins) const {
  const bool is_asserted = (stances & bit_of(Stance::asserted)) != 0;
  const bool is_denied = (stances & bit_of(Stance::denied)) != 0;
  if (is_asserted && is_denied) return Status::contested;
  if (is_asserted) return origins >= confirmed_at_ ? Status::confirmed : Status::reported;
  return is_denied ? Status::denied : Status::uncertain;
}

bool CompiledView::takes_outcome(Status status, int origins) const {
  return origins >= origins_min_ && (statuses_.is_empty() || statuses_.has(status));
}

// What the claims in the view may add up to; there is at least one.
StatusSet CompiledView::possible_statuses(const AdjacencyEntry& entry) const {
  StatusSet possible;
  const bool is_asserted = (entry.stances & bit_of(Stance::asserted)) != 0;
  // At least one origin asserts, if a claim does, and at most origins_max.
  const auto insert_asserted = [&] {
    possible.insert(status_of(bit_of(Stance::asserted), entry.origins_max));
    const int least = entry.is_exact ? entry.origins_max : 1;
    possible.insert(status_of(bit_of(Stance::asserted), least));
  };
  const bool takes_all_claims = entry.is_exact || !has_claim_filters();
  if (takes_all_claims) {
    const Status status = status_of(entry.stances, entry.origins_max);
    const bool counts_origins = status == Status::confirmed || status == Status::reported;
    if (counts_origins) {
      insert_asserted();
    } else {
      possible.insert(status);
    }
    return possible;
  }
  if (is_asserted) insert_asserted();
  for (const Stance stance : {Stance::denied, Stance::uncertain}) {
    if ((entry.stances & bit_of(stance)) != 0) possible.insert(status_of(bit_of(stance), 0));
  }
  const unsigned both = bit_of(Stance::asserted) | bit_of(Stance::denied);
  if ((entry.stances & both) == both) possible.insert(Status::contested);
  return possible;
}

// `some_claim` says whether one of the claims is in; it is not `no`.
Verdict CompiledView::judge_outcome(const AdjacencyEntry& entry, Verdict some_claim) const {
  const bool has_too_few =
      entry.origins_max < origins_min_ && entry.origins_max < origins_unbounded;
  if (has_too_few) return Verdict::no;
  const StatusSet possible = possible_statuses(entry);
  if (!statuses_.is_empty() && !possible.meets(statuses_)) return Verdict::no;
  if (entry.is_exact) return some_claim;
  if (has_claim_filters()) return Verdict::maybe;
  const bool is_asserted = (entry.stances & bit_of(Stance::asserted)) != 0;
  const bool has_enough = origins_min_ == 0 || (origins_min_ == 1 && is_asserted);
  const bool has_status = statuses_.is_empty() || possible.is_within(statuses_);
  return has_enough && has_status ? Verdict::yes : Verdict::maybe;
}

Certainty CompiledView::takes_relation(const Relation& relation) const {
  return takes_type(relation.type) ? held(relation.valid) : Certainty::impossible;
}

Certainty CompiledView::takes_claim(const Claim& claim, const Document& document,
                                    PartialDate reported) const {
  if (is_retracted(claim)) return Certainty::impossible;
  if (confidence_min_ && (!claim.confidence || *claim.confidence < *confidence_min_)) {
    return Certainty::impossible;
  }
  if (has_filter_by_source_) {
    const bool is_taken = speakers_.takes(claim.speaker.value) &&
                          documents_.takes(claim.document.value) &&
                          publishers_.takes(document.publisher.value);
    if (!is_taken) return Certainty::impossible;
    if (!languages_.empty()) {
      const std::string tag = lower_case(document.language);
      const bool is_in_one = std::any_of(languages_.begin(), languages_.end(),
                                         [&](const auto& l) { return is_in_language(tag, l); });
      if (!is_in_one) return Certainty::impossible;
    }
  }
  return known(reported);
}

}  // namespace relata
