#pragma once

// Inputs of other formats, whole, cut short and damaged, and what became of them.

#include <string>
#include <string_view>
#include <vector>

#include "tests/ingest/taking.h"

namespace relata::testing {

// The name of the reader that an input of this name and content is recognised as; "" if of none.
[[nodiscard]] std::string format_of(const std::string& name, std::string_view content);

IngestReport take_file(Taking& taking, const std::string& name, std::string_view content,
                       IngestQuery query = {});

// Cut off anywhere, every record is counted once and nothing breaks; the whole, taken twice, says
// nothing new the second time. Gives the report of the first.
IngestReport check_any_cut(const std::string& name, std::string_view whole,
                           const std::string& format);
// The same, and with bytes here and there changed.
void check_any_damage(const std::string& name, std::string_view whole, const std::string& format);
// Between good rows: one that is not UTF-8, one with a zero character, one that is too long.
void check_bad_rows(const std::string& name, std::string_view row, const std::string& format);

[[nodiscard]] std::string type_of(const Taking& taking, std::string_view entity);
[[nodiscard]] std::string type_of(const Taking& taking, const RelationClaims& relation);
// The shown name, "" if there is none.
[[nodiscard]] std::string name_of(const Taking& taking, std::string_view entity);
// "-" if there is none.
[[nodiscard]] std::string key_of(const Taking& taking, EntityId id);
[[nodiscard]] std::string key_of(const Taking& taking, DocumentId id);

[[nodiscard]] std::vector<RelationClaims> relations_of(const Taking& taking);
// The one relation of the store.
[[nodiscard]] RelationClaims only_relation(const Taking& taking);
// The one relation from one entity to another.
[[nodiscard]] RelationClaims relation_between(const Taking& taking, std::string_view source,
                                              std::string_view target);
// "a -> type -> b"
[[nodiscard]] std::string link_of(const Taking& taking, const Relation& relation);

[[nodiscard]] std::vector<std::string> values_of(const std::vector<Property>& properties,
                                                 std::string_view name);
// The first of that name, "" if there is none.
[[nodiscard]] std::string property_of(const std::vector<Property>& properties,
                                      std::string_view name);

// The lines of the dump about entities, documents or relations, without kind and id; sorted.
[[nodiscard]] std::vector<std::string> facts_of(const Taking& taking, const std::string& kind);
[[nodiscard]] std::vector<std::string> entity_lines(const Taking& taking);
// Without their keys, which are made from the content.
[[nodiscard]] std::vector<std::string> relation_lines(const Taking& taking);

[[nodiscard]] std::vector<std::string> sorted(std::vector<std::string> lines);

}  // namespace relata::testing
