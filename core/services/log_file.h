#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

/// The program's log in a file, written by a thread of its own. Who logs waits for no disk: what
/// the disk does not take is dropped, counted, and told in the file once it takes lines again. At a
/// certain size the file gets the next number and a new one is begun. Owned by main; thread-safe.
class LogFile
{
public:
    struct Options {
        QString path; ///< The newest; older ones have .1, .2, … behind it.
        qint64 mostBytes = 10'000'000; ///< Of one file.
        int files = 5; ///< Kept, the newest counted.
        int waitingLimit = 10'000; ///< Lines; more are dropped while the disk is slow.
    };
    /// What became of the lines so far.
    struct Counters {
        qint64 written = 0;
        qint64 lost = 0;
        bool working = true; ///< The last write succeeded.
    };

    /// Begins; the file is opened with the first line.
    explicit LogFile(Options options);
    /// Writes what waits, if the disk takes it within a second; one that hangs is left behind.
    ~LogFile();
    Q_DISABLE_COPY_MOVE(LogFile)

    /// @p line without its line feed.
    void write(const QByteArray &line);
    Counters counters() const;

private:
    class Writer;
    std::shared_ptr<Writer> m_writer;
};
