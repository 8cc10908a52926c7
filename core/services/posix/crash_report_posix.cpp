#include "crash_report.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <string_view>

#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <sys/prctl.h>
#include <unistd.h>

// All that runs after the crash is async-signal-safe (signal-safety(7)): no memory is taken, no
// lock is asked for. backtrace() is safe once it has been called before, and _dl_find_object()
// always.

namespace {

constexpr std::array crashSignals {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
constexpr unsigned longestReportSeconds = 10;

/// What is known before, written down at install().
struct Known {
    std::array<char, 4'096> folder {}; ///< With a slash at its end.
    std::array<char, 64> program {};
    std::array<char, 512> head {};
    timespec started {};
};
Known known;
std::atomic<pid_t> reporter = 0; ///< The thread that writes the report.

const char *nameOf(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV";
    case SIGBUS:
        return "SIGBUS";
    case SIGILL:
        return "SIGILL";
    case SIGFPE:
        return "SIGFPE";
    case SIGABRT:
        return "SIGABRT";
    default:
        return "?";
    }
}

/// A piece of text without memory of its own; what does not fit is left out.
class Piece
{
public:
    Piece &text(std::string_view part)
    {
        const size_t fits = std::min(part.size(), m_bytes.size() - m_size - 1);
        std::memcpy(m_bytes.data() + m_size, part.data(), fits);
        m_size += fits;
        m_bytes[m_size] = '\0';
        return *this;
    }
    Piece &number(std::uint64_t value, unsigned base = 10, size_t digits = 1)
    {
        std::array<char, 24> reversed {};
        size_t count = 0;
        for (; value != 0 || count < digits; value /= base)
            reversed[count++] = "0123456789abcdef"[value % base];
        while (count > 0)
            text({&reversed[--count], 1});
        return *this;
    }
    const char *data() const { return m_bytes.data(); }
    void writeTo(int file) const
    {
        for (size_t done = 0; done < m_size;) {
            const ssize_t written = ::write(file, m_bytes.data() + done, m_size - done);
            if (written <= 0)
                return;
            done += size_t(written);
        }
    }

private:
    std::array<char, 4'608> m_bytes {};
    size_t m_size = 0;
};

/// @p separated: "2026-11-26T01:30:00Z", else "20261126T013000Z". After Howard Hinnant's
/// civil_from_days.
void addTime(Piece &piece, std::time_t time, std::string_view dash, std::string_view colon)
{
    constexpr std::uint64_t daySeconds = 86'400;
    const auto seconds = std::uint64_t(time) % daySeconds;
    const std::uint64_t days = std::uint64_t(time) / daySeconds + 719'468;
    const std::uint64_t era = days / 146'097;
    const std::uint64_t dayOfEra = days % 146'097;
    const std::uint64_t yearOfEra =
        (dayOfEra - dayOfEra / 1'460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const std::uint64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::uint64_t shifted = (5 * dayOfYear + 2) / 153; // Months from March.
    const std::uint64_t day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    const std::uint64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    const std::uint64_t year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    piece.number(year, 10, 4).text(dash).number(month, 10, 2).text(dash).number(day, 10, 2);
    piece.text("T").number(seconds / 3'600, 10, 2).text(colon);
    piece.number(seconds / 60 % 60, 10, 2).text(colon).number(seconds % 60, 10, 2).text("Z");
}

std::string_view lastPart(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

/// " 3 libQt6Core.so.6+0x1a2b3c"; addresses that lie in no file as they are.
void writeFrame(int file, size_t number, void *address)
{
    Piece line;
    line.text("  ").number(number).text(" ");
    dl_find_object found {};
    if (_dl_find_object(address, &found) == 0 && found.dlfo_link_map) {
        const std::string_view name = lastPart(found.dlfo_link_map->l_name);
        line.text(name.empty() ? std::string_view(known.program.data()) : name).text("+0x");
        line.number(reinterpret_cast<std::uintptr_t>(address) - found.dlfo_link_map->l_addr, 16);
    } else {
        line.text("0x").number(reinterpret_cast<std::uintptr_t>(address), 16);
    }
    line.text("\n").writeTo(file);
}

void writeReport(int signal)
{
    timespec now {};
    timespec sinceBoot {};
    ::clock_gettime(CLOCK_REALTIME, &now);
    ::clock_gettime(CLOCK_BOOTTIME, &sinceBoot);
    Piece path;
    path.text(known.folder.data()).text("crash-");
    addTime(path, now.tv_sec, "", "");
    path.text("-").number(std::uint64_t(::getpid())).text(".new");
    const int file = ::open(path.data(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    std::array<char, 16> thread {};
    ::prctl(PR_GET_NAME, thread.data());
    Piece head;
    head.text(known.head.data()).text("signal: ").text(nameOf(signal));
    head.text("\nthread: ").text(thread.data()).text("\nat: ");
    addTime(head, now.tv_sec, "-", ":");
    head.text("\nran: ").number(std::uint64_t(sinceBoot.tv_sec - known.started.tv_sec));
    head.text(" s\nframes:\n").writeTo(file);
    std::array<void *, 64> frames {};
    const int count = ::backtrace(frames.data(), int(frames.size()));
    for (size_t number = 0; number < size_t(count); ++number)
        writeFrame(file, number, frames[number]);
    ::close(file);
}

void onCrash(int signal)
{
    const int before = errno;
    const pid_t thread = ::gettid();
    pid_t nobody = 0;
    if (reporter.compare_exchange_strong(nobody, thread)) {
        ::signal(SIGALRM, SIG_DFL);
        ::alarm(longestReportSeconds); // A report that hangs must not keep the program from ending.
        writeReport(signal);
    } else if (nobody != thread) {
        for (;;)
            ::pause(); // Another thread's report ends the program.
    }
    errno = before;
    ::signal(signal, SIG_DFL);
    ::raise(signal); // Comes when this returns.
}

template <size_t size> void keep(std::array<char, size> &place, const QByteArray &text)
{
    qstrncpy(place.data(), text.constData(), size);
}

/// A stack of its own for the handler, for when the main thread has used up its own.
void useOtherStack()
{
    static std::array<char, 65'536> room;
    stack_t stack {};
    stack.ss_sp = room.data();
    stack.ss_size = room.size();
    ::sigaltstack(&stack, nullptr);
}

} // namespace

void reportCrashesInto(const QString &folder)
{
    const QByteArray program = QCoreApplication::applicationName().toUtf8();
    keep(known.folder, QFile::encodeName(folder + QLatin1Char('/')));
    keep(known.program, program);
    keep(known.head,
         "program: " + program + ' ' + QCoreApplication::applicationVersion().toUtf8()
             + "\nqt: " + qVersion() + '\n');
    ::clock_gettime(CLOCK_BOOTTIME, &known.started);
    std::array<void *, 1> loaded {};
    ::backtrace(loaded.data(), 1); // The first call loads a library, which no handler may.
    useOtherStack();
    struct sigaction action = {};
    action.sa_handler = onCrash;
    action.sa_flags = SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (const int number : crashSignals)
        ::sigaction(number, &action, nullptr);
}
