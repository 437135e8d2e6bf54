// XML documents as items: what is walked through, what is refused, where it says so.

#include "ingest/xml_items.h"

#include <catch2/catch.hpp>

#include "tests/ingest/reading.h"

using namespace relata;
using namespace relata::testing;

namespace {

std::string text_of(const XmlItems::Element& element) {
  std::string text = element.name();
  for (const auto& attribute : element.node().attributes) {
    text += " " + attribute.name + "=" + attribute.value;
  }
  text += "(" + element.text();
  for (const auto below : element) text += text_of(below);
  return text + ")";
}

struct Read {
  std::vector<std::string> items;
  std::vector<std::string> refusals;
};

Read read(std::string_view content, std::size_t bytes_max = 1'000) {
  Reading reading(content, PlaceUnit::line);
  XmlItems items(reading.input(), {"a", "list"}, bytes_max);
  Read all;
  for (XmlItems::Item item; items.next(reading.sink(), item);) {
    all.items.push_back(std::to_string(item.line) + (item.is_walked ? " > " : " ") +
                        text_of(item.element));
  }
  all.refusals = reading.refusals();
  return all;
}

}  // namespace

TEST_CASE("elements that are walked through give items, whole and in order") {
  const Read all = read(
      "<?xml version=\"1.0\"?>\n<a x='1'>\n<b/><list n=\"2\"><c>d&amp;<![CDATA[<e>]]>\n"
      "<p:f g='&#228;'/></c></list>\n<list/></a>");
  CHECK(all.items == std::vector<std::string>{"2 > a x=1()", "3 b()", "3 > list n=2()",
                                              "3 c(d&<e>\nf g=ä())", "5 > list()"});
  CHECK(all.refusals.empty());
}

TEST_CASE("entities are neither expanded nor fetched, whoever declares them") {
  const Read bomb =
      read("<!DOCTYPE a [<!ENTITY x \"xxxx\"><!ENTITY y \"&x;&x;\">]><a><b>&y;</b></a>");
  CHECK(bomb.items.empty());
  REQUIRE(bomb.refusals.size() == 1);
  CHECK(bomb.refusals[0] ==
        "1: it declares entities, which are not read; write their text out; what follows was not "
        "read");
  CHECK(read("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hosts\">]><a>&x;</a>").refusals.size() ==
        1);
  CHECK(read("<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/hosts\"> %x;]><a/>").refusals.size() ==
        1);
  const Read skipped =
      read("<!DOCTYPE a SYSTEM \"http://nowhere.invalid/a.dtd\"><a>\n<b>&x;</b></a>");
  CHECK(skipped.refusals ==
        std::vector<std::string>{"2: it refers to an entity that is not declared; what follows was "
                                 "not read"});
  CHECK(read("<!DOCTYPE a SYSTEM \"http://nowhere.invalid/a.dtd\"><a><b/></a>").items.size() == 2);
}

TEST_CASE("what came before broken XML stands, and the rest is one rejection") {
  const Read all = read("<a>\n<b/>\n<c>\n</d></a>");
  CHECK(all.items == std::vector<std::string>{"1 > a()", "2 b()"});
  CHECK(all.refusals == std::vector<std::string>{
                            "4: bad XML at byte 15: mismatched tag; what follows was not read"});
  CHECK(read("").refusals.size() == 1);
  CHECK(read("<a>").refusals.size() == 1);
  CHECK(read("<a/><a/>").refusals.size() == 1);
  CHECK(read("<a><b>\x01</b></a>").refusals.size() == 1);
  CHECK(read(std::string_view("<a><b>\0</b></a>", 15)).refusals.size() == 1);
  CHECK(read("<a><b>\xFF</b></a>").refusals.size() == 1);
  CHECK(read("<?xml version='1.0' encoding='ISO-8859-1'?><a><b>\xE4</b></a>").items.back() ==
        "1 b(ä)");
  CHECK(read("<?xml version='1.0' encoding='cp-nowhere'?><a/>").refusals.size() == 1);
  CHECK(read("<a><b x='1' x='2'/></a>").refusals.size() == 1);
}

TEST_CASE("an item beyond a limit is refused, and the next is read again") {
  const std::string many(2'000, 'x');
  for (const std::string& large :
       {"<b>" + many + "</b>", "<b y='" + many + "'/>", "<b><c>" + many + "</c><d/>z</b>",
        "<b><c y='" + many + "'/><d/>z</b>"}) {
    const Read all = read("<a>" + large + "\n<b/></a>");
    CHECK(all.items == std::vector<std::string>{"1 > a()", "2 b()"});
    REQUIRE(all.refusals.size() == 1);
    CHECK(all.refusals[0] == "1: the element <b> has more than 1000 bytes or 100000 elements");
  }
  CHECK(read("<a><b y='" + std::string(600'000, 'x') + "'/><b/></a>").refusals ==
        std::vector<std::string>{"1: a tag has more than 1000 bytes; what follows was not read"});
}

TEST_CASE("nesting and attributes have limits") {
  std::string deep = "<a>";
  for (int i = 0; i < 64; ++i) deep += "<b>";
  CHECK(read(deep).refusals ==
        std::vector<std::string>{"1: it is nested more than 64 deep; what follows was not read"});
  std::string wide = "<a><b";
  for (int i = 0; i < 1'001; ++i) wide += " x" + std::to_string(i) + "=''";
  CHECK(read(wide + "/></a>", 100'000).refusals.front().find("more than 1000 attributes") !=
        std::string::npos);
}
