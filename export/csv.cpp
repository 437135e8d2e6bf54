#include "export/csv.h"

#include <algorithm>
#include <array>

#include "export/measures.h"
#include "export/plain_text.h"
#include "export/words.h"

namespace relata {

namespace {

// Spreadsheets take a cell for a formula that starts with one of these, the full-width forms and a
// leading control character included.
bool starts_formula(std::string_view text) {
  constexpr std::array<std::string_view, 11> starts = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                       "\n", "＝", "＋", "－", "＠"};
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

// Line feeds and tabs are text in a quoted cell; every other steering character is written out.
std::string without_controls(std::string_view text) {
  std::string out;
  std::string run;
  for (const char c : text) {
    if (c != '\n' && c != '\t' && c != '\r') {
      run += c;
      continue;
    }
    out += visible(run) + c;
    run.clear();
  }
  return out + visible(run);
}

class CsvTable {
 public:
  explicit CsvTable(const RenderOptions& options) : cells_(options.csv_cells) {}

  // Text from the data.
  void text(std::string_view value) {
    if (cells_ == RenderOptions::CsvCells::raw) {
      put(value);
      return;
    }
    put((starts_formula(value) ? "'" : "") + without_controls(value));
  }

  // Our own words and numbers: a negative number is no formula.
  void put(std::string_view value) {
    if (!is_row_start_) out_ += ',';
    is_row_start_ = false;
    if (value.find_first_of("\",\r\n") == std::string_view::npos) {
      out_ += value;
      return;
    }
    out_ += '"';
    for (const char c : value) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }

  void end_row() {
    out_ += "\r\n";
    is_row_start_ = true;
  }

