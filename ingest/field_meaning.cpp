#include "ingest/field_meaning.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <unordered_map>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

using enum FieldMeaning;

const std::unordered_map<std::string_view, FieldMeaning>& meanings() {
  static const std::unordered_map<std::string_view, FieldMeaning> all = {
      {"id", id},
      {"key", id},
      {"node_id", id},
      {"record_id", id},
      {"uid", id},
      {"name", name},
      {"full_name", name},
      {"display_name", name},
      {"canonical_name", name},
      {"label", label},
      {"caption", label},
      {"title", title},
      {"first_name", first_name},
      {"given_name", first_name},
      {"last_name", last_name},
      {"family_name", last_name},
      {"surname", last_name},
      {"alias", alias},
      {"aliases", alias},
      {"aka", alias},
      {"also_known_as", alias},
      {"other_names", alias},
      {"weak_alias", alias},
      {"previous_name", alias},
      {"synonym", alias},
      {"synonyms", alias},
      {"type", type},
      {"types", type},
      {"kind", type},
      {"category", type},
      {"class", type},
      {"schema", type},
      {"labels", type},
      {"entity_type", type},
      {"node_type", type},
      {"relation", type},
      {"relation_type", type},
      {"relationship", type},
      {"relationship_type", type},
      {"rel_type", type},
      {"edge_type", type},
      {"edge_label", label},
      {"interaction", type},
      {"predicate", type},
      {"source", source},
      {"src", source},
      {"from_id", source},
      {"source_id", source},
      {"start_id", source},
      {"subject", source},
      {"head", source},
      {"from_node", source},
      {"node1", source},
      {"target", target},
      {"dst", target},
      {"dest", target},
      {"destination", target},
      {"to_id", target},
      {"target_id", target},
      {"end_id", target},
      {"object", target},
      {"tail", target},
      {"to_node", target},
      {"node2", target},
      {"from", from},
      {"since", from},
      {"start", from},
      {"begin", from},
      {"start_date", from},
      {"start_time", from},
      {"startdate", from},
      {"begin_date", from},
      {"from_date", from},
      {"valid_from", from},
      {"to", to},
      {"until", to},
      {"end", to},
      {"end_date", to},
      {"enddate", to},
      {"end_time", to},
      {"to_date", to},
      {"valid_to", to},
      {"valid_until", to},
      {"date", at},
      {"event_date", at},
      {"time", at},
      {"timestamp", at},
      {"year", at},
      {"url", address},
      {"link", address},
      {"reference", address},
      {"ref", address},
      {"source_url", address},
      {"provenance", address},
      {"document", document},
      {"doc", document},
      {"source_document", document},
      {"article", document},
      {"publisher", publisher},
      {"speaker", speaker},
      {"asserted_by", speaker},
      {"claimed_by", speaker},
      {"said_by", speaker},
      {"according_to", speaker},
      {"stance", stance},
      {"reported", reported},
      {"published", reported},
      {"published_at", reported},
      {"publication_date", reported},
      {"confidence", confidence},
      {"probability", confidence},
      {"certainty", confidence},
      {"quote", quote},
      {"evidence", quote},
      {"sentence", quote},
      {"excerpt", quote},
  };
  return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string padded(std::string_view digits) {
  return (digits.size() == 1 ? "0" : "") + std::string(digits);
}

// "6.8.2024" and "8.2024".
std::optional<PartialDate> date_with_points(std::string_view text) {
  const auto parts = split_list(text, ".");
  const bool has_points =
      static_cast<std::size_t>(std::count(text.begin(), text.end(), '.')) + 1 == parts.size();
  if (!has_points || parts.size() < 2 || parts.size() > 3 || parts.back().size() != 4) {
    return std::nullopt;
  }
  std::string date(parts.back());
  for (std::size_t i = parts.size() - 1; i-- > 0;) {
    if (parts[i].empty() || parts[i].size() > 2) return std::nullopt;
    date += "-" + padded(parts[i]);
  }
  return PartialDate::parse(date);
}

// Ten digits of seconds reach from 2001 to 2286.
std::optional<PartialDate> date_of_seconds(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  const bool is_milliseconds = whole.size() == 13;
  if (whole.size() != 10 && !is_milliseconds) return std::nullopt;
  if (!std::all_of(whole.begin(), whole.end(), is_digit) || !number_of(text)) return std::nullopt;
  const long long number = std::stoll(std::string(whole));
  const std::chrono::seconds seconds(is_milliseconds ? number / 1000 : number);
  return PartialDate::from_day(std::chrono::floor<std::chrono::days>(
      std::chrono::time_point<std::chrono::system_clock, std::chrono::seconds>(seconds)));
}

}  // namespace

FieldMeaning meaning_of_field(std::string_view field) {
  const std::string plain = type_name_of(field);
  if (const auto found = meanings().find(plain); found != meanings().end()) return found->second;
  if (plain.ends_with("_from") || plain.ends_with("_since")) return from;  // "workFrom"
  if (plain.ends_with("_until")) return to;
  if (!language_of_name_field(field).empty()) return alias;
  return none;
}

std::string language_of_name_field(std::string_view field) {
  constexpr std::string_view begin = "name_";
  const bool is_one = field.size() == begin.size() + 2 && field.starts_with(begin) &&
                      is_letter(field[begin.size()]) && is_letter(field[begin.size() + 1]);
  return is_one ? language_tag_of(field.substr(begin.size())) : std::string();
}

std::string type_of_word(std::string_view word) {
  static const std::unordered_map<std::string_view, std::string_view> same = {
      {"human", "person"},
      {"people", "person"},
      {"individual", "person"},
      {"persons", "person"},
      {"organisation", "organization"},
      {"org", "organization"},
      {"organizations", "organization"},
      {"organisations", "organization"},
      {"nation", "country"},
      {"countries", "country"},
      {"firm", "company"},
      {"corporation", "company"},
      {"companies", "company"},
      {"location", "place"},
      {"places", "place"},
      {"town", "city"},
      {"cities", "city"},
      {"ship", "vessel"},
      {"events", "event"},
      {"work_at", "works_for"},
      {"works_at", "works_for"},
      {"employed_by", "works_for"},
      {"is_located_in", "located_in"},
      {"is_part_of", "part_of"},
      {"is_member_of", "member_of"},
  };
  std::string name = type_name_of(word);
  const auto found = same.find(name);
  return found == same.end() ? name : std::string(found->second);
}

std::optional<PartialDate> date_of_written(std::string_view text) {
  if (const auto date = date_of_timestamp(text)) return date;
  if (const auto date = date_of_digits(text)) return date;
  if (const auto date = date_with_points(text)) return date;
  return date_of_seconds(text);
}

bool is_date_alone(std::string_view text) {
  constexpr std::size_t day_size = 10;  // YYYY-MM-DD, or ten digits of seconds
  return text.size() <= day_size &&
         !(text.size() == day_size && std::all_of(text.begin(), text.end(), is_digit));
}

bool is_address(std::string_view text) {
  if (text.find_first_of(" \t\n") != std::string_view::npos) return false;
  return text.find("://") != std::string_view::npos || text.starts_with("urn:");
}

Property property_of(std::string_view name, std::string_view value, ValueKind meant) {
  const bool fits = meant == ValueKind::number    ? number_of(value).has_value()
                    : meant == ValueKind::boolean ? value == "true" || value == "false"
                                                  : true;
  return {.name = std::string(name),
          .value = std::string(value),
          .kind = fits ? meant : ValueKind::text};
}

}  // namespace relata
