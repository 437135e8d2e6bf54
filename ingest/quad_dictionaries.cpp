#include "ingest/quad_dictionaries.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "ingest/files_beside.h"
#include "ingest/foreign_values.h"
#include "ingest/line_reader.h"

namespace relata {
namespace {

constexpr const char* entities_name = "entity2id.txt";
constexpr const char* relations_name = "relation2id.txt";
constexpr const char* times_name = "time2id.txt";

std::optional<std::uint64_t> id_of(std::string_view text) {
  std::uint64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole ? std::optional(id) : std::nullopt;
}

// Calls take(cells) for each line. What is no text is no entry: the rows that need it are refused.
template <class Take>
void visit_lines(const InputFile& file, std::string_view delimiter, const Take& take) {
  constexpr std::size_t line_bytes_max = std::size_t{1} << 20;
  InputStream input(file);
  LineReader lines(input, line_bytes_max);
  for (LineReader::Line line; lines.next(line);) {
    const std::string_view text(line.text, line.is_too_long ? 0 : line.size);
    if (!why_no_text(text)) take(split_list(text, delimiter));
  }
}

// "1913-##-##", "####-##-##"
bool is_partial_date(std::string_view text) {
  const auto is_part = [](char c) { return (c >= '0' && c <= '9') || c == '#' || c == '-'; };
  return text.find('#') != std::string_view::npos && std::all_of(text.begin(), text.end(), is_part);
}

}  // namespace

QuadDictionaries::QuadDictionaries(const InputFile& quads) {
  const std::string needed = std::string(entities_name) + " and " + relations_name;
  if (quads.path == "-") {
    why_none_ = "the numbers stand for what " + needed +
                " beside the input say, and nothing is beside standard input; name the file";
    return;
  }
  const auto entities = file_beside(quads, entities_name);
  const auto relations = file_beside(quads, relations_name);
  if (!entities || !relations) {
    why_none_ = "the numbers stand for what " + needed +
                " say; both have to be beside the input, and " +
                (entities ? relations_name : entities_name) + " is not";
    return;
  }
  read_entities(*entities);
  read_relations(*relations);
  if (const auto times = file_beside(quads, times_name)) read_times(*times);
}

void QuadDictionaries::read_entities(const InputFile& file) {
  visit_lines(file, "\t", [&](const std::vector<std::string_view>& cells) {
    const auto id = cells.size() < 2 ? std::nullopt : id_of(cells[1]);
    if (!id) return;
    Entity entity{.name = std::string(cells[0])};
    const bool has_dates = cells.size() == 4 && is_partial_date(cells[3]);
    if (has_dates) {
      entity.since = cells[2];
      entity.until = cells[3];
    } else if (cells.size() > 2) {
      entity.type = cells[2];
    }
    entities_.emplace(*id, std::move(entity));
  });
}

void QuadDictionaries::read_relations(const InputFile& file) {
  visit_lines(file, "\t", [&](const std::vector<std::string_view>& cells) {
    const auto id = cells.size() < 2 ? std::nullopt : id_of(cells[1]);
    if (id) relations_.emplace(*id, cells[0]);
  });
}

void QuadDictionaries::read_times(const InputFile& file) {
  std::vector<std::pair<Day, std::uint64_t>> all;
  visit_lines(file, ",", [&](const std::vector<std::string_view>& cells) {
    const auto id = cells.size() < 2 ? std::nullopt : id_of(cells[0]);
    const auto date = id ? date_of_timestamp(cells[1]) : std::nullopt;
    if (date) all.emplace_back(date->first_day(), *id);
  });
  std::sort(all.begin(), all.end());
  for (const auto& [day, id] : all) {
    if (times_.empty() || times_.back() != day) times_.push_back(day);
    time_places_.emplace(id, static_cast<std::uint32_t>(times_.size() - 1));
  }
}

const QuadDictionaries::Entity* QuadDictionaries::entity(std::uint64_t id) const {
  const auto found = entities_.find(id);
  return found == entities_.end() ? nullptr : &found->second;
}

const std::string* QuadDictionaries::relation(std::uint64_t id) const {
  const auto found = relations_.find(id);
  return found == relations_.end() ? nullptr : &found->second;
}

std::optional<std::uint32_t> QuadDictionaries::time_place(std::uint64_t id) const {
  const auto found = time_places_.find(id);
  return found == time_places_.end() ? std::nullopt : std::optional(found->second);
}

// A time reaches to the day before the next, and the last as far as the one before it.
Period QuadDictionaries::period(std::uint32_t first, std::uint32_t last) const {
  const Day from = times_[first];
  Day to = times_[last];
  const std::chrono::days day{1};
  if (last + 1 < times_.size()) {
    to = times_[last + 1] - day;
  } else if (last > 0) {
    to += (times_[last] - times_[last - 1]) - day;
  }
  return {.from = PartialDate::from_day(from), .to = PartialDate::from_day(to)};
}

bool QuadDictionaries::is_dictionary(std::string_view file_name) {
  constexpr std::array<std::string_view, 4> names = {entities_name, relations_name, times_name,
                                                     "stat.txt"};
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    const bool is_packed = file_name.size() > name.size() && file_name[name.size()] == '.';
    return file_name.starts_with(name) && (file_name.size() == name.size() || is_packed);
  });
}

}  // namespace relata
