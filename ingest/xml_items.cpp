#include "ingest/xml_items.h"

#include <expat.h>

#include <relata/error.h>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

constexpr int read_bytes = 256 << 10;

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.find(':') + 1);  // the whole name if there is no colon
}

}  // namespace

bool is_xml_of(const Beginning& beginning, std::string_view element) {
  if (!without_blanks(beginning.text).starts_with('<')) return false;
  const std::string name(element);
  return beginning.text.find("<" + name) != std::string_view::npos ||
         beginning.text.find(":" + name) != std::string_view::npos;
}

struct XmlItems::Parser {
  XML_Parser handle = nullptr;

  Parser() : handle(XML_ParserCreate(nullptr)) {
    if (handle == nullptr) throw Error(ErrorCode::io, "reading XML: out of memory");
  }
  ~Parser() { XML_ParserFree(handle); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
};

// What expat calls. It is C, so that nothing may be thrown through it.
class XmlItems::Callbacks {
 public:
  static void set(XmlItems& items) {
    const XML_Parser parser = items.parser_->handle;
    XML_SetUserData(parser, &items);
    XML_SetElementHandler(parser, begin, end);
    XML_SetCharacterDataHandler(parser, text);
    XML_SetEntityDeclHandler(parser, declare_entity);
    XML_SetSkippedEntityHandler(parser, skip_entity);
  }

 private:
  template <class Call>
  static void guard(void* self, const Call& call) {
    auto& items = *static_cast<XmlItems*>(self);
    if (items.failure_ || !items.why_stopped_.empty()) return;
    try {
      call(items);
    } catch (...) {
      items.failure_ = std::current_exception();
      XML_StopParser(items.parser_->handle, XML_FALSE);
    }
  }

