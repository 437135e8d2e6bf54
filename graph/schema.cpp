#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <relata/error.h>
#include <relata/schema.h>
#include <set>

#include "graph/default_schema.h"

namespace relata {
namespace {

using Json = rapidjson::Value;

// Reads one schema file; `source` and the place inside it stand in every error.
class SchemaReader {
 public:
  SchemaReader(std::string_view json, std::string_view source) : source_(source) {
    document_.Parse<rapidjson::kParseValidateEncodingFlag>(json.data(), json.size());
    if (document_.HasParseError()) {
      fail("byte " + std::to_string(document_.GetErrorOffset()),
           rapidjson::GetParseError_En(document_.GetParseError()));
    }
    if (!document_.IsObject()) fail("/", "expected an object");
    for (const auto& member : document_.GetObject()) {
      const std::string name = member.name.GetString();
      if (name != "replaces" && name != "entity_types" && name != "relation_types") {
        fail("/" + name, "expected replaces, entity_types or relation_types");
      }
    }
  }

  [[nodiscard]] bool replaces() const { return flag(document_, "", "replaces"); }

  [[nodiscard]] std::vector<EntityType> entity_types() const {
    std::vector<EntityType> types;
    each("entity_types", [&](const Json& json, const std::string& place) {
      allow_only(json, place, {"name", "label", "parent"});
      EntityType type;
      type.name = required_name(json, place);
      type.label = text(json, place, "label").value_or(spoken(type.name));
      type.parent = text(json, place, "parent").value_or("");
      types.push_back(std::move(type));
    });
    return types;
  }

  [[nodiscard]] std::vector<RelationType> relation_types() const {
    std::vector<RelationType> types;
    each("relation_types", [&](const Json& json, const std::string& place) {
      allow_only(json, place, {"name", "label", "inverse", "source", "target", "symmetric"});
      RelationType type;
      type.name = required_name(json, place);
      type.label = text(json, place, "label").value_or(spoken(type.name));
      type.is_symmetric = flag(json, place, "symmetric");
      type.inverse_label =
          text(json, place, "inverse").value_or(type.is_symmetric ? type.label : "← " + type.label);
      type.source_types = names(json, place, "source");
      type.target_types = names(json, place, "target");
      types.push_back(std::move(type));
    });
    return types;
  }

  [[noreturn]] void fail(const std::string& place, const std::string& what) const {
    throw Error(ErrorCode::input, "reading the schema " + source_ + ": at " + place + ": " + what);
  }

 private:
  static std::string spoken(std::string name) {
    for (char& c : name) {
      if (c == '_') c = ' ';
    }
    return name;
  }

  template <class Read>
  void each(const char* list, const Read& read) const {
    const auto found = document_.FindMember(list);
    if (found == document_.MemberEnd()) return;
    const std::string place = std::string("/") + list;
    if (!found->value.IsArray()) fail(place, "expected an array");
    std::set<std::string> seen;
    for (rapidjson::SizeType i = 0; i < found->value.Size(); ++i) {
      const std::string item = place + "/" + std::to_string(i);
      if (!found->value[i].IsObject()) fail(item, "expected an object");
      read(found->value[i], item);
      const std::string name = found->value[i]["name"].GetString();
      if (!seen.insert(name).second) fail(item + "/name", "\"" + name + "\" is there twice");
    }
  }

  void allow_only(const Json& json, const std::string& place,
                  const std::set<std::string>& allowed) const {
    for (const auto& member : json.GetObject()) {
      const std::string name = member.name.GetString();
      if (allowed.contains(name)) continue;
      std::string list;
      for (const std::string& each : allowed) list += (list.empty() ? "" : ", ") + each;
      fail(place + "/" + name, "expected one of " + list);
    }
  }

  [[nodiscard]] std::string required_name(const Json& json, const std::string& place) const {
    const auto name = text(json, place, "name");
    if (!name || name->empty()) fail(place + "/name", "expected the type's name");
    for (const char c : *name) {
      const bool is_fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == ':' ||
                           static_cast<unsigned char>(c) >= 0x80;
      if (!is_fine) fail(place + "/name", "expected letters, digits, and _ - . : only");
    }
    return *name;
  }

  [[nodiscard]] std::optional<std::string> text(const Json& json, const std::string& place,
                                                const char* field) const {
    const auto found = json.FindMember(field);
    if (found == json.MemberEnd()) return std::nullopt;
    if (!found->value.IsString()) fail(place + "/" + field, "expected text");
    return std::string(found->value.GetString(), found->value.GetStringLength());
  }

  [[nodiscard]] bool flag(const Json& json, const std::string& place, const char* field) const {
    const auto found = json.FindMember(field);
    if (found == json.MemberEnd()) return false;
    if (!found->value.IsBool()) fail(place + "/" + field, "expected true or false");
    return found->value.GetBool();
  }

  [[nodiscard]] std::vector<std::string> names(const Json& json, const std::string& place,
                                               const char* field) const {
    std::vector<std::string> all;
    const auto found = json.FindMember(field);
    if (found == json.MemberEnd()) return all;
    const std::string where = place + "/" + field;
    if (!found->value.IsArray()) fail(where, "expected an array of entity types");
    for (const Json& name : found->value.GetArray()) {
      if (!name.IsString()) fail(where, "expected an array of entity types");
      all.emplace_back(name.GetString());
    }
    return all;
  }

  std::string source_;
  rapidjson::Document document_;
};

template <class Type>
std::optional<std::uint32_t> place_of(const std::vector<Type>& types, std::string_view name) {
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i].name == name) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

template <class Type>
std::uint32_t put(std::vector<Type>& types, Type type) {
  if (const auto place = place_of(types, type.name)) {
    types[*place] = std::move(type);
    return *place;
  }
  types.push_back(std::move(type));
  return static_cast<std::uint32_t>(types.size() - 1);
}

void check_parents(const Schema& schema, const SchemaReader& reader) {
  for (const EntityType& type : schema.entity_types()) {
    std::set<std::string> passed;
    for (std::string at = type.name; !at.empty();) {
      if (!passed.insert(at).second) {
        reader.fail("/entity_types", "\"" + type.name + "\" is, through its parents, its own kind");
      }
      const auto id = schema.entity_type(at);
      if (!id) reader.fail("/entity_types", "the parent \"" + at + "\" is no entity type");
      at = schema.entity_type(*id).parent;
    }
  }
}

void check_ends(const Schema& schema, const SchemaReader& reader) {
  for (const RelationType& type : schema.relation_types()) {
    for (const auto* ends : {&type.source_types, &type.target_types}) {
      for (const std::string& end : *ends) {
        if (schema.entity_type(end)) continue;
        reader.fail("/relation_types",
                    "\"" + type.name + "\" ends at \"" + end + "\", which is no entity type");
      }
    }
  }
}

}  // namespace

Schema Schema::built_in() {
  static const Schema schema = [] {
    Schema built;
    built.extend(default_schema_json, "built-in");
    return built;
  }();
  return schema;
}

void Schema::extend(std::string_view json, std::string_view source) {
  const SchemaReader reader(json, source);
  Schema extended = *this;
  for (EntityType& type : reader.entity_types()) extended.add(std::move(type));
  for (RelationType& type : reader.relation_types()) extended.add(std::move(type));
  check_parents(extended, reader);
  check_ends(extended, reader);
  *this = std::move(extended);
}

bool Schema::replaces(std::string_view json, std::string_view source) {
  return SchemaReader(json, source).replaces();
}

std::optional<EntityTypeId> Schema::entity_type(std::string_view name) const {
  const auto place = place_of(entity_types_, name);
  return place ? std::optional(EntityTypeId{*place}) : std::nullopt;
}

std::optional<RelationTypeId> Schema::relation_type(std::string_view name) const {
  const auto place = place_of(relation_types_, name);
  return place ? std::optional(RelationTypeId{*place}) : std::nullopt;
}

const EntityType& Schema::entity_type(EntityTypeId id) const { return entity_types_.at(id.value); }

const RelationType& Schema::relation_type(RelationTypeId id) const {
  return relation_types_.at(id.value);
}

EntityTypeId Schema::add(EntityType type) { return {put(entity_types_, std::move(type))}; }

RelationTypeId Schema::add(RelationType type) { return {put(relation_types_, std::move(type))}; }

bool Schema::is_kind_of(EntityTypeId type, std::string_view name) const {
  // An undeclared chain of parents may not end; no sensible one is longer than the schema.
  std::size_t steps = 0;
  for (std::optional<EntityTypeId> at = type; at && steps <= entity_types_.size(); ++steps) {
    if (entity_type(*at).name == name) return true;
    at = entity_type(entity_type(*at).parent);
  }
  return false;
}

}  // namespace relata
