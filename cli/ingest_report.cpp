#include "cli/ingest_report.h"

#include "export/json_writer.h"
#include "export/text_page.h"
#include "export/words.h"

namespace relata::cli {
namespace {

struct NamedCounts {
  const char* name;
  const char* label;
  const RecordCounts& counts;
};

std::vector<NamedCounts> counts_of(const IngestReport& report) {
  return {{"records", "of the input", report.records},
          {"entities", "- entities", report.entities},
          {"documents", "- documents", report.documents},
          {"relations", "- relations", report.relations},
          {"other", "- other", report.other}};
}

std::string outcome_words(const IngestReport& report, const IngestQuery& query) {
  const std::string rejected =
      report.records.rejected == 0
          ? ""
          : "; " + count_words(report.records.rejected, "record was", "records were") + " rejected";
  if (query.effect == Effect::dry_run) {
    return "Nothing was written: this only looked" + rejected + ".";
  }
  if (report.batch == 0) return "Nothing new: the store is as it was" + rejected + ".";
  std::string words = "Batch " + grouped(report.batch) + " is in the store";
  if (report.batches > 1) {
    words = grouped(report.batches) + " batches are in the store";
    if (report.resumed_batches > 0) {
      words += " (" + grouped(report.resumed_batches) + " of them from before it was stopped)";
    }
  }
  words += ", with " + count_words(report.claims, "claim", "claims") + rejected + ".";
  if (report.merged > 0) {
    words += " " + count_words(report.merged, "entity was", "entities were") +
             " found to be one with another, and merged.";
  }
  return words;
}

std::string text_of_report(const IngestReport& report, const IngestQuery& query,
                           const RenderOptions& options) {
  TextPage page(options);
  std::vector<std::vector<Piece>> rows;
  for (const auto& [name, label, counts] : counts_of(report)) {
    if (counts.read == 0) continue;
    rows.push_back({{.text = label},
                    {.text = grouped(counts.read)},
                    {.text = grouped(counts.taken)},
                    {.text = grouped(counts.known)},
                    {.text = grouped(counts.rejected),
                     .tone = counts.rejected == 0 ? Tone::plain : Tone::denied}});
  }
  page.table({{.header = "Records"},
              {.header = "read", .align = Align::right},
              {.header = "taken", .align = Align::right},
              {.header = "known", .align = Align::right},
              {.header = "rejected", .align = Align::right}},
             rows);
  if (!rows.empty()) page.blank();
  page.line(outcome_words(report, query));
  return page.take();
}

void put_place(const InputPlace& place, JsonWriter& json) {
  json.field("file", place.file);
  if (place.line > 0) {
    json.count_field("line", place.line);
  } else {
    json.count_field("byte", place.byte);
  }
}

void put_rejections(const IngestReport& report, JsonWriter& json) {
  json.count_field("rejections_total", report.rejections_total);
  json.key("rejections");
  json.begin_array();
  for (const Rejection& rejection : report.rejections) {
    json.begin_object();
    put_place(rejection.place, json);
    json.optional_field("field", rejection.field);
    json.field("reason", rejection.reason);
    json.end_object();
  }
  json.end_array();
}

void put_warnings(const IngestReport& report, JsonWriter& json) {
  json.key("warnings");
  json.begin_array();
  for (const Warning& warning : report.warnings) {
    json.begin_object();
    json.field("text", warning.text);
    json.count_field("count", warning.count);
    json.key("first");
    json.begin_object();
    put_place(warning.first, json);
    json.end_object();
    json.end_object();
  }
  json.end_array();
}

void put_inputs(const IngestReport& report, JsonWriter& json) {
  json.key("inputs");
  json.begin_array();
  for (const InputFormat& input : report.inputs) {
    json.begin_object();
    json.field("file", input.file);
    json.field("format", input.format);
    json.end_object();
  }
  json.end_array();
  json.key("passed_over");
  json.begin_array();
  for (const std::string& file : report.passed_over) json.text(file);
  json.end_array();
}

std::string json_of_report(const IngestReport& report) {
  JsonWriter json;
  json.begin_object();
  json.field("answer", "ingest");
  put_inputs(report, json);
  for (const auto& [name, label, counts] : counts_of(report)) {
    json.key(name);
    json.begin_object();
    json.count_field("read", counts.read);
    json.count_field("taken", counts.taken);
    json.count_field("known", counts.known);
    json.count_field("rejected", counts.rejected);
    json.end_object();
  }
  json.count_field("claims", report.claims);
  json.count_field("batch", report.batch);
  json.count_field("batches", report.batches);
  json.count_field("resumed_batches", report.resumed_batches);
  json.count_field("merged", report.merged);
  json.optional_field("merging_left_out", report.merging_left_out);
  put_rejections(report, json);
  put_warnings(report, json);
  json.end_object();
  return json.take_line();
}

}  // namespace

std::string render_report(const IngestReport& report, const IngestQuery& query, Format format,
                          const RenderOptions& options) {
  return format == Format::text ? text_of_report(report, query, options) : json_of_report(report);
}

}  // namespace relata::cli
