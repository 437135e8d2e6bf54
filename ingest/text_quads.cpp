#include "ingest/text_quads.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "ingest/cameo.h"
#include "ingest/country_names.h"
#include "ingest/foreign_values.h"
#include "ingest/held_quads.h"
#include "ingest/icews_names.h"
#include "ingest/row_properties.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

// What quads of Wikidata and YAGO say most, beside the events of ICEWS: type, label, inverse label,
// and where they are sure the types of subject and object, else "-".
constexpr std::string_view fact_types = R"(
P6|has as head of government|heads the government of|-|person
P17|is in the country|has within it|-|country
P26|is married to|=|person|person
P27|is a citizen of|has as citizen|person|country
P31|is a|has as instance
P35|has as head of state|is head of state of|-|person
P36|has as capital|is the capital of|-|city
P39|holds the position|is held by|person|-
P47|borders|=
P54|plays for|has as player|person|organization
P69|was educated at|educated|person|organization
P97|has the title|is the title of
P102|is a member of the party|has as party member|person|political_party
P108|works for|employs|person|organization
P131|is in the region|contains|-|place
P137|is operated by|operates
P150|contains|is in the region|place|place
P166|received the award|was awarded to
P190|is twinned with|=|place|place
P286|is coached by|coaches|organization|person
P463|is a member of|has as member|-|organization
P512|holds the degree|is held as degree by|person|-
P527|has as part|is part of
P551|lives in|has as resident|person|place
P793|had the event|was an event of
P937|works in|is the work place of|person|place
P1346|was won by|won
P1376|is the capital of|has as capital|city|-
P1411|was nominated for|had as nominee
acted_in|acted in|had as actor|person|-
created|created|was created by
deals_with|trades with|=
died_in|died in|was the place of death of|person|place
directed|directed|was directed by|person|-
edited|edited|was edited by|person|-
graduated_from|graduated from|has as graduate|person|organization
happened_in|happened in|was the place of|event|-
has_academic_advisor|was advised by|advised|person|person
has_capital|has as capital|is the capital of|-|city
has_child|is a parent of|is a child of|person|person
has_currency|has the currency|is the currency of
has_neighbor|borders|=
has_official_language|has the official language|is official language of
has_won_prize|won the prize|was won by
influences|influenced|was influenced by
is_affiliated_to|is affiliated with|has as affiliate|-|organization
is_citizen_of|is a citizen of|has as citizen|person|country
is_connected_to|is connected to|=
is_interested_in|is interested in|interests
is_known_for|is known for|made known
is_leader_of|leads|is led by|person|-
is_located_in|is in|contains|-|place
is_married_to|is married to|=|person|person
is_politician_of|is a politician of|has as politician|person|-
lives_in|lives in|has as resident|person|place
participated_in|took part in|had as participant
plays_for|plays for|has as player|person|organization
was_born_in|was born in|is the birthplace of|person|place
works_at|works at|employs|person|organization
wrote_music_for|wrote music for|has music by|person|-
)";

const char* quads_schema() {
  static const std::string schema = [] {
    std::vector<TypeRow> types = cameo_types();
    for (const TypeRow& type : type_rows(fact_types)) types.push_back(type);
    return schema_of(types);
  }();
  return schema.c_str();
}

// The types of a relation's ends, where they are sure.
struct Ends {
  std::string_view subject;
  std::string_view object;
};

Ends ends_of(std::string_view relation_type) {
  static const auto all = [] {
    std::unordered_map<std::string_view, Ends> made;
    for (const std::string_view line : split_list(fact_types, "\n")) {
      const std::vector<std::string_view> fields = split_list(line, "|");
      const auto type = [&](std::size_t i) {
        return i < fields.size() && fields[i] != "-" ? fields[i] : std::string_view();
      };
      made.emplace(fields[0], Ends{.subject = type(3), .object = type(4)});
    }
    return made;
  }();
  const auto found = all.find(relation_type);
  return found == all.end() ? Ends() : found->second;
}

