#pragma once

// Records that are JSON objects: those of one array, or documents that follow each other, as in
// JSON Lines.
//
//     JsonObjects objects(input, sink.record_bytes_max());
//     for (JsonLine::Value object; objects.next(sink, object);) take(object);

#include "ingest/json_items.h"

namespace relata {

class JsonObjects {
 public:
  JsonObjects(InputStream& input, std::size_t object_bytes_max);

  // Begins the record of the next object, which is good until the next call. What is none is
  // refused in the sink.
  [[nodiscard]] bool next(RecordSink& sink, JsonLine::Value& object);

 private:
  JsonItems items_;
};

}  // namespace relata
