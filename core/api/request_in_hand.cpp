#include "request_in_hand.h"

#include <QHttpServerRequest>

RequestInHand RequestInHand::kept() const
{
    RequestInHand copy = *this;
    copy.m_headers = m_live->headers();
    copy.m_body = m_live->body();
    copy.m_live = nullptr;
    return copy;
}

QByteArray RequestInHand::value(const QByteArray &name) const
{
    if (m_live)
        return m_live->value(name);
    for (const auto &[key, value] : m_headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray RequestInHand::body() const
{
    return m_live ? m_live->body() : m_body;
}
