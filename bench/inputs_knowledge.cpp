// The graph as knowledge bases and programs that extract knowledge write it.

#include <array>

#include "bench/format_inputs.h"

namespace relata::bench {
namespace {

constexpr std::size_t relations_of_a_text = 10;

const char* comma(std::size_t place) { return place == 0 ? "" : ",\n"; }

// The places of the relations of each entity that is their source.
std::vector<std::vector<std::size_t>> by_source(const ActorGraph& graph) {
  std::vector<std::vector<std::size_t>> places(graph.entities);
  for (std::size_t i = 0; i < graph.relations.size(); ++i) {
    places[graph.relations[i].source].push_back(i);
  }
  return places;
}

std::uint64_t write_wikidata(const FormatSource& source) {
  constexpr std::array properties = {"P39", "P69", "P108", "P127", "P361", "P463", "P488"};
  InputWriter out(source.directory / "actors.json");
  out.print("[\n");
  const auto places = by_source(source.graph);
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("%s{\"type\":\"item\",\"id\":\"Q%u\",\"labels\":{\"en\":{\"language\":\"en\",",
              comma(i), i + 1);
    out.print("\"value\":\"Actor %06u\"}},\"descriptions\":{},\"aliases\":{},\"claims\":{", i);
    std::array<std::vector<std::size_t>, properties.size()> of_property;
    for (const std::size_t place : places[i]) {
      of_property[source.graph.relations[place].type % properties.size()].push_back(place);
    }
    bool is_first = true;
    for (std::size_t property = 0; property < properties.size(); ++property) {
      if (of_property[property].empty()) continue;
      out.print("%s\"%s\":[", is_first ? "" : ",", properties[property]);
      is_first = false;
      for (const std::size_t place : of_property[property]) {
        const ActorRelation& each = source.graph.relations[place];
        out.print("%s{\"mainsnak\":{\"snaktype\":\"value\",\"property\":\"%s\",",
                  place == of_property[property].front() ? "" : ",", properties[property]);
        out.print(
            "\"datavalue\":{\"type\":\"wikibase-entityid\",\"value\":{\"entity-type\":\"item\","
            "\"id\":\"Q%u\"}}},\"type\":\"statement\",\"rank\":\"normal\",\"id\":\"Q%u$r%zu\",",
            each.target + 1, i + 1, place);
        out.print(
            "\"qualifiers\":{\"P585\":[{\"snaktype\":\"value\",\"property\":\"P585\","
            "\"datavalue\":{\"type\":\"time\",\"value\":{\"time\":\"+%sT00:00:00Z\","
            "\"precision\":11,\"calendarmodel\":\"http://www.wikidata.org/entity/Q1985727\"}}}]}}",
            source.dates[each.day].c_str());
      }
      out.print("]");
    }
    out.print("}}");
  }
  out.print("\n]\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_stix(const FormatSource& source) {
  constexpr const char* rest = "0000-4000-8000-000000000000";
  InputWriter out(source.directory / "actors.json");
  out.print("{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("%s{\"type\":\"intrusion-set\",\"id\":\"intrusion-set--%08x-%s\",", comma(i), i,
              rest);
    out.print("\"created\":\"2004-01-01T00:00:00Z\",\"name\":\"Actor %06u\"}", i);
  }
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print(",\n{\"type\":\"relationship\",\"id\":\"relationship--%08zx-%s\",", i, rest);
    out.print("\"relationship_type\":\"t%03u\",\"created\":\"%sT00:00:00Z\",", each.type,
              source.dates[each.day].c_str());
    out.print("\"source_ref\":\"intrusion-set--%08x-%s\",", each.source, rest);
    out.print("\"target_ref\":\"intrusion-set--%08x-%s\"}", each.target, rest);
  }
  out.print("]}\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_misp(const FormatSource& source) {
  InputWriter out(source.directory / "actors.json");
  out.print(
      "{\"authors\":[\"bench\"],\"category\":\"actor\",\"name\":\"Actor\",\"source\":\"bench\","
      "\"type\":\"threat-actor\",\"uuid\":\"u\",\"values\":[\n");
  const auto places = by_source(source.graph);
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("%s{\"value\":\"Actor %06u\",\"uuid\":\"actor-%u\",\"related\":[", comma(i), i, i);
    for (const std::size_t place : places[i]) {
      const ActorRelation& each = source.graph.relations[place];
      out.print("%s{\"dest-uuid\":\"actor-%u\",\"type\":\"t%03u\"}",
                place == places[i].front() ? "" : ",", each.target, each.type);
    }
    out.print("]}");
  }
  out.print("],\"version\":1}\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_ftm(const FormatSource& source) {
  InputWriter out(source.directory / "actors.ftm.json");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("{\"id\":\"actor-%u\",\"schema\":\"Person\",\"properties\":{\"name\":[", i);
    out.print("\"Actor %06u\"]},\"datasets\":[\"bench\"]}\n", i);
  }
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("{\"id\":\"r%zu\",\"schema\":\"UnknownLink\",\"properties\":{\"subject\":[", i);
    out.print("\"actor-%u\"],\"object\":[\"actor-%u\"],\"role\":[\"t%03u\"],\"date\":[\"%s\"]},",
              each.source, each.target, each.type, source.dates[each.day].c_str());
    out.print("\"datasets\":[\"bench\"]}\n");
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_ftm_statements(const FormatSource& source) {
  InputWriter out(source.directory / "actors.statements.csv");
  out.print("canonical_id,entity_id,prop,prop_type,schema,value,dataset,lang,original_value\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("actor-%u,actor-%u,name,name,Person,Actor %06u,bench,eng,\n", i, i, i);
  }
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("r%zu,r%zu,subject,entity,UnknownLink,actor-%u,bench,,\n", i, i, each.source);
    out.print("r%zu,r%zu,object,entity,UnknownLink,actor-%u,bench,,\n", i, i, each.target);
    out.print("r%zu,r%zu,date,date,UnknownLink,%s,bench,,\n", i, i, source.dates[each.day].c_str());
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_graph_document(const FormatSource& source) {
  InputWriter out(source.directory / "actors.json");
  const auto& relations = source.graph.relations;
  for (std::size_t i = 0; i < relations.size(); ++i) {
    const ActorRelation& each = relations[i];
    if (i % relations_of_a_text == 0) {
      out.print("%s{\"nodes\":[],\"relationships\":[\n", i == 0 ? "[" : ",\n");
    }
    out.print("%s{\"source\":{\"id\":\"Actor %06u\",\"type\":\"Person\"},",
              comma(i % relations_of_a_text), each.source);
    out.print("\"target\":{\"id\":\"Actor %06u\",\"type\":\"Person\"},\"type\":\"t%03u\",",
              each.target, each.type);
    out.print("\"properties\":{\"since\":\"%s\"}}", source.dates[each.day].c_str());
    if ((i + 1) % relations_of_a_text == 0 || i + 1 == relations.size()) {
      out.print("],\"source\":{\"page_content\":\"Text %zu.\",", i / relations_of_a_text);
      out.print("\"metadata\":{\"source\":\"https://example.org/%zu\"}}}", i / relations_of_a_text);
    }
  }
  out.print("]\n");
  out.close();
  return relations.size();
}

std::uint64_t write_graphrag_json(const FormatSource& source) {
  InputWriter entities(source.directory / "entities.json");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    entities.print("%s{\"id\":\"e%u\",\"human_readable_id\":%u,\"title\":\"ACTOR %06u\",",
                   i == 0 ? "[" : ",\n", i, i, i);
    entities.print("\"type\":\"PERSON\",\"description\":\"\",\"text_unit_ids\":[],");
    entities.print("\"frequency\":1,\"degree\":%u}", source.graph.degrees[i]);
  }
  entities.print("]\n");
  entities.close();
  InputWriter out(source.directory / "relationships.json");
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("%s{\"id\":\"r%zu\",\"human_readable_id\":%zu,\"source\":\"ACTOR %06u\",",
              i == 0 ? "[" : ",\n", i, i, each.source);
    out.print("\"target\":\"ACTOR %06u\",\"description\":\"t%03u\",\"weight\":1.0,", each.target,
              each.type);
    out.print("\"text_unit_ids\":[\"u%u\"]}", each.document);
  }
  out.print("]\n");
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_graphrag(const FormatSource& source) {
  InputWriter entities(source.directory / "entities.csv");
  entities.print("id,human_readable_id,title,type,description,text_unit_ids,frequency,degree\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    entities.print("e%u,%u,ACTOR %06u,PERSON,,[],1,%u\n", i, i, i, source.graph.degrees[i]);
  }
  entities.close();
  InputWriter out(source.directory / "relationships.csv");
  out.print("id,human_readable_id,source,target,description,weight,text_unit_ids\n");
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("r%zu,%zu,ACTOR %06u,ACTOR %06u,t%03u,1.0,['u%u']\n", i, i, each.source, each.target,
              each.type, each.document);
  }
  out.close();
  return source.graph.relations.size();
}

std::uint64_t write_llama_index(const FormatSource& source) {
  InputWriter out(source.directory / "property_graph_store.json");
  out.print("{\"nodes\":{\n");
  for (std::uint32_t i = 0; i < source.graph.entities; ++i) {
    out.print("%s\"Actor %06u\":{\"label\":\"PERSON\",\"properties\":{},", comma(i), i);
    out.print("\"name\":\"Actor %06u\"}", i);
  }
  out.print("},\"relations\":{},\"triplets\":[\n");
  for (std::size_t i = 0; i < source.graph.relations.size(); ++i) {
    const ActorRelation& each = source.graph.relations[i];
    out.print("%s[\"Actor %06u\",\"t%03u\",\"Actor %06u\"]", comma(i), each.source, each.type,
              each.target);
  }
  out.print("]}\n");
  out.close();
  return source.graph.relations.size();
}

constexpr std::array all = {
    FormatInput{.format = "wikidata", .input = "actors.json", .write = write_wikidata},
    FormatInput{.format = "stix", .input = "actors.json", .write = write_stix},
    FormatInput{.format = "misp", .input = "actors.json", .write = write_misp},
    FormatInput{.format = "ftm", .input = "actors.ftm.json", .write = write_ftm},
    FormatInput{.format = "ftm-statements",
                .input = "actors.statements.csv",
                .parts = 3,
                .write = write_ftm_statements},
    FormatInput{.format = "graph-document", .input = "actors.json", .write = write_graph_document},
    FormatInput{.format = "graphrag-json", .write = write_graphrag_json},
    FormatInput{.format = "graphrag", .write = write_graphrag},
    FormatInput{
        .format = "llama-index", .input = "property_graph_store.json", .write = write_llama_index},
};

}  // namespace

std::span<const FormatInput> knowledge_inputs() { return all; }

}  // namespace relata::bench
