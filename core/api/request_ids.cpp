#include "request_ids.h"

#include <QRandomGenerator>

#include <algorithm>

RequestIds::RequestIds()
    : m_run(QByteArray::number(QRandomGenerator::system()->generate64(), 36).rightJustified(13, '0')
            + '-')
{
}

QByteArray RequestIds::next()
{
    return m_run + QByteArray::number(++m_count, 36);
}

bool isRequestId(QByteArrayView text)
{
    constexpr qsizetype longest = 64;
    return !text.isEmpty() && text.size() <= longest
        && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                   || c == '.' || c == '_' || c == '-';
           });
}