  static void begin(void* self, const char* name, const char** attributes) {
    guard(self, [&](XmlItems& items) { items.begin_element(name, attributes); });
  }
  static void end(void* self, const char*) {
    guard(self, [](XmlItems& items) { items.end_element(); });
  }
  static void text(void* self, const char* text, int size) {
    guard(self, [&](XmlItems& items) { items.add_text(text, size); });
  }
  static void declare_entity(void* self, const char*, int, const char*, int, const char*,
                             const char*, const char*, const char*) {
    guard(self, [](XmlItems& items) {
      items.stop("it declares entities, which are not read; write their text out");
    });
  }
  static void skip_entity(void* self, const char*, int) {
    guard(self, [](XmlItems& items) { items.stop("it refers to an entity that is not declared"); });
  }
};

XmlItems::XmlItems(InputStream& input, std::set<std::string, std::less<>> walked,
                   std::size_t item_bytes_max)
    : input_(input),
      walked_(std::move(walked)),
      item_bytes_max_(item_bytes_max),
      parser_(std::make_unique<Parser>()) {
  Callbacks::set(*this);
}

XmlItems::~XmlItems() = default;

std::uint64_t XmlItems::line() const { return XML_GetCurrentLineNumber(parser_->handle); }

void XmlItems::stop(std::string why) {
  why_stopped_ = std::move(why);
  XML_StopParser(parser_->handle, XML_FALSE);
}

// An element that begins and ends in one tag is told of twice before the parser rests.
void XmlItems::pause() {
  has_item_ = true;
  XML_ParsingStatus status;
  XML_GetParsingStatus(parser_->handle, &status);
  if (status.parsing == XML_PARSING) XML_StopParser(parser_->handle, XML_TRUE);
}

bool XmlItems::has_room(std::size_t bytes) {
  size_ += bytes;
  if (size_ > item_bytes_max_ || nodes_.size() > elements_max) is_too_large_ = true;
  return !is_too_large_;
}

void XmlItems::begin_element(const char* name, const char** attributes) {
  if (++depth_ > depth_max) {
    return stop("it is nested more than " + std::to_string(depth_max) + " deep");
  }
  const std::string_view whole = name;
  const std::string_view local = without_prefix(whole);
  const bool is_within = is_within_item();
  if (!is_within) {
    nodes_.clear();
    size_ = 0;
    is_too_large_ = false;
    is_walked_ = walked_.contains(local);
  }
  if (is_within && is_too_large_) {
    open_.push_back(0);
    return;
  }
  const auto place = static_cast<std::uint32_t>(nodes_.size());
  Node& node = nodes_.emplace_back();
  node.name = local;
  node.prefix = whole.substr(0, whole.size() - local.size());
  if (node.prefix.ends_with(':')) node.prefix.pop_back();
  node.line = line();
  node.end = place + 1;
  std::size_t bytes = whole.size();
  for (; *attributes != nullptr; attributes += 2) {
    if (node.attributes.size() == attributes_max) {
      return stop("an element has more than " + std::to_string(attributes_max) + " attributes");
    }
    node.attributes.push_back({.name = attributes[0], .value = attributes[1]});
    bytes += node.attributes.back().name.size() + node.attributes.back().value.size();
  }
  static_cast<void>(has_room(bytes));
  if (!is_within && is_walked_) return pause();
  open_.push_back(place);
}

void XmlItems::end_element() {
  --depth_;
  if (!is_within_item()) return;
  const std::uint32_t place = open_.back();
  open_.pop_back();
  if (place < nodes_.size()) nodes_[place].end = static_cast<std::uint32_t>(nodes_.size());
  if (!is_within_item()) pause();
}

void XmlItems::add_text(const char* text, int size) {
  const auto bytes = static_cast<std::size_t>(size);
  if (is_within_item() && has_room(bytes)) nodes_[open_.back()].text.append(text, bytes);
}

std::string XmlItems::why_broken() const {
  if (!why_stopped_.empty()) return why_stopped_;
  const XML_Parser parser = parser_->handle;
  return "bad XML at byte " + std::to_string(XML_GetCurrentByteIndex(parser)) + ": " +
         XML_ErrorString(XML_GetErrorCode(parser));
}

bool XmlItems::parse_on() {
  const XML_Parser parser = parser_->handle;
  const auto check = [&](XML_Status status) {
    if (failure_) std::rethrow_exception(failure_);
    is_paused_ = status == XML_STATUS_SUSPENDED;
    if (status == XML_STATUS_ERROR) throw Refusal{.field = "", .reason = why_broken()};
  };
  has_item_ = false;
  if (is_paused_) check(XML_ResumeParser(parser));
  while (!has_item_ && !is_last_) {
    // A tag is kept by the parser until it is whole.
    const auto done =
        static_cast<std::uint64_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser), 0));
    if (bytes_given_ > done && bytes_given_ - done > item_bytes_max_ + read_bytes) {
      throw Refusal{.field = "",
                    .reason = "a tag has more than " + std::to_string(item_bytes_max_) + " bytes"};
    }
    void* const buffer = XML_GetBuffer(parser, read_bytes);
    if (buffer == nullptr) throw Error(ErrorCode::io, "reading XML: out of memory");
    const std::size_t size = input_.read(static_cast<char*>(buffer), read_bytes);
    bytes_given_ += size;
    is_last_ = size == 0;
    check(XML_ParseBuffer(parser, static_cast<int>(size), is_last_ ? XML_TRUE : XML_FALSE));
  }
  return has_item_;
}

bool XmlItems::next(RecordSink& sink, Item& item) {
  try {
    while (!is_at_end_ && parse_on()) {
      item = {.element = Element(nodes_, 0), .line = nodes_.front().line, .is_walked = is_walked_};
      if (!is_too_large_) return true;
      sink.begin(item.line);
      sink.refuse({.field = "",
                   .reason = "the element <" + item.element.name() + "> has more than " +
                             std::to_string(item_bytes_max_) + " bytes or " +
                             std::to_string(elements_max) + " elements"});
    }
  } catch (Refusal& refusal) {
    sink.begin(line());
    refusal.reason += "; what follows was not read";
    sink.refuse(std::move(refusal));
  }
  is_at_end_ = true;
  return false;
}

std::string_view XmlItems::Element::attribute(std::string_view name) const {
  for (const Attribute& attribute : node().attributes) {
    if (attribute.name == name) return attribute.value;
  }
  return {};
}

bool XmlItems::Element::has_attribute(std::string_view name) const {
  for (const Attribute& attribute : node().attributes) {
    if (attribute.name == name) return true;
  }
  return false;
}

}  // namespace relata
