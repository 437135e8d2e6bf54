#include "ingest/ftm_records.h"

#include <algorithm>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

constexpr std::size_t pairs_max = 10'000;  // of ends of one edge

std::vector<std::string_view> texts_of(const FtmEntity& entity, std::string_view property) {
  std::vector<std::string_view> texts;
  for (const FtmValue& value : entity.values) {
    if (value.property == property) texts.push_back(value.text);
  }
  return texts;
}

std::string_view only_text_of(const FtmEntity& entity, std::string_view property) {
  const std::vector<std::string_view> texts = texts_of(entity, property);
  return texts.size() == 1 ? texts.front() : std::string_view();
}

bool is_among(std::string_view text, const std::vector<std::string_view>& texts) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// The name that is shown: the one that the caption chose, else the first, else for want of names
// what the model takes for one.
std::string_view shown_name(const FtmEntity& whole) {
  std::vector<std::string_view> names = texts_of(whole, "name");
  if (is_among(whole.caption, names)) return whole.caption;
  for (const std::string_view property : {"alias", "previousName", "weakAlias"}) {
    if (names.empty()) names = texts_of(whole, property);
  }
  for (const std::string_view property : whole.schema->captions) {
    if (names.empty()) names = texts_of(whole, property);
  }
  return names.empty() ? std::string_view() : names.front();
}

// Several dates are alternatives: what they have in common. Unknown if that is nothing.
PartialDate common_date(const std::vector<PartialDate>& dates) {
  const PartialDate finest =
      *std::max_element(dates.begin(), dates.end(),
                        [](PartialDate a, PartialDate b) { return a.precision() < b.precision(); });
  const std::string text = finest.text();
  for (const std::size_t size : {text.size(), std::size_t{7}, std::size_t{4}}) {
    if (size > text.size()) continue;
    const auto common = PartialDate::parse(text.substr(0, size));
    const bool holds = common && std::all_of(dates.begin(), dates.end(), [&](PartialDate date) {
                         const bool is_within = common->first_day() <= date.first_day() &&
                                                date.last_day() <= common->last_day();
                         const bool is_around = date.first_day() <= common->first_day() &&
                                                common->last_day() <= date.last_day();
                         return size == text.size() ? is_around : is_within || is_around;
                       });
    if (holds) return *common;
  }
  return {};
}

void add_property(const FtmValue& value, std::vector<Property>& properties) {
  properties.push_back(
      {.name = std::string(value.property), .value = std::string(value.text), .kind = value.kind});
}

}  // namespace

std::optional<NameKind> ftm_name_kind(std::string_view property) {
  if (property == "name") return NameKind::canonical;
  if (property == "alias" || property == "previousName") return NameKind::alias;
  if (property == "weakAlias") return NameKind::weak;
  return std::nullopt;
}

void FtmRecords::put(const FtmEntity& whole, const FtmEntity& part) {
  const FtmSchema& schema = *whole.schema;
  if (!schema.is_edge()) return put_node(whole, part);
  const bool has_source = !texts_of(whole, schema.source).empty();
  const bool has_target = !texts_of(whole, schema.target).empty();
  if (has_source == has_target) return put_edge(whole, part);
  if (schema.name == "Debt" || schema.name == "ProjectParticipant") return put_node(whole, part);
  const std::string missing(has_source ? schema.target : schema.source);
  sink_.refuse({.field = missing,
                .reason = "the " + std::string(schema.name) + " \"" + std::string(whole.id) +
                          "\" has one end only; expected " + std::string(schema.source) + " and " +
                          std::string(schema.target)},
               RecordKind::relation);
}

// An edge comes here if it may lack an end, and does.
void FtmRecords::put_node(const FtmEntity& whole, const FtmEntity& part) {
  const FtmSchema& schema = *whole.schema;
  const std::string edge_type = schema.is_edge() ? type_name_of(schema.name) : std::string();
  entity_.key = part.id;
  entity_.type = schema.is_edge() ? std::string_view(edge_type) : schema.type;
  entity_.is_type_sure = !schema.is_general;
  entity_.names.clear();
  entity_.properties = part.context;
  if (schema.is_general) {
    entity_.properties.push_back({.name = "schema", .value = std::string(schema.name)});
  }
  const std::string_view shown = shown_name(whole);
  std::vector<std::string_view> named;
  const auto add_name = [&](const FtmValue& value, NameKind kind) {
    if (is_among(value.text, named)) return;
    named.push_back(value.text);
    entity_.names.push_back({.text = value.text, .language = value.language, .kind = kind});
  };
  for (const FtmValue& value : part.values) {
    if (value.text == shown) add_name(value, NameKind::canonical);
  }
  for (const FtmValue& value : part.values) {
    const auto kind = ftm_name_kind(value.property);
    const bool is_reference = value.is_link || schema.reference(value.property) != nullptr;
    if (kind) add_name(value, *kind == NameKind::canonical ? NameKind::alias : *kind);
    if ((!kind || value.property == "previousName") && !is_reference) {
      add_property(value, entity_.properties);
    }
  }
  sink_.add(entity_);
  if (schema.is_kind_of("Document")) put_document(whole);
  put_references(whole, part);
}

