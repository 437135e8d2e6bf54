#pragma once

// A path with its evidence, as a tree on a page.

#include <string>

#include "export/text_page.h"

namespace relata {

// `head`: "Path 1 of 3"; `facts`: "credibility 0.61, ", or nothing.
void put_path(TextPage& page, const AnswerGraph& graph, const Path& path, const std::string& head,
              const std::string& facts);

}  // namespace relata
