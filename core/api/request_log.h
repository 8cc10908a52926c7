#pragma once

#include "http_figures.h"
#include "refusal_log.h"
#include "request_ids.h"

/// What is kept of requests: their ids, what is counted of them, lines about refused ones, and one
/// about each where the setting log.access asks for it (category "bakehouse.access"). Owned by the
/// server, shared by all its listeners; its thread.
class RequestLog
{
public:
    QByteArray nextId() { return m_ids.next(); }
    /// A refused request, in the log. Within the LogScope of the request.
    void note(int status, const QByteArray &word, const QString &field = {})
    {
        m_refusals.note(status, word, field);
    }
    /// Every request, once it is answered.
    void answered(const AnsweredRequest &request);
    HttpFigures &figures() { return m_figures; }

private:
    RequestIds m_ids;
    RefusalLog m_refusals;
    HttpFigures m_figures;
};
