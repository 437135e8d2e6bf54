// The graph as annotated texts: sentences that name two actors each, `Actor 000001 knows Actor
// 000002.`, and annotations that link them.

#include <algorithm>
#include <array>

#include "bench/format_inputs.h"

namespace relata::bench {
namespace {

// One sentence; offsets of its parts, in characters.
constexpr std::size_t sentence_size = 33;  // with the blank after it
constexpr std::size_t name_size = 12;
constexpr std::size_t target_begin = 19;
constexpr std::size_t sentences_of_a_text = 10;
constexpr std::size_t sentences_of_a_file = 100;

using Sentences = std::span<const ActorRelation>;

void print_text(InputWriter& out, Sentences sentences) {
  for (const ActorRelation& each : sentences) {
    out.print("Actor %06u knows Actor %06u. ", each.source, each.target);
  }
}

// Calls `write` with the sentences of one text after the other, and its number.
template <class Write>
std::uint64_t in_texts(const FormatSource& source, std::size_t size, const Write& write) {
  const Sentences all = source.graph.relations;
  for (std::size_t first = 0; first < all.size(); first += size) {
    write(all.subspan(first, std::min(size, all.size() - first)), first / size);
  }
  return all.size();
}

std::uint64_t write_brat(const FormatSource& source) {
  return in_texts(source, sentences_of_a_file, [&](Sentences sentences, std::size_t number) {
    const std::string name = "text-" + std::to_string(number);
    InputWriter text(source.directory / (name + ".txt"));
    print_text(text, sentences);
    text.close();
    InputWriter out(source.directory / (name + ".ann"));
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const ActorRelation& each = sentences[i];
      const std::size_t begin = i * sentence_size;
      out.print("T%zu\tPerson %zu %zu\tActor %06u\n", 2 * i, begin, begin + name_size, each.source);
      out.print("T%zu\tPerson %zu %zu\tActor %06u\n", 2 * i + 1, begin + target_begin,
                begin + target_begin + name_size, each.target);
      out.print("R%zu\tt%03u Arg1:T%zu Arg2:T%zu\n", i, each.type, 2 * i, 2 * i + 1);
    }
    out.close();
  });
}

std::uint64_t write_spacy(const FormatSource& source) {
  InputWriter out(source.directory / "texts.jsonl");
  const auto write = [&](Sentences sentences, std::size_t) {
    out.print("{\"text\":\"");
    print_text(out, sentences);
    out.print("\",\"ents\":[");
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const std::size_t begin = i * sentence_size;
      for (const std::size_t from : {begin, begin + target_begin}) {
        out.print("%s{\"start\":%zu,\"end\":%zu,\"label\":\"PERSON\"}", from == 0 ? "" : ",", from,
                  from + name_size);
      }
    }
    // Of each name and verb one token.
    out.print("],\"tokens\":[");
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const std::size_t begin = i * sentence_size;
      out.print("%s{\"id\":%zu,\"start\":%zu,\"end\":%zu},", i == 0 ? "" : ",", 2 * i, begin,
                begin + name_size);
      out.print("{\"id\":%zu,\"start\":%zu,\"end\":%zu}", 2 * i + 1, begin + target_begin,
                begin + target_begin + name_size);
    }
    out.print("],\"relations\":[");
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      out.print("%s{\"head\":%zu,\"child\":%zu,\"label\":\"t%03u\"}", i == 0 ? "" : ",", 2 * i,
                2 * i + 1, sentences[i].type);
    }
    out.print("]}\n");
  };
  const std::uint64_t relations = in_texts(source, sentences_of_a_text, write);
  out.close();
  return relations;
}

std::uint64_t write_docred(const FormatSource& source) {
  constexpr std::array properties = {"P39", "P69", "P108", "P127", "P361", "P463", "P488"};
  InputWriter out(source.directory / "texts.json");
  const auto write = [&](Sentences sentences, std::size_t number) {
    out.print("%s{\"title\":\"Text %zu\",\"sents\":[", number == 0 ? "[" : ",\n", number);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      out.print("%s[\"Actor\",\"%06u\",\"knows\",\"Actor\",\"%06u\",\".\"]", i == 0 ? "" : ",",
                sentences[i].source, sentences[i].target);
    }
    out.print("],\"vertexSet\":[");
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      out.print("%s[{\"name\":\"Actor %06u\",\"pos\":[0,2],\"sent_id\":%zu,\"type\":\"PER\"}],",
                i == 0 ? "" : ",", sentences[i].source, i);
      out.print("[{\"name\":\"Actor %06u\",\"pos\":[3,5],\"sent_id\":%zu,\"type\":\"PER\"}]",
                sentences[i].target, i);
    }
    out.print("],\"labels\":[");
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      out.print("%s{\"h\":%zu,\"t\":%zu,\"r\":\"%s\",\"evidence\":[%zu]}", i == 0 ? "" : ",", 2 * i,
                2 * i + 1, properties[sentences[i].type % properties.size()], i);
    }
    out.print("]}");
  };
  const std::uint64_t relations = in_texts(source, sentences_of_a_text, write);
  out.print("]\n");
  out.close();
  return relations;
}

std::uint64_t write_factrueval(const FormatSource& source) {
  return in_texts(source, sentences_of_a_file, [&](Sentences sentences, std::size_t number) {
    const std::string name = "text_" + std::to_string(number);
    InputWriter text(source.directory / (name + ".txt"));
    print_text(text, sentences);
    text.close();
    InputWriter spans(source.directory / (name + ".spans"));
    InputWriter objects(source.directory / (name + ".objects"));
    InputWriter facts(source.directory / (name + ".facts"));
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const ActorRelation& each = sentences[i];
      const std::size_t begin = i * sentence_size;
      spans.print("%zu org_name %zu %zu %zu 1\n", 2 * i, begin, name_size, 2 * i);
      spans.print("%zu org_name %zu %zu %zu 1\n", 2 * i + 1, begin + target_begin, name_size,
                  2 * i + 1);
      objects.print("%zu Org %zu # Actor %06u\n", 2 * i, 2 * i, each.source);
      objects.print("%zu Org %zu # Actor %06u\n", 2 * i + 1, 2 * i + 1, each.target);
      facts.print("%zu-%zu Ownership\nOwner obj%zu Actor %06u\n", number, i, 2 * i, each.source);
      facts.print("Property obj%zu Actor %06u\n\n", 2 * i + 1, each.target);
    }
    spans.close();
    objects.close();
    facts.close();
  });
}

constexpr std::array all = {
    FormatInput{.format = "brat", .write = write_brat},
    FormatInput{.format = "spacy", .input = "texts.jsonl", .write = write_spacy},
    FormatInput{.format = "docred", .input = "texts.json", .write = write_docred},
    FormatInput{.format = "factrueval", .write = write_factrueval},
};

}  // namespace

std::span<const FormatInput> text_inputs() { return all; }

}  // namespace relata::bench