bool is_number_after(std::string_view text, char letter) {
  return text.size() > 1 && text.front() == letter &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_bracketed(std::string_view text) {
  return text.size() > 2 && text.front() == '<' && text.back() == '>';
}

std::string_view without_brackets(std::string_view text) {
  return is_bracketed(text) ? text.substr(1, text.size() - 2) : text;
}

std::optional<QuadEnd> end_of(std::string_view word) {
  word = without_brackets(word);
  if (word == "occurSince" || word == "occursSince") return QuadEnd::since;
  if (word == "occurUntil" || word == "occursUntil") return QuadEnd::until;
  return std::nullopt;
}

// Of 1971, 1971-05-03, "1971-05-##" and "971-##-##": what is known of it.
std::optional<PartialDate> date_of(std::string_view text) {
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  text = text.substr(0, text.find("-#"));
  std::string date(text);
  const std::size_t year_size = std::min(text.find('-'), text.size());
  constexpr std::size_t year_digits = 4;
  if (year_size > 0 && year_size < year_digits) date.insert(0, year_digits - year_size, '0');
  return PartialDate::parse(date);
}

// An end of a fact: the entity that a name stands for.
struct Actor {
  std::string key;
  std::string name;  // empty: not known
  std::string_view type;
};

enum class Notation { icews, wikidata, yago };

class Quads {
 public:
  explicit Quads(RecordSink& sink) : sink_(sink) {}

  void take(const TableRows::Row& row) {
    const auto& cells = row.cells;
    const std::size_t width = cells.size();
    if (width < 3 || width > 5) {
      sink_.begin(row.line);
      return sink_.refuse({.field = "",
                           .reason = "expected 3 to 5 columns between tabs: subject, relation, "
                                     "object, and when; found " +
                                     std::to_string(width)});
    }
    if (width == 5) return take_end(row);
    sink_.begin(row.line);
    Period valid;
    if (width == 4) {
      const auto date = date_of(cells[3]);
      if (!date) return refuse_date(cells[3]);
      valid = {.from = *date, .to = *date};
    }
    put({cells[0], cells[1], cells[2]}, valid, {});
  }

  void end() {
    held_.release([&](std::string_view triple, const HeldQuads::Interval& interval) {
      const auto cells = cells_of(triple);
      for (const HeldQuads::Row& row : interval.rows) {
        sink_.begin(row.line);
        put(cells, interval.valid, std::string(triple) + "\t" + row.when);
      }
    });
  }

 private:
  using Triple = std::array<std::string_view, 3>;

  static Triple cells_of(std::string_view triple) {
    const std::size_t first = triple.find('\t');
    const std::size_t second = triple.find('\t', first + 1);
    return {triple.substr(0, first), triple.substr(first + 1, second - first - 1),
            triple.substr(second + 1)};
  }

  void refuse_date(std::string_view cell) {
    sink_.refuse(
        {.field = "date",
         .reason = "\"" + std::string(cell) + "\" is no date; expected a year, month or day"},
        RecordKind::relation);
  }

  // The row is begun when its fact is put, unless it is refused.
  void take_end(const TableRows::Row& row) {
    const auto& cells = row.cells;
    const auto end = end_of(cells[3]);
    const auto date = date_of(cells[4]);
    if (!end) {
      sink_.begin(row.line);
      return sink_.refuse({.field = "when", .reason = "expected occurSince or occurUntil"},
                          RecordKind::relation);
    }
    if (!date) {
      sink_.begin(row.line);
      return refuse_date(cells[4]);
    }
    const auto joined = [](auto first, auto last) {
      std::string text;
      for (; first != last; ++first) text.append(text.empty() ? "" : "\t").append(*first);
      return text;
    };
    held_.add(joined(cells.begin(), cells.begin() + 3),
              {.line = row.line,
               .end = *end,
               .date = *date,
               .when = joined(cells.begin() + 3, cells.end())});
    if (!held_.is_full()) return;
    end_all_early();
  }

  void end_all_early() {
    end();
    sink_.warn(
        "beginnings and ends of facts that stand more than a million rows apart are not joined");
  }

  void put(const Triple& cells, Period valid, const std::string& quote) {
    constexpr std::array fields = {"subject", "relation", "object"};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!cells[i].empty()) continue;
      return sink_.refuse({.field = fields[i], .reason = "expected a name"}, RecordKind::relation);
    }
    const std::string type = type_of(cells[1]);
    if (type.empty()) {
      return sink_.refuse({.field = "relation", .reason = "expected a name with letters"},
                          RecordKind::relation);
    }
    const Notation notation = notation_of(cells);
    const Ends ends = ends_of(type);
    const Actor subject = actor_of(cells[0], notation, ends.subject);
    sink_.mention(subject.key, subject.type, subject.name);
    if (notation == Notation::wikidata && !is_number_after(cells[2], 'Q')) {
      return put_value(subject, cells, valid);
    }
    const Actor object = actor_of(cells[2], notation, ends.object);
    sink_.mention(object.key, object.type, object.name);
    RelationRecord record{
        .type = type, .source = subject.key, .target = object.key, .valid = valid};
    record.claims.push_back({.quote = quote});
    sink_.add(record);
  }

  // A number is nobody's relation: many have it, and are not connected by it.
  void put_value(const Actor& subject, const Triple& cells, const Period& valid) {
    const std::string time = valid.is_known() ? " (" + valid.text() + ")" : std::string();
    EntityRecord record{.key = subject.key};
    add_text(record.properties, cells[1], std::string(cells[2]) + time);
    sink_.add(record);
  }

  static std::string type_of(std::string_view relation) {
    if (is_number_after(relation, 'P')) return std::string(relation);
    return type_name_of(without_brackets(relation));
  }

  static Notation notation_of(const Triple& cells) {
    if (is_bracketed(cells[0])) return Notation::yago;
    return is_number_after(cells[0], 'Q') && is_number_after(cells[1], 'P') ? Notation::wikidata
                                                                            : Notation::icews;
  }

  static Actor actor_of(std::string_view cell, Notation notation, std::string_view type) {
    switch (notation) {
      case Notation::icews:
        return {.key = "icews:" + std::string(cell),
                .name = std::string(cell),
                .type = type_of_icews_actor(cell)};
      case Notation::wikidata:
        return {.key = std::string(cell), .name = {}, .type = type};
      case Notation::yago:
        break;
    }
    const std::string id(without_brackets(cell));
    std::string name = id;
    std::replace(name.begin(), name.end(), '_', ' ');
    const bool is_country = (type.empty() || type == "place") && !country_code_of(name).empty();
    return {.key = "yago:" + id, .name = name, .type = is_country ? "country" : type};
  }

  RecordSink& sink_;
  HeldQuads held_;
};

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line();
  const auto cells = split_list(line, "\t");
  const std::size_t tabs = static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t'));
  if (tabs + 1 != cells.size()) return Likelihood::none;
  if (cells.size() == 5 && end_of(cells[3]) && date_of(cells[4])) return Likelihood::certain;
  if (cells.size() == 4 && beginning.has_columns(4, '\t')) {
    const auto date = date_of(cells[3]);
    return date && date->precision() == Precision::day ? Likelihood::likely : Likelihood::none;
  }
  const bool is_yago = cells.size() == 3 && std::all_of(cells.begin(), cells.end(), is_bracketed);
  const bool is_iri = line.find("://") != std::string_view::npos;
  return is_yago && !is_iri ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none}, sink.record_bytes_max());
  Quads quads(sink);
  for (TableRows::Row row; rows.next(sink, row);) quads.take(row);
  quads.end();
}

}  // namespace

const Reader text_quads_reader = {
    .name = "text-quads",
    .title = "facts with dates between tabs (ICEWS, Wikidata, YAGO)",
    .files = "*.txt, *.tsv",
    .example = "South Korea, Host a visit, Chung Dong-young, 2005-06-17 between tabs",
    .place_unit = PlaceUnit::line,
    .schema = quads_schema(),
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
