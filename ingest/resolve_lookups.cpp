#include "ingest/resolve_lookups.h"

#include <relata/lookup.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ingest/entity_profile.h"
#include "ingest/resolve_candidates.h"

namespace relata {
namespace {

constexpr std::size_t beginnings_max = 200;  // names that are looked at for each beginning
constexpr std::size_t beginning_letters = 4;
constexpr std::size_t fetched_at_once = 1024;

std::string text_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> words_in(const std::string& folded) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    words.push_back(folded.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// Names under which another source may have the same thing.
std::set<std::string> ways_to_write(const NameForm& name, const std::string& latin) {
  std::set<std::string> ways = {name.folded, latin};
  for (const std::string& one : {name.folded, latin}) {
    std::vector<std::string> words = words_in(one);
    if (words.size() < 2) continue;
    if (words.size() <= 3) {
      std::sort(words.begin(), words.end());
      do {
        ways.insert(text_of(words));
      } while (std::next_permutation(words.begin(), words.end()));
      words = words_in(one);
    }
    std::string together;
    for (const std::string& word : words) together += word;
    ways.insert(together);
    ways.insert(words.front() + " " + words.back());
    ways.insert(words.back() + " " + words.front());
    ways.insert(words.front().substr(0, 1) + " " + words.back());
  }
  if (name.tokens.size() >= 3) ways.insert(name.initials);
  return ways;
}

// How names may begin that sound like it: each of its words may come first.
std::set<std::string> beginnings(const std::string& folded) {
  std::set<std::string> all;
  for (const std::string& word : words_in(folded)) {
    std::size_t size = 0;
    for (std::size_t letters = 0; size < word.size(); ++size) {
      const bool is_start = (static_cast<unsigned char>(word[size]) & 0xC0) != 0x80;
      if (is_start && letters++ == beginning_letters) break;
    }
    if (size >= 3) all.insert(word.substr(0, size));
  }
  return all;
}

class Lookups {
 public:
  Lookups(const Store& store, const Snapshot& at, const ResolveQuery& query, CandidatePairs& pairs)
      : store_(store), at_(at), query_(query), pairs_(pairs), kinds_(kinds_of(store.schema(at))) {}

  std::uint64_t find() {
    std::vector<EntityId> ids = query_.among;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::uint64_t names_left_out = 0;
    std::vector<BlockKey> own_keys;
    for (std::size_t begin = 0; begin < ids.size() && !pairs_.is_full(); begin += fetched_at_once) {
      const std::size_t size = std::min(fetched_at_once, ids.size() - begin);
      for (const Entity& entity : store_.entities(at_, std::span(ids).subspan(begin, size))) {
        check_stop(query_);
        const EntityProfile profile = profile_of(entity, kinds_[entity.type.value], romanizer_);
        names_left_out += profile.names_left_out;
        add_block_keys(profile, own_keys);
        look_up(entity, profile);
      }
    }
    pairs_.take(own_keys);
    return names_left_out;
  }

 private:
  void look_up(const Entity& entity, const EntityProfile& profile) {
    std::set<EntityId> found;
    look_up_ids(profile, found);
    std::set<std::string> begins;
    for (const NameForm& name : profile.names) {
      const std::string latin = romanizer_.latin(name.text, "");
      for (const std::string& way : ways_to_write(name, latin)) look_up_name(way, found);
      begins.merge(beginnings(name.folded));
      begins.merge(beginnings(latin));
    }
    const std::vector<BlockKey> keys = keys_of(profile);
    for (const std::string& begin : begins) {
      const auto matches = store_.lookup(
          at_, {.folded = begin, .match = NameQuery::Match::prefix, .limit = beginnings_max});
      for (const NameMatch& match : matches) {
        // Most that begins alike is not alike: its name tells before its record is read.
        if (!found.contains(match.entity) && shares_key(match.folded, keys)) take(match, found);
      }
    }
    found.erase(entity.id);
    add_pairs(profile, found);
  }

  static std::vector<BlockKey> keys_of(const EntityProfile& profile) {
    std::vector<BlockKey> keys;
    add_block_keys(profile, keys);
    return keys;
  }

  bool shares_key(const std::string& folded, const std::vector<BlockKey>& keys) {
    EntityProfile one;
    one.names.push_back(name_form({.text = folded}, romanizer_));
    for (const BlockKey& key : keys_of(one)) {
      const auto same = std::lower_bound(
          keys.begin(), keys.end(), key.hash,
          [](const BlockKey& known, std::uint64_t hash) { return known.hash < hash; });
      if (same != keys.end() && same->hash == key.hash) return true;
    }
    return false;
  }

  // Identifiers that are the keys of others.
  void look_up_ids(const EntityProfile& profile, std::set<EntityId>& found) {
    for (const ExternalId& id : profile.ids) {
      const std::string_view key = id.value;
      const EntityId other{store_.ids(at_, KeyKind::entity, {&key, 1}).front()};
      if (other.is_some()) found.insert(other);
    }
  }

  static void take(const NameMatch& match, std::set<EntityId>& found) {
    if (match.kind != NameKind::role && match.kind != NameKind::metonym) found.insert(match.entity);
  }

  void look_up_name(const std::string& folded, std::set<EntityId>& found) {
    const auto matches = store_.lookup(
        at_, {.folded = folded, .match = NameQuery::Match::whole, .limit = query_.block_max + 1});
    if (matches.size() > query_.block_max) return;
    for (const NameMatch& match : matches) take(match, found);
  }

  // Of what was found, those that a walk would have brought together.
  void add_pairs(const EntityProfile& profile, const std::set<EntityId>& found) {
    const std::vector<EntityId> ids(found.begin(), found.end());
    std::vector<BlockKey> keys;
    add_block_keys(profile, keys);
    for (const Entity& other : store_.entities(at_, ids)) {
      add_block_keys(profile_of(other, kinds_[other.type.value], romanizer_), keys);
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t begin = 0; begin < keys.size();) {
      std::size_t end = begin;
      while (end < keys.size() && keys[end].hash == keys[begin].hash) ++end;
      const auto size = static_cast<std::uint32_t>(end - begin);
      for (std::size_t i = begin; i < end && size <= query_.block_max; ++i) {
        const BlockKey& key = keys[i];
        if (key.entity == profile.id || key.is_set_apart || excludes(key.kind, profile.kind))
          continue;
        if (is_of(keys, begin, end, profile.id)) {
          pairs_.add(profile.id, key.entity, size, key.is_name ? size : 0);
        }
      }
      begin = end;
    }
  }

  // Is the key one of `entity`, and not as a role or metonym?
  static bool is_of(const std::vector<BlockKey>& keys, std::size_t begin, std::size_t end,
                    EntityId entity) {
    for (std::size_t i = begin; i < end; ++i) {
      if (keys[i].entity == entity) return !keys[i].is_set_apart;
    }
    return false;
  }

  const Store& store_;
  const Snapshot& at_;
  const ResolveQuery& query_;
  CandidatePairs& pairs_;
  std::vector<Kind> kinds_;
  Romanizer romanizer_;
};

}  // namespace

std::uint64_t look_up_candidates(const Store& store, const Snapshot& at, const ResolveQuery& query,
                                 CandidatePairs& pairs) {
  return Lookups(store, at, query, pairs).find();
}

}  // namespace relata
