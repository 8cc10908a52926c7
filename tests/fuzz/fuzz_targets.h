#pragma once

#include <QByteArray>

#include <span>

/// A reader of what comes from outside, to be fed with any bytes. It must neither crash nor read
/// beyond its input, and it keeps what it promises its callers, or the program ends there.
struct FuzzTarget {
    const char *name; ///< Of its folder in corpus/.
    void (*feed)(const QByteArray &bytes);
};

std::span<const FuzzTarget> fuzzTargets();
/// Null for an unknown name.
const FuzzTarget *fuzzTarget(QByteArrayView name);

/// Ends the program unless @p kept.
void promise(bool kept, const char *what);

// The targets, by what they read.
void feedJsonBody(const QByteArray &bytes);
void feedRequestHead(const QByteArray &bytes);
void feedRequestWords(const QByteArray &bytes);
void feedCsvImport(const QByteArray &bytes);
void feedReplayFile(const QByteArray &bytes);
void feedSettingsFile(const QByteArray &bytes);
void feedSettingValue(const QByteArray &bytes);
void feedDotEnv(const QByteArray &bytes);
void feedDatabaseUri(const QByteArray &bytes);
void feedJournalEntry(const QByteArray &bytes);
void feedJournalFile(const QByteArray &bytes);
void feedSnapshot(const QByteArray &bytes);
void feedScanCode(const QByteArray &bytes);
void feedTypedText(const QByteArray &bytes);
