#include "ingest/readers.h"

#include <relata/error.h>
#include <relata/ingest.h>
#include <algorithm>
#include <array>
#include <string>

#include "ingest/acled.h"
#include "ingest/brat.h"
#include "ingest/csv.h"
#include "ingest/cx2.h"
#include "ingest/cyjs.h"
#include "ingest/docred.h"
#include "ingest/factrueval.h"
#include "ingest/ftm.h"
#include "ingest/ftm_statements.h"
#include "ingest/gdelt.h"
#include "ingest/gdelt_gkg.h"
#include "ingest/gdelt_mentions.h"
#include "ingest/gexf.h"
#include "ingest/graph_document.h"
#include "ingest/graphml.h"
#include "ingest/graphrag.h"
#include "ingest/icews.h"
#include "ingest/id_quads.h"
#include "ingest/jgf.h"
#include "ingest/kgtk.h"
#include "ingest/llama_index.h"
#include "ingest/misp.h"
#include "ingest/native_jsonl.h"
#include "ingest/neo4j_csv.h"
#include "ingest/node_link.h"
#include "ingest/openie.h"
#include "ingest/rdf.h"
#include "ingest/spacy.h"
#include "ingest/stix.h"
#include "ingest/text_quads.h"
#include "ingest/triples.h"
#include "ingest/ucdp.h"
#include "ingest/wikidata.h"

namespace relata {
namespace {

constexpr std::array all = {
    &native_reader,        &acled_reader,          &brat_reader,           &csv_reader,
    &cx2_reader,           &cyjs_reader,           &docred_reader,         &factrueval_reader,
    &ftm_reader,           &ftm_statements_reader, &gdelt_gkg_reader,      &gdelt_mentions_reader,
    &gdelt_reader,         &gexf_reader,           &graph_document_reader, &graphml_reader,
    &graphrag_json_reader, &graphrag_reader,       &icews_reader,          &id_quads_reader,
    &jgf_reader,           &kgtk_reader,           &llama_index_reader,    &misp_reader,
    &neo4j_csv_reader,     &node_link_reader,      &openie_reader,         &rdf_reader,
    &spacy_reader,         &stix_reader,           &text_quads_reader,     &triples_reader,
    &ucdp_reader,          &wikidata_reader,
};

std::string_view without_compression(std::string_view name) {
  for (const std::string_view suffix : {".gz", ".bz2", ".zst", ".xz"}) {
    if (name.size() > suffix.size() && name.ends_with(suffix)) {
      return name.substr(0, name.size() - suffix.size());
    }
  }
  return name;
}

// Calls `take` with each line that is there whole, without its end, until it returns false.
template <class Take>
void visit_lines(const Beginning& beginning, const Take& take) {
  std::string_view rest = beginning.text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos && !beginning.is_whole) return;
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!take(line)) return;
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

}  // namespace

std::string_view Beginning::first_line(std::string_view comment) const {
  std::string_view found;
  const Beginning whole{.name = name, .text = text, .is_whole = true};
  visit_lines(whole, [&](std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return true;
    if (!comment.empty() && line.substr(begin).starts_with(comment)) return true;
    found = line;
    return false;
  });
  return found;
}

std::string_view Beginning::first_line_so_far() const {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool Beginning::has_columns(std::size_t columns, char delimiter, std::size_t lines) const {
  std::size_t seen = 0;
  bool fits = true;
  visit_lines(*this, [&](std::string_view line) {
    const auto fields = static_cast<std::size_t>(std::count(line.begin(), line.end(), delimiter));
    fits = fits && fields + 1 == columns;
    return ++seen < lines && fits;
  });
  return fits && seen > 0;
}

std::span<const Reader* const> readers() { return all; }

const Reader& reader_called(std::string_view name) {
  std::string names;
  for (const Reader* reader : all) {
    if (reader->name == name) return *reader;
    names += (names.empty() ? "" : ", ") + std::string(reader->name);
  }
  throw Error(ErrorCode::usage, "there is no format \"" + std::string(name) + "\"; there are " +
                                    names + " (`relata formats` explains them)");
}

const Reader* reader_of(const InputStream& input) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  Beginning beginning{.name = without_compression(input.file().name),
                      .text = input.beginning(),
                      .is_whole = input.beginning().size() < InputStream::beginning_bytes,
                      .path = input.file().path};
  if (input.file().path == "-") beginning.name = beginning.path = {};
  if (beginning.text.starts_with(byte_order_mark)) {
    beginning.text.remove_prefix(byte_order_mark.size());
  }
  return reader_of(beginning);
}

const Reader* reader_of(const Beginning& beginning) {
  const Reader* likeliest = nullptr;
  Likelihood best = Likelihood::none;
  for (const Reader* reader : all) {
    const Likelihood likelihood = reader->recognize(beginning);
    // What has no name and is JSON is relata's own only if nothing else would take it.
    const bool is_before_own = likeliest == &native_reader && beginning.name.empty() &&
                               best == Likelihood::possible && likelihood == best;
    if (likelihood <= best && !is_before_own) continue;
    best = likelihood;
    likeliest = reader;
  }
  return likeliest;
}

void check_input_format(std::string_view name) { static_cast<void>(reader_called(name)); }

std::vector<InputFormatInfo> input_formats() {
  std::vector<InputFormatInfo> formats;
  for (const Reader* reader : all) {
    formats.push_back({.name = reader->name,
                       .title = reader->title,
                       .files = reader->files,
                       .example = reader->example});
  }
  return formats;
}

}  // namespace relata
