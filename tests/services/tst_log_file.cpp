#include "log_file.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <sys/mount.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A disk of its own in memory, where the machine lets us have one.
class SmallDisk final
{
public:
    explicit SmallDisk(const QString &folder)
        : m_folder(folder)
        , m_mounted(::mount("none", folder.toUtf8().constData(), "tmpfs", 0, "size=64k") == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_folder.toUtf8().constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)
    bool mounted() const { return m_mounted; }

private:
    const QString m_folder;
    const bool m_mounted;
};

}

/// The log in its file: whole lines in order, turned over by size, and a disk that takes none.
class TestLogFile : public QObject
{
    Q_OBJECT
private slots:
    void write_linesOfManyThreads_areWhole();
    void write_afterAStart_goesOnBehindTheOld();
    void rotate_bySize_keepsTheNewest();
    void write_noFolder_isCountedAndToldLater();
    void write_diskFull_losesLinesOnlyAndRecovers();
    void write_diskHangs_waitsForNothing();
};

void TestLogFile::write_linesOfManyThreads_areWhole()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.log"_s);
    {
        LogFile log({.path = path});
        std::vector<std::thread> threads;
        for (int number = 0; number < 4; ++number)
            threads.emplace_back([&log, number] {
                for (int line = 0; line < 500; ++line)
                    log.write("thread " + QByteArray::number(number) + " line "
                              + QByteArray::number(line) + " end");
            });
        for (std::thread &thread : threads)
            thread.join();
        QTRY_COMPARE(log.counters().written, 2'000);
        QCOMPARE(log.counters().lost, 0);
    }
    QHash<QByteArray, int> next;
    const QByteArrayList lines = contentOf(path).chopped(1).split('\n');
    QCOMPARE(lines.size(), 2'000);
    for (const QByteArray &line : lines) {
        const QByteArrayList words = line.split(' ');
        QCOMPARE(words.size(), 5);
        QCOMPARE(words[3].toInt(), next[words[1]]++);
        QCOMPARE(words[4], "end");
    }
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestLogFile::write_afterAStart_goesOnBehindTheOld()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.log"_s);
    for (const QByteArray line : {"first", "second"})
        LogFile({.path = path}).write(line);
    QCOMPARE(contentOf(path), "first\nsecond\n");
}

void TestLogFile::rotate_bySize_keepsTheNewest()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.log"_s);
    {
        LogFile log({.path = path, .mostBytes = 1'000, .files = 3});
        for (int line = 0; line < 1'000; ++line)
            log.write("line " + QByteArray::number(line).rightJustified(4, '0') + " of many");
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name),
             QStringList({u"a.log"_s, u"a.log.1"_s, u"a.log.2"_s}));
    const QByteArray kept = contentOf(path + u".2"_s) + contentOf(path + u".1"_s) + contentOf(path);
    QVERIFY(kept.endsWith("line 0999 of many\n"));
    const int lines = int(kept.count('\n'));
    QVERIFY(kept.startsWith("line " + QByteArray::number(1'000 - lines).rightJustified(4, '0')));
    for (const QString &name : {u""_s, u".1"_s, u".2"_s})
        QVERIFY(QFile(path + name).size() < 1'050);
}

void TestLogFile::write_noFolder_isCountedAndToldLater()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"logs/a.log"_s);
    LogFile log({.path = path});
    log.write("nobody reads this");
    QTRY_COMPARE(log.counters().lost, 1);
    QVERIFY(!log.counters().working);
    QVERIFY(QDir(folder.path()).mkdir(u"logs"_s));
    const auto written = [&log] {
        log.write("back");
        return log.counters().written > 0;
    };
    QTRY_VERIFY(written());
    QVERIFY(log.counters().working);
    const QByteArray content = contentOf(path);
    static const QRegularExpression told(uR"(^\(\d+ lines were lost here\)\nback\n)"_s);
    QVERIFY2(told.match(QString::fromUtf8(content)).hasMatch(), content.constData());
}

void TestLogFile::write_diskFull_losesLinesOnlyAndRecovers()
{
    const QTemporaryDir folder;
    const SmallDisk disk(folder.path());
    if (!disk.mounted())
        QSKIP("only root may mount a small disk: a log disk that is full was not tried");
    const QString path = folder.filePath(u"a.log"_s);
    LogFile log({.path = path});
    const QByteArray line(1'000, 'x');
    const auto lost = [&] {
        log.write(line);
        return log.counters().lost > 0;
    };
    QTRY_VERIFY(lost());
    for (const QByteArray &kept : contentOf(path).chopped(1).split('\n'))
        QCOMPARE(kept, line); // None was cut off.
    QVERIFY(QFile::resize(path, 0)); // Somebody makes room.
    const qint64 before = log.counters().written;
    const auto written = [&] {
        log.write("back");
        return log.counters().written > before;
    };
    QTRY_VERIFY(written());
    QVERIFY(contentOf(path).startsWith('('));
    QVERIFY(contentOf(path).contains("lines were lost here)\nback\n"));
}

/// A pipe that nobody reads stands for a disk that never answers.
void TestLogFile::write_diskHangs_waitsForNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.log"_s);
    QCOMPARE(::mkfifo(path.toUtf8().constData(), 0600), 0);
    LogFile log({.path = path, .waitingLimit = 100});
    for (int line = 0; line < 1'000; ++line)
        log.write("into the void");
    QVERIFY(log.counters().lost >= 1'000 - 101);
    QCOMPARE(log.counters().written, 0);
} // The destructor comes back, or the program hangs here.

QTEST_GUILESS_MAIN(TestLogFile)
#include "tst_log_file.moc"
