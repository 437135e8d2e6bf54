#include "export/brief_indonesian_view.h"

#include "export/brief_language.h"
#include "export/brief_nouns.h"

namespace relata {
namespace {

std::string_view status_in_indonesian(Status status) {
  switch (status) {
    case Status::confirmed:
      return "telah dikonfirmasi";
    case Status::reported:
      return "dilaporkan";
    case Status::contested:
      return "diperdebatkan";
    case Status::denied:
      return "dibantah";
    case Status::uncertain:
      return "belum pasti";
  }
  return {};
}

class Parts {
 public:
  explicit Parts(const AnswerGraph& graph) : graph_(graph) {}

  void add(std::string words) { parts_.push_back(std::move(words)); }
  template <class Value>
  void add_list(const char* what, const std::vector<Value>& values) {
    if (values.empty()) return;
    std::vector<std::string> names;
    for (const Value& value : values) names.push_back(name_of_value(value));
    add(what + listed(brief_in_indonesian, names));
  }
  [[nodiscard]] std::string take() const { return joined(parts_, "; "); }

 private:
  [[nodiscard]] std::string name_of_value(EntityId id) const {
    return brief_name(brief_in_indonesian, graph_.entity(id).entity);
  }
  [[nodiscard]] std::string name_of_value(DocumentId id) const { return graph_.document(id).key; }
  [[nodiscard]] std::string name_of_value(const std::string& text) const { return text; }
  [[nodiscard]] std::string name_of_value(Status status) const {
    return std::string(status_in_indonesian(status));
  }

  const AnswerGraph& graph_;
  std::vector<std::string> parts_;
};

}  // namespace

std::string view_in_indonesian(const BriefAnswer& answer, const RenderOptions&) {
  const View& view = answer.question.view;
  const View standard;
  Parts parts(answer.graph);
  const auto date = brief_in_indonesian.date;
  if (view.known_by.is_known()) parts.add("diketahui hingga " + date(view.known_by));
  if (view.valid.is_known()) {
    const auto& [from, to] = view.valid;
    parts.add("berlaku" + (from.is_known() ? " dari " + date(from) : std::string()) +
              (to.is_known() ? " hingga " + date(to) : std::string()));
  }
  parts.add_list("jenis hubungan ", view.relation_types);
  parts.add_list("tanpa jenis hubungan ", view.relation_types_without);
  parts.add_list("jenis entitas ", view.entity_types);
  parts.add_list("tanpa jenis entitas ", view.entity_types_without);
  parts.add_list("tanpa ", view.entities_without);
  parts.add_list("hanya narasumber ", view.speakers);
  parts.add_list("tanpa narasumber ", view.speakers_without);
  parts.add_list("hanya dokumen ", view.documents);
  parts.add_list("tanpa dokumen ", view.documents_without);
  parts.add_list("hanya penerbit ", view.publishers);
  parts.add_list("tanpa penerbit ", view.publishers_without);
  parts.add_list("bahasa dokumen ", view.languages);
  if (view.confidence_min) {
    parts.add("tingkat keyakinan sedikitnya " + confidence_text(*view.confidence_min));
  }
  if (view.origins_min > 0) {
    parts.add("sedikitnya " + std::to_string(view.origins_min) + " sumber asal");
  }
  parts.add_list("status ", view.statuses);
  if (answer.has_retractions) {
    parts.add(view.with_retracted ? "termasuk yang telah ditarik" : "tanpa yang telah ditarik");
  }
  if (view.doubt != standard.doubt) parts.add("termasuk tanggal yang hanya mungkin sesuai");
  if (view.confirmed_at != standard.confirmed_at) {
    parts.add("terkonfirmasi sejak " + std::to_string(view.confirmed_at) + " sumber asal");
  }
  const std::string words = parts.take();
  return words.empty() ? "seluruh bukti" : words;
}

}  // namespace relata
