#include "tests/ingest/random_lines.h"

#include <algorithm>

namespace relata::testing {
namespace {

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string listed(const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : ",") + item;
  return "[" + list + "]";
}

}  // namespace

std::vector<std::string> RandomLines::story() {
  add_entities();
  add_documents();
  add_relations();
  add_bad_lines();
  std::shuffle(lines_.begin(), lines_.end(), random_);
  return lines_;
}

void RandomLines::add_entities() {
  const std::vector<std::string> types = {"person", "country", "military_unit", "never_declared"};
  const std::size_t count = 3 + below(6);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(random_() % 90 + 10);
    const std::string key = "e" + number + "-" + std::to_string(i);
    const std::string name = "Name Ł" + std::to_string(i);
    const std::string start = "{\"entity\":" + quoted(key) + ",\"type\":" + quoted(pick(types));
    actors_.insert(actors_.end(), {key, name, "NAME l" + std::to_string(i)});
    lines_.push_back(start + ",\"names\":[" + quoted(name) + "]}");
    if (is_one_in(2)) {
      const std::string other = "이름 " + std::to_string(i);
      actors_.push_back(other);
      lines_.push_back(start + R"(,"names":[{"text":)" + quoted(other) +
                       R"(,"lang":"ko","kind":"alias"}]})");
    }
    if (is_one_in(3)) lines_.push_back(start + ",\"born\":" + number + ",\"tags\":[1,\"x\"]}");
    if (is_one_in(3)) lines_.push_back(lines_.back());
  }
}

void RandomLines::add_documents() {
  const std::size_t count = 2 + below(5);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string key = "d" + std::to_string(random_() % 90 + 10) + "-" + std::to_string(i);
    const std::string start = "{\"document\":" + quoted(key);
    std::vector<std::string> relays;
    if (i > 0 && is_one_in(2)) relays.push_back(quoted(documents_[below(i)]));
    if (is_one_in(4)) relays.push_back("{\"speaker\":" + quoted(actor()) + "}");
    const std::string more = relays.empty() ? "" : ",\"relays\":" + listed(relays);
    lines_.push_back(start + more + "}");
    documents_.push_back(key);
    const std::string publisher = is_one_in(2) ? pick({"KCNA", "kcna", "Tass", "Kcna "}) : actor();
    if (is_one_in(2)) lines_.push_back(start + ",\"publisher\":" + quoted(publisher) + "}");
    if (is_one_in(2)) lines_.push_back(start + R"(,"title":"T","date":"2024-10"})");
    if (is_one_in(3)) lines_.push_back(start + R"(,"title":"T","lang":"ko","words":5})");
    if (is_one_in(3)) lines_.push_back(lines_.back());
  }
}

std::string RandomLines::actor() { return pick(actors_); }

std::string RandomLines::claim() {
  std::vector<std::string> fields;
  if (is_one_in(2)) fields.push_back("\"document\":" + quoted(pick(documents_)));
  if (is_one_in(2)) fields.push_back("\"speaker\":" + quoted(actor()));
  if (is_one_in(3)) fields.push_back("\"stance\":" + quoted(pick({"denied", "uncertain"})));
  if (is_one_in(3)) fields.push_back("\"reported\":" + quoted(pick({"2024", "2024-10-18"})));
  if (is_one_in(3)) fields.push_back("\"confidence\":0." + std::to_string(below(10)));
  if (is_one_in(3)) fields.push_back(R"("quote":"Wörter","span":[3,9])");
  if (is_one_in(4)) fields.push_back("\"via\":[" + quoted(pick(documents_)) + "]");
  const std::string list = listed(fields);
  return "{" + list.substr(1, list.size() - 2) + "}";
}

std::string RandomLines::claims() {
  std::vector<std::string> all;
  for (std::size_t i = below(4); i > 0; --i) all.push_back(claim());
  return listed(all);
}

void RandomLines::add_relations() {
  const std::size_t count = 5 + below(15);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string key =
        is_one_in(4) ? "" : "r" + std::to_string(random_() % 90 + 10) + "-" + std::to_string(i);
    const std::string start = "{\"relation\":" + quoted(key) + ",\"type\":" +
                              quoted(pick({"met_with", "fought_in", "never_declared"})) +
                              ",\"source\":" + quoted(actor()) + ",\"target\":" + quoted(actor());
    std::vector<std::string> parts = {
        "", R"(,"valid":"2024-08..")", R"(,"quantity":{"low":10000,"unit":"soldier"})",
        R"(,"place":["Kursk",1])", R"(,"valid":"2024-08..","secret":true)"};
    std::shuffle(parts.begin(), parts.end(), random_);
    const std::size_t records = 1 + below(parts.size());
    for (std::size_t record = 0; record < records; ++record) {
      lines_.push_back(start + parts[record] + ",\"claims\":" + claims() + "}");
    }
  }
}

void RandomLines::add_bad_lines() {
  const std::vector<std::string> bad = {
      "nonsense",
      R"({"entity":"x"})",
      R"({"document":"circle","relays":["circle"]})",
      R"({"document":"lost","relays":["nowhere"]})",
      R"({"document":"more","relays":["lost"]})",
      R"({"relation":"x","type":"met_with","source":"nobody","target":"nobody"})",
      R"({"relation":"y","type":"met_with","source":"nobody","target":"e","claims":[{"document":"more"}]})"};
  for (std::size_t i = below(4); i > 0; --i) lines_.push_back(pick(bad));
}

}  // namespace relata::testing
