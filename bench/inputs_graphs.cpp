// The graph as programs that draw and store graphs write it.

#include <array>

#include "bench/format_inputs.h"

namespace relata::bench {
namespace {

// What stands between two items of a list.
const char* comma(std::size_t place) { return place == 0 ? "" : ",\n"; }

std::uint64_t write_graphml(const FormatSource& source) {
  InputWriter out(source.directory / "actors.graphml");
  out.print(
      "<?xml version=\"1.0\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "<key id=\"n\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
      "<key id=\"t\" for=\"edge\" attr.name=\"type\" attr.type=\"string\"/>\n"
      "<key id=\"d\" for=\"edge\" attr.name=\"date\" attr.type=\"string\"/>\n"
      "<graph edgedefault=\"directed\">\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("<node id=\"%u\"><data key=\"n\">Actor %06u</data></node>\n", i, i);
  }
  for (const ActorRelation& each : source.graph.relations) {
    out.print("<edge source=\"%u\" target=\"%u\"><data key=\"t\">t%03u</data>", each.source,
              each.target, each.type);
    out.print("<data key=\"d\">%s</data></edge>\n", source.dates[each.day].c_str());
  }
  out.print("</graph>\n</graphml>\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_gexf(const FormatSource& source) {
  InputWriter out(source.directory / "actors.gexf");
  out.print(
      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n<nodes>\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("<node id=\"%u\" label=\"Actor %06u\"/>\n", i, i);
  }
  out.print("</nodes>\n<edges>\n");
  for (const ActorRelation& each : source.graph.relations) {
    const char* const date = source.dates[each.day].c_str();
    out.print("<edge source=\"%u\" target=\"%u\" label=\"t%03u\" start=\"%s\" end=\"%s\"/>\n",
              each.source, each.target, each.type, date, date);
  }
  out.print("</edges>\n</graph>\n</gexf>\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_cyjs(const FormatSource& source) {
  InputWriter out(source.directory / "actors.cyjs");
  out.print("{\"elements\":{\"nodes\":[\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("%s{\"data\":{\"id\":\"%u\",\"name\":\"Actor %06u\"}}", comma(i), i, i);
  }
  out.print("],\"edges\":[\n");
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("%s{\"data\":{\"source\":\"%u\",\"target\":\"%u\",\"interaction\":\"t%03u\",",
              comma(i), each.source, each.target, each.type);
    out.print("\"date\":\"%s\"}}", source.dates[each.day].c_str());
  }
  out.print("]}}\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_node_link(const FormatSource& source) {
  InputWriter out(source.directory / "actors.json");
  out.print("{\"directed\":true,\"multigraph\":true,\"graph\":{},\"nodes\":[\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("%s{\"id\":\"actor-%u\",\"name\":\"Actor %06u\"}", comma(i), i, i);
  }
  out.print("],\"links\":[\n");
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("%s{\"source\":\"actor-%u\",\"target\":\"actor-%u\",\"type\":\"t%03u\",", comma(i),
              each.source, each.target, each.type);
    out.print("\"date\":\"%s\"}", source.dates[each.day].c_str());
  }
  out.print("]}\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_jgf(const FormatSource& source) {
  InputWriter out(source.directory / "actors.jgf");
  out.print("{\"graph\":{\"directed\":true,\"nodes\":{\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("%s\"%u\":{\"label\":\"Actor %06u\"}", comma(i), i, i);
  }
  out.print("},\"edges\":[\n");
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("%s{\"source\":\"%u\",\"target\":\"%u\",\"relation\":\"t%03u\",", comma(i),
              each.source, each.target, each.type);
    out.print("\"metadata\":{\"date\":\"%s\"}}", source.dates[each.day].c_str());
  }
  out.print("]}}\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_cx2(const FormatSource& source) {
  InputWriter out(source.directory / "actors.cx2");
  out.print(
      "[{\"CXVersion\":\"2.0\",\"hasFragments\":false},\n"
      "{\"attributeDeclarations\":[{\"nodes\":{\"name\":{\"d\":\"string\"}},"
      "\"edges\":{\"interaction\":{\"d\":\"string\"},\"date\":{\"d\":\"string\"}}}]},\n"
      "{\"nodes\":[\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("%s{\"id\":%u,\"v\":{\"name\":\"Actor %06u\"}}", comma(i), i, i);
  }
  out.print("]},\n{\"edges\":[\n");
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("%s{\"id\":%zu,\"s\":%u,\"t\":%u,\"v\":{\"interaction\":\"t%03u\",", comma(i), i,
              each.source, each.target, each.type);
    out.print("\"date\":\"%s\"}}", source.dates[each.day].c_str());
  }
  out.print("]},\n{\"status\":[{\"success\":true}]}]\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_neo4j(const FormatSource& source) {
  InputWriter nodes(source.directory / "actors.csv");
  nodes.print(":ID(Actor),name,:LABEL\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    nodes.print("%u,Actor %06u,Organization\n", i, i);
  }
  nodes.close();
  InputWriter edges(source.directory / "links.csv");
  edges.print(":START_ID(Actor),:END_ID(Actor),:TYPE,date:date\n");
  for (const ActorRelation& each : source.graph.relations) {
    edges.print("%u,%u,t%03u,%s\n", each.source, each.target, each.type,
                source.dates[each.day].c_str());
  }
  edges.close();
  return source.graph.relations.size();
}

std::uint64_t write_csv(const FormatSource& source) {
  InputWriter mapping(source.directory / "mapping.json");
  mapping.print(
      "{\"columns\":{\"source\":\"source\",\"target\":\"target\",\"type\":\"type\","
      "\"date\":\"date\",\"document\":\"document\",\"confidence\":\"confidence\"}}\n");
  mapping.close();
  InputWriter out(source.directory / "actors.csv");
  out.print("source,target,type,date,document,confidence\n");
  for (const ActorRelation& each : source.graph.relations) {
    out.print("actor-%u,actor-%u,t%03u,%s,doc-%u,%u.%03u\n", each.source, each.target, each.type,
              source.dates[each.day].c_str(), each.document, each.confidence / 1000U,
              each.confidence % 1000U);
  }
  out.close();
  return source.graph.relations.size();
}

constexpr std::array all = {
    FormatInput{
        .format = "csv", .input = "actors.csv", .mapping = "mapping.json", .write = write_csv},
    FormatInput{.format = "neo4j-csv", .write = write_neo4j},
    FormatInput{.format = "graphml", .input = "actors.graphml", .write = write_graphml},
    FormatInput{.format = "gexf", .input = "actors.gexf", .write = write_gexf},
    FormatInput{.format = "cyjs", .input = "actors.cyjs", .write = write_cyjs},
    FormatInput{.format = "node-link", .input = "actors.json", .write = write_node_link},
    FormatInput{.format = "jgf", .input = "actors.jgf", .write = write_jgf},
    FormatInput{.format = "cx2", .input = "actors.cx2", .write = write_cx2},
};

}  // namespace

std::span<const FormatInput> graph_inputs() { return all; }

}  // namespace relata::bench
