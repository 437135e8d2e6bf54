#include "ingest/block_keys.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "ingest/name_form.h"

namespace relata {
namespace {

// What a key is made of, the most telling first. Two sorts never meet.
enum class Sort : std::uint8_t {
  identifier,
  name,
  country,
  sound,
  acronym,
  word_pair,
  word_and_initial
};

// The sort leads the hash, so that where a bound ends the pairs the most telling are there.
constexpr unsigned sort_bits = 3;

// Keys of a part of a name bring fewer together before they tell nothing.
constexpr std::size_t part_of_block_max = 4;

bool is_part(std::uint64_t hash) {
  return hash >> (64 - sort_bits) >= static_cast<std::uint64_t>(Sort::word_pair);
}

constexpr std::size_t pair_words_max = 5;  // of a name, from which pairs are made

std::uint64_t hash_of(Sort sort, std::string_view text) {
  return XXH3_64bits(text.data(), text.size()) >> sort_bits | static_cast<std::uint64_t>(sort)
                                                                  << (64 - sort_bits);
}

class Keys {
 public:
  Keys(const EntityProfile& profile, std::vector<BlockKey>& keys)
      : profile_(profile), keys_(keys) {}

  void add(Sort sort, std::string_view text, bool is_set_apart = false) {
    if (text.empty()) return;
    keys_.push_back({.hash = hash_of(sort, text),
                     .entity = profile_.id,
                     .kind = profile_.kind,
                     .is_name = sort == Sort::name,
                     .is_set_apart = is_set_apart});
  }

