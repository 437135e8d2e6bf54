#include "ingest/wikidata_statement.h"

#include <algorithm>
#include <array>

#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/wikibase_time.h"
#include "ingest/wikidata_types.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

Value needed_member(const Value& object, std::string_view name, std::string_view field) {
  expect_kind(object, JsonKind::object, field);
  if (const auto member = wikidata_member(object, name)) return *member;
  refuse(std::string(field), "expected an object with a member \"" + std::string(name) + "\"");
}

std::string_view needed_text(const Value& object, std::string_view name, std::string_view field) {
  return text_field(needed_member(object, name, field), field);
}

// What a snak says of its property.
struct Snak {
  std::string_view entity;  // its id, if the value is one
  PartialDate date;         // if it is a time that a partial date can say
  std::string text;         // any value in words
  ValueKind kind = ValueKind::text;
  std::string_view language;  // of a text in one
  bool is_value = false;      // else it is some unknown one, or none, and the text says which
};

void read_entity_id(const Value& value, std::string_view field, Snak& snak,
                    WikidataRecord& record) {
  expect_kind(value, JsonKind::object, field);
  if (const auto id = wikidata_member(value, "id")) {
    snak.entity = key_field(*id, field);
  } else {  // before 2016
    const std::string_view kind = needed_text(value, "entity-type", field);
    const Value number = needed_member(value, "numeric-id", field);
    if (kind != "item" && kind != "property") {
      refuse(std::string(field), "expected the id of an item or a property");
    }
    snak.entity = record.keep((kind == "item" ? "Q" : "P") + std::string(number.text()));
  }
  snak.text = snak.entity;
}

void read_time(const Value& value, std::string_view field, Snak& snak) {
  constexpr std::string_view julian = "http://www.wikidata.org/entity/Q1985786";
  const std::string_view time = needed_text(value, "time", field);
  const auto precision = number_of(needed_member(value, "precision", field).text());
  const auto model = wikidata_member(value, "calendarmodel");
  const bool is_julian = model && model->text() == julian;
  if (!precision || *precision < 0 || *precision > 14) {
    refuse(std::string(field), "expected the precision of a time, from 0 to 14");
  }
  auto read = wikibase_time(time, static_cast<int>(*precision),
                            is_julian ? CalendarModel::julian : CalendarModel::gregorian);
  if (!read) refuse(std::string(field), "expected a time like +1995-01-01T00:00:00Z");
  snak.date = read->date;
  snak.text = std::move(read->text);
}

std::string_view without_plus(std::string_view number) {
  return number.starts_with('+') ? number.substr(1) : number;
}

void read_quantity(const Value& value, std::string_view field, Snak& snak) {
  snak.text = without_plus(needed_member(value, "amount", field).text());
  const auto low = wikidata_member(value, "lowerBound");
  const auto high = wikidata_member(value, "upperBound");
  const auto unit = wikidata_member(value, "unit");
  const bool has_unit = unit && !unit->text().empty() && unit->text() != "1";
  if (low && high) {
    snak.text += " [" + std::string(without_plus(low->text())) + ", " +
                 std::string(without_plus(high->text())) + "]";
  }
  if (has_unit) snak.text += " " + std::string(unit->text().substr(unit->text().rfind('/') + 1));
  if (number_of(snak.text)) snak.kind = ValueKind::number;
}

void read_value(const Value& datavalue, std::string_view field, Snak& snak,
                WikidataRecord& record) {
  const std::string_view type = needed_text(datavalue, "type", field);
  const Value value = needed_member(datavalue, "value", field);
  if (type == "wikibase-entityid") {
    read_entity_id(value, field, snak, record);
  } else if (type == "time") {
    read_time(value, field, snak);
  } else if (type == "quantity") {
    read_quantity(value, field, snak);
  } else if (type == "monolingualtext") {
    snak.text = needed_text(value, "text", field);
    snak.language = needed_text(value, "language", field);
  } else if (type == "globecoordinate") {
    snak.text = std::string(needed_member(value, "latitude", field).text()) + "," +
                std::string(needed_member(value, "longitude", field).text());
  } else if (value.kind() == JsonKind::text) {
    snak.text = text_field(value, field);
  } else {
    snak.text = JsonLine::to_text(value);
  }
}

