#pragma once

// The lines of an input, parsed on a thread of their own while those before them are used.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ingest/ahead.h"
#include "ingest/line_reader.h"

namespace relata {

// What a line is parsed into keeps its memory for later lines; its `parse(char* line, std::size_t
// size)` may overwrite the line and point into it. Blank lines are passed over.
template <class Parsed>
class LinesAhead {
 public:
  struct Line {
    std::uint64_t number = 0;  // from 1
    std::size_t size = 0;
    bool is_too_long = false;  // and so not parsed
    Parsed parsed;
  };

  LinesAhead(InputStream& input, std::size_t line_bytes_max)
      : lines_(input, line_bytes_max), ahead_([this](Piece& piece) { return make(piece); }) {}

  // Null at the end; good until the next call.
  [[nodiscard]] Line* next() {
    if (piece_ == nullptr || ++place_ == piece_->count) {
      piece_ = ahead_.next();
      place_ = 0;
    }
    return piece_ == nullptr ? nullptr : &piece_->lines[place_];
  }
  // Some lines after that one. Null where it is not at hand.
  [[nodiscard]] const Line* later(std::size_t lines) const {
    return place_ + lines < piece_->count ? &piece_->lines[place_ + lines] : nullptr;
  }

 private:
  struct Piece {
    std::string text;         // of all lines, each with a zero byte after it
    std::vector<Line> lines;  // the first `count` of them
    std::size_t count = 0;
  };
  // Enough to make up for what waiting costs, little enough for the cache that both threads share.
  static constexpr std::size_t lines_max = 512;
  static constexpr std::size_t bytes_max = std::size_t{256} << 10;

  [[nodiscard]] bool make(Piece& piece) {
    piece.text.clear();
    piece.count = 0;
    for (LineReader::Line line; piece.count < lines_max && piece.text.size() < bytes_max;) {
      if (!lines_.next(line)) break;
      if (is_blank(line)) continue;
      if (piece.count == piece.lines.size()) piece.lines.emplace_back();
      Line& made = piece.lines[piece.count++];
      made.number = line.number;
      made.size = line.size;
      made.is_too_long = line.is_too_long;
      if (!line.is_too_long) piece.text.append(line.text, line.size + 1);
    }
    char* text = piece.text.data();
    for (std::size_t i = 0; i < piece.count; ++i) {
      Line& line = piece.lines[i];
      if (line.is_too_long) continue;
      line.parsed.parse(text, line.size);
      text += line.size + 1;
    }
    return piece.count > 0;
  }

  LineReader lines_;
  Ahead<Piece> ahead_;  // uses the lines
  Piece* piece_ = nullptr;
  std::size_t place_ = 0;  // in it
};

}  // namespace relata
