#pragma once

// The words in which a connecting tree is told.

#include <relata/connect.h>

#include <string>

namespace relata {

// "A tree of 5 hops joins them; none has fewer than 4.", or that they do not all hang together.
[[nodiscard]] std::string tree_words(const ConnectAnswer& answer);

}  // namespace relata
