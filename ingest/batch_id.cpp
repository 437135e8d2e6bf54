#include "ingest/batch_id.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "graph/bytes.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {
namespace {

constexpr std::string_view last_suffix = "-last";

class Hash {
 public:
  Hash() : state_(XXH3_createState()) { XXH3_128bits_reset(state_); }
  ~Hash() { XXH3_freeState(state_); }
  Hash(const Hash&) = delete;
  Hash& operator=(const Hash&) = delete;

  template <class Number>
  void add(Number value) {
    add_bytes(&value, sizeof value);
  }
  // With its size, so that two texts are not taken for two others that join to the same.
  void add_whole(std::string_view text) {
    add(text.size());
    add_bytes(text.data(), text.size());
  }

  [[nodiscard]] std::string text() {
    flush();
    XXH128_canonical_t hash;
    XXH128_canonicalFromHash(&hash, XXH3_128bits_digest(state_));
    return hex_digits({reinterpret_cast<const char*>(hash.digest), sizeof hash.digest});
  }

 private:
  // Most that is added are a few bytes: they are gathered.
  void add_bytes(const void* bytes, std::size_t size) {
    if (size > gathered_.size() - used_) {
      flush();
      if (size > gathered_.size()) {
        XXH3_128bits_update(state_, bytes, size);
        return;
      }
    }
    std::copy_n(static_cast<const char*>(bytes), size, gathered_.data() + used_);
    used_ += size;
  }

  void flush() {
    XXH3_128bits_update(state_, gathered_.data(), used_);
    used_ = 0;
  }

  XXH3_state_t* state_;
  std::array<char, 4096> gathered_;
  std::size_t used_ = 0;
};

// A file as it is now: another size or time of change is another file.
std::string state_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return "absent";
  return std::to_string(found.st_size) + "/" + std::to_string(found.st_mtim.tv_sec) + "." +
         std::to_string(found.st_mtim.tv_nsec);
}

}  // namespace

std::string to_text(const BatchName& name) {
  if (name.run.empty()) return name.content;
  return name.run + "/" + std::to_string(name.part) +
         (name.is_last ? std::string(last_suffix) : "") + "/" + name.content;
}

std::optional<BatchName> batch_name(std::string_view id) {
  const std::size_t first = id.find('/');
  const std::size_t second = id.rfind('/');
  if (first == std::string_view::npos || second == first) return std::nullopt;
  std::string_view number = id.substr(first + 1, second - first - 1);
  BatchName name{.run = std::string(id.substr(0, first)),
                 .part = 0,
                 .is_last = number.ends_with(last_suffix),
                 .content = std::string(id.substr(second + 1))};
  if (name.is_last) number.remove_suffix(last_suffix.size());
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), name.part);
  if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
  return name;
}

std::string run_of(const IngestQuery& query, const std::vector<InputFile>& files,
                   const std::string& store_uuid) {
  Hash hash;
  const auto add_file = [&](const std::string& path) {
    hash.add_whole(path);
    hash.add_whole(state_of(path));
  };
  hash.add_whole(RELATA_VERSION);  // another may read otherwise
  hash.add_whole(store_uuid);
  for (const InputFile& file : files) {
    if (file.path == "-") return {};
    add_file(file.path);
  }
  for (const std::string& schema : query.schemas) add_file(schema);
  add_file(query.mapping);
  for (const std::string& option : {query.format, query.document, query.publisher}) {
    hash.add_whole(option);
  }
  hash.add_whole(query.strictness == Strictness::strict ? "strict" : "lenient");
  hash.add_whole(std::to_string(query.line_bytes_max));
  hash.add_whole(std::to_string(query.memory_max));
  return hash.text();
}

std::string content_id(const Changes& changes, const std::string& store_uuid) {
  Hash hash;
  hash.add_whole(store_uuid);
  hash.add(changes.expected_head);
  for (const Entity& entity : changes.entities) {
    hash.add_whole(entity.key);
    hash.add(entity.type.value);
    for (const Name& name : entity.names) hash.add_whole(name.text);
    for (const Property& property : entity.properties) hash.add_whole(property.value);
  }
  for (const Document& document : changes.documents) {
    hash.add_whole(document.key);
    hash.add_whole(document.title);
  }
  for (const RelationRow& row : changes.relations) {
    hash.add_whole(row.key);
    hash.add(row.type.value);
    hash.add(row.valid.from.packed());
    hash.add(row.valid.to.packed());
  }
  for (const ClaimRow& claim : changes.claims) {
    hash.add_whole(changes.details_of(claim).quote);
    hash.add(static_cast<int>(claim.stance));
    hash.add(claim.reported.packed());
  }
  for (const Judgement& judgement : changes.judgements) {
    hash.add(static_cast<int>(judgement.kind));
    hash.add(judgement.subject.index());
    if (const auto* pair = std::get_if<EntityPair>(&judgement.subject)) {
      hash.add(pair->first.value);
      hash.add(pair->second.value);
    } else if (const auto* document = std::get_if<DocumentId>(&judgement.subject)) {
      hash.add(document->value);
    } else {
      hash.add(std::get<BatchNumber>(judgement.subject));
    }
    hash.add_whole(judgement.who);
    hash.add_whole(judgement.why);
    hash.add(judgement.recorded_unix_ms);
  }
  return hash.text();
}

}  // namespace relata
