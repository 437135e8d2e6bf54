// Briefs in Indonesian, in the words of its newspapers. Nouns have neither articles nor plurals,
// verbs neither tenses nor numbers.

#include <algorithm>

#include "export/brief_indonesian_view.h"
#include "export/brief_language.h"

namespace relata {
namespace {

// --- How relations are said ---------------------------------------------------------------------

constexpr std::array phrases = {
    BriefPhrase{"accused", "menuduh"},
    BriefPhrase{"aided", "memberi bantuan kepada"},
    BriefPhrase{"allied_with", "bersekutu dengan"},
    BriefPhrase{"arrested", "menangkap"},
    BriefPhrase{"associated_with", "terkait dengan"},
    BriefPhrase{"attacked", "menyerang"},
    BriefPhrase{"borders", "berbatasan dengan"},
    BriefPhrase{"capital_of", "merupakan ibu kota"},
    BriefPhrase{"captured", "merebut"},
    BriefPhrase{"caused", "menyebabkan"},
    BriefPhrase{"citizen_of", "merupakan warga negara"},
    BriefPhrase{"commands", "mengomandoi"},
    BriefPhrase{"communicated_with", "berkomunikasi dengan"},
    BriefPhrase{"concluded", "mengakhiri"},
    BriefPhrase{"controls", "mengendalikan"},
    BriefPhrase{"cooperated_with", "bekerja sama dengan"},
    BriefPhrase{"criticized", "mengkritik"},
    BriefPhrase{"demanded_from", "mengajukan tuntutan kepada"},
    BriefPhrase{"deployed_to", "dikerahkan ke"},
    BriefPhrase{"deployed_troops_to", "mengirim pasukan ke"},
    BriefPhrase{"drove_out", "mengusir"},
    BriefPhrase{"entered", "memasuki"},
    BriefPhrase{"fought_against", "bertempur melawan"},
    BriefPhrase{"fought_alongside", "bertempur bersama"},
    BriefPhrase{"fought_in", "bertempur di"},
    BriefPhrase{"founded", "mendirikan"},
    BriefPhrase{"funds", "mendanai"},
    BriefPhrase{"held_territory_in", "menguasai sebagian"},
    BriefPhrase{"holds_office_in", "memegang jabatan di"},
    BriefPhrase{"killed", "menewaskan"},
    BriefPhrase{"launched", "melancarkan"},
    BriefPhrase{"leads", "memimpin"},
    BriefPhrase{"liberated", "membebaskan"},
    BriefPhrase{"located_in", "berada di"},
    BriefPhrase{"member_of", "merupakan anggota"},
    BriefPhrase{"met_with", "bertemu dengan"},
    BriefPhrase{"negotiated_with", "berunding dengan"},
    BriefPhrase{"opposed", "menentang"},
    BriefPhrase{"ordered", "memerintahkan"},
    BriefPhrase{"owns", "memiliki"},
    BriefPhrase{"parent_of", "merupakan orang tua"},
    BriefPhrase{"part_of", "merupakan bagian dari"},
    BriefPhrase{"participated_in", "turut serta dalam"},
    BriefPhrase{"planned", "merencanakan"},
    BriefPhrase{"praised", "memuji"},
    BriefPhrase{"preceded", "mendahului"},
    BriefPhrase{"protested_against", "memprotes"},
    BriefPhrase{"published", "menerbitkan"},
    BriefPhrase{"related_to", "memiliki hubungan keluarga dengan"},
    BriefPhrase{"sanctioned", "menjatuhkan sanksi terhadap"},
    BriefPhrase{"signed_with", "menandatangani perjanjian dengan"},
    BriefPhrase{"spokesperson_of", "merupakan juru bicara"},
    BriefPhrase{"spouse_of", "menikah dengan"},
    BriefPhrase{"subordinate_to", "berada di bawah"},
    BriefPhrase{"supplied_arms_to", "memasok senjata kepada"},
    BriefPhrase{"supplied_to", "memasok barang kepada"},
    BriefPhrase{"supported", "mendukung"},
    BriefPhrase{"thanked", "berterima kasih kepada"},
    BriefPhrase{"threatened", "mengancam"},
    BriefPhrase{"took_place_in", "berlangsung di"},
    BriefPhrase{"trades_with", "berdagang dengan"},
    BriefPhrase{"trained", "melatih"},
    BriefPhrase{"withdrew_from", "mundur dari"},
    // The commonest of events in CAMEO's code.
    BriefPhrase{"accuse", "menuduh"},
    BriefPhrase{"arrest_detain_or_charge_with_legal_action", "menangkap, menahan, atau mendakwa"},
    BriefPhrase{"consult", "berkonsultasi dengan"},
    BriefPhrase{"criticize_or_denounce", "mengkritik atau mengecam"},
    BriefPhrase{"demonstrate_or_rally", "berunjuk rasa terhadap"},
    BriefPhrase{"engage_in_diplomatic_cooperation", "menjalin kerja sama diplomatik dengan"},
    BriefPhrase{"engage_in_negotiation", "berunding dengan"},
    BriefPhrase{"express_intent_to_cooperate", "menawarkan kerja sama kepada"},
    BriefPhrase{"express_intent_to_meet_or_negotiate",
                "menyatakan niat bertemu atau berunding dengan"},
    BriefPhrase{"host_a_visit", "menerima kunjungan"},
    BriefPhrase{"make_a_visit", "mengunjungi"},
    BriefPhrase{"make_an_appeal_or_request", "menyampaikan imbauan kepada"},
    BriefPhrase{"make_statement", "menyampaikan pernyataan tentang"},
    BriefPhrase{"praise_or_endorse", "memuji atau mendukung"},
    BriefPhrase{"sign_formal_agreement", "menandatangani perjanjian resmi dengan"},
    BriefPhrase{"threaten", "mengancam"},
    BriefPhrase{"use_conventional_military_force",
                "menggunakan kekuatan militer konvensional terhadap"},
    BriefPhrase{"use_unconventional_violence", "melakukan kekerasan terhadap"},
};

struct Word {
  std::string_view english;
  std::string_view indonesian;
};

constexpr std::array<Word, 24> types = {{
    {"person", "tokoh"},
    {"organization", "organisasi"},
    {"government_body", "lembaga pemerintah"},
    {"armed_forces", "angkatan bersenjata"},
    {"intelligence_service", "badan intelijen"},
    {"news_agency", "kantor berita"},
    {"company", "perusahaan"},
    {"political_party", "partai politik"},
    {"armed_group", "kelompok bersenjata"},
    {"country", "negara"},
    {"place", "tempat"},
    {"city", "kota"},
    {"region", "daerah"},
    {"facility", "fasilitas"},
    {"military_unit", "satuan militer"},
    {"event", "peristiwa"},
    {"armed_conflict", "konflik bersenjata"},
    {"military_operation", "operasi militer"},
    {"agreement", "perjanjian"},
    {"weapon", "senjata"},
    {"vessel", "kapal"},
    {"topic", "topik"},
    {"document", "dokumen"},
    {"airport", "bandar udara"},
}};

constexpr std::array<Word, 10> units = {{
    {"soldier", "tentara"},
    {"troops", "tentara"},
    {"person", "orang"},
    {"people", "orang"},
    {"death", "korban jiwa"},
    {"fatality", "korban jiwa"},
    {"percent", "persen"},
    {"dollar", "dolar"},
    {"euro", "euro"},
    {"ton", "ton"},
}};

template <std::size_t size>
std::string in_indonesian(const std::array<Word, size>& words, std::string_view english) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const Word& word) { return word.english == english; });
  return std::string(found == words.end() ? std::string_view() : found->indonesian);
}

