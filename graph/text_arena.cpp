#include <relata/changes.h>
#include <algorithm>
#include <cstring>

namespace relata {

std::string_view TextArena::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > size_ - used_) {
    size_ = std::max(chunk_size, text.size());
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(size_));
    used_ = 0;
  }
  char* const place = chunks_.back().get() + used_;
  std::memcpy(place, text.data(), text.size());
  used_ += text.size();
  bytes_ += text.size();
  return {place, text.size()};
}

}  // namespace relata
