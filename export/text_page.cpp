#include "export/text_page.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

#include "export/plain_text.h"
#include "export/words.h"

namespace relata {

namespace {

constexpr std::size_t page_width_min = 40;
constexpr std::size_t column_width_min = 6;
constexpr std::string_view column_gap = "  ";

std::string_view ansi_code(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::title:
    case Tone::entity:
      return "1";
    case Tone::dim:
      return "2";
    case Tone::confirmed:
      return "32";
    case Tone::reported:
      return "36";
    case Tone::contested:
      return "1;33";
    case Tone::denied:
      return "1;31";
    case Tone::uncertain:
      return "35";
  }
  return "";
}

// A word and the blank after it, cut where it would not fit on a line of its own.
struct Word {
  std::string text;
  Tone tone = Tone::plain;
  bool has_blank_after = false;
};

std::vector<Word> words_of(const std::vector<Piece>& pieces, std::size_t width_max) {
  std::vector<Word> words;
  for (const Piece& piece : pieces) {
    const std::string text = visible(piece.text);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t blank = std::min(text.find(' ', at), text.size());
      if (blank > at) {
        for (std::string& part : wrap(text.substr(at, blank - at), width_max)) {
          words.push_back({.text = std::move(part), .tone = piece.tone});
        }
      }
      if (blank < text.size() && !words.empty()) words.back().has_blank_after = true;
      at = blank + 1;
    }
  }
  return words;
}

}  // namespace

Tone tone_of(Status status) {
  switch (status) {
    case Status::confirmed:
      return Tone::confirmed;
    case Status::reported:
      return Tone::reported;
    case Status::contested:
      return Tone::contested;
    case Status::denied:
      return Tone::denied;
    case Status::uncertain:
      return Tone::uncertain;
  }
  return Tone::plain;
}

Tone tone_of(Stance stance) {
  switch (stance) {
    case Stance::asserted:
      return Tone::plain;
    case Stance::denied:
      return Tone::denied;
    case Stance::uncertain:
      return Tone::uncertain;
  }
  return Tone::plain;
}

TextPage::TextPage(const RenderOptions& options)
    : options_(options),
      width_(std::max(page_width_min, static_cast<std::size_t>(std::max(options.width, 0)))) {}

