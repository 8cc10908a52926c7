#pragma once

#include <QFile>
#include <QTemporaryDir>

/// A temporary folder that the private server's account may walk through, with the data directory
/// of a shop in it. Owned by a test.
class ShopFolder
{
public:
    ShopFolder()
    {
        QFile::setPermissions(m_folder.path(),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                                  | QFile::ExeGroup | QFile::ExeOther);
    }
    QString data() const { return m_folder.filePath(QStringLiteral("shop")); }
    QString file(const QString &name) const { return data() + QLatin1Char('/') + name; }
    QByteArray content(const QString &name) const
    {
        QFile file(this->file(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_folder;
};
