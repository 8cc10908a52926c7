#include "document_printer.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

Error unwritable(const QString &folder, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = folder,
            .detail = why};
}

} // namespace

Result<QString> fileDocument(const PaperDocument &document, const QString &folder,
                             const QString &name)
{
    if (!QDir().mkpath(folder))
        return unwritable(folder, u"the folder cannot be made"_s);
    QString path = QDir(folder).filePath(name + u".pdf"_s);
    for (int number = 2; QFile::exists(path); ++number)
        path = QDir(folder).filePath(u"%1-%2.pdf"_s.arg(name).arg(number));
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.write(document.pdf) == document.pdf.size() && file.commit();
    if (!written)
        return unwritable(folder, file.errorString());
    return path;
}
