#pragma once

#include <QString>

#include <vector>

/// A report of a crash: what the program wrote about its own end. A value.
struct CrashReport {
    QString path;
    QString summary; ///< "SIGSEGV in thread worker at 2026-11-26T01:30:00Z"
};

/// From now on a crash of this program (SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, on any thread)
/// leaves a report in @p folder: program, version, signal, thread, time, and the frames as file and
/// offset, which addr2line turns into lines. It names no person, no path and no value. Then the
/// signal does what it always does. Once, from main; the folder need not be there yet.
void reportCrashesInto(const QString &folder);

/// Reports of @p folder that nobody was told of, oldest first; they count as told from now on. The
/// newest ten reports are kept.
std::vector<CrashReport> takeCrashReports(const QString &folder);
/// All reports of @p folder, oldest first; changes nothing.
std::vector<CrashReport> crashReports(const QString &folder);
