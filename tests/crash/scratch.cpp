#include "tests/crash/scratch.h"

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace relata::testing {
namespace {

namespace fs = std::filesystem;

fs::path roomy_directory() {
  constexpr std::uintmax_t bytes_needed = std::uintmax_t{1} << 30;
  const fs::path memory = "/dev/shm";
  std::error_code error;
  const fs::space_info space = fs::space(memory, error);
  return !error && space.available >= bytes_needed ? memory : fs::temp_directory_path();
}

}  // namespace

ScratchDirectory::ScratchDirectory() {
  std::string pattern = (fs::canonical(roomy_directory()) / "relata-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = pattern;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void copy_store(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

std::uint64_t announced_seed() {
  const char* const chosen = std::getenv("RELATA_SEED");
  const std::uint64_t seed = chosen != nullptr ? std::stoull(chosen) : std::random_device{}();
  std::printf("%s: RELATA_SEED=%llu\n", Catch::getResultCapture().getCurrentTestName().c_str(),
              static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  return seed;
}

}  // namespace relata::testing
