#pragma once

// Documents as GDELT's files tell of them. Its events, mentions and knowledge graph name the same
// pages, so that all three have to say the same of one.

#include <string>
#include <string_view>

#include "ingest/records.h"

namespace relata {

// "ru" of "srclc:rus;eng:Moses 2.1.1"; what was not translated is in English. Empty if the text
// names no language.
[[nodiscard]] std::string gdelt_language(std::string_view translation_info);

// Of what kind a document is: a page of the web, whose identifier is its address and whose
// publisher is its host; any other is published by its source, whose name may be shorter.
constexpr std::string_view gdelt_web_kind = "1";
[[nodiscard]] std::string_view gdelt_publisher(std::string_view kind, std::string_view identifier,
                                               std::string_view source);

}  // namespace relata