// The document beside its entity, with what there is one of.
void FtmRecords::put_document(const FtmEntity& whole) {
  DocumentRecord document{.key = whole.id};
  document.title = only_text_of(whole, "title");
  for (const std::string_view property : {"publishedAt", "date"}) {
    if (document.date.is_known()) break;
    const auto date = date_of_timestamp(only_text_of(whole, property));
    if (date) document.date = *date;
  }
  const std::string language = language_tag_of(only_text_of(whole, "language"));
  document.language = language;
  document.publisher = only_text_of(whole, "publisher");
  sink_.add(document);
}

void FtmRecords::put_references(const FtmEntity& whole, const FtmEntity& part) {
  const FtmSchema& schema = *whole.schema;
  Extent extent;
  if (schema.is_link()) extent = extent_of(whole);
  for (const FtmValue& value : part.values) {
    const FtmSchema::Reference* reference = schema.reference(value.property);
    if (reference == nullptr && !value.is_link) continue;
    sink_.mention(value.text,
                  reference == nullptr ? std::string_view() : ftm_type_of_range(reference->range));
    const std::string type = type_name_of(value.property);
    relation_ = {.valid = extent.valid};
    add_claims(part);
    put_relation(type, part.id, value.text);
  }
}

void FtmRecords::put_relation(std::string_view type, std::string_view source,
                              std::string_view target) {
  relation_.type = type;
  relation_.source = source;
  relation_.target = target;
  sink_.add(relation_);
}

void FtmRecords::put_edge(const FtmEntity& whole, const FtmEntity& part) {
  const FtmSchema& schema = *whole.schema;
  const std::vector<std::string_view> sources = texts_of(whole, schema.source);
  const std::vector<std::string_view> targets = texts_of(whole, schema.target);
  if (sources.size() * targets.size() > pairs_max) {
    return sink_.refuse({.field = "",
                         .reason = "the edge \"" + std::string(whole.id) + "\" has " +
                                   std::to_string(sources.size() * targets.size()) +
                                   " pairs of ends; the limit is " + std::to_string(pairs_max)},
                        RecordKind::relation);
  }
  const Extent extent = extent_of(whole);
  relation_ = {.valid = extent.valid, .quantity = extent.quantity};
  relation_.properties = part.context;
  for (const FtmValue& value : part.values) {
    const bool is_end = value.property == schema.source || value.property == schema.target;
    if (!is_end && !is_among(value.property, extent.held))
      add_property(value, relation_.properties);
  }
  add_claims(part);
  relation_.key = part.id;
  if (sources.empty()) return put_relation({}, {}, {});  // more about an edge that stands elsewhere
  for (const std::string_view source : sources) {
    sink_.mention(source, ftm_type_of_range(schema.reference(schema.source)->range));
  }
  for (const std::string_view target : targets) {
    sink_.mention(target, ftm_type_of_range(schema.reference(schema.target)->range));
  }
  if (sources.size() == 1 && targets.size() == 1) {
    return put_relation(schema.type, sources.front(), targets.front());
  }
  for (const std::string_view source : sources) {
    for (const std::string_view target : targets) {
      const std::string key =
          std::string(part.id) + "#" + std::string(source) + "#" + std::string(target);
      relation_.key = key;
      put_relation(schema.type, source, target);
    }
  }
}

