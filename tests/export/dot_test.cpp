#include <relata/error.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <stop_token>
#include <string>
#include <thread>

#include "export/dot_text.h"
#include "export/graphviz.h"
#include "export/plain_text.h"
#include "sample.h"
#include "tests/crash/scratch.h"
#include "tests/query/build.h"

namespace relata {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

// The statement of the relation whose tooltip begins with `sentence`.
std::string edge_of(const std::string& dot, const std::string& sentence) {
  const std::size_t tooltip = dot.find(" tooltip=\"" + sentence);
  REQUIRE(tooltip != std::string::npos);
  const std::size_t begin = dot.rfind('\n', tooltip);
  return dot.substr(begin, dot.find('\n', tooltip) - begin);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// What stands inside the tags of an SVG, without the attributes' values.
std::string attributes_of(const std::string& svg) {
  std::string out;
  bool is_tag = false;
  bool is_value = false;
  for (const char c : svg) {
    if (!is_value && c == '<') is_tag = true;
    if (!is_value && c == '>') is_tag = false;
    if (is_tag && c == '"') is_value = !is_value;
    if (is_tag && !is_value) out += c;
  }
  return out;
}

TEST_CASE("Each status has a line of its own") {
  const std::string dot = render(sample::path(), Format::dot);
  CHECK(has(edge_of(dot, "North Korea sent"), "style=solid"));
  CHECK(has(edge_of(dot, "Kursk liberation operation took place in"), "style=dashed"));
  CHECK(has(edge_of(dot, "Kursk liberation operation liberated"), "color=\"#0072B2:#D55E00\""));
  CHECK(has(edge_of(dot, "Kursk liberation operation liberated"), "contested: 2 assert, 1 denies"));
  CHECK(has(edge_of(dot, "Kim Jong Un commands"), "arrowhead=teetee"));
  CHECK(has(edge_of(dot, "Kim Jong Un commands"), "style=dotted"));
  CHECK(has(edge_of(dot, "Kursk liberation operation commands"), "arrowhead=empty"));
}

TEST_CASE("More independent origins make a wider line") {
  const std::string dot = render(sample::path(), Format::dot);
  CHECK(has(edge_of(dot, "Kursk liberation operation took place in"), "penwidth=1.2"));
  CHECK(has(edge_of(dot, "North Korean troops in Russia took part in"), "penwidth=1.9"));
  CHECK(has(edge_of(dot, "North Korea sent"), "penwidth=2.3"));
}

TEST_CASE("A path runs from left to right while its arrows keep their direction") {
  const std::string edge =
      edge_of(render(sample::path(), Format::dot), "Kursk liberation operation commands");
  CHECK(has(edge, "\"dprk-troops\" -> \"kursk-liberation\" ["));
  CHECK(has(edge, "dir=back"));
}

TEST_CASE("A diagram shows title, view, native names, times and quantities") {
  const std::string dot =
      render(sample::path(), Format::dot,
             {.title = "Kim to Kursk", .view = "known by 2025-04-28", .asked_with = "--all <1>"});
  CHECK(has(dot, ">Kim to Kursk<"));
  CHECK(has(dot, ">known by 2025-04-28<"));
  CHECK(has(dot, ">asked with --all &lt;1&gt;<"));
  CHECK(has(dot, ">김정은<"));
  CHECK(has(dot, "2024 · more than 10,000 soldiers"));
  CHECK(has(dot, "Noto Sans CJK KR"));
}

TEST_CASE("A tooltip holds every claim on a line of its own") {
  const std::string edge = edge_of(render(sample::path(), Format::dot), "North Korea sent");
  CHECK(has(edge,
            "\\n- asserted by South Korea, 2024-10, confidence 0.8; South Korea -> "
            "Netraworld (netraworld-2025-04-28): \\\"lebih dari 10.000 tentara\\\""));
  CHECK(has(edge, "\\n- asserted by United States, 2024-10"));
}

TEST_CASE("A type is drawn like the type it is a kind of") {
  const std::string dot = render(sample::neighborhood(), Format::dot);
  const std::size_t reuters = dot.find("\"reuters\" [");
  REQUIRE(reuters != std::string::npos);
  CHECK(has(dot.substr(reuters, 600), "fillcolor=\"#EEDD88\""));
}

TEST_CASE("No key takes the place of what is no entity") {
  NeighborhoodAnswer answer = sample::ego_network();
  const std::string dot = render(answer, Format::dot);
  CHECK(has(dot, "\"# more of russia\" ["));
  for (EntityAnswer& entity : answer.graph.entities) {
    if (entity.entity.key == "vladimir-putin") entity.entity.key = "# more of russia";
  }
  CHECK(count(render(answer, Format::svg), "class=\"node\"") == 4);
}

TEST_CASE("A picture of nothing has its title") {
  const std::string svg = render(ClaimsAnswer{}, Format::svg, {.title = "What is contested?"});
  CHECK(has(svg, "What is contested?"));
  CHECK(has(svg, "Nothing to draw."));
}

TEST_CASE("A drawing that is asked to stop leaves nothing") {
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_WITH(render(sample::path(), Format::svg, {.stop = stop.get_token()}),
                    Catch::Contains("interrupted"));
}

TEST_CASE("A drawing ends soon after it is asked to, and the terminal's signals do not reach it") {
  const testing::ScratchDirectory directory;
  const auto script = [&](const char* name, const char* text) {
    const std::filesystem::path path = directory.path() / name;
    std::ofstream(path) << "#!/bin/sh\n" << text << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path.string();
  };
  const std::string group =
      draw({.dot = "", .format = "svg", .program = script("group", "cut -d' ' -f5 /proc/$$/stat")});
  CHECK(std::stol(group) != getpgrp());
  std::stop_source stop;
  std::jthread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    stop.request_stop();
  });
  const auto begin = std::chrono::steady_clock::now();
  CHECK_THROWS_WITH(draw({.dot = "",
                          .format = "svg",
                          .stop = stop.get_token(),
                          .program = script("slow", "exec sleep 60")}),
                    Catch::Contains("interrupted"));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("A picture too large for a bitmap is refused, not scaled until nobody can read it") {
  testing::StoreBuilder build;
  const EntityId hub = build.entity("hub");
  for (int i = 0; i < 800; ++i) build.relate(hub, build.entity(std::to_string(i)));
  build.commit();
  const auto answer = find_neighborhood(build.store(), build.now(), {.center = hub});
  CHECK_THROWS_WITH(render(answer, Format::png), Catch::Contains("too large for a bitmap"));
}

TEST_CASE("The legend shows what is used and nothing else") {
  const std::string dot = render(sample::timeline(), Format::dot);
  const std::string legend = dot.substr(0, dot.find("node ["));
  CHECK(has(legend, ">country<"));
  CHECK(has(legend, ">reported<"));
  CHECK_FALSE(has(legend, ">event<"));
  CHECK_FALSE(has(legend, ">uncertain<"));
  const std::string contested = render(sample::path(), Format::dot);
  CHECK(has(contested.substr(0, contested.find("node [")), ">contested: orange denies<"));
}

TEST_CASE("Graphviz draws as many nodes and lines as the answer has") {
  const auto check = [](const std::string& svg, std::size_t nodes, std::size_t edges) {
    CHECK(count(svg, "class=\"node\"") == nodes);
    CHECK(count(svg, "class=\"edge\"") == edges);
  };
  check(render(sample::path(), Format::svg), 5, 7);
  check(render(sample::no_path(), Format::svg), 2, 0);
  check(render(sample::neighborhood(), Format::svg), 30, 30);
  // What is not listed behind an entity is a stub.
  check(render(sample::ego_network(), Format::svg), 4, 4);
  check(render(sample::claims(), Format::svg), 6, 9);
  // The entity, a date and an entity for each of six events; the line of life has six parts.
  check(render(sample::timeline(), Format::svg), 13, 12);
  const std::size_t hostile = sample::hostile_texts().size();
  check(render(sample::hostile(), Format::svg), hostile, hostile);
}

TEST_CASE("Hostile text draws nothing, links nowhere and runs nowhere") {
  const std::string svg = render(sample::hostile(), Format::svg,
                                 {.title = "<script>\\N\"", .view = "</TABLE>> \x1b[31m"});
  CHECK_FALSE(has(svg, "<script"));
  CHECK_FALSE(has(svg, "xlink:href"));
  CHECK_FALSE(has(svg, "\x1b"));
  CHECK_FALSE(has(attributes_of(svg), " on"));
  CHECK(valid_utf8(svg) == svg);
  // An escape such as \N is text, not the name of the node.
  CHECK(has(svg, "back\\slash \\N"));
  const std::string dot = render(sample::hostile(), Format::dot);
  std::string lines = dot;
  std::erase(lines, '\n');
  CHECK(visible(lines) == lines);
}

TEST_CASE("Links lead to documents on the web only") {
  const std::string svg = render(sample::path(), Format::svg);
  for (std::size_t at = svg.find("xlink:href=\""); at != std::string::npos;
       at = svg.find("xlink:href=\"", at + 1)) {
    CHECK(svg.substr(at, 21) == "xlink:href=\"https://n");
  }
  CHECK(has(svg, "xlink:href=\"https://netraworld.example/2025/04/28/korut\""));
}

TEST_CASE("Different keys make different nodes, however they look") {
  CHECK(dot_id("a\x1b") != dot_id("a\\x1b"));
  CHECK(dot_id("a\\") == "\"a\\\\\"");
  CHECK(dot_id("say \"x\"") == "\"say \\\"x\\\"\"");
  CHECK(dot_string("\\N\nnext") == "\"\\\\N\\nnext\"");
  CHECK(dot_html("<&\\>") == "&lt;&amp;&#92;&#92;&gt;");
  CHECK(dot_html("") == " ");
}

TEST_CASE("A picture comes back as bytes of its format") {
  CHECK(render(sample::path(), Format::png).starts_with("\x89PNG"));
  CHECK(has(render(sample::path(), Format::svg), "<svg "));
}

TEST_CASE("Graphviz that is missing, fails or hangs is an error that says so") {
  const auto code_of = [](const Drawing& drawing, const std::string& said) {
    try {
      (void)draw(drawing);
    } catch (const Error& error) {
      CAPTURE(error.what());
      CHECK(has(error.what(), said));
      return error.code();
    }
    FAIL("drawn");
    return ErrorCode::usage;
  };
  CHECK(code_of({.dot = "digraph {}", .format = "svg", .program = "relata-has-no-such-program"},
                "install graphviz") == ErrorCode::not_found);
  CHECK(code_of({.dot = "digraph { a -> ", .format = "svg"}, "syntax error") == ErrorCode::io);
  CHECK(code_of({.dot = "digraph {}", .format = "svg", .program = "false"}, "exit code 1") ==
        ErrorCode::io);
  CHECK(code_of({.dot = "digraph {}", .format = "svg", .seconds_max = 0}, "0 seconds") ==
        ErrorCode::stopped);
}

TEST_CASE("A graph larger than any buffer goes through") {
  std::string dot = "digraph { graph [layout=nop2]; node [shape=point, pos=\"0,0\"];\n";
  for (int i = 0; i < 40'000; ++i) dot += "node_with_a_long_name_" + std::to_string(i) + ";\n";
  dot += "}\n";
  CHECK(count(draw({.dot = dot, .format = "svg"}), "class=\"node\"") == 40'000);
}

TEST_CASE("The smaller answers have no diagram") {
  CHECK_THROWS_AS(render(sample::statistics(), Format::dot), Error);
  CHECK_THROWS_AS(render(sample::schema(), Format::svg), Error);
  CHECK_THROWS_AS(render(std::vector<EntityAnswer>{}, Format::png), Error);
}

TEST_CASE("Formats are found by their names") {
  CHECK(parse_format("jsonl") == Format::jsonl);
  CHECK(parse_format("png") == Format::png);
  CHECK_FALSE(parse_format("PNG").has_value());
  CHECK_FALSE(parse_format("").has_value());
}

}  // namespace
}  // namespace relata
