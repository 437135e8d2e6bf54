#include "graph/row_space.h"

#include <algorithm>
#include <bit>
#include <mutex>
#include <new>

#include "graph/reserved_memory.h"

namespace relata {
namespace {

// How the arrays for so many ends are cut.
struct Cut {
  std::uint64_t segment_places = 0;
  Pages pages = Pages::small;

  // The neighbours of a segment fill pages, and so do its columns.
  static Cut of(std::uint64_t ends) {
    constexpr std::uint64_t huge_from = (std::uint64_t{4} << 20) / sizeof(EndColumns);
    constexpr std::uint64_t huge_page_places = (std::uint64_t{2} << 20) / sizeof(std::uint32_t);
    constexpr std::uint64_t page_places = 4096 / sizeof(std::uint32_t);
    if (ends >= huge_from) return {huge_page_places, Pages::huge};
    return {std::max(page_places, std::bit_ceil(ends / 16)), Pages::small};
  }
  [[nodiscard]] std::uint64_t segments(std::uint64_t places) const {
    return (places + segment_places - 1) / segment_places;
  }
};

}  // namespace

struct RowSpace::Segment {
  Segment(std::shared_ptr<Arrays> the_arrays, std::uint64_t the_number)
      : arrays(std::move(the_arrays)), number(the_number) {}
  ~Segment();
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;

  const std::shared_ptr<Arrays> arrays;
  const std::uint64_t number;
  // Under the arrays' mutex:
  std::uint64_t used = 0;               // places, from the first on
  std::vector<std::uint32_t> vertices;  // that they were taken for
};

struct RowSpace::Arrays : std::enable_shared_from_this<Arrays> {
  Arrays(const Cut& cut, std::uint64_t segments)
      : segment_places(cut.segment_places),
        neighbours(segments * segment_places * sizeof(std::uint32_t), cut.pages),
        columns(segments * segment_places * sizeof(EndColumns), cut.pages),
        is_in_use(segments) {}

  static std::shared_ptr<Arrays> make(std::uint64_t ends);
  // Under the mutex. Side by side, the first of them; none if there are not so many.
  [[nodiscard]] std::optional<std::uint64_t> find_free(std::uint64_t count) const;
  [[nodiscard]] std::shared_ptr<Segment> open(std::uint64_t number);
  void free(std::uint64_t number);