 private:
  const EntityProfile& profile_;
  std::vector<BlockKey>& keys_;
};

std::string joined(std::vector<std::string> words, bool is_sorted) {
  if (is_sorted) std::sort(words.begin(), words.end());
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

void add_name(const NameForm& name, Keys& keys) {
  keys.add(Sort::name, name.folded);
  std::vector<std::string> bones;
  for (const std::string& token : name.tokens) {
    if (std::string bone = skeleton(token); !bone.empty()) bones.push_back(std::move(bone));
  }
  if (bones.empty()) return;
  keys.add(Sort::sound, joined(bones, true));
  // Word breaks move: here the words stay in their order, and run together before they are boned.
  keys.add(Sort::sound, skeleton(name.joined));
  if (bones.size() >= 2) {
    for (std::size_t i = 0; i < bones.size(); ++i) {
      const std::size_t other = i == 0 ? bones.size() - 1 : 0;
      keys.add(Sort::word_and_initial, bones[i] + ' ' + bones[other].substr(0, 1));
    }
  }
  std::sort(bones.begin(), bones.end());
  if (bones.size() > pair_words_max) bones.resize(pair_words_max);
  for (std::size_t i = 0; i + 1 < bones.size(); ++i) {
    for (std::size_t j = i + 1; j < bones.size(); ++j) {
      keys.add(Sort::word_pair, bones[i] + ' ' + bones[j]);
    }
  }
  if (name.tokens.size() >= 3) keys.add(Sort::acronym, name.initials);
  if (is_acronym_like(name)) keys.add(Sort::acronym, name.folded);
}

}  // namespace

bool excludes(Kind a, Kind b) {
  if (a == b || a == Kind::unknown || b == Kind::unknown) return false;
  const auto is_land = [](Kind kind) { return kind == Kind::country || kind == Kind::place; };
  return !(is_land(a) && is_land(b));  // sources call a country a place
}

bool is_safe_key(std::uint64_t hash) {
  return hash >> (64 - sort_bits) <= static_cast<std::uint64_t>(Sort::name);
}

std::uint64_t name_key(std::string_view folded) { return hash_of(Sort::name, folded); }

void add_block_keys(const EntityProfile& profile, std::vector<BlockKey>& keys) {
  const std::size_t begin = keys.size();
  Keys own(profile, keys);
  for (const ExternalId& id : profile.ids) own.add(Sort::identifier, id.scheme + '\n' + id.value);
  for (const NameForm& name : profile.names) add_name(name, own);
  for (const std::string& code : profile.called) own.add(Sort::country, code);
  for (const std::string& name : profile.set_apart) own.add(Sort::name, name, true);
  const auto first = keys.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(first, keys.end());
  // A name that is set apart and a name of the same entity counts once, as its name.
  keys.erase(std::unique(first, keys.end(),
                         [](const BlockKey& a, const BlockKey& b) { return a.hash == b.hash; }),
             keys.end());
}

CandidatePairs::CandidatePairs(const ResolveQuery& query) : query_(query), among_(query.among) {
  std::sort(among_.begin(), among_.end());
}

bool CandidatePairs::is_asked(EntityId a, EntityId b) const {
  if (query_.about.is_some()) return a == query_.about || b == query_.about;
  return among_.empty() || std::binary_search(among_.begin(), among_.end(), a) ||
         std::binary_search(among_.begin(), among_.end(), b);
}

void CandidatePairs::add(EntityId a, EntityId b, std::uint32_t bearers,
                         std::uint32_t name_bearers) {
  if (a == b) return;
  pairs_.push_back({std::min(a, b), std::max(a, b), bearers, name_bearers});
  if (pairs_.size() < 2 * query_.pairs_max) return;
  unite();
  shortfall_.is_pairs_max = pairs_.size() >= query_.pairs_max;
}

void CandidatePairs::take(std::vector<BlockKey>& keys) {
  std::sort(keys.begin(), keys.end());
  const BlockKey* const end = keys.data() + keys.size();
  for (const BlockKey* begin = keys.data(); begin != end && !is_full();) {
    const BlockKey* next = begin;
    while (next != end && next->hash == begin->hash) ++next;
    if (next - begin > 1) take_block(begin, next);
    begin = next;
  }
}

// One identifier makes many one by the first of them, however many there are. A name declares an
// alias only where just two bear it.
void CandidatePairs::take_safe_block(const BlockKey* begin, const BlockKey* end) {
  const bool is_pair = end - begin == 2;
  if (begin->is_name && !is_pair) return;
  for (const BlockKey* other = begin + 1; other != end && !is_full(); ++other) {
    if (begin->is_set_apart || other->is_set_apart || excludes(begin->kind, other->kind)) continue;
    if (!is_asked(begin->entity, other->entity)) continue;
    add(begin->entity, other->entity, 2, begin->is_name ? 2 : 0);
  }
}

void CandidatePairs::take_block(const BlockKey* begin, const BlockKey* end) {
  if (query_.is_safe_only) return take_safe_block(begin, end);
  const auto size = static_cast<std::uint32_t>(end - begin);
  const std::size_t most = is_part(begin->hash)
                               ? std::max<std::size_t>(query_.block_max / part_of_block_max, 2)
                               : query_.block_max;
  if (size > most) {
    ++shortfall_.keys;
    shortfall_.entities = std::max<std::uint64_t>(shortfall_.entities, size);
    return;
  }
  const std::uint32_t name_bearers = begin->is_name ? size : 0;
  for (const BlockKey* one = begin; one != end; ++one) {
    if (one->is_set_apart) continue;
    for (const BlockKey* other = one + 1; other != end; ++other) {
      if (other->is_set_apart || excludes(one->kind, other->kind)) continue;
      if (is_asked(one->entity, other->entity)) {
        add(one->entity, other->entity, size, name_bearers);
      }
      if (is_full()) return;
    }
  }
}

// A pair that several keys bring together is one pair, as rare as its rarest key.
void CandidatePairs::unite() {
  std::sort(pairs_.begin(), pairs_.end(), [](const Candidate& x, const Candidate& y) {
    return std::tie(x.a, x.b, x.bearers) < std::tie(y.a, y.b, y.bearers);
  });
  std::size_t kept = 0;
  for (const Candidate& pair : pairs_) {
    if (kept > 0 && pairs_[kept - 1].a == pair.a && pairs_[kept - 1].b == pair.b) {
      std::uint32_t& known = pairs_[kept - 1].name_bearers;
      if (pair.name_bearers != 0 && (known == 0 || pair.name_bearers < known)) {
        known = pair.name_bearers;
      }
    } else {
      pairs_[kept++] = pair;
    }
  }
  pairs_.resize(kept);
}

std::vector<Candidate> CandidatePairs::finish() {
  unite();
  if (pairs_.size() > query_.pairs_max) {
    pairs_.resize(query_.pairs_max);
    shortfall_.is_pairs_max = true;
  }
  return std::move(pairs_);
}

}  // namespace relata
