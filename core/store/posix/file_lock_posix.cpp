#include "file_lock.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

// held() and a program that is just dying hold the lock for a moment; a real owner holds it longer.
constexpr int patienceMs = 250;
constexpr int pauseMs = 10;

/// flock on an open file: the kernel lets go of it when the last copy of the descriptor is closed.
class PosixFileLock final : public FileLock
{
public:
    explicit PosixFileLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~PosixFileLock() override
    {
        // The file stays: removing it would let two owners lock two files of one name.
        (void)!::ftruncate(m_descriptor, 0);
        ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(PosixFileLock)

private:
    const int m_descriptor;
};

Error unusable(const QString &path, int code)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = QString::fromLocal8Bit(std::strerror(code))};
}

int openFile(const QByteArray &path, int flags)
{
    return ::open(path.constData(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
}

int lockFile(int descriptor, int operation)
{
    int answer = 0;
    do {
        answer = ::flock(descriptor, operation | LOCK_NB);
    } while (answer != 0 && errno == EINTR);
    return answer;
}

/// False when somebody replaced the file between our open and our lock.
bool isStillTheFile(int descriptor, const QByteArray &path)
{
    struct stat opened {
    };
    struct stat named {
    };
    return ::fstat(descriptor, &opened) == 0 && ::stat(path.constData(), &named) == 0
        && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

QString lineIn(int descriptor)
{
    std::array<char, 512> text {};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    return size > 0 ? QString::fromUtf8(text.data(), size).trimmed() : QString();
}

void writeLine(int descriptor, const QString &line)
{
    const QByteArray text = line.toUtf8() + '\n';
    // For people only: a line that could not be written takes nothing from the lock.
    if (::ftruncate(descriptor, 0) == 0)
        (void)!::pwrite(descriptor, text.constData(), size_t(text.size()), 0);
}

}

Result<std::unique_ptr<FileLock>> FileLock::take(const QString &path, const QString &ownerLine)
{
    const QByteArray name = QFile::encodeName(path);
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        const int descriptor = openFile(name, O_RDWR | O_CREAT);
        if (descriptor < 0)
            return unusable(path, errno);
        const bool locked = lockFile(descriptor, LOCK_EX) == 0;
        const int reason = errno;
        if (locked && isStillTheFile(descriptor, name)) {
            writeLine(descriptor, ownerLine);
            return std::unique_ptr<FileLock>(std::make_unique<PosixFileLock>(descriptor));
        }
        const QString owner = lineIn(descriptor);
        ::close(descriptor);
        if (!locked && reason != EWOULDBLOCK)
            return unusable(path, reason);
        if (waited.hasExpired(patienceMs))
            return Error {.code = Error::Code::Conflict,
                          .reason = Error::Reason::DirectoryOwned,
                          .field = path,
                          .detail = owner};
        QThread::msleep(pauseMs);
    }
}

bool FileLock::held(const QString &path)
{
    const int descriptor = openFile(QFile::encodeName(path), O_RDONLY);
    if (descriptor < 0)
        return false;
    const bool refused = lockFile(descriptor, LOCK_SH) != 0;
    ::close(descriptor);
    return refused;
}
