#pragma once

// A page of a terminal: paragraphs with hanging indents and tables aligned by display width, within
// a width, coloured on request. Everything that is put on it is made visible (plain_text.h) first.

#include <relata/export.h>

#include <string>
#include <string_view>
#include <vector>

namespace relata {

enum class Tone : std::uint8_t {
  plain,
  title,
  entity,
  dim,
  confirmed,
  reported,
  contested,
  denied,
  uncertain,
};

[[nodiscard]] Tone tone_of(Status status);
[[nodiscard]] Tone tone_of(Stance stance);

// A run of text in one tone. It may be broken at its blanks.
struct Piece {
  std::string text;
  Tone tone = Tone::plain;
};

// What stands before the first line of a paragraph, and before the others.
struct Margin {
  std::string first;
  std::string rest;
};

enum class Align : std::uint8_t { left, right };

// Which columns give way when a table is too wide for the page: flexible ones first.
enum class Give : std::uint8_t { flexible, firm };

struct Column {
  std::string header;
  Align align = Align::left;
  Give give = Give::firm;
};

class TextPage {
 public:
  explicit TextPage(const RenderOptions& options);

  // The options' title and view, then a blank line; nothing where both are empty.
  void heading();
  void line(std::string_view text, Tone tone = Tone::plain);
  void blank();
  void paragraph(const Margin& margin, const std::vector<Piece>& pieces);
  // A column without a filled cell is left out. Cells that are too wide are wrapped.
  void table(const std::vector<Column>& columns, const std::vector<std::vector<Piece>>& rows);
  void counters(const Counters& counters);  // only where the options ask for timing
  void notes(const std::vector<std::string>& lines);

  [[nodiscard]] const RenderOptions& options() const { return options_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  struct Grid;
  void put_row(const Grid& grid, const std::vector<Piece>& cells);
  [[nodiscard]] std::string painted(std::string_view text, Tone tone) const;

  const RenderOptions& options_;
  std::size_t width_;
  std::string out_;
};

}  // namespace relata