  const std::uint64_t segment_places;
  const ReservedMemory neighbours;
  const ReservedMemory columns;
  std::mutex mutex;
  std::vector<bool> is_in_use;  // each segment
  std::weak_ptr<Segment> last;  // the one that is being filled
};

RowSpace::Segment::~Segment() { arrays->free(number); }

// Addresses cost nothing, but a system may be told to be strict about them. Rows that do not fit
// into what is left of a segment leave that out, so that twice the ends may be needed.
std::shared_ptr<RowSpace::Arrays> RowSpace::Arrays::make(std::uint64_t ends) {
  constexpr std::uint64_t times_the_ends = 8;
  constexpr std::uint64_t segments_beyond = 64;
  const Cut cut = Cut::of(ends);
  const std::uint64_t least = 2 * cut.segments(ends) + 2;
  std::uint64_t segments = times_the_ends * cut.segments(ends) + segments_beyond;
  for (;;) {
    try {
      return std::make_shared<Arrays>(cut, segments);
    } catch (const std::bad_alloc&) {
      if (segments == least) throw;
      segments = std::max(segments / 2, least);
    }
  }
}

std::optional<std::uint64_t> RowSpace::Arrays::find_free(std::uint64_t count) const {
  const auto found = std::search_n(is_in_use.begin(), is_in_use.end(), count, false);
  if (found == is_in_use.end()) return std::nullopt;
  return static_cast<std::uint64_t>(found - is_in_use.begin());
}

std::shared_ptr<RowSpace::Segment> RowSpace::Arrays::open(std::uint64_t number) {
  auto segment = std::make_shared<Segment>(shared_from_this(), number);
  is_in_use[number] = true;
  return segment;
}

void RowSpace::Arrays::free(std::uint64_t number) {
  const std::uint64_t first = number * segment_places;
  neighbours.give_back(first * sizeof(std::uint32_t), segment_places * sizeof(std::uint32_t));
  columns.give_back(first * sizeof(EndColumns), segment_places * sizeof(EndColumns));
  const std::scoped_lock lock(mutex);
  is_in_use[number] = false;
}

RowSpace::RowSpace(std::uint64_t ends)
    : arrays_(Arrays::make(ends)), held_(arrays_->is_in_use.size()) {}

std::uint32_t* RowSpace::neighbours() const {
  return static_cast<std::uint32_t*>(arrays_->neighbours.data());
}

EndColumns* RowSpace::columns() const { return static_cast<EndColumns*>(arrays_->columns.data()); }

void RowSpace::hold(const std::shared_ptr<Segment>& segment, std::uint64_t count) {
  Held& held = held_[segment->number];
  held.segment = segment;
  held.own += count;
  own_ += count;
}

std::optional<std::uint64_t> RowSpace::take(std::uint32_t vertex, std::uint64_t count) {
  const std::uint64_t places = arrays_->segment_places;
  // These outlive the lock, which a segment takes when it is let go.
  std::shared_ptr<Segment> last;
  std::shared_ptr<Segment> segment;
  const std::scoped_lock lock(arrays_->mutex);
  if (count <= places) last = arrays_->last.lock();
  std::uint64_t left = count;
  std::uint64_t begin = 0;
  if (last && last->used + count <= places) {
    begin = last->number * places + last->used;
    segment = last;
  } else {
    const auto number = arrays_->find_free((count + places - 1) / places);
    if (!number) return std::nullopt;
    begin = *number * places;
    for (std::uint64_t next = *number; left > places; ++next, left -= places) {
      segment = arrays_->open(next);
      hold(segment, places);
      segment->used = places;
      segment->vertices.push_back(vertex);
    }
    segment = arrays_->open(*number + (count - left) / places);
    if (count <= places) arrays_->last = segment;
  }
  segment->used += left;
  segment->vertices.push_back(vertex);
  hold(segment, left);
  return begin;
}

void RowSpace::leave(std::uint64_t first, std::uint64_t count) {
  const std::uint64_t places = arrays_->segment_places;
  own_ -= count;
  while (count != 0) {
    Held& held = held_[first / places];
    const std::uint64_t here = std::min(count, places - first % places);
    held.own -= here;
    if (held.own == 0) held.segment.reset();
    first += here;
    count -= here;
  }
}

std::uint64_t RowSpace::holes_allowed() const { return own_ / 4 + arrays_->segment_places; }

std::uint64_t RowSpace::holes() const {
  const std::scoped_lock lock(arrays_->mutex);
  std::uint64_t holes = 0;
  for (const Held& held : held_) {
    if (held.segment) holes += held.segment->used - held.own;
  }
  return holes;
}

std::uint64_t RowSpace::bytes() const {
  const std::scoped_lock lock(arrays_->mutex);
  std::uint64_t bytes = 0;
  for (const auto& [segment, own] : held_) {
    if (!segment) continue;
    bytes += segment->used * (sizeof(std::uint32_t) + sizeof(EndColumns)) +
             segment->vertices.size() * sizeof(segment->vertices[0]);
  }
  return bytes;
}

std::optional<RowSpace::Sparse> RowSpace::to_empty() const {
  if (holes() <= holes_allowed()) return std::nullopt;
  std::shared_ptr<Segment> last;  // outlives the lock
  const std::scoped_lock lock(arrays_->mutex);
  last = arrays_->last.lock();
  const Held* most = nullptr;
  for (const Held& held : held_) {
    if (!held.segment || held.segment == last || held.own == held.segment->used) continue;
    if (most == nullptr || held.own * most->segment->used < most->own * held.segment->used) {
      most = &held;
    }
  }
  if (most == nullptr) return std::nullopt;
  const std::uint64_t first = most->segment->number * arrays_->segment_places;
  return Sparse{
      .first = first, .end = first + arrays_->segment_places, .vertices = most->segment->vertices};
}

}  // namespace relata
