#include "graph/kv_store.h"
#include "graph/kv_judgements.h"

#include <relata/lookup.h>
#include <algorithm>
#include <chrono>
#include <thread>

#include "graph/key_bucket.h"
#include "graph/kv_names.h"
#include "graph/kv_records.h"
#include "graph/kv_types.h"
#include "graph/kv_value.h"
#include "graph/nearest_names.h"

namespace relata {
namespace {

namespace fs = std::filesystem;

// This many links of the chain of commits are checked by every open; `verify` checks them all.
constexpr BatchNumber chain_checked = 64;

std::string commit_key(BatchNumber number) {
  std::string key;
  ByteWriter(key).big_endian_64(number);
  return key;
}

struct ReadRow {
  CommitRow row;
  RowHash hash{};
};

ReadRow row_under(const Kv::Cursor& cursor) {
  return {.row = read_commit_row(value_under(cursor, Family::commits)),
          .hash = hash_of_row(cursor.value())};
}

Error lost_commits(const StoreLayout& layout, const std::string& what) {
  return {ErrorCode::damaged, "reading the store " + layout.directory.string() + ": " + what +
                                  "; restore a copy of the store or ingest anew"};
}

// Beside a live writer a file may go between being named and being opened.
template <class Read>
void try_beside_writer(const Read& read) {
  constexpr int tries = 3;
  for (int i = 1;; ++i) {
    try {
      return read();
    } catch (const Error&) {
      if (i == tries) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
}

std::unique_ptr<Kv> open_reader(const StoreLayout& layout,
                                const std::function<void(const Kv&)>& check) {
  // A secondary instance passes over files that are missing or cut, and reads an older state.
  // Beside a live writer that is his to see; without one, the reader looks as a writer does.
  if (const NoWriter nobody(layout.lock); nobody.holds()) {
    check(*open_kv(layout.database, KvMode::inspect));
  }
  std::unique_ptr<Kv> kv;
  try_beside_writer([&] {
    kv = open_kv(layout.database, KvMode::read);
    check(*kv);
  });
  return kv;
}

}  // namespace

KvStore::Tip KvStore::read_tip(const Kv& kv) {
  const auto cursor = kv.cursor(Family::commits);
  cursor->seek_last();
  if (!cursor->is_valid()) return {};
  ReadRow last = row_under(*cursor);
  return {.row = std::move(last.row), .hash = last.hash};
}

void KvStore::check_chain(const Kv& kv, const LedgerEntry& ledger, const StoreLayout& layout) {
  const BatchNumber last = read_tip(kv).row.batch.number;
  if (last < ledger.batch) {
    throw lost_commits(layout, "its ledger says that batch " + std::to_string(ledger.batch) +
                                   " was committed, its data ends with batch " +
                                   std::to_string(last));
  }
  const auto cursor = kv.cursor(Family::commits);
  RowHash previous{};
  const BatchNumber newest_sure = std::min(last, ledger.batch);
  const BatchNumber first = newest_sure > chain_checked ? newest_sure - chain_checked : 1;
  cursor->seek(commit_key(first));
  for (BatchNumber number = first; number <= last; ++number, cursor->next()) {
    if (!cursor->is_valid()) throw lost_commits(layout, "its chain of commits ends early");
    const ReadRow link = row_under(*cursor);
    const bool follows = number == first && first != 1 ? true : link.row.previous == previous;
    if (link.row.batch.number != number || !follows) {
      throw lost_commits(layout,
                         "its chain of commits is broken at batch " + std::to_string(number));
    }
    if (number == ledger.batch && link.hash != ledger.hash) {
      throw lost_commits(layout, "batch " + std::to_string(number) +
                                     " is not the one its ledger knows: the data is of another "
                                     "state of the store, or of another store");
    }
    previous = link.hash;
  }
}

KvStore::KvStore(const StoreLayout& layout, OpenMode mode)
    : layout_(layout), marker_(read_marker(layout)), mode_(mode) {
  for (const fs::path& file : {layout.ledger, layout.lock}) {
    if (!is_there(file)) throw lost_commits(layout, "its file " + file.string() + " is missing");
  }
  if (mode == OpenMode::read) {
    const LedgerEntry sure = Ledger(layout.ledger, DurableFile::Access::read).last();
    kv_ = open_reader(layout, [&](const Kv& kv) { check_chain(kv, sure, layout); });
    take_tip();
    return;
  }
  lock_ = std::make_unique<WriterLock>(layout.lock);
  ledger_ = std::make_unique<Ledger>(layout.ledger, DurableFile::Access::write);
  const LedgerEntry sure = ledger_->last();
  // Opening to write deletes what a damaged manifest does not name, so look first.
  check_chain(*open_kv(layout.database, KvMode::inspect), sure, layout);
  kv_ = open_kv(layout.database, KvMode::write);
  take_tip();
  if (tip_.row.batch.number < sure.batch) {
    throw lost_commits(layout, "its data ended before its ledger when it was opened to write");
  }
  // A crash between a commit and its record in the ledger leaves the ledger one behind.
  const LedgerEntry now{.batch = tip_.row.batch.number, .hash = tip_.hash};
  if (now.batch > sure.batch) ledger_->record(now);
}

void KvStore::take_tip() {
  tip_ = read_tip(*kv_);
  reserved_ = {tip_.row.entity_id_end, tip_.row.relation_id_end, tip_.row.document_id_end};
}

StoreInfo KvStore::info() const {
  const std::lock_guard lock(tip_mutex_);
  return {.location = layout_.directory.string(),
          .uuid = marker_.uuid,
          .format_version = marker_.format,
          .head = tip_.row.batch.number,
          .entity_id_end = tip_.row.entity_id_end,
          .relation_id_end = tip_.row.relation_id_end,
          .document_id_end = tip_.row.document_id_end};
}

Snapshot KvStore::snapshot() const {
  const std::lock_guard lock(tip_mutex_);
  if (mode_ == OpenMode::read) {
    try_beside_writer([&] { kv_->catch_up(); });
    tip_ = read_tip(*kv_);
  }
  return {.head = tip_.row.batch.number, .pin = nullptr};
}

Snapshot KvStore::snapshot(BatchNumber head) const {
  const Snapshot now = snapshot();
  if (head > now.head) {
    throw Error(ErrorCode::not_found, "reading the store " + layout_.directory.string() +
                                          ": it has no batch " + std::to_string(head) +
                                          "; its last is " + std::to_string(now.head));
  }
  return {.head = head, .pin = nullptr};
}

Schema KvStore::schema(const Snapshot& at) const {
  std::shared_ptr<const Schema> known;
  {
    const std::lock_guard lock(schema_mutex_);
    if (known_schema_.head == at.head) known = known_schema_.schema;
  }
  if (known == nullptr) {
    known = std::make_shared<const Schema>(read_schema(*kv_, at.head));
    const std::lock_guard lock(schema_mutex_);
    known_schema_ = {.head = at.head, .schema = known};
  }
  return *known;
}

CommitRow KvStore::row_at(BatchNumber number) const {
  if (number == 0) return {};
  const auto cursor = kv_->cursor(Family::commits);
  cursor->seek(commit_key(number));
  if (!cursor->is_valid() || cursor->key() != commit_key(number)) {
    throw lost_commits(layout_, "batch " + std::to_string(number) + " is missing");
  }
  return row_under(*cursor).row;
}

std::vector<Batch> KvStore::batches(const Snapshot& at) const {
  std::vector<Batch> all;
  const auto cursor = kv_->cursor(Family::commits);
  for (cursor->seek(commit_key(1)); cursor->is_valid(); cursor->next()) {
    Batch batch = row_under(*cursor).row.batch;
    if (batch.number > at.head) break;
    all.push_back(std::move(batch));
  }
  return all;
}

std::vector<Judgement> KvStore::judgements(const Snapshot& at) const {
  return read_judgements(*kv_, at.head);
}

std::vector<NameMatch> KvStore::lookup(const Snapshot& at, const NameQuery& query) const {
  const auto cursor = kv_->cursor(Family::names);
  const bool is_nearest = query.match == NameQuery::Match::nearest;
  const bool is_whole = query.match == NameQuery::Match::whole;
  NearestNames nearest(query.folded, query.limit);
  std::vector<NameMatch> matches;
  const std::string start = is_whole ? query.folded + '\0' : is_nearest ? "" : query.folded;
  for (cursor->seek(start); cursor->is_valid(); cursor->next()) {
    const NameRow row = read_name_row(*cursor);
    if (is_whole ? row.folded != query.folded
                 : !is_nearest && !row.folded.starts_with(query.folded)) {
      break;
    }
    if (row.batch > at.head) continue;
    if (is_nearest) {
      nearest.offer(row.folded, row.entity, row.kind);
      continue;
    }
    const bool is_repeated = !matches.empty() && matches.back().folded == row.folded &&
                             matches.back().entity == row.entity;
    if (is_repeated) continue;
    if (matches.size() == query.limit) break;
    matches.push_back(
        {.folded = std::string(row.folded), .entity = row.entity, .kind = row.kind, .distance = 0});
  }
  return is_nearest ? nearest.take() : matches;
}

std::vector<std::uint64_t> KvStore::ids(const Snapshot& at, KeyKind kind,
                                        std::span<const std::string_view> keys) const {
  const KeyFamily family = key_family(kind);
  std::vector<std::uint64_t> found(keys.size(), EntityId::none_value);
  std::vector<HashedKey> wanted;  // `id` holds the place in `keys`
  wanted.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    wanted.push_back(hash_key(static_cast<std::uint8_t>(kind), keys[i], i));
  }
  std::sort(wanted.begin(), wanted.end());
  std::vector<std::pair<std::uint64_t, std::size_t>> candidates;  // id, place in `keys`
  visit_candidates(*kv_, at.head, wanted, [&](const HashedKey& key, std::uint64_t id) {
    candidates.emplace_back(id, key.id);
  });
  std::sort(candidates.begin(), candidates.end());
  std::vector<std::uint64_t> unique;
  for (const auto& [id, place] : candidates) {
    if (unique.empty() || unique.back() != id) unique.push_back(id);
  }
  visit_records(*kv_, family.family, family.page_bits, at.head, unique,
                [&](std::uint64_t id, BatchNumber, ByteReader record) {
                  const auto key = read_record_key(kind, record);
                  if (!key) return;
                  auto candidate = std::lower_bound(candidates.begin(), candidates.end(),
                                                    std::pair(id, std::size_t{0}));
                  for (; candidate != candidates.end() && candidate->first == id; ++candidate) {
                    if (keys[candidate->second] == *key) found[candidate->second] = id;
                  }
                });
  return found;
}

std::optional<BatchNumber> KvStore::committed(std::string_view batch_id) const {
  const std::vector<HashedKey> wanted{hash_key(batch_key_kind, batch_id, 0)};
  std::optional<BatchNumber> found;
  visit_candidates(*kv_, tip_.row.batch.number, wanted,
                   [&](const HashedKey&, std::uint64_t number) {
                     if (row_at(number).batch.id == batch_id) found = number;
                   });
  return found;
}

IdRange KvStore::reserve(KeyKind kind, std::uint64_t count) {
  std::uint64_t& next = reserved_[static_cast<std::size_t>(kind)];
  const IdRange range{.first = next, .count = count};
  next += count;
  return range;
}

std::unique_ptr<Store> open_store(const fs::path& directory, OpenMode mode) {
  return std::make_unique<KvStore>(StoreLayout(directory), mode);
}

}  // namespace relata
