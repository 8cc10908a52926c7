#include "captured_log.h"

#include <mutex>

namespace {

std::mutex lock;
QByteArrayList captured;

void keep(QtMsgType, const QMessageLogContext &, const QString &text)
{
    const std::lock_guard guard(lock);
    captured.append(text.toUtf8());
}

}

CapturedLog::CapturedLog()
{
    captured.clear();
    qInstallMessageHandler(keep);
}

CapturedLog::~CapturedLog()
{
    qInstallMessageHandler(nullptr);
}

QByteArrayList CapturedLog::lines() const
{
    const std::lock_guard guard(lock);
    return captured;
}