Snak snak_of(const Value& object, std::string_view field, WikidataRecord& record) {
  Snak snak;
  const std::string_view type = needed_text(object, "snaktype", field);
  if (type == "value") {
    snak.is_value = true;
    read_value(needed_member(object, "datavalue", field), field, snak, record);
  } else if (type == "somevalue" || type == "novalue") {
    snak.text = type;
  } else {
    refuse(std::string(field), "expected the snaktype value, somevalue or novalue");
  }
  return snak;
}

// Calls take(property, snak) for each snak of {"P580": [...], ...}.
template <class Take>
void visit_snaks(const Value& snaks, std::string_view field, WikidataRecord& record,
                 const Take& take) {
  if (!has_wikidata_members(snaks, field)) return;
  for (const auto list : snaks) {
    expect_kind(list, JsonKind::array, field);
    for (const auto item : list) take(list.name(), snak_of(item, field, record));
  }
}

Property property_of(std::string_view name, const Snak& snak) {
  return {.name = std::string(name), .value = snak.text, .kind = snak.kind};
}

// "Nature of statement" and "sourcing circumstances" that say it may not be so.
bool is_doubt(std::string_view property, std::string_view value) {
  constexpr std::array doubts = {
      "Q18122778",  // presumably
      "Q30230067",  // possibly
      "Q32188232",  // allegedly
      "Q56644435",  // probably
      "Q18912752",  // disputed
      "Q41719",     // hypothesis
      "Q5727902",   // circa
  };
  return (property == "P5102" || property == "P1480") &&
         std::find(doubts.begin(), doubts.end(), value) != doubts.end();
}

struct Qualifiers {
  Period valid;
  PartialDate at;
  Stance stance = Stance::asserted;
  std::vector<std::string_view> supporters;
  std::vector<std::string_view> disputers;
  std::vector<Property> times;
  std::vector<Property> properties;  // the others
};

Qualifiers qualifiers_of(const Value& statement, std::string_view field, WikidataRecord& record) {
  Qualifiers qualifiers;
  const auto snaks = wikidata_member(statement, "qualifiers");
  if (!snaks) return qualifiers;
  // The first of each; what is no partial date, or a second one, stays a property.
  const auto take_date = [&](const Snak& snak, PartialDate& date) {
    const bool is_first = snak.date.is_known() && !date.is_known();
    if (is_first) date = snak.date;
    return is_first && snak.text == snak.date.text();
  };
  visit_snaks(*snaks, field, record, [&](std::string_view property, const Snak& snak) {
    PartialDate* const date = property == "P580"   ? &qualifiers.valid.from
                              : property == "P582" ? &qualifiers.valid.to
                              : property == "P585" ? &qualifiers.at
                                                   : nullptr;
    if (date != nullptr && take_date(snak, *date)) {
      qualifiers.times.push_back(property_of(property, snak));
      return;
    }
    if (is_doubt(property, snak.entity)) qualifiers.stance = Stance::uncertain;
    if (property == "P1310" && !snak.entity.empty()) {
      qualifiers.disputers.push_back(snak.entity);
    } else if (property == "P3680" && !snak.entity.empty()) {
      qualifiers.supporters.push_back(snak.entity);
    } else {
      qualifiers.properties.push_back(property_of(property, snak));
    }
  });
  return qualifiers;
}