  // Columns may be put before the row is ended.
  void begin_header(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) put(name);
  }
  void header(std::initializer_list<std::string_view> names) {
    begin_header(names);
    end_row();
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  RenderOptions::CsvCells cells_;
  std::string out_;
  bool is_row_start_ = true;
};

std::string date_cell(PartialDate date) { return date.is_known() ? date.text() : ""; }

std::string amount_cell(const std::optional<double>& amount) {
  return amount ? number_text(*amount) : "";
}

void put_entity_cells(CsvTable& table, const AnswerGraph& graph, EntityId id) {
  if (!id.is_some()) {
    table.put("");
    table.put("");
    return;
  }
  table.text(graph.entity(id).entity.key);
  table.text(name_of(graph, id));
}

void put_measure_cells(CsvTable& table, const EntityAnswer& entity,
                       const std::vector<Measure>& measures) {
  for (const Measure measure : measures) {
    const EntityMeasure* own = measure_of(entity, measure);
    table.put(own == nullptr ? "" : number_text(own->value));
  }
}

void put_relation_cells(CsvTable& table, const AnswerGraph& graph,
                        const RelationEvidence& evidence) {
  const Relation& relation = evidence.relation;
  const RelationTypeLabel& type = graph.relation_type(relation.type);
  table.text(relation.key);
  table.text(type.name);
  table.text(type.label);
  put_entity_cells(table, graph, relation.source);
  put_entity_cells(table, graph, relation.target);
  table.put(date_cell(relation.valid.from));
  table.put(date_cell(relation.valid.to));
  const Quantity quantity = relation.quantity.value_or(Quantity{});
  table.put(amount_cell(quantity.low));
  table.put(amount_cell(quantity.best));
  table.put(amount_cell(quantity.high));
  table.text(quantity.unit);
  table.put(word(evidence.status));
  table.put(std::to_string(evidence.origins));
}

void put_claim_cells(CsvTable& table, const AnswerGraph& graph, const ClaimEvidence& evidence) {
  const Claim& claim = evidence.claim;
  const Document& document = graph.document(claim.document);
  table.put(word(claim.stance));
  put_entity_cells(table, graph, claim.speaker);
  table.put(date_cell(evidence.reported));
  table.put(claim.confidence ? confidence_text(*claim.confidence) : "");
  table.text(document.key);
  table.text(document.publisher.is_some() ? name_of(graph, document.publisher) : "");
  table.text(document.language);
  table.text(origin_name(graph, evidence.origin));
  table.text(joined(relay_names(graph, evidence), " -> "));
  table.text(claim.quote);
  table.put(claim.span ? std::to_string(claim.span->begin) : "");
  table.put(claim.span ? std::to_string(claim.span->end) : "");
}

}  // namespace

std::string csv_of(const AnswerGraph& graph, const RenderOptions& options) {
  CsvTable table(options);
  const std::vector<Measure> measures = measures_of(graph.entities);
  table.begin_header({"relation",      "type",          "label",         "source",   "source_name",
                      "target",        "target_name",   "valid_from",    "valid_to", "quantity_low",
                      "quantity_best", "quantity_high", "quantity_unit", "status",   "origins",
                      "stance",        "speaker",       "speaker_name",  "reported", "confidence",
                      "document",      "publisher",     "language",      "origin",   "chain",
                      "quote",         "span_begin",    "span_end"});
  for (const char* end : {"source_", "target_"}) {
    for (const Measure measure : measures) table.put(end + std::string(word(measure)));
  }
  table.end_row();
  for (const RelationEvidence& relation : graph.relations) {
    for (const ClaimEvidence& claim : relation.claims) {
      put_relation_cells(table, graph, relation);
      put_claim_cells(table, graph, claim);
      put_measure_cells(table, graph.entity(relation.relation.source), measures);
      put_measure_cells(table, graph.entity(relation.relation.target), measures);
      table.end_row();
    }
  }
  return table.take();
}

std::string csv_of(const std::vector<EntityAnswer>& entities, const RenderOptions& options) {
  CsvTable table(options);
  table.header({"entity", "type", "name", "text", "language", "kind"});
  for (const EntityAnswer& answer : entities) {
    const auto put_row = [&](const Name* name) {
      table.text(answer.entity.key);
      table.text(answer.type);
      table.text(shown_name(answer.entity));
      table.text(name != nullptr ? name->text : "");
      table.text(name != nullptr ? name->language : "");
      table.put(name != nullptr ? word(name->kind) : "");
      table.end_row();
    };
    for (const Name& name : answer.entity.names) put_row(&name);
    if (answer.entity.names.empty()) put_row(nullptr);
  }
  return table.take();
}

std::string csv_of(const DiffAnswer& answer, const RenderOptions& options) {
  CsvTable table(options);
  table.header({"change", "relation", "type", "source", "source_name", "target", "target_name",
                "status_before", "origins_before", "status_after", "origins_after"});
  const auto put_standing = [&](const std::optional<Standing>& standing) {
    table.put(standing ? word(standing->status) : "");
    table.put(standing ? std::to_string(standing->origins) : "");
  };
  for (const RelationChange& change : answer.changes) {
    const Relation& relation = answer.graph.relation(change.relation).relation;
    table.put(word(change.kind));
    table.text(relation.key);
    table.text(answer.graph.relation_type(relation.type).name);
    put_entity_cells(table, answer.graph, relation.source);
    put_entity_cells(table, answer.graph, relation.target);
    put_standing(change.before);
    put_standing(change.after);
    table.end_row();
  }
  return table.take();
}

std::string csv_of(const SourcesAnswer& answer, const RenderOptions& options) {
  CsvTable table(options);
  table.header({"source", "source_name", "relations_alone", "relations", "claims"});
  for (const SourceLoad& source : answer.sources) {
    table.text(source.origin.entity.is_some() ? answer.graph.entity(source.origin.entity).entity.key
                                              : answer.graph.document(source.origin.document).key);
    table.text(origin_name(answer.graph, source.origin));
    table.put(std::to_string(source.relations_alone));
    table.put(std::to_string(source.relations));
    table.put(std::to_string(source.claims));
    table.end_row();
  }
  return table.take();
}

std::string csv_of(const CutAnswer& answer, const RenderOptions& options) {
  CsvTable table(options);
  table.header({"cut", "key", "name"});
  const AnswerGraph& graph = answer.graph;
  const auto put = [&](std::size_t number, const std::string& key, const std::string& name) {
    table.put(std::to_string(number));
    table.text(key);
    table.text(name);
    table.end_row();
  };
  for (std::size_t i = 0; i < answer.cuts.size(); ++i) {
    const Cut& cut = answer.cuts[i];
    for (const EntityId id : cut.entities) {
      put(i + 1, graph.entity(id).entity.key, name_of(graph, id));
    }
    for (const DocumentId id : cut.documents) {
      put(i + 1, graph.document(id).key, graph.document(id).title);
    }
    if (answer.question.of != CutOf::relations) continue;
    for (const RelationId id : cut.relations) {
      const Relation& relation = graph.relation(id).relation;
      put(i + 1, relation.key, sentence(graph, relation));
    }
  }
  return table.take();
}

std::string csv_of(const Statistics& statistics, const RenderOptions& options) {
  CsvTable table(options);
  table.header({"what", "type", "value"});
  const auto put_row = [&](std::string_view what, std::string_view type, std::string_view value) {
    table.put(what);
    table.text(type);
    table.put(value);
    table.end_row();
  };
  put_row("entities", "", std::to_string(statistics.entities));
  put_row("names", "", std::to_string(statistics.names));
  put_row("relations", "", std::to_string(statistics.relations));
  put_row("claims", "", std::to_string(statistics.claims));
  put_row("documents", "", std::to_string(statistics.documents));
  put_row("origins", "", std::to_string(statistics.origins));
  put_row("batches", "", std::to_string(statistics.batches));
  put_row("valid_from", "", date_cell(statistics.valid.from));
  put_row("valid_to", "", date_cell(statistics.valid.to));
  put_row("reported_from", "", date_cell(statistics.reported.from));
  put_row("reported_to", "", date_cell(statistics.reported.to));
  put_row("bytes_on_disk", "", std::to_string(statistics.bytes_on_disk));
  for (const TypeCount& count : statistics.entity_types) {
    put_row("entities", count.type, std::to_string(count.count));
  }
  for (const TypeCount& count : statistics.relation_types) {
    put_row("relations", count.type, std::to_string(count.count));
  }
  return table.take();
}

std::string csv_of(const std::vector<Batch>& batches, const RenderOptions& options) {
  CsvTable table(options);
  table.header(
      {"batch", "id", "recorded", "source", "entities", "relations", "claims", "documents"});
  for (const Batch& batch : batches) {
    table.put(std::to_string(batch.number));
    table.text(batch.id);
    table.put(time_words(batch.recorded_unix_ms));
    table.text(batch.source);
    for (const std::uint64_t count :
         {batch.entities, batch.relations, batch.claims, batch.documents}) {
      table.put(std::to_string(count));
    }
    table.end_row();
  }
  return table.take();
}

std::string csv_of(const RetractAnswer& answer, const RenderOptions& options) {
  CsvTable table(options);
  table.header({"relation", "source", "type", "target", "status_before", "status_after"});
  for (const StatusChange& change : answer.changes) {
    const Relation& relation = answer.graph.relation(change.relation).relation;
    table.text(relation.key);
    table.text(answer.graph.entity(relation.source).entity.key);
    table.text(answer.graph.relation_type(relation.type).name);
    table.text(answer.graph.entity(relation.target).entity.key);
    table.put(word(change.before));
    table.put(word(change.after));
    table.end_row();
  }
  return table.take();
}

std::string csv_of(const Schema& schema, const RenderOptions& options) {
  CsvTable table(options);
  table.header({"kind", "name", "label", "parent", "inverse_label", "source_types", "target_types",
                "is_symmetric", "is_declared"});
  for (const EntityType& type : schema.entity_types()) {
    table.put("entity");
    table.text(type.name);
    table.text(type.label);
    table.text(type.parent);
    for (int i = 0; i < 4; ++i) table.put("");
    table.put(type.is_declared ? "true" : "false");
    table.end_row();
  }
  for (const RelationType& type : schema.relation_types()) {
    table.put("relation");
    table.text(type.name);
    table.text(type.label);
    table.put("");
    table.text(type.inverse_label);
    table.text(joined(type.source_types, " "));
    table.text(joined(type.target_types, " "));
    table.put(type.is_symmetric ? "true" : "false");
    table.put(type.is_declared ? "true" : "false");
    table.end_row();
  }
  return table.take();
}

std::string csv_of(const ResolveAnswer& answer, const RenderOptions& options) {
  CsvTable table(options);
  table.header({"a", "a_name", "a_type", "b", "b_name", "b_type", "score", "is_safe", "reasons"});
  for (const Proposal& proposal : answer.proposals) {
    for (const EntityId id : {proposal.a, proposal.b}) {
      const EntityAnswer& entity = answer.entity(id);
      table.text(entity.entity.key);
      table.text(shown_name(entity.entity));
      table.text(entity.type);
    }
    table.put(number_text(proposal.score));
    table.put(proposal.is_safe ? "true" : "false");
    std::vector<std::string> reasons;
    for (const ResolveReason& reason : proposal.reasons) {
      reasons.push_back(reason.rule + " " + bits_words(reason) + " " + reason.words);
    }
    table.text(joined(reasons, "; "));
    table.end_row();
  }
  return table.take();
}

std::string csv_of(const AnalysisAnswer& answer, const RenderOptions& options) {
  CsvTable table(options);
  table.begin_header({"rank", "entity", "name", "type"});
  for (const MeasureColumn& column : answer.columns) {
    const std::string name(word(column.measure));
    table.put(name);
    if (!column.standard_errors.empty()) table.put(name + "_standard_error");
  }
  table.end_row();
  for (std::size_t place = 0; place < answer.entities.size(); ++place) {
    const EntityAnswer& entity = answer.graph.entity(answer.entities[place]);
    table.put(std::to_string(place + 1));
    table.text(entity.entity.key);
    table.text(shown_name(entity.entity));
    table.text(entity.type);
    for (const MeasureColumn& column : answer.columns) {
      table.put(column.values.empty() ? "" : number_text(column.values[place]));
      if (!column.standard_errors.empty()) table.put(number_text(column.standard_errors[place]));
    }
    table.end_row();
  }
  return table.take();
}

}  // namespace relata
