// Takes in the story and asks its question, with nothing but the installed headers and libraries.

#include <relata/export.h>
#include <relata/ingest.h>
#include <relata/lookup.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto store = relata::make_memory_store();
  relata::ingest(*store, {.inputs = {argv[1]}, .strictness = relata::Strictness::strict});
  const relata::Snapshot now = store->snapshot();
  relata::View view;
  view.known_by = *relata::PartialDate::parse("2025-04-25");
  const auto answer =
      relata::find_paths(*store, now,
                         {.from = relata::resolve_entity(*store, now, "Kim Jong Un").id,
                          .to = relata::resolve_entity(*store, now, "Kursk").id,
                          .view = view});
  std::cout << relata::render(answer, relata::Format::text);
  return answer.paths.size() == 1 && answer.paths.front().hops.size() == 3 ? 0 : 1;
}
