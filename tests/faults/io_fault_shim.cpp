// Stands before the system's library (LD_PRELOAD) in a program under test and fails what touches
// files below BAKEHOUSE_IO_FAULT, as the environment says:
//   BAKEHOUSE_IO_FAULT_AT      the n-th such call fails, from 1 (0: none)
//   BAKEHOUSE_IO_FAULT_ON      "yes": and every one after it
//   BAKEHOUSE_IO_FAULT_SWITCH  while this file exists every call fails
//   BAKEHOUSE_IO_FAULT_CODE    what they fail with, a number of errno.h (EIO)
//   BAKEHOUSE_IO_FAULT_COUNT   a file that is told how many calls there were, at the end
//   BAKEHOUSE_IO_FAULT_NOSYNC  "yes": syncs do nothing and say that they did; alone, for all files
// Counted are write, pwrite, fsync, fdatasync, ftruncate, fallocate, rename, and open to write.

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

namespace {

/// What the environment says, read once.
struct Plan {
    const char *folder = std::getenv("BAKEHOUSE_IO_FAULT");
    const char *switchFile = std::getenv("BAKEHOUSE_IO_FAULT_SWITCH");
    const char *countFile = std::getenv("BAKEHOUSE_IO_FAULT_COUNT");
    bool goesOn = std::getenv("BAKEHOUSE_IO_FAULT_ON") != nullptr;
    bool syncsNothing = std::getenv("BAKEHOUSE_IO_FAULT_NOSYNC") != nullptr;
    long at = number("BAKEHOUSE_IO_FAULT_AT", 0);
    int code = int(number("BAKEHOUSE_IO_FAULT_CODE", EIO));
    std::atomic<long> calls = 0;

    ~Plan()
    {
        if (std::FILE *file = countFile ? std::fopen(countFile, "w") : nullptr) {
            std::fprintf(file, "%ld\n", calls.load());
            std::fclose(file);
        }
    }
    static long number(const char *name, long otherwise)
    {
        const char *text = std::getenv(name);
        return text ? std::atol(text) : otherwise;
    }
};

Plan &plan()
{
    static Plan read;
    return read;
}

template <typename F> F *original(F *, const char *name)
{
    return reinterpret_cast<F *>(::dlsym(RTLD_NEXT, name));
}

bool isBelow(const char *path, const char *folder)
{
    const size_t length = folder ? std::strlen(folder) : 0;
    return path && length > 0 && std::strncmp(path, folder, length) == 0 && path[length] == '/';
}

bool fails(const char *path)
{
    Plan &now = plan();
    if (!isBelow(path, now.folder))
        return false;
    const long call = ++now.calls;
    const bool off = now.switchFile && ::access(now.switchFile, F_OK) == 0;
    const bool due = now.at > 0 && (call == now.at || (now.goesOn && call > now.at));
    if (!off && !due)
        return false;
    errno = now.code;
    return true;
}

bool fails(int descriptor)
{
    if (!plan().folder)
        return false;
    char link[64];
    char path[4'096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = ::readlink(link, path, sizeof path - 1);
    if (length < 0)
        return false;
    path[length] = '\0';
    return fails(path);
}

/// A path as it was given may begin in the folder that the program stands in; ours never do.
bool failsToOpen(const char *path, int flags)
{
    return (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0 && fails(path);
}

mode_t modeOf(int flags, std::va_list &rest)
{
    return (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
}

} // namespace

extern "C" {

int open(const char *path, int flags, ...)
{
    std::va_list rest;
    va_start(rest, flags);
    const mode_t mode = modeOf(flags, rest);
    va_end(rest);
    static auto *const real = original(&open, "open");
    return failsToOpen(path, flags) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    std::va_list rest;
    va_start(rest, flags);
    const mode_t mode = modeOf(flags, rest);
    va_end(rest);
    static auto *const real = original(&open64, "open64");
    return failsToOpen(path, flags) ? -1 : real(path, flags, mode);
}

ssize_t write(int descriptor, const void *bytes, size_t count)
{
    static auto *const real = original(&write, "write");
    return fails(descriptor) ? -1 : real(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset)
{
    static auto *const real = original(&pwrite, "pwrite");
    return fails(descriptor) ? -1 : real(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset)
{
    static auto *const real = original(&pwrite64, "pwrite64");
    return fails(descriptor) ? -1 : real(descriptor, bytes, count, offset);
}

int fsync(int descriptor)
{
    static auto *const real = original(&fsync, "fsync");
    if (plan().syncsNothing)
        return 0;
    return fails(descriptor) ? -1 : real(descriptor);
}

int fdatasync(int descriptor)
{
    static auto *const real = original(&fdatasync, "fdatasync");
    if (plan().syncsNothing)
        return 0;
    return fails(descriptor) ? -1 : real(descriptor);
}

int ftruncate(int descriptor, off_t length) noexcept
{
    static auto *const real = original(&ftruncate, "ftruncate");
    return fails(descriptor) ? -1 : real(descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) noexcept
{
    static auto *const real = original(&ftruncate64, "ftruncate64");
    return fails(descriptor) ? -1 : real(descriptor, length);
}

int posix_fallocate(int descriptor, off_t offset, off_t length)
{
    static auto *const real = original(&posix_fallocate, "posix_fallocate");
    return fails(descriptor) ? plan().code : real(descriptor, offset, length);
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t length)
{
    static auto *const real = original(&posix_fallocate64, "posix_fallocate64");
    return fails(descriptor) ? plan().code : real(descriptor, offset, length);
}

int rename(const char *from, const char *to) noexcept
{
    static auto *const real = original(&rename, "rename");
    return fails(to) ? -1 : real(from, to);
}

int renameat2(int fromFolder, const char *from, int toFolder, const char *to,
              unsigned int flags) noexcept
{
    static auto *const real = original(&renameat2, "renameat2");
    return fails(to) ? -1 : real(fromFolder, from, toFolder, to, flags);
}

} // extern "C"
