#include "cli/output_options.h"
#include "export/json_writer.h"
#include "export/plain_text.h"
#include "export/words.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) { add_output_options(options, Shown::report); }

std::string text_of(const StoreInfo& info, const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += visible(finding.where + ": " + finding.what) + "\n";
  }
  if (findings.empty()) {
    return info.location + ": whole. Every value reads and every index agrees, up to batch " +
           grouped(info.head) + ".\n";
  }
  return text + count_words(findings.size(), "finding", "findings") +
         "; restore a copy of the store or ingest anew.\n";
}

std::string json_of(const StoreInfo& info, const std::vector<Finding>& findings) {
  JsonWriter json;
  json.begin_object();
  json.field("answer", "verify");
  json.field("location", info.location);
  json.field("uuid", info.uuid);
  json.count_field("format_version", info.format_version);
  json.count_field("head", info.head);
  json.key("findings");
  json.begin_array();
  for (const Finding& finding : findings) {
    json.begin_object();
    json.field("where", finding.where);
    json.field("what", finding.what);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take_line();
}

Outcome run(const Command& command) {
  const Format format = report_format(command);
  const auto store = open_store(command.store_path(), OpenMode::read);
  const std::vector<Finding> findings = store->verify();
  return {.output = format == Format::text ? text_of(store->info(), findings)
                                           : json_of(store->info(), findings),
          .code = findings.empty() ? ExitCode::done : ExitCode::damaged};
}

}  // namespace

const Verb verify_verb = {
    .name = "verify",
    .arguments = "",
    .arguments_min = 0,
    .arguments_max = 0,
    .summary = "Read every value of the store and check that every index agrees with every other.",
    .examples = "relata verify --store kursk.store",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli
