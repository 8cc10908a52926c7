#include "ballast.h"

#include "host_system.h"

#include <QFileInfo>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

qint64 freeBytes(const QString &folder)
{
    return QStorageInfo(folder).bytesAvailable();
}

Ballast::Ballast(const QString &folder)
    : m_path(folder + u"/ballast"_s)
    , m_held(QFileInfo(m_path).size() >= bytes)
{
}

bool Ballast::release()
{
    const bool released = m_held && QFile::remove(m_path);
    m_held = false;
    return released;
}

void Ballast::restore()
{
    if (m_held || freeBytes(QFileInfo(m_path).path()) < freeBytesNeeded)
        return;
    QFile file(m_path);
    m_held = file.open(QIODevice::ReadWrite) && allocateSpace(file, bytes);
    if (!m_held)
        file.remove();
}
