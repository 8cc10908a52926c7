#include "log_scope.h"

namespace {

// Where a message handler, which is told of a line only, finds what the line is about.
thread_local const LogScope *innermost = nullptr;

} // namespace

LogScope::LogScope(QByteArrayView requestId, std::span<const LogField> fields)
    : m_requestId(requestId)
    , m_fields(fields)
    , m_outer(innermost)
{
    innermost = this;
}

LogScope::~LogScope()
{
    innermost = m_outer;
}

const LogScope *LogScope::current()
{
    return innermost;
}
