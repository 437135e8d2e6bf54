#include "ingest/gdelt_documents.h"

#include "ingest/foreign_values.h"

namespace relata {

std::string gdelt_language(std::string_view translation_info) {
  if (translation_info.empty()) return "en";
  constexpr std::string_view mark = "srclc:";
  const std::size_t at = translation_info.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view code = translation_info.substr(at + mark.size());
  return language_tag_of(code.substr(0, code.find(';')));
}

std::string_view gdelt_publisher(std::string_view kind, std::string_view identifier,
                                 std::string_view source) {
  const std::string_view host = kind == gdelt_web_kind ? host_of(identifier) : std::string_view();
  return host.empty() ? source : host;
}

}  // namespace relata
