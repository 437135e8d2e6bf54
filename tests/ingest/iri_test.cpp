#include "ingest/iri.h"

#include <catch2/catch.hpp>

using namespace relata;

TEST_CASE("references are resolved as RFC 3986 has them") {
  const auto at = [](const char* reference) {
    return resolve_iri("http://a/b/c/d;p?q", reference);
  };
  CHECK(at("g:h") == "g:h");
  CHECK(at("g") == "http://a/b/c/g");
  CHECK(at("./g") == "http://a/b/c/g");
  CHECK(at("g/") == "http://a/b/c/g/");
  CHECK(at("/g") == "http://a/g");
  CHECK(at("//g") == "http://g");
  CHECK(at("?y") == "http://a/b/c/d;p?y");
  CHECK(at("g?y") == "http://a/b/c/g?y");
  CHECK(at("#s") == "http://a/b/c/d;p?q#s");
  CHECK(at("g?y#s") == "http://a/b/c/g?y#s");
  CHECK(at("") == "http://a/b/c/d;p?q");
  CHECK(at(".") == "http://a/b/c/");
  CHECK(at("..") == "http://a/b/");
  CHECK(at("../g") == "http://a/b/g");
  CHECK(at("../../../g") == "http://a/g");
  CHECK(at("/./g") == "http://a/g");
  CHECK(at("g/../h") == "http://a/b/c/h");
  CHECK(at("g?y/../x") == "http://a/b/c/g?y/../x");
  CHECK(resolve_iri("http://a", "g") == "http://a/g");
}

TEST_CASE("an IRI is absolute if it begins with a scheme") {
  for (const char* iri : {"http://e/", "urn:x", "a+b-c.1:x"}) CHECK(is_absolute_iri(iri));
  for (const char* iri : {"", ":", "/a:b", "1a:b", "a b:c", "SameAs", "#x:y"}) {
    CHECK_FALSE(is_absolute_iri(iri));
  }
}

TEST_CASE("the local name of an IRI is what follows its last separator") {
  CHECK(local_name_of_iri("http://e.org/a/owns") == "owns");
  CHECK(local_name_of_iri("http://e.org/a#owns") == "owns");
  CHECK(local_name_of_iri("urn:x:owns") == "owns");
  CHECK(local_name_of_iri("http://e.org/") == "http://e.org/");
  CHECK(local_name_of_iri("owns") == "owns");
}
