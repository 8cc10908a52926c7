#include "api_document.h"

#include <QFile>

using namespace Qt::StringLiterals;

QByteArray apiDocument()
{
    QFile file(u":/bakehouse/api/openapi.json"_s);
    const bool embedded = file.open(QIODevice::ReadOnly);
    Q_ASSERT(embedded);
    return embedded ? file.readAll() : QByteArray();
}