// The date that the values of a property give. They stay properties unless it says just that.
PartialDate FtmRecords::date_of(const FtmEntity& whole, std::string_view property, Extent& extent) {
  const std::vector<std::string_view> texts = texts_of(whole, property);
  std::vector<PartialDate> dates;
  for (const std::string_view text : texts) {
    if (const auto date = date_of_timestamp(text)) {
      dates.push_back(*date);
    } else {
      sink_.warn("a value that is no date is kept as a property only");
    }
  }
  if (dates.empty()) return {};
  const PartialDate common = common_date(dates);
  if (!common.is_known()) {
    sink_.warn("dates that have not even the year in common are kept as properties only");
  } else if (texts.size() == 1 && texts.front() == common.text()) {
    extent.held.push_back(property);
  }
  return common;
}

// What has only a date happened then.
void FtmRecords::read_start(const FtmEntity& whole, Extent& extent) {
  Period& valid = extent.valid;
  valid.from = date_of(whole, "startDate", extent);
  if (!valid.from.is_known() && whole.schema->name == "Occupancy") {
    valid.from = date_of(whole, "declarationDate", extent);
  }
  if (valid.from.is_known()) return;
  valid.from = date_of(whole, "date", extent);
  if (!valid.to.is_known()) valid.to = valid.from;
}

FtmRecords::Extent FtmRecords::extent_of(const FtmEntity& whole) {
  Extent extent;
  extent.valid.to = date_of(whole, "endDate", extent);
  read_start(whole, extent);
  if (!whole.schema->is_edge()) return extent;
  struct Amount {
    std::string_view property;
    std::string_view unit;
  };
  const std::string_view currency = only_text_of(whole, "currency");
  for (const Amount& amount : {Amount{"amount", currency}, Amount{"amountEur", "EUR"},
                               Amount{"amountUsd", "USD"}, Amount{"percentage", "%"}}) {
    const auto number = number_of(only_text_of(whole, amount.property));
    if (!number || amount.unit.empty()) continue;
    extent.quantity = Quantity{.best = number, .unit = std::string(amount.unit)};
    extent.held.push_back(amount.property);
    if (amount.property == "amount") extent.held.push_back("currency");
    break;
  }
  return extent;
}

std::string_view FtmRecords::dataset_key(std::string_view dataset) {
  const auto [place, is_new] = dataset_keys_.insert("dataset:" + std::string(dataset));
  const std::string_view key = *place;
  if (is_new) {
    sink_.mention(key, "dataset", dataset);
    sink_.add(DocumentRecord{.key = key, .publisher = key});
  }
  return key;
}

// The publishers, else the datasets. A link is of its datasets, but a thing that several know was
// put together of what each says: which of them knows of this relation is not told.
std::vector<std::string_view> FtmRecords::speakers_of(const FtmEntity& part) {
  std::vector<std::string_view> speakers = texts_of(part, "publisher");
  for (const std::string_view publisher : speakers) {
    sink_.mention(publisher, "organization", publisher);
  }
  if (!speakers.empty()) return speakers;
  if (part.datasets.size() > 1 && !part.schema->is_link()) return {};
  for (const std::string_view dataset : part.datasets) speakers.push_back(dataset_key(dataset));
  return speakers;
}

// Which of several speakers says it at which address is not known, so the addresses are documents
// only where there is one speaker.
void FtmRecords::add_claims(const FtmEntity& part) {
  const std::vector<std::string_view> speakers = speakers_of(part);
  std::vector<std::string_view> documents;
  for (const std::string_view property : {"proof", "sourceUrl", "publisherUrl"}) {
    if (documents.empty()) documents = texts_of(part, property);
  }
  if (speakers.size() == 1 && !documents.empty()) {
    for (const std::string_view document : documents) {
      sink_.add(DocumentRecord{.key = document, .publisher = host_of(document)});
      add_claim(document, speakers.front(), part);
    }
    return;
  }
  for (const std::string_view speaker : speakers) {
    add_claim(dataset_keys_.contains(speaker) ? speaker : std::string_view(), speaker, part);
  }
  if (speakers.empty()) add_claim({}, {}, part);
}

// A link that was seen on two days is claimed on both: what was last seen moves with each release,
// so it is no property of the relation. Of a thing is told only when it last changed.
void FtmRecords::add_claim(std::string_view document, std::string_view speaker,
                           const FtmEntity& part) {
  const bool is_link = part.schema->is_link();
  ClaimRecord claim{.document = document,
                    .speaker = speaker,
                    .reported = is_link ? part.first_seen : part.last_change};
  relation_.claims.push_back(claim);
  if (!is_link || !part.last_seen.is_known() || part.last_seen <= part.first_seen) return;
  claim.reported = part.last_seen;
  relation_.claims.push_back(claim);
}

}  // namespace relata
