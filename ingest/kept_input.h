#pragma once

// Standard input, kept while it is read so that it can be read again: in a file without a name,
// which is gone with the process, however that ends.

#include <cstddef>
#include <cstdint>
#include <string>

namespace relata {

class KeptInput {
 public:
  // In the directory of TMPDIR, else in /tmp. Throws Error{io} if there can be no file.
  KeptInput();
  ~KeptInput();
  KeptInput(const KeptInput&) = delete;
  KeptInput& operator=(const KeptInput&) = delete;

  // The bytes from this place on, of which none may have been passed over; what is not kept yet
  // comes from standard input. 0 at the end only. Throws Error{io} if there is no room.
  [[nodiscard]] std::size_t read(std::uint64_t place, char* to, std::size_t most);

 private:
  void keep(const char* from, std::size_t size);
  [[noreturn]] void fail() const;

  std::string directory_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  bool is_at_end_ = false;  // of standard input
};

}  // namespace relata
