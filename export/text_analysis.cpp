#include "export/measures.h"
#include "export/text_answers.h"
#include "export/words.h"

namespace relata {

namespace {

// "0.12", or of an estimate "0.12 ± 0.004".
std::string value_words(const MeasureColumn& column, std::size_t place) {
  if (column.values.empty()) return "";
  const std::string value = measure_words(column.values[place]);
  if (column.standard_errors.empty()) return value;
  return value + " ± " + measure_words(column.standard_errors[place]);
}

void put_ranking(TextPage& page, const AnalysisAnswer& answer) {
  std::vector<Column> columns = {{.header = "", .align = Align::right},
                                 {.header = "Entity", .give = Give::flexible},
                                 {.header = "Type"}};
  for (const MeasureColumn& column : answer.columns) {
    columns.push_back({.header = std::string(word(column.measure)), .align = Align::right});
  }
  std::vector<std::vector<Piece>> rows;
  for (std::size_t place = 0; place < answer.entities.size(); ++place) {
    const EntityAnswer& entity = answer.graph.entity(answer.entities[place]);
    std::vector<Piece> row = {
        {.text = grouped(place + 1), .tone = Tone::dim},
        {.text = shown_name(entity.entity), .tone = Tone::entity},
        {.text = entity.label.empty() ? entity.type : entity.label, .tone = Tone::dim}};
    for (const MeasureColumn& column : answer.columns) {
      row.push_back({.text = value_words(column, place)});
    }
    rows.push_back(std::move(row));
  }
  page.table(columns, rows);
}

// What each measure says of the whole, with the sizes of the greatest groups.
void put_figures(TextPage& page, const AnalysisAnswer& answer) {
  std::vector<std::vector<Piece>> rows;
  for (const MeasureColumn& column : answer.columns) {
    std::vector<std::string> words;
    for (const Figure& figure : column.figures) words.push_back(figure_words(figure));
    if (!column.sizes.empty()) {
      std::vector<std::string> sizes;
      for (const std::uint64_t size : column.sizes) sizes.push_back(grouped(size));
      words.push_back("the greatest of " + joined(sizes, " + ") + " entities");
    }
    if (words.empty()) continue;
    rows.push_back({{.text = std::string(word(column.measure))}, {.text = joined(words, ", ")}});
  }
  if (rows.empty()) return;
  page.blank();
  page.table({{.header = "Measure"}, {.header = "Of the whole", .give = Give::flexible}}, rows);
}

}  // namespace

std::string text_of(const AnalysisAnswer& answer, const RenderOptions& options) {
  TextPage page(options);
  page.heading();
  page.line(count_words(answer.entities_found, "entity is", "entities are") + " linked, by " +
            count_words(answer.links_found, "link", "links") + " of " +
            count_words(answer.relations_found, "relation", "relations") + ".");
  if (!answer.entities.empty()) {
    page.blank();
    put_ranking(page, answer);
  }
  put_figures(page, answer);
  if (answer.entities_found > answer.entities.size()) {
    page.notes({grouped(answer.entities.size()) + " of " + grouped(answer.entities_found) +
                " entities are listed."});
  }
  page.notes(caveats(answer));
  page.counters(answer.counters);
  return page.take();
}

}  // namespace relata
