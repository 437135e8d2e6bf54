#include "bench/rivals/serve.h"

#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

namespace relata::bench {
namespace {

LoadOrder parse_load(bool is_anew, std::istringstream& words) {
  std::string relations;
  std::string csv;
  std::string entities;
  std::string directory;
  words.ignore();
  std::getline(words, relations, '\t');
  std::getline(words, csv, '\t');
  std::getline(words, entities, '\t');
  std::getline(words, directory, '\t');
  return {.is_anew = is_anew,
          .relations = relations,
          .entities = static_cast<std::uint32_t>(std::stoul(entities)),
          .directory = directory};
}

std::int64_t answer_line(const std::string& line, const std::function<void(const LoadOrder&)>& load,
                         const std::map<std::string, Answer>& answers) {
  std::istringstream words(line);
  std::string verb;
  words >> verb;
  if (verb == "load" || verb == "open") {
    load(parse_load(verb == "load", words));
    return 0;
  }
  if (verb == "nothing") return 0;
  const auto found = answers.find(verb);
  if (found == answers.end()) throw std::invalid_argument("it has no answer to " + verb);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 0; words >> number;) numbers.push_back(number);
  return found->second(numbers);
}

}  // namespace

int serve(const std::string& version, const std::function<void(const LoadOrder&)>& load,
          const std::map<std::string, Answer>& answers) {
  std::cout << version << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    try {
      std::cout << answer_line(line, load, answers) << std::endl;
    } catch (const std::exception& error) {
      std::cout << "error " << error.what() << std::endl;
    }
  }
  return 0;
}

std::vector<ActorRelation> read_relations(const std::filesystem::path& path) {
  std::vector<ActorRelation> relations(std::filesystem::file_size(path) / sizeof(ActorRelation));
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(relations.data()),
            static_cast<std::streamsize>(relations.size() * sizeof(ActorRelation)));
  if (!file) throw std::runtime_error(path.string() + " cannot be read");
  return relations;
}

}  // namespace relata::bench
