// Plain text cases of the command line: what was typed, and exactly what came back.
//
//     # Notes.
//     $ relata find Korut
//     Name         Type     Key
//     ...
//     [exit 3]
//
// Each file is run from top to bottom by bash in an empty directory of its own, in which `datasets`
// leads to the project's; both streams are compared, and an exit code that is not 0 stands in the
// last line. RELATA_APPROVE=1 writes what came instead of comparing; the change is then read with
// `git diff`.

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Step {
  std::string notes;    // lines before the command, kept as they are
  std::string command;  // without "$ "; may go on over lines that end in a backslash
  std::string expected;
};

std::vector<Step> read_steps(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::vector<Step> steps;
  std::string line;
  std::string notes;
  while (std::getline(file, line)) {
    const bool is_note = line.starts_with('#');
    if (is_note) {
      notes += line + "\n";
    } else if (line.starts_with("$ ")) {
      steps.push_back({.notes = std::move(notes), .command = line.substr(2), .expected = ""});
      notes.clear();
      while (line.ends_with('\\') && std::getline(file, line)) {
        steps.back().command += "\n" + line;
      }
    } else if (!steps.empty()) {
      steps.back().expected += line + "\n";
    } else {
      throw std::runtime_error(path.string() + " begins with neither a note nor a command");
    }
  }
  if (steps.empty()) throw std::runtime_error(path.string() + " holds no command");
  if (!notes.empty()) throw std::runtime_error(path.string() + " ends with a note");
  return steps;
}

std::string run(const std::string& command) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("cannot make a pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot start bash");
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl("/bin/bash", "bash", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  close(ends[1]);
  std::string output;
  std::array<char, 4096> part{};
  for (ssize_t size = 0; (size = read(ends[0], part.data(), part.size())) > 0;) {
    output.append(part.data(), static_cast<std::size_t>(size));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!output.empty() && output.back() != '\n') output += "\n[no line feed]\n";
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (code != 0) output += "[exit " + std::to_string(code) + "]\n";
  return output;
}

// Where two texts part, for a reader who looks for what changed.
void show_difference(const std::string& expected, const std::string& got) {
  std::istringstream left(expected);
  std::istringstream right(got);
  std::string a;
  std::string b;
  for (int number = 1;; ++number) {
    const bool has_a = static_cast<bool>(std::getline(left, a));
    const bool has_b = static_cast<bool>(std::getline(right, b));
    if (!has_a && !has_b) return;
    if (has_a && has_b && a == b) continue;
    std::cout << "  line " << number
              << " of the answer\n    expected: " << (has_a ? a : "(the end)")
              << "\n    got:      " << (has_b ? b : "(the end)") << "\n";
    return;
  }
}

class CaseDirectory {
 public:
  explicit CaseDirectory(const fs::path& source) {
    std::string pattern = (fs::temp_directory_path() / "relata-case-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a directory");
    path_ = pattern;
    fs::create_directory_symlink(source / "datasets", path_ / "datasets");
    fs::current_path(path_);
  }
  ~CaseDirectory() {
    fs::current_path("/");
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  CaseDirectory(const CaseDirectory&) = delete;
  CaseDirectory& operator=(const CaseDirectory&) = delete;

 private:
  fs::path path_;
};

void set_environment(const fs::path& program_directory) {
  const std::string path = program_directory.string() + ":/usr/bin:/bin";
  setenv("PATH", path.c_str(), 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  unsetenv("RELATA_STORE");
  unsetenv("NO_COLOR");
}

bool passes(const fs::path& case_file, const fs::path& source, bool approves) {
  const std::vector<Step> steps = read_steps(case_file);
  const CaseDirectory directory(source);
  bool is_same = true;
  std::string approved;
  for (const Step& step : steps) {
    const std::string got = run(step.command);
    approved += step.notes + "$ " + step.command + "\n" + got;
    if (got == step.expected) continue;
    is_same = false;
    if (approves) continue;
    std::cout << case_file.filename().string() << ": $ " << step.command << "\n";
    show_difference(step.expected, got);
  }
  if (approves && !is_same) {
    std::ofstream(case_file) << approved;
    std::cout << case_file.filename().string() << " is written anew: read its diff\n";
  }
  return is_same || approves;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: run_cases CASE_FILE SOURCE_DIRECTORY PROGRAM_DIRECTORY\n";
    return 2;
  }
  try {
    set_environment(fs::absolute(argv[3]));
    const bool approves = std::getenv("RELATA_APPROVE") != nullptr;
    return passes(fs::absolute(argv[1]), fs::absolute(argv[2]), approves) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
