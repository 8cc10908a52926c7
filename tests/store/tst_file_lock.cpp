#include "file_lock.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

class TestFileLock : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void take_freeFile_holdsTheOwnersLine();
    void take_heldFile_isRefusedWithTheOwnersLine();
    void take_releasedFile_isGranted();
    void take_ownerKilled_isGranted();
    void take_whileOthersAsk_isGranted();
    void take_releasedButProgramStarted_isGranted();
    void take_symbolicLink_isRefused();
    void take_missingFolder_isUnusable();
    void held_followsTheOwner();

private:
    QString path() const { return m_folder->filePath(u"owner.lock"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFileLock::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFileLock::take_freeFile_holdsTheOwnersLine()
{
    const auto lock = FileLock::take(path(), u"the first till"_s);
    QVERIFY(lock);
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "the first till\n");
}

void TestFileLock::take_heldFile_isRefusedWithTheOwnersLine()
{
    const auto first = FileLock::take(path(), u"the first till"_s);
    QVERIFY(first);
    const auto second = FileLock::take(path(), u"the second till"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().code, Error::Code::Conflict);
    QCOMPARE(second.error().reason, Error::Reason::DirectoryOwned);
    QCOMPARE(second.error().detail, u"the first till"_s);
}

void TestFileLock::take_releasedFile_isGranted()
{
    {
        const auto first = FileLock::take(path(), u"the first till"_s);
        QVERIFY(first);
    }
    QVERIFY(FileLock::take(path(), u"the second till"_s));
}

void TestFileLock::take_ownerKilled_isGranted()
{
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = FileLock::take(path(), u"the child"_s);
        for (;;)
            ::pause();
    }
    QTRY_VERIFY(FileLock::held(path()));
    QVERIFY(!FileLock::take(path(), u"too early"_s));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    QVERIFY(FileLock::take(path(), u"the heir"_s));
}

void TestFileLock::take_whileOthersAsk_isGranted()
{
    QVERIFY(FileLock::take(path(), u"makes the file"_s));
    std::atomic<bool> enough = false;
    std::thread asking([this, &enough] {
        while (!enough)
            (void)FileLock::held(path());
    });
    bool granted = true;
    for (int round = 0; round < 50 && granted; ++round)
        granted = bool(FileLock::take(path(), u"the till"_s));
    enough = true;
    asking.join();
    QVERIFY(granted);
}

void TestFileLock::take_releasedButProgramStarted_isGranted()
{
    QProcess program;
    {
        const auto first = FileLock::take(path(), u"the first till"_s);
        QVERIFY(first);
        program.start(u"sleep"_s, {u"60"_s});
        QVERIFY(program.waitForStarted());
    }
    QVERIFY(FileLock::take(path(), u"the second till"_s));
    program.kill();
    program.waitForFinished();
}

void TestFileLock::take_symbolicLink_isRefused()
{
    QVERIFY(QFile::link(m_folder->filePath(u"elsewhere"_s), path()));
    const auto lock = FileLock::take(path(), u"the till"_s);
    QVERIFY(!lock);
    QCOMPARE(lock.error().reason, Error::Reason::DirectoryUnusable);
    QVERIFY(!QFile::exists(m_folder->filePath(u"elsewhere"_s)));
}

void TestFileLock::take_missingFolder_isUnusable()
{
    const QString missing = m_folder->filePath(u"missing/owner.lock"_s);
    const auto lock = FileLock::take(missing, u"the till"_s);
    QVERIFY(!lock);
    QCOMPARE(lock.error().code, Error::Code::Unavailable);
    QCOMPARE(lock.error().reason, Error::Reason::DirectoryUnusable);
    QCOMPARE(lock.error().field, missing);
}

void TestFileLock::held_followsTheOwner()
{
    QVERIFY(!FileLock::held(path()));
    {
        const auto lock = FileLock::take(path(), u"the till"_s);
        QVERIFY(lock);
        QVERIFY(FileLock::held(path()));
    }
    QVERIFY(!FileLock::held(path()));
}

QTEST_GUILESS_MAIN(TestFileLock)
#include "tst_file_lock.moc"
