#include "ingest/rejects_xml.h"

#include <expat.h>

#include <relata/error.h>
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

namespace relata {
namespace {

constexpr std::size_t read_bytes = std::size_t{256} << 10;

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// Expat calls it, which is C: the handlers only move marks in the text, and throw nothing but
// what a lack of memory throws.
class Copying {
 public:
  Copying(InputStream& input, std::span<const char* const> names,
          const std::vector<std::uint64_t>& rejected, std::ostream& out)
      : input_(input),
        names_(names),
        rejected_(rejected),
        out_(out),
        parser_(XML_ParserCreate(nullptr)) {
    if (!parser_) throw Error(ErrorCode::io, "reading XML: out of memory");
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const char* name, const char**) {
          static_cast<Copying*>(self)->begin_element(name);
        },
        [](void* self, const char*) { static_cast<Copying*>(self)->end_element(); });
    // The reader ends there, too.
    XML_SetEntityDeclHandler(parser_.get(), [](void* self, const char*, int, const char*, int,
                                               const char*, const char*, const char*, const char*) {
      XML_StopParser(static_cast<Copying*>(self)->parser_.get(), XML_FALSE);
    });
  }

  void run() {
    std::string part(read_bytes, '\0');
    bool is_broken = false;
    for (std::size_t size = part.size(); size > 0;) {
      size = input_.read(part.data(), part.size());
      text_.append(part, 0, size);
      if (!is_broken) {
        is_broken = XML_Parse(parser_.get(), part.data(), static_cast<int>(size),
                              size == 0 ? XML_TRUE : XML_FALSE) == XML_STATUS_ERROR;
      }
      if (is_broken) {
        keep_to(end());
      } else if (item_depth_ == 0 || is_item_kept_) {
        keep_without_blanks();  // a tag that is not whole yet is not told of
      }
      text_.erase(0, done_);
      done_ = 0;
    }
    keep_to(end());
  }

 private:
  [[nodiscard]] std::uint64_t place() const {
    return static_cast<std::uint64_t>(
        std::max<XML_Index>(XML_GetCurrentByteIndex(parser_.get()), 0));
  }
  [[nodiscard]] std::uint64_t end() const { return begin_ + text_.size() - done_; }
  [[nodiscard]] std::uint64_t line() const { return XML_GetCurrentLineNumber(parser_.get()); }

  [[nodiscard]] bool has_rejected(std::uint64_t first, std::uint64_t last) const {
    const auto found = std::lower_bound(rejected_.begin(), rejected_.end(), first);
    return found != rejected_.end() && *found <= last;
  }

  void begin_element(std::string_view name) {
    if (item_depth_ > 0) {
      ++item_depth_;
      return;
    }
    name.remove_prefix(name.find(':') + 1);  // nothing if there is no colon
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) return;
    item_depth_ = 1;
    item_line_ = line();
    is_item_kept_ = has_rejected(item_line_, item_line_);
    keep_without_blanks();
  }

  void end_element() {
    if (item_depth_ == 0 || --item_depth_ > 0) return;
    const auto size = static_cast<std::uint64_t>(XML_GetCurrentByteCount(parser_.get()));
    const std::uint64_t item_end = place() + size;
    if (is_item_kept_ || has_rejected(item_line_, line())) return keep_to(item_end);
    done_ += item_end - begin_;
    begin_ = item_end;
  }

  // Up to what the parser is at. The blanks before an element go with it.
  void keep_without_blanks() {
    const std::size_t size = std::max(place(), begin_) - begin_;
    const std::string_view before = std::string_view(text_).substr(done_, size);
    keep_to(begin_ + before.find_last_not_of(" \t\r\n") + 1);  // nothing but blanks: none
  }

  void keep_to(std::uint64_t end) {
    if (end <= begin_) return;
    const std::size_t size = std::min<std::size_t>(end - begin_, text_.size() - done_);
    out_.write(text_.data() + done_, static_cast<std::streamsize>(size));
    done_ += size;
    begin_ += size;
  }

  InputStream& input_;
  std::span<const char* const> names_;
  const std::vector<std::uint64_t>& rejected_;
  std::ostream& out_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser_;
  std::string text_;
  std::size_t done_ = 0;     // of the text: kept or left out
  std::uint64_t begin_ = 0;  // in the document, of what is not done
  std::size_t item_depth_ = 0;
  std::uint64_t item_line_ = 0;
  bool is_item_kept_ = false;
};

}  // namespace

void copy_xml_without_taken(InputStream& input, std::span<const char* const> names,
                            const std::vector<std::uint64_t>& rejected, std::ostream& out) {
  Copying(input, names, rejected, out).run();
}

}  // namespace relata