// The period, unless the source contradicts itself: then its words become properties.
Period period_of(Qualifiers& qualifiers, WikidataRecord& record) {
  Period& valid = qualifiers.valid;
  if (!is_in_order(valid)) {
    record.warnings.emplace_back("a statement that ends before it begins has no valid time");
    qualifiers.properties.insert(qualifiers.properties.end(), qualifiers.times.begin(),
                                 qualifiers.times.end());
    return {};
  }
  if (!qualifiers.at.is_known()) return valid;
  if (!valid.is_known()) return {.from = qualifiers.at, .to = qualifiers.at};
  qualifiers.properties.push_back({.name = "P585", .value = qualifiers.at.text()});
  return valid;
}

// The document of a reference: its address, or the reference itself in what it is stated in. Only
// what follows from the key stands in the document's own fields, since references of one address
// differ in everything else.
ClaimRecord claim_of_reference(const Value& reference, std::string_view field,
                               WikidataRecord& record) {
  ClaimRecord claim;
  DocumentRecord document;
  std::string_view address;
  std::string_view stated_in;
  std::string words;
  visit_snaks(
      needed_member(reference, "snaks", field), field, record,
      [&](std::string_view property, const Snak& snak) {
        words += " " + std::string(property) + "=" + snak.text;
        const bool is_address = property == "P854" || property == "P4656";
        const bool is_source = property == "P248" || property == "P143";
        if (is_address && snak.is_value && address.empty() && !snak.text.empty()) {
          address = record.keep(snak.text);
        } else if (property == "P577" && snak.date.is_known() && !claim.reported.is_known()) {
          claim.reported = snak.date;
        } else if (property == "P1683" && snak.is_value && claim.quote.empty()) {
          claim.quote = record.keep(snak.text);
        } else {
          if (is_source && stated_in.empty()) stated_in = snak.entity;
          document.properties.push_back(property_of(property, snak));
        }
      });
  const auto hash = wikidata_member(reference, "hash");
  if (!address.empty()) {
    document.key = address;
    document.publisher = host_of(address);
  } else {
    document.key = record.keep("wikidata:reference:" +
                               (hash ? std::string(key_field(*hash, field)) : words.substr(1)));
    document.publisher = stated_in;
    if (!stated_in.empty()) record.mentioned.push_back(stated_in);
  }
  claim.document = document.key;
  record.documents.push_back(std::move(document));
  return claim;
}

std::vector<ClaimRecord> claims_of(const Value& statement, std::string_view field,
                                   const Qualifiers& qualifiers, bool is_deprecated,
                                   WikidataRecord& record) {
  std::vector<ClaimRecord> claims;
  if (const auto references = wikidata_member(statement, "references")) {
    expect_kind(*references, JsonKind::array, field);
    for (const auto reference : *references) {
      claims.push_back(claim_of_reference(reference, field, record));
      claims.back().stance = qualifiers.stance;
    }
  }
  for (const std::string_view speaker : qualifiers.supporters) {
    claims.push_back({.speaker = speaker});
    record.mentioned.push_back(speaker);
  }
  for (const std::string_view speaker : qualifiers.disputers) {
    claims.push_back({.speaker = speaker, .stance = Stance::denied});
    record.mentioned.push_back(speaker);
  }
  // What Wikidata itself says: that it is wrong, or, where it names no source, that it is so.
  if (is_deprecated) {
    claims.push_back({.stance = Stance::denied});
  } else if (claims.size() == qualifiers.disputers.size()) {
    claims.push_back({.stance = qualifiers.stance});
  }
  return claims;
}

void read_relation(const Value& statement, std::string_view field, const Snak& snak,
                   std::string_view rank, WikidataRecord& record) {
  Qualifiers qualifiers = qualifiers_of(statement, field, record);
  const auto id = wikidata_member(statement, "id");
  RelationRecord relation{.key = id ? text_field(*id, field) : std::string_view(),
                          .type = field,
                          .source = record.entity.key,
                          .target = snak.entity,
                          .valid = period_of(qualifiers, record)};
  relation.claims = claims_of(statement, field, qualifiers, rank == "deprecated", record);
  relation.properties = std::move(qualifiers.properties);
  if (rank != "normal") {
    relation.properties.push_back({.name = "rank", .value = std::string(rank)});
  }
  record.mentioned.push_back(snak.entity);
  record.relations.push_back(std::move(relation));
}

