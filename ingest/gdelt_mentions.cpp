#include "ingest/gdelt_mentions.h"

#include <array>
#include <string>

#include "ingest/foreign_values.h"
#include "ingest/gdelt_documents.h"
#include "ingest/row_properties.h"
#include "ingest/table_rows.h"

namespace relata {
namespace {

constexpr std::size_t columns_count = 16;
constexpr std::size_t id_column = 0;
constexpr std::size_t seen_column = 2;
constexpr std::size_t type_column = 3;
constexpr std::size_t source_column = 4;
constexpr std::size_t document_column = 5;
constexpr std::size_t sentence_column = 6;
constexpr std::array<std::size_t, 3> offset_columns = {7, 8, 9};  // actor 1, actor 2, action
constexpr std::size_t in_raw_text_column = 10;
constexpr std::size_t confidence_column = 11;
constexpr std::size_t length_column = 12;
constexpr std::size_t tone_column = 13;
constexpr std::size_t translation_column = 14;
constexpr std::size_t extras_column = 15;

std::optional<Confidence> confidence_of_percent(std::string_view cell) {
  const auto percent = number_of(cell);
  return percent ? confidence_of(*percent / 100) : std::nullopt;
}

void put_mention(const TableRows::Row& row, RecordSink& sink) {
  const auto& cells = row.cells;
  if (cells.size() != columns_count) {
    return sink.refuse(why_not_so_wide(row, columns_count), RecordKind::relation);
  }
  const auto refuse = [&](const char* field, const char* reason) {
    sink.refuse({.field = field, .reason = reason}, RecordKind::relation);
  };
  if (cells[id_column].empty()) return refuse("GLOBALEVENTID", "expected the event's number");
  if (cells[document_column].empty()) return refuse("MentionIdentifier", "expected a document");
  const auto seen = date_of_digits(cells[seen_column]);
  if (!seen) return refuse("MentionTimeDate", "expected a time, YYYYMMDDHHMMSS");
  const auto confidence = confidence_of_percent(cells[confidence_column]);
  if (!confidence) return refuse("Confidence", "expected a number from 0 to 100");

  const std::string_view kind = cells[type_column];
  const std::string language = gdelt_language(cells[translation_column]);
  DocumentRecord document{
      .key = cells[document_column],
      .publisher = gdelt_publisher(kind, cells[document_column], cells[source_column]),
      .language = language,
      .date = *seen};
  add_text(document.properties, "MentionType", kind == gdelt_web_kind ? std::string_view() : kind);
  add_text(document.properties, "MentionSourceName",
           document.publisher == cells[source_column] ? std::string_view() : cells[source_column]);
  add_number(document.properties, "MentionDocLen", cells[length_column]);
  add_number(document.properties, "MentionDocTone", cells[tone_column]);
  add_text(document.properties, "MentionDocTranslationInfo", cells[translation_column]);
  add_text(document.properties, "Extras", cells[extras_column]);
  const std::string key = "gdelt:" + std::string(cells[id_column]);
  // Offsets are approximate and of the English translation, so that they are no span of a claim.
  std::string place = key + ", sentence " + std::string(cells[sentence_column]) + ", characters";
  for (const std::size_t column : offset_columns) place.append(" ").append(cells[column]);
  place += ", in raw text " + std::string(cells[in_raw_text_column]);
  add_text(document.properties, "mention", place);
  sink.add(document);
  sink.add(RelationRecord{
      .key = key, .claims = {{.document = cells[document_column], .confidence = confidence}}});
}

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line();
  if (beginning.name.ends_with(".mentions.CSV") && line.find('\t') != std::string_view::npos) {
    return Likelihood::certain;
  }
  if (!beginning.has_columns(columns_count, '\t')) return Likelihood::none;
  const auto cells = split_list(line, "\t");
  constexpr std::size_t time_size = 14;  // YYYYMMDDHHMMSS
  const bool has_times = cells.size() > seen_column && cells[1].size() == time_size &&
                         cells[seen_column].size() == time_size && date_of_digits(cells[1]) &&
                         date_of_digits(cells[seen_column]);
  return has_times ? Likelihood::certain : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none}, sink.record_bytes_max());
  for (TableRows::Row row; rows.next(sink, row);) {
    sink.begin(row.line);
    put_mention(row, sink);
  }
}

}  // namespace

const Reader gdelt_mentions_reader = {
    .name = "gdelt-mentions",
    .title = "GDELT 2.0 mentions",
    .files = "*.mentions.CSV",
    .example =
        "==> a.export.CSV <==\n"
        "1\t20240806\t\t\t\tRUS\tRUSSIA\tRUS\t\t\t\t\t\t\t\tUKR\tUKRAINE\tUKR\t\t\t\t\t\t\t\t1\t190"
        "\t190\t19\t4\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t20240806120000\tht"
        "tps://a.example/1\n"
        "==> a.mentions.CSV <==\n"
        "1\t20240806120000\t20240806121500\t1\ta.example\thttps://a.example/"
        "1\t1\t\t\t\t\t90\t2000\t-3.1\t\t",
    .place_unit = PlaceUnit::line,
    .schemas = {},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata
