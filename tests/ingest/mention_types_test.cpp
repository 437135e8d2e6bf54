// Labels of mentions, as the schemes spell them.

#include "ingest/mention_types.h"

#include <relata/schema.h>
#include <catch2/catch.hpp>

using namespace relata;

TEST_CASE("labels of all schemes are the same types") {
  for (const char* label : {"PER", "PERS", "PERSON", "Person", "person"}) {
    CHECK(mention_type_of(label) == "person");
  }
  CHECK(mention_type_of("ORG") == "organization");
  CHECK(mention_type_of("LocOrg") == "geopolitical_entity");
  CHECK(mention_type_of("GPE") == "geopolitical_entity");
  CHECK(mention_type_of("LOC") == "place");
  CHECK(mention_type_of("Transfer-money") == "transfer_money");
  CHECK(mention_type_of("---") == "unknown");
}

TEST_CASE("dates, numbers and amounts are values") {
  for (const char* label : {"DATE", "Time", "MONEY", "NUM", "PCT", "CARDINAL"}) {
    CHECK(is_value_label(label));
  }
  CHECK_FALSE(is_value_label("PER"));
  CHECK_FALSE(is_value_label(""));
}

TEST_CASE("every type of a known label is in a schema") {
  Schema schema = Schema::built_in();
  schema.extend(mention_schema, "mentions");
  for (const char* label :
       {"ART",      "DOC",         "FAC",  "GEO",   "GPE",          "HUMAN",    "LOC",    "LocOrg",
        "Location", "MISC",        "NORP", "ORG",   "ORGANISATION", "PER",      "PERS",   "PROD",
        "WEA",      "WORK_OF_ART", "JOB",  "EVENT", "LAW",          "LANGUAGE", "PRODUCT"}) {
    CAPTURE(label);
    CHECK(schema.entity_type(mention_type_of(label)));
  }
}