BriefNoun noun(const EntityAnswer&, const std::string& name) { return {.text = name}; }

std::string type_words(const EntityAnswer& entity) {
  if (entity.type == "unknown") return {};
  const std::string known = in_indonesian(types, entity.type);
  if (!known.empty()) return known;
  return "\"" + (entity.label.empty() ? entity.type : entity.label) + "\"";
}

// Labels are in the language of whoever wrote the schema.
std::string label_words(const RelationTypeLabel&) { return {}; }

// --- Numbers and dates --------------------------------------------------------------------------

std::string date(PartialDate date) {
  return day_month_year(date, {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
                               "Agustus", "September", "Oktober", "November", "Desember"});
}

std::string at(PartialDate when) { return "pada " + date(when); }

// "10.000,5".
std::string with_points(std::string number) {
  for (char& c : number) c = c == ',' ? '.' : c == '.' ? ',' : c;
  return number;
}

std::string number(std::uint64_t number) {
  static constexpr std::array<std::string_view, 11> words = {
      "nol",  "satu",  "dua",     "tiga",     "empat",  "lima",
      "enam", "tujuh", "delapan", "sembilan", "sepuluh"};
  return number < words.size() ? std::string(words.at(number)) : with_points(grouped(number));
}

std::string quantity(const Quantity& quantity) {
  const auto amount = [](double value) {
    Quantity alone;
    alone.best = value;
    return with_points(quantity_words(alone));
  };
  std::string range;
  if (quantity.low && quantity.high) {
    range = *quantity.low == *quantity.high
                ? amount(*quantity.low)
                : amount(*quantity.low) + " hingga " + amount(*quantity.high);
  } else if (quantity.low) {
    range = "lebih dari " + amount(*quantity.low);
  } else if (quantity.high) {
    range = "paling banyak " + amount(*quantity.high);
  }
  std::string text = range;
  if (quantity.best) {
    text = amount(*quantity.best);
    if (!range.empty() && range != text) text += " (" + range + ")";
  }
  const std::string known = in_indonesian(units, quantity.unit);
  const std::string& unit = known.empty() ? quantity.unit : known;
  return text.empty() || unit.empty() ? text + unit : text + " " + unit;
}

