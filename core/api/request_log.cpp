#include "request_log.h"

#include "log_scope.h"

#include <array>

namespace {

// Off unless a rule switches it on.
Q_LOGGING_CATEGORY(accessLog, "bakehouse.access", QtWarningMsg)

void logAccess(const AnsweredRequest &request)
{
    using namespace std::chrono;
    const nanoseconds time = request.time.value_or(nanoseconds(0));
    const std::array fields {
        LogField {"method", request.method},
        LogField {"route", request.pattern.isEmpty() ? QByteArrayView("none") : request.pattern},
        LogField {"status", qint64(request.status)},
        LogField {"duration_us", qint64(duration_cast<microseconds>(time).count())},
        LogField {"bytes", request.bytes}};
    const LogScope scope(request.id, fields);
    qCInfo(accessLog, "request answered");
}

} // namespace

void RequestLog::answered(const AnsweredRequest &request)
{
    m_figures.answered(request);
    if (accessLog().isInfoEnabled())
        logAccess(request);
}
