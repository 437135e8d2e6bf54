// Loaded before the C library (LD_PRELOAD): makes one of the calls that change a directory fail.
//
// FAULT_PATH   paths that begin with it are watched
// FAULT_AT     which watched call fails, from 1; 0: none
// FAULT_KIND   eio, enospc: it fails so. half: half of what is written is, then enospc.
//              short: half of what is written is, and said to be. exit: the process ends.
// FAULT_STICKY every later watched call fails, too
// FAULT_COUNT  a file that gets the number of watched calls when the process ends

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { exit_code_of_fault = 99 };

static atomic_long calls;

static const char* setting(const char* name) {
  const char* const value = getenv(name);
  return value == NULL ? "" : value;
}

static int is_kind(const char* kind) { return strcmp(setting("FAULT_KIND"), kind) == 0; }

static int is_watched_path(const char* path) {
  const char* const watched = setting("FAULT_PATH");
  return *watched != '\0' && strncmp(path, watched, strlen(watched)) == 0;
}

static int is_watched(int file) {
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = '\0';
  return is_watched_path(path);
}

// Counts a watched call; is it one that fails?
static int fails(void) {
  const long number = atomic_fetch_add(&calls, 1) + 1;
  const long at = atol(setting("FAULT_AT"));
  const int is_hit = at != 0 && (*setting("FAULT_STICKY") != '\0' ? number >= at : number == at);
  if (is_hit && is_kind("exit")) _exit(exit_code_of_fault);
  return is_hit;
}

static int fail(void) {
  errno = is_kind("eio") ? EIO : ENOSPC;
  return -1;
}

__attribute__((destructor)) static void tell_count(void) {
  FILE* const file = *setting("FAULT_COUNT") == '\0' ? NULL : fopen(setting("FAULT_COUNT"), "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", atomic_load(&calls));
  fclose(file);
}

// Sets a pointer to the function of that name that comes after this one.
static void find(const char* name, void* pointer) { *(void**)pointer = dlsym(RTLD_NEXT, name); }

static int is_refused(void) { return fails() && !is_kind("short"); }

struct Plan {
  size_t size;  // so much is written
  int is_failure;
};

static struct Plan plan_write(int file, size_t size) {
  if (!is_watched(file) || !fails()) return (struct Plan){size, 0};
  const int is_part = is_kind("half") || is_kind("short");
  return (struct Plan){is_part ? (size + 1) / 2 : 0, !is_kind("short")};
}

ssize_t write(int file, const void* bytes, size_t size) {
  ssize_t (*real)(int, const void*, size_t);
  find("write", &real);
  const struct Plan plan = plan_write(file, size);
  const ssize_t wrote = real(file, bytes, plan.size);
  return plan.is_failure ? fail() : wrote;
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
  ssize_t (*real)(int, const void*, size_t, off_t);
  find("pwrite", &real);
  const struct Plan plan = plan_write(file, size);
  const ssize_t wrote = real(file, bytes, plan.size, offset);
  return plan.is_failure ? fail() : wrote;
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset) {
  return pwrite(file, bytes, size, offset);
}

int fsync(int file) {
  int (*real)(int);
  find("fsync", &real);
  return is_watched(file) && is_refused() ? fail() : real(file);
}

int fdatasync(int file) {
  int (*real)(int);
  find("fdatasync", &real);
  return is_watched(file) && is_refused() ? fail() : real(file);
}

int ftruncate(int file, off_t size) {
  int (*real)(int, off_t);
  find("ftruncate", &real);
  return is_watched(file) && is_refused() ? fail() : real(file, size);
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

int rename(const char* from, const char* to) {
  int (*real)(const char*, const char*);
  find("rename", &real);
  return is_watched_path(to) && is_refused() ? fail() : real(from, to);
}

int link(const char* from, const char* to) {
  int (*real)(const char*, const char*);
  find("link", &real);
  return is_watched_path(to) && is_refused() ? fail() : real(from, to);
}

int unlink(const char* path) {
  int (*real)(const char*);
  find("unlink", &real);
  return is_watched_path(path) && is_refused() ? fail() : real(path);
}