std::vector<std::string> limits(const Shortfall& shortfall) {
  std::vector<std::string> lines;
  for (const Limit limit : shortfall.limits_hit) {
    switch (limit) {
      case Limit::hops:
        lines.emplace_back("Tidak lengkap: jalur yang lebih panjang tidak dicari.");
        break;
      case Limit::visited:
        lines.emplace_back("Tidak lengkap: batas jumlah entitas yang dikunjungi tercapai.");
        break;
      case Limit::results:
        lines.emplace_back("Tidak lengkap: hasil lebih banyak daripada batas yang ditampilkan.");
        break;
      case Limit::time:
        lines.emplace_back("Tidak lengkap: batas waktu tercapai.");
        break;
    }
  }
  if (shortfall.is_stopped) {
    lines.emplace_back("Tidak lengkap: pencarian dihentikan sebelum selesai.");
  }
  if (shortfall.counters.doubtful_dates > 0) {
    lines.push_back(with_points(grouped(shortfall.counters.doubtful_dates)) +
                    " hubungan tidak disertakan karena tanggalnya hanya mungkin sesuai.");
  }
  return lines;
}

}  // namespace

const BriefLanguage brief_in_indonesian = {
    .code = "id",
    .say =
        {
            .title_one = "Ringkasan: {a}",
            .title_two = "Ringkasan: {a} dan {b}",
            .is_a = {"{name} adalah {type}{also}."},
            .is_of_no_type = {"Jenis {name} tidak tercatat{also}."},
            .also = ", juga dikenal sebagai {names}",
            .is_called = {"{name} juga disebut {names}."},
            .rests_on = "Ringkasan ini memuat {relations} yang bersumber dari {claims} dalam "
                        "{documents}.",
            .part_told = "Dari {found} hubungan dalam cakupan ini, {told} yang disampaikan, yakni "
                         "yang paling banyak didukung dan yang dibantah.",
            .nothing_one = "Tidak ada klaim tentang {a} dalam cakupan ini.",
            .nothing_two = "Tidak ada klaim yang menghubungkan {a} dan {b} secara langsung dalam "
                           "cakupan ini.",
            .direct = "{a} dan {b} terhubung secara langsung {cited}.",
            .path = "Jalur terpendek dari {a} ke {b} dalam cakupan ini terdiri atas {n} langkah, "
                    "melalui {via}; langkah terlemahnya {status} {cited}.",
            .further_path = "Jalur lain yang sama pendeknya melalui {via}; langkah terlemahnya "
                            "{status} {cited}.",
            .paths_told = "Dari {found} jalur seperti itu, {told} yang disampaikan.",
            .apart = {"Dalam cakupan ini tidak ada yang menghubungkan {a} dengan {b} dalam {n} "
                      "langkah.",
                      "Dalam cakupan ini tidak ada yang menghubungkan {a} dengan {b} dalam {n} "
                      "langkah atau kurang."},
            .more_names = "{n} nama lain",
            .linked = {"memiliki hubungan \"{label}\" dengan {object}"},
            .quantity = " (jumlah yang disebut: {quantity})",
            .since = "sejak {date}",
            .from = "sejak {date}",
            .by = "paling lambat {date}",
            .until = "hingga {date}",
            .span = "dari {from} hingga {to}",
            .times = "pada {n} tanggal dari {from} hingga {to}",
            .spells = "dalam {n} kurun waktu, yang pertama {first}, yang terakhir {last}",
            .confirmed = {"{fact}, sebagaimana telah dikonfirmasi oleh satu sumber, yakni {who}",
                          "{fact}, sebagaimana telah dikonfirmasi oleh {n} sumber independen, "
                          "yakni {who}"},
            .reported = "menurut {who}, {fact} {cited}",
            .citing = "{relay} yang mengutip {who}",
            .further = "{relay} yang mengutip {who}",
            .document = "dokumen {key}",
            .contested = "klaim bahwa {fact} diperdebatkan: {asserted}, sedangkan {denied}",
            .asserts_it = {"{who} menyatakannya"},
            .denies_it = {"{who} membantahnya"},
            .denied = {"{who} membantah bahwa {fact}; tidak ada pihak dalam cakupan ini yang "
                       "menyatakannya"},
            .uncertain = {"menurut {who}, belum pasti apakah {fact}"},
            .also_uncertain = {"; menurut {who}, hal itu belum pasti"},
            .undated = {"Waktu terjadinya {n} dari {all} hubungan tidak disebutkan."},
            .all_undated = {"Waktu terjadinya hubungan itu tidak disebutkan.",
                            "Waktu terjadinya semua hubungan itu tidak disebutkan."},
            .narrated = {"{n} dari {all} hubungan hanya dituturkan oleh dokumen, tanpa menyebut "
                         "narasumber."},
            .all_narrated =
                {"Hubungan itu hanya dituturkan oleh dokumen, tanpa menyebut narasumber.",
                 "Semua hubungan itu hanya dituturkan oleh dokumen, tanpa menyebut "
                 "narasumber."},
            .silence = "Tidak ada yang dilaporkan tentang hal ini antara {from} dan {to}.",
            .silent = "Tidak ada klaim yang bersumber dari {name}.",
            .narration = "{who} (narasi)",
            .via = "melalui {names}",
            .quote = "\"{quote}\"",
        },
    .relations = {"{n} hubungan"},
    .claims = {"{n} klaim"},
    .documents = {"{n} dokumen"},
    .between_two = " dan ",
    .before_last = ", dan ",
    .headings = {"Identitas", "Keterhubungan", "Telah dikonfirmasi",
                 "Dilaporkan, belum dikonfirmasi", "Kabar dari tangan kedua", "Diperdebatkan",
                 "Belum pasti", "Dibantah", "Yang belum diketahui"},
    .themes = {"Kedudukan", "Hubungan antarpihak", "Bantuan dan perdagangan", "Tindakan bersenjata",
               "Peristiwa", "Lainnya"},
    .parts = {"telah dikonfirmasi", "dilaporkan", "hanya kabar dari tangan kedua", "diperdebatkan",
              "belum pasti", "dibantah"},
    .view_heading = "Cakupan",
    .sources_heading = "Sumber",
    .phrases = phrases,
    .noun = noun,
    .type_words = type_words,
    .label_words = label_words,
    .date = date,
    .at = at,
    .number = number,
    .quantity = quantity,
    .view = view_in_indonesian,
    .caveats = limits,
};

}  // namespace relata
