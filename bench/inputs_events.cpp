// The graph as tables of events: each relation an event between its two actors.

#include <algorithm>
#include <array>
#include <set>

#include "bench/format_inputs.h"

namespace relata::bench {
namespace {

constexpr std::array codes = {"010", "020", "036", "040", "042", "043", "051", "057",
                              "070", "111", "112", "130", "141", "173", "190", "193"};

const char* code_of(const ActorRelation& relation) { return codes[relation.type % codes.size()]; }

// 2005-01-31 as 20050131.
std::string digits_of(const std::string& date) {
  std::string digits = date;
  std::erase(digits, '-');
  return digits;
}

// Cells between tabs, most of them empty.
template <std::size_t Columns>
void print_cells(InputWriter& out, const std::array<std::string, Columns>& cells) {
  for (std::size_t i = 0; i < Columns; ++i) out.print("%s%s", i == 0 ? "" : "\t", cells[i].c_str());
  out.print("\n");
}

std::string page(std::uint32_t document) {
  return "https://news-" + std::to_string(document % 100) + ".example.org/" +
         std::to_string(document);
}

std::string actor(std::uint32_t entity) {
  std::string digits = std::to_string(entity);
  digits.insert(0, 6 - std::min<std::size_t>(digits.size(), 6), '0');
  return "Actor " + digits;
}

std::uint64_t write_gdelt(const FormatSource& source) {
  InputWriter out(source.directory / "actors.export.CSV");
  std::uint64_t serial = 0;
  for (const ActorRelation& each : source.graph.relations) {
    std::array<std::string, 61> cells;
    cells[0] = std::to_string(++serial);
    cells[1] = digits_of(source.dates[each.day]);
    cells[5] = "A" + std::to_string(each.source);
    cells[6] = actor(each.source);
    cells[15] = "A" + std::to_string(each.target);
    cells[16] = actor(each.target);
    cells[25] = "1";
    cells[26] = cells[27] = code_of(each);
    cells[28] = cells[26].substr(0, 2);
    cells[29] = "1";
    cells[30] = "-2.0";
    cells[31] = cells[32] = cells[33] = "3";
    cells[34] = "-3.25";
    cells[59] = digits_of(source.dates[each.document]) + "001500";
    cells[60] = page(each.document);
    print_cells(out, cells);
  }
  out.close();
  return serial;
}

std::uint64_t write_gdelt_mentions(const FormatSource& source) {
  write_gdelt(source);
  InputWriter out(source.directory / "actors.mentions.CSV");
  std::uint64_t serial = 0;
  for (const ActorRelation& each : source.graph.relations) {
    std::array<std::string, 16> cells;
    // Another page than the one that the event was found on.
    const std::uint32_t document = (each.document + 1U) % ActorGraph::documents_count;
    const std::string time = digits_of(source.dates[document]) + "001500";
    cells[0] = std::to_string(++serial);
    cells[1] = digits_of(source.dates[each.day]) + "000000";
    cells[2] = time;
    cells[3] = "1";
    cells[4] = "example.org";
    cells[5] = page(document);
    cells[6] = "3";
    cells[7] = "-1";
    cells[8] = "40";
    cells[9] = "52";
    cells[10] = "1";
    cells[11] = std::to_string(each.confidence / 10);
    cells[12] = "900";
    cells[13] = "-4.1";
    print_cells(out, cells);
  }
  out.close();
  return serial;
}

std::uint64_t write_gdelt_gkg(const FormatSource& source) {
  constexpr std::size_t pairs = 10;           // in one document
  constexpr std::size_t characters = 10'000;  // between them
  InputWriter out(source.directory / "actors.gkg.csv");
  const auto& relations = source.graph.relations;
  std::uint64_t written = 0;
  for (std::size_t first = 0; first < relations.size(); first += pairs) {
    const std::string time = digits_of(source.dates[first / pairs % source.dates.size()]);
    std::array<std::string, 27> cells;
    cells[0] = time + "000000-" + std::to_string(first);
    cells[1] = time + "000000";
    cells[2] = "1";
    cells[3] = "example.org";
    cells[4] = "https://example.org/" + std::to_string(first);
    std::set<std::pair<std::uint32_t, std::uint32_t>>
        named;  // in a document a pair is one relation
    for (std::size_t i = first; i < std::min(first + pairs, relations.size()); ++i) {
      if (!named.insert(std::minmax(relations[i].source, relations[i].target)).second) continue;
      const std::size_t at = (i - first) * characters;
      cells[12] += actor(relations[i].source) + "," + std::to_string(at) + ";" +
                   actor(relations[i].target) + "," + std::to_string(at + 50) + ";";
    }
    cells[15] = "-2,1,3,4,20,0,300";
    print_cells(out, cells);
    written += named.size();
  }
  out.close();
  return written;
}

std::uint64_t write_icews(const FormatSource& source) {
  InputWriter out(source.directory / "events.tab");
  out.print(
      "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
      "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\t"
      "Publisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n");
  std::uint64_t serial = 0;
  for (const ActorRelation& each : source.graph.relations) {
    out.print("%llu\t%s\tActor %06u\tNA\tNA\tEvent\t%s\t-2.0\tActor %06u\tNA\tNA\t%u\t2\t",
              static_cast<unsigned long long>(++serial), source.dates[each.day].c_str(),
              each.source, code_of(each), each.target, each.document + 1U);
    out.print("News %u\tExton\tNA\tNA\tExland\t50.4\t30.5\n", each.document % 100U);
  }
  out.close();
  return serial;
}

std::uint64_t write_ucdp(const FormatSource& source) {
  constexpr std::size_t relations_of_a_row = 6;
  const std::size_t rows = source.graph.relations.size() / relations_of_a_row;
  InputWriter out(source.directory / "GEDEvent.csv");
  out.print(
      "id,relid,type_of_violence,conflict_new_id,conflict_name,dyad_name,side_a_new_id,side_a,"
      "side_b_new_id,side_b,source_article,source_original,where_coordinates,adm_1,country,"
      "country_id,date_prec,date_start,date_end,deaths_a,best,high,low,gwnoa\n");
  for (std::size_t i = 0; i < rows; ++i) {
    const ActorRelation& each = source.graph.relations[i];
    const char* const date = source.dates[each.day].c_str();
    out.print("%zu,EX-%zu,1,%u,Conflict %u,a - b,%u,Actor %06u,%u,Actor %06u,", i, i, each.type,
              each.type, each.source, each.source, each.target, each.target);
    out.print("\"\"\"News %u,%s,Clash %u\"\"\",,", each.document % 100U,
              source.dates[each.document].c_str(), each.document);
    out.print("Town %u,Province %u,Exland,652,1,%s,%s,0,3,5,2,365\n", each.document,
              each.document % 100U, date, date);
  }
  out.close();
  return rows * relations_of_a_row;
}

std::uint64_t write_acled(const FormatSource& source) {
  constexpr std::size_t relations_of_a_row = 5;
  const std::size_t rows = source.graph.relations.size() / relations_of_a_row;
  InputWriter out(source.directory / "actors.csv");
  out.print(
      "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,"
      "inter1,actor2,assoc_actor_2,inter2,country,admin1,location,latitude,source,notes,"
      "fatalities,timestamp\n");
  for (std::size_t i = 0; i < rows; ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("EXL%zu,%s,1,Battles,Armed clash,Actor %06u,,1,Actor %06u,,2,Exland,", i,
              source.dates[each.day].c_str(), each.source, each.target);
    out.print("Province %u,Town %u,50.1,News %u,\"A clash, number %zu.\",3,1705400000\n",
              each.document % 100U, each.document, each.document % 100U, i);
  }
  out.close();
  return rows * relations_of_a_row;
}

constexpr std::array all = {
    FormatInput{.format = "gdelt", .input = "actors.export.CSV", .write = write_gdelt},
    FormatInput{.format = "gdelt-mentions",
                .input = "actors.mentions.CSV",
                .known = "actors.export.CSV",
                .write = write_gdelt_mentions},
    FormatInput{.format = "gdelt-gkg", .input = "actors.gkg.csv", .write = write_gdelt_gkg},
    FormatInput{.format = "icews", .input = "events.tab", .write = write_icews},
    FormatInput{.format = "ucdp", .input = "GEDEvent.csv", .write = write_ucdp},
    FormatInput{.format = "acled", .input = "actors.csv", .write = write_acled},
};

}  // namespace

std::span<const FormatInput> event_inputs() { return all; }

}  // namespace relata::bench
