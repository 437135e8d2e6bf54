#include "bench/format_inputs.h"

#include <relata/error.h>
#include <cstdarg>

namespace relata::bench {

InputWriter::InputWriter(const std::filesystem::path& path)
    : path_(path.string()), file_(std::fopen(path_.c_str(), "w")) {
  if (!file_) throw Error(ErrorCode::io, "writing " + path_ + ": it cannot be opened");
}

void InputWriter::print(const char* format, ...) {
  va_list values;
  va_start(values, format);
  std::vfprintf(file_.get(), format, values);
  va_end(values);
}

void InputWriter::close() {
  if (std::fflush(file_.get()) != 0 || std::ferror(file_.get()) != 0) {
    throw Error(ErrorCode::io, "writing " + path_ + ": the disk does not take it");
  }
  file_.reset();
}

std::vector<FormatInput> format_inputs() {
  std::vector<FormatInput> all;
  for (const auto& inputs :
       {fact_inputs(), graph_inputs(), knowledge_inputs(), event_inputs(), text_inputs()}) {
    all.insert(all.end(), inputs.begin(), inputs.end());
  }
  return all;
}

}  // namespace relata::bench
