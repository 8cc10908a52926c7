#include "chosen_file.h"

#include <QFile>
#include <QtConcurrentRun>

namespace {

constexpr qint64 limitBytes = 33'554'432;

Result<QByteArray> content(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::BadField,
                      .field = path,
                      .detail = file.errorString()};
    if (file.size() > limitBytes)
        return Error {
            .code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = path};
    return file.readAll();
}

} // namespace

QFuture<Result<QByteArray>> readChosenFile(const QString &path)
{
    return QtConcurrent::run([path] { return content(path); });
}