// Names that are statements.
bool is_name_property(std::string_view property) {
  constexpr std::array names = {"P1559", "P1477", "P1448", "P1705", "P1813", "P1449", "P2561"};
  return std::find(names.begin(), names.end(), property) != names.end();
}

// A value of the entity. Its qualifiers follow the value, so that they stay with it.
void read_literal(const Value& statement, std::string_view field, const Snak& snak,
                  std::string_view rank, WikidataRecord& record) {
  const bool is_deprecated = rank == "deprecated";
  Property property = property_of(field, snak);
  if (is_deprecated) property.name += " (deprecated)";
  std::string qualified;
  if (const auto snaks = wikidata_member(statement, "qualifiers")) {
    visit_snaks(*snaks, field, record, [&](std::string_view name, const Snak& qualifier) {
      qualified += (qualified.empty() ? "" : "; ") + std::string(name) + " " + qualifier.text;
    });
  }
  if (!qualified.empty()) {
    record.entity.properties.push_back(
        {.name = property.name + " qualified", .value = property.value + " (" + qualified + ")"});
  }
  const auto references = wikidata_member(statement, "references");
  if (references && references->begin() != references->end()) {
    record.warnings.emplace_back("the references of a value that is no entity are left out");
  }
  const bool is_name = is_name_property(field) && snak.is_value && !is_deprecated;
  if (is_name && !snak.text.empty()) {
    record.entity.names.push_back({.text = record.keep(snak.text),
                                   .language = record.keep(language_tag_of(snak.language)),
                                   .kind = NameKind::alias});
  } else {
    record.entity.properties.push_back(std::move(property));
  }
}

}  // namespace

std::optional<Value> wikidata_member(const Value& object, std::string_view name) {
  if (object.kind() != JsonKind::object) return std::nullopt;
  for (const auto member : object) {
    if (member.name() == name && member.kind() != JsonKind::null) return member;
  }
  return std::nullopt;
}

bool has_wikidata_members(const Value& object, std::string_view field) {
  const bool is_empty = !(object.begin() != object.end());
  if (object.kind() == JsonKind::array && is_empty) return false;
  expect_kind(object, JsonKind::object, field);
  return !is_empty;
}

std::string_view type_of_wikidata_entity(const std::vector<RelationRecord>& relations) {
  std::string_view best;
  for (const RelationRecord& relation : relations) {
    if (relation.type != "P31") continue;
    const std::string_view type = type_of_wikidata_class(relation.target);
    const auto is_rank = [&](std::string_view rank) {
      return std::any_of(relation.properties.begin(), relation.properties.end(),
                         [&](const Property& property) {
                           return property.name == "rank" && property.value == rank;
                         });
    };
    if (type.empty() || is_rank("deprecated")) continue;
    if (is_rank("preferred")) return type;
    if (best.empty()) best = type;
  }
  return best;
}

void put_wikidata_record(const WikidataRecord& record, RecordSink& sink) {
  if (!record.entity.key.empty()) sink.add(record.entity);
  for (const std::string_view key : record.mentioned) sink.mention(key, "");
  for (const DocumentRecord& document : record.documents) sink.add(document);
  for (const RelationRecord& relation : record.relations) sink.add(relation);
  for (const std::string_view warning : record.warnings) sink.warn(std::string(warning));
}

void read_wikidata_statement(std::string_view property, const Value& statement,
                             WikidataRecord& record) {
  const Snak snak = snak_of(needed_member(statement, "mainsnak", property), property, record);
  const auto rank = wikidata_member(statement, "rank");
  const std::string_view word = rank ? text_field(*rank, property) : std::string_view("normal");
  if (snak.entity.empty()) {
    read_literal(statement, property, snak, word, record);
  } else {
    read_relation(statement, property, snak, word, record);
  }
}

}  // namespace relata
