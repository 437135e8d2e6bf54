#pragma once

// Values as other formats write them, turned into ours.

#include <relata/date.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/records.h"

namespace relata {

// Why bytes are no text that can be taken: they are not UTF-8, or hold a zero character. Readers of
// lines ask; parsers of JSON and XML refuse such text by themselves.
[[nodiscard]] std::optional<Refusal> why_no_text(std::string_view bytes);

// A phrase as the name of a type: "Host a visit" and "hostAVisit" are host_a_visit. Letters of
// every script stay. Empty if there is no letter or digit in it.
[[nodiscard]] std::string type_name_of(std::string_view phrase);

// A language's BCP 47 tag: "rus" and "RU" are "ru", "pt_BR" is "pt-BR". Empty if it is none, or
// stands for no language in particular ("und", "mul", "zxx").
[[nodiscard]] std::string language_tag_of(std::string_view code);

// The date of "2015-12-01T05:00:00.000Z", "2015-12-01 05:00", "2015-12" and their like: what comes
// after the day is passed over.
[[nodiscard]] std::optional<PartialDate> date_of_timestamp(std::string_view text);
// Of "2015", "201512", "20151201" or "20151201050000".
[[nodiscard]] std::optional<PartialDate> date_of_digits(std::string_view text);

// A known date without what is finer than that: the month or year that it lies in.
[[nodiscard]] PartialDate coarsened(PartialDate date, Precision precision);

// False if it certainly ends before it begins.
[[nodiscard]] bool is_in_order(const Period& period);

// "bbc.co.uk" of "https://www.bbc.co.uk/news/1"; empty if it is no address of that kind.
[[nodiscard]] std::string_view host_of(std::string_view address);

// The items between separators, without blanks around them; empty ones are left out.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view list,
                                                       std::string_view separator);
[[nodiscard]] std::string_view without_blanks(std::string_view text);

// A finite number that is the whole text.
[[nodiscard]] std::optional<double> number_of(std::string_view text);
// Nothing for a share that is not from 0 to 1.
[[nodiscard]] std::optional<Confidence> confidence_of(double share);

}  // namespace relata
