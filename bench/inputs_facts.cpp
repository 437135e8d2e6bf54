// The graph as lines of facts: text and numbers between tabs, RDF, and relata's own format.

#include <array>

#include "bench/format_inputs.h"

namespace relata::bench {
namespace {

constexpr std::array event_words = {"Make statement", "Consult", "Host a visit", "Accuse",
                                    "Make a visit"};
constexpr std::array properties = {"P39", "P69", "P108", "P127", "P361", "P463", "P488"};

std::uint64_t write_relata(const FormatSource& source) {
  write_json_lines(source.graph, source.directory / "actors.jsonl");
  return source.graph.relations.size();
}

std::uint64_t write_text_quads(const FormatSource& source) {
  InputWriter out(source.directory / "actors.txt");
  for (const ActorRelation& each : source.graph.relations) {
    out.print("Actor %06u\t%s\tActor %06u\t%s\n", each.source,
              event_words[each.type % event_words.size()], each.target,
              source.dates[each.day].c_str());
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_triples(const FormatSource& source) {
  InputWriter names(source.directory / "entities_en.json");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    names.print("%s\"Q%u\": {\"label\": \"Actor %06u\", \"description\": \"an actor\"}",
                i == 0 ? "{" : ",\n", i + 1, i);
  }
  names.print("}\n");
  names.close();
  InputWriter out(source.directory / "actors.txt");
  for (const ActorRelation& each : source.graph.relations) {
    out.print("Q%u\t%s\tQ%u\n", each.source + 1, properties[each.type % properties.size()],
              each.target + 1);
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_id_quads(const FormatSource& source) {
  InputWriter names(source.directory / "entity2id.txt");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    names.print("Actor %06u\t%u\tPERSON\t0\n", i, i);
  }
  names.close();
  InputWriter types(source.directory / "relation2id.txt");
  for (int i = 0; i < ActorGraph::types_count; ++i) types.print("t%03d\t%d\n", i, i);
  types.close();
  InputWriter times(source.directory / "time2id.txt");
  times.print("TimeID,DATE\n");
  for (std::size_t i = 0; i < source.dates.size(); ++i) {
    times.print("%zu,%s\n", i, source.dates[i].c_str());
  }
  times.close();
  InputWriter out(source.directory / "train.txt");
  for (const ActorRelation& each : source.graph.relations) {
    out.print("%u\t%u\t%u\t%u\t0\n", each.source, each.type, each.target, each.day);
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_kgtk(const FormatSource& source) {
  InputWriter out(source.directory / "actors.tsv");
  out.print("id\tnode1\tlabel\tnode2\tpoint_in_time\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("n%u\tactor-%u\tlabel\t'Actor %06u'@en\t\n", i, i, i);
  }
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("r%zu\tactor-%u\tt%03u\tactor-%u\t^%sT00:00:00Z/11\n", i, each.source, each.type,
              each.target, source.dates[each.day].c_str());
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_openie(const FormatSource& source) {
  InputWriter out(source.directory / "actors.tsv");
  for (const ActorRelation& each : source.graph.relations) {
    out.print("%u.%03u\tActor %06u\tt%03u\tActor %06u\n", each.confidence / 1000U,
              each.confidence % 1000U, each.source, each.type, each.target);
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_n_triples(const FormatSource& source) {
  InputWriter out(source.directory / "actors.nt");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print(
        "<http://example.org/actor-%u> <http://www.w3.org/2000/01/rdf-schema#label> "
        "\"Actor %06u\"@en .\n",
        i, i);
  }
  for (const ActorRelation& each : source.graph.relations) {
    out.print(
        "<http://example.org/actor-%u> <http://example.org/t%03u> <http://example.org/actor-%u> "
        ".\n",
        each.source, each.type, each.target);
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_turtle(const FormatSource& source) {
  InputWriter out(source.directory / "actors.ttl");
  out.print(
      "@prefix e: <http://example.org/> .\n"
      "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("e:actor-%u rdfs:label \"Actor %06u\"@en .\n", i, i);
  }
  for (const ActorRelation& each : source.graph.relations) {
    out.print("e:actor-%u e:t%03u e:actor-%u .\n", each.source, each.type, each.target);
  }
  out.close();
  return source.graph.relations.size();
}

constexpr std::array all = {
    FormatInput{.format = "relata", .input = "actors.jsonl", .write = write_relata},
    FormatInput{.format = "text-quads", .input = "actors.txt", .write = write_text_quads},
    FormatInput{.format = "triples", .input = "actors.txt", .write = write_triples},
    FormatInput{.format = "id-quads", .input = "train.txt", .write = write_id_quads},
    FormatInput{.format = "kgtk", .input = "actors.tsv", .write = write_kgtk},
    FormatInput{.format = "openie", .input = "actors.tsv", .write = write_openie},
    FormatInput{
        .format = "rdf", .variant = "N-Triples", .input = "actors.nt", .write = write_n_triples},
    FormatInput{.format = "rdf", .variant = "Turtle", .input = "actors.ttl", .write = write_turtle},
};

}  // namespace

std::span<const FormatInput> fact_inputs() { return all; }

}  // namespace relata::bench
