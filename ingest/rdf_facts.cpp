#include "ingest/rdf_facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/foreign_values.h"
#include "ingest/iri.h"
#include "ingest/json_fields.h"
#include "ingest/rdf_annotations.h"
#include "ingest/wikidata_statement.h"
#include "ingest/wikidata_types.h"

namespace relata {
namespace {

constexpr std::string_view wikidata_entity = "http://www.wikidata.org/entity/";
constexpr std::string_view wikidata_property = "http://www.wikidata.org/prop/";
constexpr std::string_view wikidata_direct = "http://www.wikidata.org/prop/direct/";
constexpr std::size_t run_max = 10'000;  // a longer run is no reifier

bool is(const RdfTerm& term, std::string_view iri) {
  return term.kind == RdfKind::iri && term.text == iri;
}

bool is_classic_part(const RdfTerm& predicate) {
  return is(predicate, rdf::subject) || is(predicate, rdf::predicate) || is(predicate, rdf::object);
}

bool is_reifying(const RdfStatement& statement) {
  const bool is_new = is(statement.predicate, rdf::reifies);
  return (is_new && statement.object.kind == RdfKind::triple) ||
         is_classic_part(statement.predicate);
}

std::optional<NameKind> name_kind_of(std::string_view predicate) {
  constexpr std::array labels = {
      "http://www.w3.org/2000/01/rdf-schema#label",
      "http://www.w3.org/2004/02/skos/core#prefLabel",
      "http://schema.org/name",
      "https://schema.org/name",
      "http://xmlns.com/foaf/0.1/name",
  };
  constexpr std::array aliases = {
      "http://www.w3.org/2004/02/skos/core#altLabel",
      "http://schema.org/alternateName",
      "https://schema.org/alternateName",
      "http://xmlns.com/foaf/0.1/nick",
  };
  if (std::find(labels.begin(), labels.end(), predicate) != labels.end()) {
    return NameKind::canonical;
  }
  if (std::find(aliases.begin(), aliases.end(), predicate) != aliases.end()) {
    return NameKind::alias;
  }
  return std::nullopt;
}

// The relation type of a predicate. Its IRI becomes a property, unless the type says it all.
std::string relation_type_of(std::string_view predicate) {
  if (predicate == "http://www.w3.org/2002/07/owl#sameAs") return "same_as";
  const std::string_view name = local_name_of_iri(predicate);
  const bool is_wikidata = predicate.starts_with(wikidata_property) && is_wikidata_id(name);
  return is_wikidata ? std::string(name) : type_name_of(name);
}

std::vector<Property> properties_of_predicate(std::string_view predicate) {
  const bool says_all =
      predicate.starts_with(wikidata_direct) || predicate == "http://www.w3.org/2002/07/owl#sameAs";
  if (says_all) return {};
  return {{.name = "predicate", .value = std::string(predicate)}};
}

std::string language_of(const RdfTerm& term) {
  return language_tag_of(std::string_view(term.language).substr(0, term.language.find("--")));
}

std::size_t number_of_link(const std::string& source, const std::string& predicate,
                           const std::string& target) {
  std::string all = source;
  for (const std::string* part : {&predicate, &target}) {
    all += '\0';
    all += *part;
  }
  return std::hash<std::string>()(all);
}

// The triples that a node reifies, in either way.
std::vector<RdfTerm> triples_of(const std::vector<RdfStatement>& statements) {
  std::vector<RdfTerm> triples;
  std::array<const RdfTerm*, 3> parts{};
  bool is_unclear = false;
  const auto set = [&](std::size_t place, const RdfTerm& term) {
    is_unclear = is_unclear || (parts[place] != nullptr && *parts[place] != term);
    parts[place] = &term;
  };
  for (const RdfStatement& statement : statements) {
    if (is(statement.predicate, rdf::reifies) && statement.object.kind == RdfKind::triple) {
      triples.push_back(statement.object);
    }
    if (is(statement.predicate, rdf::subject)) set(0, statement.object);
    if (is(statement.predicate, rdf::predicate)) set(1, statement.object);
    if (is(statement.predicate, rdf::object)) set(2, statement.object);
  }
  const bool has_all =
      std::all_of(parts.begin(), parts.end(), [](const RdfTerm* part) { return part != nullptr; });
  if (has_all && !is_unclear && parts[1]->kind == RdfKind::iri) {
    triples.push_back({.kind = RdfKind::triple, .parts = {*parts[0], *parts[1], *parts[2]}});
  }
  return triples;
}

// What is said of the node besides that it reifies.
std::vector<RdfStatement> annotations_of(const std::vector<RdfStatement>& statements) {
  std::vector<RdfStatement> annotations;
  for (const RdfStatement& statement : statements) {
    const bool is_type = is(statement.predicate, rdf::type) && is(statement.object, rdf::statement);
    if (!is_type && !is_reifying(statement)) annotations.push_back(statement);
  }
  return annotations;
}

}  // namespace

RdfFacts::RdfFacts(RecordSink& sink, std::string file) : sink_(sink), file_(std::move(file)) {}

std::string RdfFacts::key_of(const RdfTerm& term) {
  if (term.kind == RdfKind::blank) return file_ + "#_:" + term.text;
  const std::string_view iri = term.text;
  if (!is_absolute_iri(iri)) {
    return file_ + (iri.starts_with('#') ? "" : "#") + term.text;
  }
  if (iri.starts_with(wikidata_entity) && is_wikidata_id(iri.substr(wikidata_entity.size()))) {
    return std::string(iri.substr(wikidata_entity.size()));
  }
  return term.text;
}

void RdfFacts::add_document(const std::string& key) {
  if (documents_.insert(key).second) sink_.add(DocumentRecord{.key = key});
}

std::string RdfFacts::document_of(const RdfTerm& graph) {
  if (graph.kind == RdfKind::none) return {};
  std::string key = key_of(graph);
  add_document(key);
  return key;
}

void RdfFacts::take(RdfStatement&& statement) {
  const bool is_link = is_rdf_node(statement.object) && !is(statement.predicate, rdf::type);
  if (statement.is_annotated && is_link) {  // what reifies it says it too
    note_asserted(statement);
    return;
  }
  if (!run_.empty() && (run_.front().subject != statement.subject || run_.size() >= run_max)) {
    flush();
  }
  run_.push_back(std::move(statement));
}

void RdfFacts::note_asserted(const RdfStatement& statement) {
  asserted_.insert(number_of_link(key_of(statement.subject), statement.predicate.text,
                                  key_of(statement.object)));
}

void RdfFacts::flush() {
  if (run_.empty()) return;
  std::vector<RdfStatement> run = std::exchange(run_, {});
  std::erase_if(run, [&](RdfStatement& statement) { return wikibase_.take(statement); });
  if (run.empty()) return;
  const std::string key = key_of(run.front().subject);
  auto reifier = reifiers_.find(key);
  if (reifier == reifiers_.end() && std::any_of(run.begin(), run.end(), is_reifying)) {
    reifier = reifiers_.try_emplace(key).first;
    reifier_keys_.push_back(key);
  }
  if (reifier == reifiers_.end()) {
    for (const RdfStatement& statement : run) put_fact(statement);
  } else {
    auto& statements = reifier->second.statements;
    statements.insert(statements.end(), run.begin(), run.end());
  }
}

void RdfFacts::end() {
  flush();
  wikibase_.end([&](const WikibaseNodes::Whole& whole) { put_wikidata(whole); },
                [&](const RdfStatement& statement) { put_fact(statement); });
  for (const std::string& key : reifier_keys_) put_reifier(reifiers_.find(key)->second);
  reifiers_.clear();
  reifier_keys_.clear();
}

void RdfFacts::put_fact(const RdfStatement& statement) {
  sink_.begin(statement.line);
  if (!wikibase_.repeats(statement)) put_parts(statement);
}

void RdfFacts::put_parts(const RdfStatement& statement) {
  const std::string key = key_of(statement.subject);
  if (is(statement.predicate, rdf::type) && statement.object.kind == RdfKind::iri) {
    put_type(statement, key);
  } else if (is_rdf_node(statement.object)) {
    put_link(statement, key);
  } else {
    put_literal(statement, key);
  }
}

// The first type counts, or a nearer one; all of them are properties.
void RdfFacts::put_type(const RdfStatement& statement, const std::string& key) {
  std::string type = type_of_rdf_class(statement.object.text);
  if (!type.empty()) type = types_.settle(key, type);
  sink_.add(EntityRecord{
      .key = key, .type = type, .properties = {{.name = "type", .value = statement.object.text}}});
}

void RdfFacts::put_literal(const RdfStatement& statement, const std::string& key) {
  if (statement.graph.kind != RdfKind::none) {
    sink_.warn("the graph of a value that is no entity is left out");
  }
  const RdfTerm& value = statement.object;
  EntityRecord entity{.key = key};
  const auto kind = name_kind_of(statement.predicate.text);
  const std::string language = language_of(value);
  if (kind && value.kind == RdfKind::literal && !value.text.empty()) {
    entity.names.push_back({.text = value.text, .language = language, .kind = *kind});
  } else {
    entity.properties.push_back(rdf_property(statement.predicate, value));
  }
  sink_.add(entity);
}

void RdfFacts::put_link(const RdfStatement& statement, const std::string& key) {
  const std::string target = key_of(statement.object);
  const std::string& predicate = statement.predicate.text;
  if (const auto reifier = reifiers_.find(target); reifier != reifiers_.end()) {
    reifier->second.is_named = true;
  }
  note_asserted(statement);
  const std::string type = relation_type_of(predicate);
  const std::string document = document_of(statement.graph);
  sink_.mention(key, "");
  sink_.mention(target, "");
  // What Wikidata's classes mean is known.
  if (type == "P31") {
    if (const std::string_view known = type_of_wikidata_class(target); !known.empty()) {
      sink_.add(EntityRecord{.key = key, .type = types_.settle(key, known)});
    }
  }
  sink_.add(RelationRecord{.type = type,
                           .source = key,
                           .target = target,
                           .properties = properties_of_predicate(predicate),
                           .claims = {ClaimRecord{.document = document}}});
}

void RdfFacts::put_wikidata(const WikibaseNodes::Whole& whole) {
  sink_.begin(whole.line);
  std::string json = whole.json;
  JsonLine line;
  if (const auto problem = line.parse(json.data(), json.size())) {
    return sink_.refuse({.field = whole.property, .reason = problem->what});
  }
  const std::string key = key_of(whole.entity);
  WikidataRecord record;
  record.entity.key = key;
  try {
    read_wikidata_statement(whole.property, line.root(), record);
  } catch (Refusal& refusal) {
    return sink_.refuse(std::move(refusal));
  }
  const std::string_view type = type_of_wikidata_entity(record.relations);
  if (!type.empty()) record.entity.type = types_.settle(key, type);
  put_wikidata_record(record, sink_);
}

void RdfFacts::put_reifier(const Reifier& reifier) {
  const std::vector<RdfTerm> triples = triples_of(reifier.statements);
  const bool is_plain = std::all_of(triples.begin(), triples.end(), [](const RdfTerm& triple) {
    return is_rdf_node(triple.parts[0]) && triple.parts[2].kind != RdfKind::triple;
  });
  if (triples.empty() || !is_plain) {  // of half a triple, or of one that holds another
    for (const RdfStatement& statement : reifier.statements) put_fact(statement);
    return;
  }
  sink_.begin(reifier.statements.front().line);
  for (const RdfStatement& statement : reifier.statements) sink_.lies_at(statement.line);
  for (const RdfTerm& triple : triples) {
    if (is_rdf_node(triple.parts[2])) {
      put_claim(triple, reifier);
    } else {
      put_claimed_value(triple, reifier);
    }
    if (reifier.is_named) {
      sink_.add(EntityRecord{.key = key_of(reifier.statements.front().subject),
                             .properties = {{.name = "reifies", .value = words_of(triple)}}});
    }
  }
}

void RdfFacts::put_claim(const RdfTerm& triple, const Reifier& reifier) {
  const std::string source = key_of(triple.parts[0]);
  const std::string target = key_of(triple.parts[2]);
  const std::string& predicate = triple.parts[1].text;
  const bool is_asserted = asserted_.contains(number_of_link(source, predicate, target));
  const RdfClaim said = read_rdf_claim(annotations_of(reifier.statements));
  const std::string speaker = said.speaker.kind == RdfKind::none ? "" : key_of(said.speaker);
  std::vector<std::string> documents;
  for (const RdfTerm& document : said.documents) {
    documents.push_back(document.kind == RdfKind::literal ? document.text : key_of(document));
    add_document(documents.back());
  }
  if (documents.empty()) {
    documents.push_back(document_of(reifier.statements.front().graph));
  }
  const std::string type = relation_type_of(predicate);
  RelationRecord relation{.type = type,
                          .source = source,
                          .target = target,
                          .valid = said.valid,
                          .properties = properties_of_predicate(predicate)};
  relation.properties.insert(relation.properties.end(), said.properties.begin(),
                             said.properties.end());
  for (const std::string& document : documents) {
    relation.claims.push_back(
        {.document = document,
         .speaker = speaker,
         .stance = said.stance.value_or(is_asserted ? Stance::asserted : Stance::uncertain),
         .reported = said.reported,
         .confidence = said.confidence,
         .quote = said.quote});
  }
  sink_.mention(source, "");
  sink_.mention(target, "");
  if (!speaker.empty()) sink_.mention(speaker, "");
  sink_.add(relation);
}

// A claim about a value has no place: it is a property that says what it is.
void RdfFacts::put_claimed_value(const RdfTerm& triple, const Reifier& reifier) {
  std::string said;
  for (const RdfStatement& statement : annotations_of(reifier.statements)) {
    said += (said.empty() ? "" : "; ") + std::string(local_name_of_iri(statement.predicate.text)) +
            " " + words_of(statement.object);
  }
  sink_.warn("a claim about a value that is no entity becomes a property");
  sink_.add(EntityRecord{
      .key = key_of(triple.parts[0]),
      .properties = {
          {.name = std::string(local_name_of_iri(triple.parts[1].text)) + " claimed",
           .value = words_of(triple.parts[2]) + (said.empty() ? "" : " (" + said + ")")}}});
}

}  // namespace relata