std::string TextPage::painted(std::string_view text, Tone tone) const {
  const std::string_view code = ansi_code(tone);
  if (options_.color == RenderOptions::Color::none || code.empty() || text.empty()) {
    return std::string(text);
  }
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

void TextPage::heading() {
  if (!options_.title.empty()) line(options_.title, Tone::title);
  if (!options_.view.empty()) line("View: " + options_.view, Tone::dim);
  if (!options_.asked_with.empty()) line("Asked with: " + options_.asked_with, Tone::dim);
  if (!out_.empty()) blank();
}

void TextPage::blank() { out_ += '\n'; }

void TextPage::line(std::string_view text, Tone tone) {
  paragraph({}, {{.text = std::string(text), .tone = tone}});
}

void TextPage::paragraph(const Margin& margin, const std::vector<Piece>& pieces) {
  const std::size_t margin_width =
      std::max(display_width(margin.first), display_width(margin.rest));
  const std::size_t room = std::max(width_, margin_width + column_width_min) - margin_width;
  out_ += painted(margin.first, Tone::dim);
  std::size_t used = 0;
  bool is_after_blank = false;
  for (const Word& next : words_of(pieces, room)) {
    const std::size_t next_width = display_width(next.text);
    if (used > 0 && used + (is_after_blank ? 1 : 0) + next_width > room) {
      out_ += '\n' + painted(margin.rest, Tone::dim);
      used = 0;
    } else if (used > 0 && is_after_blank) {
      out_ += ' ';
      ++used;
    }
    out_ += painted(next.text, next.tone);
    used += next_width;
    is_after_blank = next.has_blank_after;
  }
  out_ += '\n';
}

// The columns of a table that are shown, and how wide they are.
struct TextPage::Grid {
  struct Shown {
    std::size_t column = 0;
    std::size_t width = 0;
    std::size_t unbroken = 0;  // so wide that no word is broken
    Align align = Align::left;
    Give give = Give::firm;
  };
  std::vector<Shown> shown;

  [[nodiscard]] std::size_t width() const {
    return std::accumulate(shown.begin(), shown.end(), column_gap.size() * (shown.size() - 1),
                           [](std::size_t sum, const Shown& next) { return sum + next.width; });
  }

  enum class Words : std::uint8_t { keep, breakable };

  // Narrows the widest of the columns that give way, a step at a time.
  void squeeze(std::size_t width_max, Give give, Words words) {
    // Of a column that may give way, its width; of others 0.
    const auto room = [&](const Shown& column) -> std::size_t {
      const std::size_t least =
          words == Words::keep ? std::max(column.unbroken, column_width_min) : column_width_min;
      return column.give == give && column.width > least ? column.width : 0;
    };
    while (width() > width_max) {
      const auto widest = std::max_element(
          shown.begin(), shown.end(),
          [&](const Shown& left, const Shown& right) { return room(left) < room(right); });
      if (room(*widest) == 0) return;
      --widest->width;
    }
  }
};

void TextPage::put_row(const Grid& grid, const std::vector<Piece>& cells) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 1;
  for (const Grid::Shown& shown : grid.shown) {
    const std::string text = visible(cells.at(shown.column).text);
    lines.push_back(wrap(text, shown.width));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    std::string blanks;  // written before the next filled cell only: no line ends in blanks
    for (std::size_t i = 0; i < grid.shown.size(); ++i) {
      const Grid::Shown& shown = grid.shown[i];
      const std::string text = line < lines[i].size() ? lines[i][line] : "";
      const std::size_t used = display_width(text);
      const std::string padding(shown.width - std::min(shown.width, used), ' ');
      if (shown.align == Align::right) blanks += padding;
      if (!text.empty()) {
        out_ += blanks + painted(text, cells.at(shown.column).tone);
        blanks.clear();
      }
      if (shown.align == Align::left) blanks += padding;
      blanks += column_gap;
    }
    out_ += '\n';
  }
}

void TextPage::table(const std::vector<Column>& columns,
                     const std::vector<std::vector<Piece>>& rows) {
  Grid grid;
  std::vector<Piece> headers;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    headers.push_back({.text = columns[i].header, .tone = Tone::dim});
    std::size_t width = 0;
    std::size_t unbroken = unbroken_width(columns[i].header);
    for (const auto& row : rows) {
      const std::string text = visible(row.at(i).text);
      width = std::max(width, display_width(text));
      unbroken = std::max(unbroken, unbroken_width(text));
    }
    if (width == 0) continue;
    grid.shown.push_back({.column = i,
                          .width = std::max(width, display_width(columns[i].header)),
                          .unbroken = unbroken,
                          .align = columns[i].align,
                          .give = columns[i].give});
  }
  if (grid.shown.empty()) return;
  // A word is broken where nothing else is left to give.
  for (const Grid::Words words : {Grid::Words::keep, Grid::Words::breakable}) {
    for (const Give give : {Give::flexible, Give::firm}) grid.squeeze(width_, give, words);
  }
  put_row(grid, headers);
  for (const auto& row : rows) put_row(grid, row);
}

void TextPage::counters(const Counters& counters) {
  if (options_.timing == RenderOptions::Timing::hidden) return;
  char milliseconds[32];
  std::snprintf(milliseconds, sizeof milliseconds, "%.3f", counters.milliseconds);
  blank();
  line(count_words(counters.entities_visited, "entity visited", "entities visited") + ", " +
           count_words(counters.relations_tested, "relation tested", "relations tested") + ", " +
           grouped(counters.evidence_read) + " by their claims, " + milliseconds + " ms",
       Tone::dim);
}

void TextPage::notes(const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  blank();
  for (const std::string& text : lines) line(text, Tone::contested);
}

}  // namespace relata
